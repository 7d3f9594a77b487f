package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.catalog.table.TableIndex;
import dev.braid.exec.Estimate;
import dev.braid.exec.IndexCondition;
import dev.braid.exec.IndexLoop;
import dev.braid.exec.IndexNode;
import dev.braid.exec.JoinType;
import dev.braid.exec.Memoize;
import dev.braid.exec.PlanNode;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins that look the inner rows of each outer one up in an index of a table, with or without a
/// Memoize that remembers what was found for a key.
final class IndexLoopPaths {
  private final CostModel costs;
  private final ScanPaths scans;
  private final Profiles profiles;

  IndexLoopPaths(CostModel costs, ScanPaths scans, Profiles profiles) {
    this.costs = costs;
    this.scans = scans;
    this.profiles = profiles;
  }

  /// An index that finds inner rows by equalities with outer ones.
  ///
  /// @param pairs the equalities used
  private record Lookup(ScanShape table, IndexMatch match, List<IndexMatch.Outer> pairs) {
    /// Which part of the rows one outer row finds.
    double selectivity() {
      double selectivity = 1;
      for (IndexMatch.Outer pair : pairs) {
        selectivity /= Math.max(1, table.whole().column(pair.column()).distinct());
      }
      return Math.max(selectivity, 1 / Math.max(1, table.whole().rows()));
    }
  }

  void add(JoinShape shape, List<Path> serial, List<Path> partial) {
    ScanShape table = shape.type() == JoinType.MARK ? null : table(shape);
    if (table == null) {
      return;
    }
    List<IndexMatch.Outer> equal = new ArrayList<>();
    JoinKeys keys = shape.keys();
    for (int i = 0; i < keys.conjuncts().size(); i++) {
      if (!keys.nullSafe().get(i) && keys.right().get(i) instanceof ColumnRef column) {
        equal.add(new IndexMatch.Outer(column, keys.left().get(i), keys.conjuncts().get(i)));
      }
    }
    for (TableIndex index : table.scan().table().indexes()) {
      IndexMatch match = IndexMatch.of(index, table.scan(), table.conjuncts(), equal);
      List<IndexMatch.Outer> used =
          equal.stream().filter(pair -> match.used().contains(pair.conjunct())).toList();
      if (!used.isEmpty()) {
        Lookup lookup = new Lookup(table, match, used);
        shape.outer().paths().serials().forEach(outer -> add(shape, outer, lookup, serial));
        shape.outer().paths().partials().forEach(outer -> add(shape, outer, lookup, partial));
      }
    }
  }

  /// The inner side, where it is one table with conditions.
  private @Nullable ScanShape table(JoinShape shape) {
    Logical node = shape.inner().node();
    List<Expr> conjuncts = List.of();
    if (node instanceof Logical.Filter filter) {
      conjuncts = Conditions.conjuncts(filter.condition());
      node = filter.input();
    }
    return node instanceof Logical.Scan scan
            && !Steps.isVolatile(conjuncts)
            && !scan.table().indexes().isEmpty()
        ? scans.shape(scan, conjuncts, shape.inner().need(), profiles.of(scan))
        : null;
  }

  private void add(JoinShape shape, Path outer, Lookup lookup, List<Path> paths) {
    double loops = Math.max(1, outer.rows());
    IndexCondition condition = resolved(lookup.match.condition(), outer.layout());
    IndexNode inner =
        scans
            .indexes()
            .node(lookup.table, lookup.match, condition, false, 0, lookup.selectivity(), loops);
    paths.add(join(shape, outer, lookup, inner));
    if (costs.is(Setting.ENABLE_MEMOIZE)) {
      paths.add(join(shape, outer, lookup, memoize(shape, outer, lookup, inner)));
    }
  }

  /// The condition over the places of an outer row.
  private static IndexCondition resolved(IndexCondition condition, Layout layout) {
    return new IndexCondition(
        condition.equal().stream()
            .map(key -> new IndexCondition.Values(layout.resolve(key.values()), key.isNull()))
            .toList(),
        condition.low(),
        condition.high(),
        condition.notNull(),
        condition.conditions());
  }

  /// Each different key is looked up once, as long as there is room for what was found.
  private Memoize memoize(JoinShape shape, Path outer, Lookup lookup, IndexNode inner) {
    Estimate once = inner.info().estimate();
    List<Expr> keys = lookup.pairs.stream().map(IndexMatch.Outer::value).toList();
    double calls = Math.max(1, outer.rows());
    double distinct = Math.min(calls, Profiles.groups(keys, shape.outer().profile()));
    double entry = once.rows() * (once.width() + 16.0) + 64;
    double room = Math.max(1, Math.floor(costs.workMemory / entry));
    double hits = (calls - distinct) / calls * (room / Math.max(distinct, room));
    double evictions = 1 - Math.min(room, distinct) / distinct;
    double total =
        once.totalCost() * (1 - hits)
            + evictions * (costs.tuple + costs.operator * once.rows())
            + costs.tuple
            + (costs.tuple + costs.operator * once.rows()) * (1 - hits);
    Estimate estimate =
        new Estimate(once.rows(), once.width(), once.startupCost() * (1 - hits), total);
    return new Memoize(
        Steps.info(lookup.table.output(), estimate), inner, outer.layout().resolve(keys));
  }

  private Path join(JoinShape shape, Path outer, Lookup lookup, PlanNode inner) {
    Estimate each = inner.info().estimate();
    List<ColumnRef> columns = lookup.table.output();
    List<Expr> residual =
        shape.conjuncts().stream().filter(part -> !lookup.match.used().contains(part)).toList();
    double rows = shape.rows(outer, costs);
    double loops = Math.max(1, outer.rows());
    double total =
        outer.total()
            + loops * each.totalCost()
            + loops * each.rows() * (costs.tuple + costs.evaluation(residual));
    IndexLoop node =
        new IndexLoop(
            Steps.info(
                shape.output(),
                shape
                    .estimate(rows, outer.startup() + each.startupCost(), total)
                    .disabledIf(!costs.is(Setting.ENABLE_NESTLOOP))),
            shape.type(),
            outer.node(),
            inner,
            JoinShape.resolved(residual, outer.columns(), columns),
            shape.projection(outer.columns(), columns));
    return new Path(node, shape.output(), JoinPaths.order(shape, outer), outer.workers());
  }
}
