package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.exec.ComputedLimit;
import dev.braid.exec.Estimate;
import dev.braid.exec.Filter;
import dev.braid.exec.Gather;
import dev.braid.exec.GatherMerge;
import dev.braid.exec.IncrementalSort;
import dev.braid.exec.Limit;
import dev.braid.exec.LimitWithTies;
import dev.braid.exec.Materialize;
import dev.braid.exec.NodeInfo;
import dev.braid.exec.OutputColumn;
import dev.braid.exec.Project;
import dev.braid.exec.SingleCopy;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the nodes that stand on one other node, with their costs: one method each.
final class Steps {
  /// A Gather Merge waits for the slowest worker more often than a Gather.
  private static final double MERGE_SURCHARGE = 1.05;

  /// A limit whose number is not known yet counts as a tenth of the rows, as in PostgreSQL.
  private static final double UNKNOWN_LIMIT = 10;

  private final CostModel costs;

  Steps(CostModel costs) {
    this.costs = costs;
  }

  static NodeInfo info(List<ColumnRef> columns, Estimate estimate) {
    return new NodeInfo(
        columns.stream().map(column -> new OutputColumn(column.name(), column.type())).toList(),
        estimate);
  }

  Path filter(Path input, List<Expr> conjuncts, double selectivity) {
    double cost = input.rows() * costs.evaluation(conjuncts);
    Estimate estimate =
        new Estimate(
            Math.max(1, input.rows() * selectivity),
            input.width(),
            input.startup(),
            input.total() + cost);
    return new Path(
        new Filter(
            info(input.columns(), estimate),
            input.node(),
            input.layout().resolve(Conditions.and(conjuncts))),
        input.columns(),
        input.order(),
        input.workers());
  }

  /// Computes columns; nothing is done where the input has just these columns already.
  Path project(Path input, List<Binding> bindings, int width) {
    List<ColumnRef> columns = bindings.stream().map(Binding::column).toList();
    if (columns.equals(input.columns())
        && bindings.stream().allMatch(binding -> binding.expr().equals(binding.column()))) {
      return input;
    }
    List<Expr> exprs = bindings.stream().map(Binding::expr).toList();
    Estimate estimate =
        new Estimate(
            input.rows(),
            width,
            input.startup(),
            input.total() + input.rows() * costs.evaluation(exprs));
    return new Path(
        new Project(info(columns, estimate), input.node(), input.layout().resolve(exprs)),
        columns,
        renamed(input.order(), bindings),
        input.workers());
  }

  /// The known order in terms of the columns that are passed on.
  private static List<SortKey> renamed(List<SortKey> order, List<Binding> bindings) {
    Map<Integer, ColumnRef> names = new HashMap<>();
    for (Binding binding : bindings) {
      if (binding.expr() instanceof ColumnRef column) {
        names.putIfAbsent(column.column(), binding.column());
      }
    }
    List<SortKey> renamed = new ArrayList<>();
    for (SortKey key : order) {
      ColumnRef name = key.expr() instanceof ColumnRef column ? names.get(column.column()) : null;
      if (name == null) {
        break;
      }
      renamed.add(key.map(_ -> name));
    }
    return renamed;
  }

  /// Just these columns, in this order.
  Path pick(Path input, List<ColumnRef> columns) {
    if (columns.equals(input.columns())) {
      return input;
    }
    return project(
        input, columns.stream().map(column -> new Binding(column, column)).toList(), input.width());
  }

  /// Computes expressions that are no columns yet beside the columns there are.
  Path extend(Path input, List<Binding> added) {
    if (added.isEmpty()) {
      return input;
    }
    List<Binding> bindings = new ArrayList<>();
    input.columns().forEach(column -> bindings.add(new Binding(column, column)));
    bindings.addAll(added);
    return project(input, bindings, input.width() + 8 * added.size());
  }

  /// @param keys over columns
  /// @param limit how many of the first rows are wanted, or -1
  Path sort(Path input, List<SortKey> keys, long limit) {
    return input.isOrdered(keys) ? input : sort(input, keys, limit, keys.size());
  }

  /// A sort whose ranges do not separate rows that are equal in the first of the keys.
  ///
  /// @param together how many keys those are
  Path sort(Path input, List<SortKey> keys, long limit, int together) {
    double compare = 2 * costs.operator;
    double rows = Math.max(2, input.rows());
    double kept = limit < 0 ? rows : Math.min(rows, Math.max(1, limit));
    double work = compare * rows * CostModel.log2(limit < 0 ? rows : Math.min(rows, 2 * kept));
    double bytes = rows * input.width();
    double spill =
        limit < 0 && bytes > costs.workMemory
            ? 2 * Math.ceil(bytes / CostModel.PAGE) * costs.seqPage
            : 0;
    double startup = input.total() + work + spill;
    Estimate estimate =
        new Estimate(
                limit < 0 ? input.rows() : Math.min(input.rows(), kept),
                input.width(),
                startup,
                startup + costs.operator * kept)
            .disabledIf(!costs.is(Setting.ENABLE_SORT));
    return new Path(
        new dev.braid.exec.Sort(
            info(input.columns(), estimate),
            input.node(),
            places(keys, input.layout()),
            limit,
            together),
        input.columns(),
        keys,
        input.workers());
  }

