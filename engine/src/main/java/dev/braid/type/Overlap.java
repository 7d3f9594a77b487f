package dev.braid.type;

import org.jspecify.annotations.Nullable;

/// SQL's OVERLAPS of two spans, each given by two ends in any order.
///
/// A span contains its start and not its end, unless both are equal. With a null end the answer is
/// true where the known end alone decides so, otherwise unknown.
final class Overlap {
  private Overlap() {}

  static @Nullable Boolean of(
      @Nullable Long start1, @Nullable Long end1, @Nullable Long start2, @Nullable Long end2) {
    Long from1 = start1 == null ? end1 : start1;
    Long to1 = start1 == null ? null : end1;
    Long from2 = start2 == null ? end2 : start2;
    Long to2 = start2 == null ? null : end2;
    if (from1 == null || from2 == null) {
      return null;
    }
    if (to1 != null && from1 > to1) {
      Long swap = from1;
      from1 = to1;
      to1 = swap;
    }
    if (to2 != null && from2 > to2) {
      Long swap = from2;
      from2 = to2;
      to2 = swap;
    }
    int order = from1.compareTo(from2);
    if (order > 0) {
      return startsWithin(from1, to1, to2);
    }
    if (order < 0) {
      return startsWithin(from2, to2, to1);
    }
    return to1 == null || to2 == null ? null : Boolean.TRUE;
  }

  /// @param start the later start of the two
  /// @param end the end that belongs to it
  /// @param otherEnd the end of the span that started earlier
  private static @Nullable Boolean startsWithin(
      long start, @Nullable Long end, @Nullable Long otherEnd) {
    if (otherEnd == null) {
      return null;
    }
    if (start < otherEnd) {
      return true;
    }
    return end == null ? null : Boolean.FALSE;
  }
}
