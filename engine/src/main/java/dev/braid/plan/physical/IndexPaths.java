package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.TableIndex;
import dev.braid.exec.Estimate;
import dev.braid.exec.IndexCondition;
import dev.braid.exec.IndexNode;
import dev.braid.exec.IndexOnlyScan;
import dev.braid.exec.IndexScan;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Ways to read a table in the order of one of its indexes, forwards and backwards: because the
/// index knows which rows meet conditions, because the order is wanted, or because the index alone
/// has all the columns.
final class IndexPaths {
  private final CostModel costs;
  private final IndexCosts indexCosts;

  IndexPaths(CostModel costs) {
    this.costs = costs;
    this.indexCosts = new IndexCosts(costs);
  }

  /// Adds the paths of all indexes.
  void add(ScanShape shape, List<Path> serial, List<Path> partial) {
    for (TableIndex index : shape.scan().table().indexes()) {
      IndexMatch match = IndexMatch.of(index, shape.scan(), shape.conjuncts(), List.of());
      for (boolean backward : new boolean[] {false, true}) {
        add(shape, match, backward, 0, serial);
        int workers = workers(shape, match);
        if (workers > 0 && !shape.isVolatile()) {
          add(shape, match, backward, workers, partial);
        }
      }
    }
  }

  private void add(
      ScanShape shape, IndexMatch match, boolean backward, int workers, List<Path> paths) {
    IndexNode node = node(shape, match, match.condition(), backward, workers, 1, 1);
    for (List<SortKey> order : orders(shape, match, backward)) {
      paths.add(new Path(node, shape.output(), order, workers));
    }
  }

  /// One scan of an index.
  ///
  /// @param condition of the match, over the columns of outer rows where there are any
  /// @param selectivity of the equalities with outer rows in the match
  /// @param loops how many outer rows there are
  IndexNode node(
      ScanShape shape,
      IndexMatch match,
      IndexCondition condition,
      boolean backward,
      int workers,
      double selectivity,
      double loops) {
    List<Expr> filters = shape.rest(match.used());
    List<ColumnRef> columns = shape.read(filters);
    Layout layout = Layout.of(columns);
    boolean only = isCovering(match.index(), shape.places(columns));
    Estimate estimate = estimate(shape, match, filters, only, workers, selectivity, loops);
    List<Expr> resolved = layout.resolve(filters);
    return only
        ? new IndexOnlyScan(
            Steps.info(shape.output(), estimate),
            shape.scan().table(),
            shape.scan().alias(),
            match.index(),
            condition,
            shape.places(columns),
            resolved,
            shape.projection(layout),
            backward,
            workers > 0)
        : new IndexScan(
            Steps.info(shape.output(), estimate),
            shape.scan().table(),
            shape.scan().alias(),
            match.index(),
            condition,
            shape.places(columns),
            resolved,
            shape.projection(layout),
            backward,
            workers > 0);
  }

  /// Whether the index has all of these columns of the table, and may answer by itself.
  private boolean isCovering(TableIndex index, List<Integer> columns) {
    List<Integer> keys = index.keys().stream().map(IndexKey::column).toList();
    return costs.is(Setting.ENABLE_INDEXONLYSCAN) && keys.containsAll(columns);
  }

  private Estimate estimate(
      ScanShape shape,
      IndexMatch match,
      List<Expr> filters,
      boolean only,
      int workers,
      double joinSelectivity,
      double loops) {
    double selectivity = selectivity(shape, match) * joinSelectivity;
    double found = Math.max(1, shape.whole().rows() * selectivity);
    double divisor = workers > 0 ? costs.divisor(workers) : 1;
    double startup = indexCosts.descent(match.index());
    double computing =
        indexCosts.entries(found, match.used().size())
            + found * (costs.tuple + costs.evaluation(filters));
    double total =
        startup
            + indexCosts.indexReading(match.index(), selectivity, loops)
            + (only ? 0 : indexCosts.heapReading(found, shape.pages(), loops))
            + computing / divisor;
    double rows = shape.rows() * joinSelectivity / divisor;
    return new Estimate(Math.max(1, Math.rint(rows)), shape.width(), startup, total)
        .disabledIf(!only && !costs.is(Setting.ENABLE_INDEXSCAN));
  }

  /// Of the conditions on the table itself that the index decides.
  private static double selectivity(ScanShape shape, IndexMatch match) {
    BitSet own = Columns.output(shape.scan());
    return Selectivity.of(
        match.used().stream().filter(each -> Columns.within(Columns.of(each), own)).toList(),
        shape.whole());
  }

  private int workers(ScanShape shape, IndexMatch match) {
    double selectivity = selectivity(shape, match);
    boolean only = isCovering(match.index(), shape.places(shape.read(shape.rest(match.used()))));
    double rows = shape.whole().rows() * selectivity;
    return indexCosts.workers(
        indexCosts.indexPages(match.index(), selectivity),
        only ? 0 : IndexCosts.fetched(rows, shape.pages()),
        shape.scan().table().parallelWorkers());
  }

  /// The orders that the rows are in: that of the keys, and since keys with one value only do not
  /// matter, that of the keys behind them.
  private static List<List<SortKey>> orders(ScanShape shape, IndexMatch match, boolean backward) {
    List<List<SortKey>> orders = new ArrayList<>();
    orders.add(order(shape, match.index(), 0, backward));
    List<SortKey> behind = order(shape, match.index(), match.fixed(), backward);
    if (match.fixed() > 0 && !behind.isEmpty()) {
      orders.add(behind);
    }
    return orders;
  }

  private static List<SortKey> order(
      ScanShape shape, TableIndex index, int from, boolean backward) {
    List<SortKey> order = new ArrayList<>();
    List<Integer> output = shape.places(shape.output());
    for (IndexKey key : index.keys().subList(from, index.keys().size())) {
      int place = output.indexOf(key.column());
      if (place < 0) {
        break;
      }
      order.add(
          new SortKey(
              shape.output().get(place),
              key.descending() != backward,
              key.nullsFirst() != backward));
    }
    return order;
  }
}
