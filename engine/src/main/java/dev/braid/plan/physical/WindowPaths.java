package dev.braid.plan.physical;

import dev.braid.exec.Estimate;
import dev.braid.exec.ExprText;
import dev.braid.exec.ProjectSet;
import dev.braid.exec.Unique;
import dev.braid.exec.WindowAgg;
import dev.braid.exec.WindowSpec;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Distinct;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.WindowCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ways to do what needs rows in order: window functions and DISTINCT ON. Serially over rows that
/// may have been sorted in parallel; or by all participants, each of which takes ranges of a
/// parallel sort that end where a partition does.
final class WindowPaths {
  private final CostModel costs;
  private final Steps steps;
  private final SortPaths sorts;
  private final Numbering numbering;

  WindowPaths(CostModel costs, Steps steps, SortPaths sorts, Numbering numbering) {
    this.costs = costs;
    this.steps = steps;
    this.sorts = sorts;
    this.numbering = numbering;
  }

  Paths plan(Window window, Paths input, Profile rows) {
    Map<Expr, ColumnRef> computed = new LinkedHashMap<>();
    List<Expr> partition =
        window.partition().stream().map(expr -> (Expr) column(expr, computed)).toList();
    List<SortKey> order = SortKey.map(window.order(), expr -> column(expr, computed));
    List<WindowCall> calls = new ArrayList<>();
    for (WindowCall call : window.calls()) {
      calls.add(
          new WindowCall(
              call.column(),
              call.function(),
              Filtered.guarded(call.arguments(), call.filter()).stream()
                  .map(expr -> (Expr) column(expr, computed))
                  .toList(),
              call.filter() == null ? null : column(call.filter(), computed),
              call.frame()));
    }
    List<Binding> added = new ArrayList<>();
    computed.forEach(
        (expr, column) -> {
          if (!column.equals(expr)) {
            added.add(new Binding(column, expr));
          }
        });
    Paths extended = extended(input, added);
    Path serial = window(sorted(partition, order, extended, rows), partition, order, calls);
    Path partial = extended.partial();
    if (partial == null || partition.isEmpty() || !steps.mayMerge()) {
      return Paths.serial(serial);
    }
    Path shared = window(ranges(partition, order, partial), partition, order, calls);
    return Paths.of(List.of(serial, steps.gatherMerge(shared)), shared);
  }

  /// A partial path's rows in order, in morsels of whole partitions; those of another window over
  /// the same partitions are so already.
  private Path ranges(List<Expr> partition, List<SortKey> order, Path partial) {
    List<SortKey> keys = keys(partition, order);
    boolean same =
        partial.node() instanceof WindowAgg below
            && below.parallel()
            && below.partition().equals(places(partition, partial))
            && partial.isOrdered(keys);
    return same ? partial : steps.sort(partial, keys, -1, partition.size());
  }

  private static List<Integer> places(List<Expr> exprs, Path path) {
    Layout layout = path.layout();
    return exprs.stream().map(each -> layout.place((ColumnRef) each)).toList();
  }

  private static List<SortKey> keys(List<Expr> partition, List<SortKey> order) {
    List<SortKey> keys = new ArrayList<>();
    partition.forEach(expr -> keys.add(new SortKey(expr, false, false)));
    keys.addAll(order);
    return keys;
  }

  private Paths extended(Paths input, List<Binding> added) {
    boolean shareable = !Steps.isVolatile(added.stream().map(Binding::expr).toList());
    return (shareable ? input : input.withoutPartial())
        .map(path -> steps.extend(path, added), steps::gather);
  }

  private ColumnRef column(Expr expr, Map<Expr, ColumnRef> computed) {
    return computed.computeIfAbsent(
        expr,
        _ ->
            expr instanceof ColumnRef column
                ? column
                : numbering.column(expr.type(), ExprText.of(expr)));
  }

