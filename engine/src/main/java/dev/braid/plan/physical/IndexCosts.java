package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.catalog.table.TableIndex;

/// What reading by an index costs, as PostgreSQL has it for tables whose order has nothing to do
/// with that of the index.
final class IndexCosts {
  private final CostModel costs;
  private final double randomPage;
  private final double indexTuple;
  private final double cachePages;

  IndexCosts(CostModel costs) {
    this.costs = costs;
    this.randomPage = costs.settings().cost(Setting.RANDOM_PAGE_COST);
    this.cachePages =
        Math.max(
            1,
            Math.ceil(
                costs.settings().number(Setting.EFFECTIVE_CACHE_SIZE) / (double) CostModel.PAGE));
    this.indexTuple = costs.settings().cost(Setting.CPU_INDEX_TUPLE_COST);
  }

  /// Going down to the first entry.
  double descent(TableIndex index) {
    double height = Math.max(1, Math.log(Math.max(2, index.rows())) / Math.log(300));
    return Math.ceil(CostModel.log2(index.rows())) * costs.operator
        + (Math.floor(height) + 1) * 50 * costs.operator;
  }

  /// Pages of an index that a part of its entries lies on.
  double indexPages(TableIndex index, double selectivity) {
    return Math.max(1, Math.ceil(index.bytes() / (double) CostModel.PAGE * selectivity));
  }

  /// Reading pages of the index.
  double indexReading(TableIndex index, double selectivity, double loops) {
    double pages = indexPages(index, selectivity);
    double all = Math.max(1, Math.ceil(index.bytes() / (double) CostModel.PAGE));
    return loops > 1
        ? fetchedThroughCache(pages * loops, all) * randomPage / loops
        : pages * randomPage;
  }

  /// Looking at entries.
  double entries(double rows, int conditions) {
    return rows * (indexTuple + costs.operator * conditions);
  }

  /// Pages read when so many rows are fetched at random, from a cache that holds all of them:
  /// Mackert and Lohman's formula.
  static double fetched(double rows, double tablePages) {
    double pages = Math.max(1, tablePages);
    return Math.min(pages, Math.ceil(2 * pages * rows / (2 * pages + rows)));
  }

  /// The same with a cache that may be smaller than the table: once it is full, some of the pages
  /// are read again.
  private double fetchedThroughCache(double rows, double tablePages) {
    double pages = Math.max(1, tablePages);
    if (pages <= cachePages) {
      return fetched(rows, pages);
    }
    double full = 2 * pages * cachePages / (2 * pages - cachePages);
    return Math.ceil(
        rows <= full
            ? 2 * pages * rows / (2 * pages + rows)
            : cachePages + (rows - full) * (pages - cachePages) / pages);
  }

  /// Fetching rows in the order of an index.
  double heapReading(double rows, double tablePages, double loops) {
    return fetchedThroughCache(rows * loops, tablePages) * randomPage / loops;
  }

  /// Fetching rows in the order of the table: the more of the pages are read, the more it is like
  /// reading all of them.
  double bitmapReading(double rows, double tablePages) {
    double pages = fetched(rows, tablePages);
    double each =
        pages >= 2
            ? randomPage - (randomPage - costs.seqPage) * Math.sqrt(pages / Math.max(1, tablePages))
            : randomPage;
    return pages * each;
  }

  /// Workers that reading so many pages of an index is worth.
  int workers(double indexPages, double heapPages, int fixed) {
    return costs.workers(
        (long) (heapPages * CostModel.PAGE), (long) (indexPages * CostModel.PAGE), fixed);
  }
}
