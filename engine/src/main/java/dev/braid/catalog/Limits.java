package dev.braid.catalog;

/// What one query of a dataset may return. Set by the operator; a caller may ask for less, never
/// for more.
///
/// @param rawRows rows of a result that is not aggregated
/// @param aggregatedRows rows of an aggregated result
/// @param queryBytes bytes of one result's values (UTF-8 text)
public record Limits(int rawRows, int aggregatedRows, long queryBytes) {
  public static final Limits DEFAULT = new Limits(5, 1000, 256 * 1024);

  /// For trusted callers of the Java API that want whole results.
  public static final Limits NONE =
      new Limits(Integer.MAX_VALUE - 1, Integer.MAX_VALUE - 1, Long.MAX_VALUE);

  /// The smaller of each of the two.
  public Limits atMost(Limits other) {
    return new Limits(
        Math.min(rawRows, other.rawRows),
        Math.min(aggregatedRows, other.aggregatedRows),
        Math.min(queryBytes, other.queryBytes));
  }
}
