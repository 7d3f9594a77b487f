package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// What the numbers of LIMIT and OFFSET mean.
public final class LimitNumbers {
  private LimitNumbers() {}

  /// Rows that LIMIT lets through, or -1 for all.
  ///
  /// @throws BraidException 2201W for a negative number
  public static long count(@Nullable Object value) {
    if (value == null) {
      return -1;
    }
    if ((long) value < 0) {
      throw new BraidException(
          SqlState.INVALID_ROW_COUNT_IN_LIMIT_CLAUSE, "LIMIT must not be negative");
    }
    return (long) value;
  }

  /// Rows that OFFSET leaves out.
  ///
  /// @throws BraidException 2201X for a negative number
  public static long offset(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if ((long) value < 0) {
      throw new BraidException(
          SqlState.INVALID_ROW_COUNT_IN_RESULT_OFFSET_CLAUSE, "OFFSET must not be negative");
    }
    return (long) value;
  }
}