  private Path sorted(List<Expr> partition, List<SortKey> order, Paths input, Profile rows) {
    List<SortKey> keys = keys(partition, order);
    return keys.isEmpty() ? input.cheapest() : sorts.plan(keys, input, -1, rows).cheapest();
  }

  private Path window(
      Path input, List<Expr> partition, List<SortKey> order, List<WindowCall> calls) {
    Layout layout = input.layout();
    List<WindowSpec> specs = new ArrayList<>();
    List<ColumnRef> output = new ArrayList<>(input.columns());
    for (WindowCall call : calls) {
      output.add(call.column());
      specs.add(
          new WindowSpec(
              call.function(),
              call.arguments().stream().map(each -> layout.place((ColumnRef) each)).toList(),
              call.arguments().stream().map(Expr::type).toList(),
              call.column().type(),
              call.filter() == null ? -1 : layout.place((ColumnRef) call.filter()),
              call.frame()));
    }
    double work = calls.size() * costs.operator + partition.size() * costs.operator + costs.tuple;
    Estimate estimate =
        new Estimate(
            input.rows(),
            input.width() + 8 * calls.size(),
            input.startup(),
            input.total() + input.rows() * work);
    WindowAgg node =
        new WindowAgg(
            Steps.info(output, estimate),
            input.node(),
            places(partition, input),
            Steps.places(order, layout),
            specs,
            input.workers() > 0);
    return new Path(node, output, input.order(), input.workers());
  }

  /// The first row of each group of equal keys, in the input's order where that has the keys in
  /// front, else after a sort by them, which keeps the order within groups.
  Paths distinctOn(Distinct distinct, Paths input, Profile rows, double groups) {
    SortPaths.Order on =
        sorts.order(distinct.on().stream().map(expr -> new SortKey(expr, false, false)).toList());
    List<Path> serial = new ArrayList<>();
    for (Path path : input.serials()) {
      Path extended = steps.extend(path, on.computed());
      Path sorted =
          isGrouped(extended, on.keys())
              ? extended
              : Paths.of(sorts.sorted(extended, on.keys(), -1, rows), List.of()).cheapest();
      Layout layout = sorted.layout();
      Estimate estimate =
          new Estimate(
              Math.max(1, groups),
              sorted.width(),
              sorted.startup(),
              sorted.total() + sorted.rows() * costs.operator * on.keys().size());
      Unique node =
          new Unique(
              Steps.info(sorted.columns(), estimate),
              sorted.node(),
              on.keys().stream().map(key -> layout.place((ColumnRef) key.expr())).toList());
      serial.add(new Path(node, sorted.columns(), sorted.order(), 0));
    }
    return Paths.of(serial, List.of());
  }

  private static boolean isGrouped(Path path, List<SortKey> keys) {
    if (path.order().size() < keys.size()) {
      return false;
    }
    Set<Expr> wanted = new HashSet<>();
    keys.forEach(key -> wanted.add(key.expr()));
    Set<Expr> leading = new HashSet<>();
    path.order().subList(0, keys.size()).forEach(key -> leading.add(key.expr()));
    return leading.equals(wanted);
  }

  Paths projectSet(Logical.ProjectSet set, Paths input) {
    return input.map(path -> projectSet(set, path), steps::gather);
  }

  private Path projectSet(Logical.ProjectSet set, Path input) {
    Layout layout = input.layout();
    List<ColumnRef> output = new ArrayList<>(input.columns());
    set.calls().forEach(call -> output.add(call.column()));
    double rows = input.rows() * 10;
    Estimate estimate =
        new Estimate(
            rows,
            input.width() + 8 * set.calls().size(),
            input.startup(),
            input.total() + rows * costs.tuple);
    ProjectSet node =
        new ProjectSet(
            Steps.info(output, estimate),
            input.node(),
            set.calls().stream()
                .map(call -> new ProjectSet.Call(call.function(), layout.resolve(call.arguments())))
                .toList());
    return new Path(node, output, List.of(), input.workers());
  }
}
