package dev.braid.plan.physical;

import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.TableIndex;
import dev.braid.exec.IncrementalSort;
import dev.braid.exec.PlanNode;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.NullTest;
import dev.braid.hash.GroupTable;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Filter;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Logical.Limit;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Logical.Sort;
import dev.braid.plan.logical.SortKey;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The smallest and largest values of indexed columns, read at the ends of the indexes.
///
/// `min(x)` is the aggregate of the first row in the order of `x` that is not NULL: a Limit of one
/// row, and the aggregate above it for the sake of tables without such a row. Several of them are
/// joined, a row each. Not for types whose equal values may look different: which of them the
/// aggregate shows depends on the order of the rows. Nor where a condition may fail for a row that
/// is then never read.
final class IndexEnds {
  private final PhysicalPlanner planner;

  IndexEnds(PhysicalPlanner planner) {
    this.planner = planner;
  }

  /// @return the cheapest path that reads ends of indexes, or null where there are none
  @Nullable Path plan(Aggregate aggregate) {
    if (!aggregate.keys().isEmpty()
        || !aggregate.groupingSets().isEmpty()
        || aggregate.grouping() != null
        || aggregate.calls().isEmpty()) {
      return null;
    }
    Logical input = aggregate.input();
    Logical table = input instanceof Filter filter ? filter.input() : input;
    if (!(table instanceof Scan scan)) {
      return null;
    }
    List<Expr> conjuncts =
        input instanceof Filter filter ? Conditions.conjuncts(filter.condition()) : List.of();
    if (!conjuncts.stream().allMatch(Safety::isSafe)) {
      return null;
    }
    Logical all = null;
    for (AggregateCall call : aggregate.calls()) {
      Logical end = end(scan, conjuncts, call);
      if (end == null) {
        return null;
      }
      all = all == null ? end : join(all, end);
    }
    if (all == null) {
      return null;
    }
    Path path = planner.paths(all, Need.of(all.output())).cheapest();
    return isSorted(path.node()) ? null : path;
  }

  /// Whether rows are sorted where no index has them in order.
  private static boolean isSorted(PlanNode node) {
    return node instanceof dev.braid.exec.Sort
        || node instanceof IncrementalSort
        || node.children().stream().anyMatch(IndexEnds::isSorted);
  }

  private static Logical join(Logical left, Logical right) {
    return new Join(JoinKind.INNER, left, right, Constant.TRUE, false, null);
  }

  /// The aggregate of one row.
  private static @Nullable Logical end(Scan scan, List<Expr> conjuncts, AggregateCall call) {
    String name = call.function().name();
    boolean descending = name.equals("max");
    if (!descending && !name.equals("min")
        || call.arguments().size() != 1
        || !call.order().isEmpty()
        || call.filter() != null
        || !(call.arguments().getFirst() instanceof ColumnRef column)
        || GroupTable.isAmbiguous(List.of(column.type()))) {
      return null;
    }
    IndexKey key = key(scan, column);
    if (key == null) {
      return null;
    }
    List<Expr> present = new ArrayList<>(conjuncts);
    Expr isPresent = new NullTest(column, true);
    if (!present.contains(isPresent)) {
      present.add(isPresent);
    }
    boolean nullsFirst = key.nullsFirst() ^ key.descending() ^ descending;
    Sort sorted =
        new Sort(
            Conditions.filter(scan, present), List.of(new SortKey(column, descending, nullsFirst)));
    Limit first = new Limit(sorted, new Constant(Type.INT8, 1L), null, List.of());
    return new Aggregate(first, List.of(), List.of(), List.of(call), null);
  }

  /// The column as a key of one of the table's indexes.
  private static @Nullable IndexKey key(Scan scan, ColumnRef column) {
    int place = scan.output().indexOf(column);
    for (TableIndex index : scan.table().indexes()) {
      for (IndexKey key : index.keys()) {
        if (place >= 0 && key.column() == scan.columns().get(place)) {
          return key;
        }
      }
    }
    return null;
  }
}
