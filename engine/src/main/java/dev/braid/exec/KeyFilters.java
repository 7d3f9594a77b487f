package dev.braid.exec;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Brings the keys of a hash join's inner side ([KeyFilter], [RemoteKeys]) to the scans on its
/// outer side that the outer keys come from: through projections, other joins, and groups of which
/// the key is one.
final class KeyFilters {
  private KeyFilters() {}

  /// One scan's filter.
  ///
  /// @param column position in the scan's list of columns
  record Target(int column, KeyFilter filter) {}

  /// Whether outer rows of such a join that find no partner may as well not be there.
  private static boolean dropsOuter(JoinType type) {
    return switch (type) {
      case INNER, SEMI, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> true;
      case LEFT, FULL, ANTI, MARK, SINGLE -> false;
    };
  }

  /// Opens the outer side of a join whose inner side is known.
  static Pipe openOuter(Execution execution, JoinShape shape, JoinBuild build) {
    HashJoin join = shape.node;
    if (join.nullSafe() || !dropsOuter(join.type())) {
      return execution.open(join.outer());
    }
    Map<PlanNode, Integer> nodes = new IdentityHashMap<>();
    count(join.outer(), nodes);
    Map<SeqScan, List<Target>> known = execution.keyFilters();
    Map<SeqScan, List<Target>> before = new IdentityHashMap<>(known);
    Map<ForeignScan, Map<Integer, String>> sent = execution.remoteKeys();
    Map<ForeignScan, Map<Integer, String>> sentBefore = new IdentityHashMap<>(sent);
    for (int i = 0; i < join.outerKeys().size(); i++) {
      Expr key = join.outerKeys().get(i);
      if (key instanceof ColumnRef column && KeyFilter.isFor(key.type())) {
        Map<SeqScan, Integer> scans = new IdentityHashMap<>();
        trace(
            join.outer(),
            column.column(),
            (node, place) -> {
              // A part of the plan that stands in two places has rows for both.
              if (node instanceof SeqScan scan && nodes.getOrDefault(scan, 0) == 1) {
                scans.put(scan, place);
              }
            });
        KeyFilter filter = scans.isEmpty() ? null : KeyFilter.of(build.keys[i], build.size());
        if (filter != null) {
          scans.forEach(
              (scan, place) ->
                  known.merge(scan, List.of(new Target(place, filter)), KeyFilters::both));
        }
      }
      remote(join.outer(), key, nodes, shape.keyTypes.get(i), build.keys[i], build.size(), sent);
    }
    try {
      return execution.open(join.outer());
    } finally {
      known.clear();
      known.putAll(before);
      sent.clear();
      sent.putAll(sentBefore);
    }
  }

  /// The same for servers, where the planner wants it.
  private static void remote(
      PlanNode outer,
      Expr key,
      Map<PlanNode, Integer> nodes,
      Type type,
      Column keys,
      int size,
      Map<ForeignScan, Map<Integer, String>> sent) {
    ColumnRef column = RemoteKeys.column(key);
    if (column == null) {
      return;
    }
    Map<ForeignScan, Integer> scans = new IdentityHashMap<>();
    trace(
        outer,
        column.column(),
        (node, place) -> {
          if (node instanceof ForeignScan scan
              && scan.keyed().contains(place)
              && nodes.getOrDefault(scan, 0) == 1) {
            scans.put(scan, place);
          }
        });
    String array = scans.isEmpty() ? null : RemoteKeys.array(type, keys, size);
    if (array != null) {
      scans.forEach(
          (scan, place) -> {
            Map<Integer, String> arrays = new TreeMap<>(sent.getOrDefault(scan, Map.of()));
            arrays.put(place, array);
            sent.put(scan, arrays);
          });
    }
  }

  private static List<Target> both(List<Target> one, List<Target> other) {
    List<Target> all = new java.util.ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static void count(PlanNode node, Map<PlanNode, Integer> counts) {
    counts.merge(node, 1, Integer::sum);
    node.children().forEach(child -> count(child, counts));
  }

  /// Finds the scans that a column comes from, where dropping rows of the scan only drops rows of
  /// the node that have the same value there, or others that find no partner with them.
  private static void trace(PlanNode node, int column, BiConsumer<PlanNode, Integer> found) {
    switch (node) {
      case SeqScan scan -> found.accept(scan, scan.projection().get(column));
      case ForeignScan scan -> found.accept(scan, column);
      case Filter filter -> trace(filter.child(), column, found);
      case Project project -> {
        if (project.exprs().get(column) instanceof ColumnRef from) {
          trace(project.child(), from.column(), found);
        }
      }
      case Hash hash -> trace(hash.child(), column, found);
      case Gather gather -> trace(gather.child(), column, found);
      case GatherMerge gather -> trace(gather.child(), column, found);
      case Sort sort -> trace(sort.child(), column, found);
      case Append append -> append.children().forEach(child -> trace(child, column, found));
      case Aggregate aggregate -> {
        if (aggregate.groupingSets().isEmpty() && column < aggregate.keys().size()) {
          trace(aggregate.child(), aggregate.keys().get(column), found);
        }
      }
      case HashJoin join -> traceJoin(join, join.projection().get(column), found);
      default -> {}
    }
  }

  private static void traceJoin(HashJoin join, int place, BiConsumer<PlanNode, Integer> found) {
    int outerWidth = join.outer().info().output().size();
    int innerWidth = join.inner().info().output().size();
    if (place >= outerWidth + innerWidth) {
      return;
    }
    JoinType type = join.type();
    boolean ofOuter = place < outerWidth;
    boolean passes =
        ofOuter
            ? type != JoinType.RIGHT
                && type != JoinType.FULL
                && type != JoinType.RIGHT_SEMI
                && type != JoinType.RIGHT_ANTI
            : type == JoinType.INNER;
    if (!passes) {
      return;
    }
    trace(ofOuter ? join.outer() : join.inner(), ofOuter ? place : place - outerWidth, found);
    boolean pairsOnly = type == JoinType.INNER || type == JoinType.SEMI || type == JoinType.LEFT;
    for (int i = 0; i < join.outerKeys().size() && pairsOnly && !join.nullSafe(); i++) {
      if (join.outerKeys().get(i) instanceof ColumnRef outer
          && join.innerKeys().get(i) instanceof ColumnRef inner) {
        if (ofOuter && outer.column() == place) {
          trace(join.inner(), inner.column(), found);
        } else if (!ofOuter && inner.column() == place - outerWidth) {
          trace(join.outer(), outer.column(), found);
        }
      }
    }
  }
}
