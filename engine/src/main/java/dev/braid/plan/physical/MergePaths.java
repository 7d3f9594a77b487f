package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.exec.JoinType;
import dev.braid.exec.MergeJoin;
import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Joins of two sides in the order of their keys, which they have already or are sorted by. The
/// keys are tried in their own order and in those that inputs come in.
final class MergePaths {
  private static final int MOST_ORDERS = 8;

  private final CostModel costs;
  private final Steps steps;
  private final SortPaths sorts;

  MergePaths(CostModel costs, Steps steps, SortPaths sorts) {
    this.costs = costs;
    this.steps = steps;
    this.sorts = sorts;
  }

  /// Pairs of key columns, the most significant first.
  private record Keys(List<ColumnRef> outer, List<ColumnRef> inner) {
    /// A side's order; a column that is in two pairs decides by the first.
    static List<SortKey> order(List<ColumnRef> columns) {
      return columns.stream().distinct().map(MergePaths::ascending).toList();
    }
  }

  private static SortKey ascending(ColumnRef column) {
    return new SortKey(column, false, false);
  }

  void add(JoinShape shape, List<Path> serial, List<Path> partial) {
    if (shape.nullSafe() || !isMerged(shape.type())) {
      return;
    }
    SortPaths.Computed outer = sorts.computed(shape.keys().left());
    SortPaths.Computed inner = sorts.computed(shape.keys().right());
    Paths outerPaths = extended(shape.outer().paths(), outer);
    Paths innerPaths = extended(shape.inner().paths(), inner);
    for (Keys keys : orders(new Keys(outer.columns(), inner.columns()), outerPaths, innerPaths)) {
      Paths left = sorted(outerPaths, Keys.order(keys.outer), shape.outer().profile());
      Path right = sorted(innerPaths, Keys.order(keys.inner), shape.inner().profile()).cheapest();
      for (Path path : left.serials()) {
        serial.add(join(shape, keys, path, right));
      }
      Path shared = shared(outerPaths, Keys.order(keys.outer));
      if (shared != null) {
        partial.add(join(shape, keys, shared, right));
      }
    }
  }

  private static boolean isMerged(JoinType type) {
    return switch (type) {
      case INNER, LEFT, RIGHT, FULL, SEMI, ANTI, SINGLE -> true;
      case MARK, RIGHT_SEMI, RIGHT_ANTI -> false;
    };
  }

  private Paths extended(Paths paths, SortPaths.Computed computed) {
    return computed.added().isEmpty()
        ? paths
        : paths.map(path -> steps.extend(path, computed.added()), steps::gather);
  }

  private Paths sorted(Paths input, List<SortKey> keys, Profile rows) {
    return sorts.plan(keys, input, -1, rows);
  }

  private @Nullable Path shared(Paths outer, List<SortKey> keys) {
    List<Path> sorted = outer.partials().stream().map(path -> steps.sort(path, keys, -1)).toList();
    return sorted.isEmpty() ? null : Paths.of(sorted, List.of()).cheapest();
  }

  /// The pairs as they are written, and with those in front that some input is ordered by.
  private static Set<Keys> orders(Keys keys, Paths outer, Paths inner) {
    Set<Keys> orders = new LinkedHashSet<>();
    orders.add(keys);
    List<Path> left = new ArrayList<>(outer.serials());
    left.addAll(outer.partials());
    left.forEach(path -> orders.add(reordered(keys, keys.outer, path.order())));
    List<Path> right = new ArrayList<>(inner.serials());
    right.addAll(inner.partials());
    right.forEach(path -> orders.add(reordered(keys, keys.inner, path.order())));
    return new LinkedHashSet<>(orders.stream().limit(MOST_ORDERS).toList());
  }

  private static Keys reordered(Keys keys, List<ColumnRef> side, List<SortKey> order) {
    List<Integer> places = new ArrayList<>();
    for (SortKey key : order) {
      int place = key.expr() instanceof ColumnRef column ? side.indexOf(column) : -1;
      if (place < 0 || !key.equals(ascending(side.get(place)))) {
        break;
      }
      places.add(place);
    }
    for (int i = 0; i < side.size(); i++) {
      if (!places.contains(i)) {
        places.add(i);
      }
    }
    return new Keys(
        places.stream().map(keys.outer::get).toList(),
        places.stream().map(keys.inner::get).toList());
  }

  private Path join(JoinShape shape, Keys keys, Path outer, Path inner) {
    double rows = shape.rows(outer, costs);
    double startup = outer.startup() + inner.total();
    double total =
        outer.total()
            + inner.total()
            + (outer.rows() + inner.rows()) * costs.operator * keys.outer.size()
            + rows * (costs.tuple + costs.evaluation(shape.residual()));
    Layout left = outer.layout();
    Layout right = inner.layout();
    MergeJoin node =
        new MergeJoin(
            Steps.info(
                shape.output(),
                shape
                    .estimate(rows, startup, total)
                    .disabledIf(!costs.is(Setting.ENABLE_MERGEJOIN))),
            shape.type(),
            outer.node(),
            inner.node(),
            keys.outer.stream().map(left::place).toList(),
            keys.inner.stream().map(right::place).toList(),
            JoinShape.resolved(shape.residual(), outer.columns(), inner.columns()),
            shape.projection(outer.columns(), inner.columns()));
    boolean inOrder = shape.type() != JoinType.RIGHT && shape.type() != JoinType.FULL;
    return new Path(
        node, shape.output(), inOrder ? JoinPaths.order(shape, outer) : List.of(), outer.workers());
  }
}