  /// Sorts groups of rows that are equal in the first keys.
  ///
  /// @param presorted how many of the keys the input is sorted by
  /// @param groups how many different values those have
  Path incrementalSort(Path input, List<SortKey> keys, int presorted, double groups) {
    double rows = Math.max(2, input.rows());
    double each = Math.max(1, rows / Math.max(1, groups));
    double number = rows / each;
    double compare = 2 * costs.operator;
    double spill =
        each * input.width() > costs.workMemory
            ? 2 * Math.ceil(each * input.width() / CostModel.PAGE) * costs.seqPage
            : 0;
    double group = compare * each * CostModel.log2(each) + spill + costs.operator * each;
    double reading = input.total() - input.startup();
    double startup = input.startup() + reading / number + group;
    double total =
        startup
            + (reading / number + group) * (number - 1)
            + (costs.tuple + costs.operator) * rows
            + 2 * costs.tuple * number;
    Estimate estimate =
        new Estimate(input.rows(), input.width(), startup, total)
            .disabledIf(!costs.is(Setting.ENABLE_SORT));
    return new Path(
        new IncrementalSort(
            info(input.columns(), estimate), input.node(), places(keys, input.layout()), presorted),
        input.columns(),
        keys,
        input.workers());
  }

  boolean mayIncrement() {
    return costs.is(Setting.ENABLE_INCREMENTAL_SORT);
  }

  static List<dev.braid.exec.SortKey> places(List<SortKey> keys, Layout layout) {
    return keys.stream()
        .map(
            key ->
                new dev.braid.exec.SortKey(
                    layout.place((ColumnRef) key.expr()), key.descending(), key.nullsFirst()))
        .toList();
  }

  Path gather(Path partial) {
    double rows = partial.rows() * costs.divisor(partial.workers());
    Estimate estimate =
        new Estimate(
            Math.max(1, Math.rint(rows)),
            partial.width(),
            partial.startup() + costs.parallelSetup,
            partial.total() + costs.parallelSetup + costs.parallelTuple * rows);
    return new Path(
        new Gather(info(partial.columns(), estimate), partial.node(), partial.workers()),
        partial.columns(),
        List.of(),
        0);
  }

  /// A Gather for its own sake, as `debug_parallel_query` wants it.
  ///
  /// @param invisible whether EXPLAIN leaves it out
  Path singleCopy(Path path, boolean invisible) {
    Estimate estimate =
        new Estimate(
            path.rows(),
            path.width(),
            path.startup() + costs.parallelSetup,
            path.total() + costs.parallelSetup + costs.parallelTuple * path.rows());
    return new Path(
        new SingleCopy(info(path.columns(), estimate), path.node(), invisible),
        path.columns(),
        path.order(),
        0);
  }

  /// Brings sorted partial rows together in their order.
  Path gatherMerge(Path partial) {
    double rows = partial.rows() * costs.divisor(partial.workers());
    double compare = 2 * costs.operator;
    double depth = CostModel.log2(partial.workers() + 1);
    double startup =
        partial.startup() + costs.parallelSetup + compare * (partial.workers() + 1) * depth;
    double total =
        partial.total()
            + costs.parallelSetup
            + rows * (compare * depth + costs.operator)
            + rows * costs.parallelTuple * MERGE_SURCHARGE;
    Estimate estimate = new Estimate(Math.max(1, Math.rint(rows)), partial.width(), startup, total);
    return new Path(
        new GatherMerge(
            info(partial.columns(), estimate),
            partial.node(),
            partial.workers(),
            places(partial.order(), partial.layout())),
        partial.columns(),
        partial.order(),
        0);
  }

  boolean mayMerge() {
    return costs.is(Setting.ENABLE_GATHERMERGE);
  }

  /// @param count how many, or -1
  /// @param ties keys whose equals to the last row are kept
  Path limit(Path input, long count, long offset, List<SortKey> ties) {
    double skipped = Math.min(offset, input.rows());
    double left = input.rows() - skipped;
    double rows = count < 0 ? left : Math.min(left, count);
    double each = (input.total() - input.startup()) / Math.max(1, input.rows());
    Estimate estimate =
        new Estimate(
            Math.max(1, rows),
            input.width(),
            input.startup() + each * skipped,
            input.startup() + each * (skipped + rows));
    NodeInfo info = info(input.columns(), estimate);
    return new Path(
        ties.isEmpty()
            ? new Limit(info, input.node(), count, offset)
            : new LimitWithTies(info, input.node(), count, offset, places(ties, input.layout())),
        input.columns(),
        input.order(),
        0);
  }

  /// A limit that is known only once the row of its numbers is.
  Path computedLimit(
      Path input, Path numbers, @Nullable Expr count, @Nullable Expr offset, List<SortKey> ties) {
    double share = (input.total() - input.startup()) / UNKNOWN_LIMIT;
    Estimate estimate =
        new Estimate(
            count == null ? input.rows() : Math.max(1, input.rows() / UNKNOWN_LIMIT),
            input.width(),
            input.startup() + numbers.total() + (offset == null ? 0 : share),
            numbers.total() + (count == null ? input.total() : input.startup() + 2 * share));
    return new Path(
        new ComputedLimit(
            info(input.columns(), estimate),
            input.node(),
            numbers.node(),
            place(numbers, count),
            place(numbers, offset),
            places(ties, input.layout())),
        input.columns(),
        input.order(),
        0);
  }

  private static int place(Path path, @Nullable Expr column) {
    return column == null ? -1 : path.layout().place((ColumnRef) column);
  }

  Path materialize(Path input) {
    Estimate estimate =
        new Estimate(
            input.rows(),
            input.width(),
            input.startup(),
            input.total() + 2 * costs.operator * input.rows());
    return new Path(
        new Materialize(info(input.columns(), estimate), input.node()),
        input.columns(),
        input.order(),
        0);
  }

  /// Columns of a path that somebody wants, in the path's order.
  static List<ColumnRef> wanted(List<ColumnRef> columns, BitSet needed) {
    return columns.stream().filter(column -> needed.get(column.column())).toList();
  }

  static boolean isVolatile(List<? extends Expr> exprs) {
    return exprs.stream().anyMatch(Columns::isVolatile);
  }
}
