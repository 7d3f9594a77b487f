package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bitmaps that tell which rows hold a value: bit `row` of `bits[row >> 6]` is set where one does.
///
/// A null bitmap says that all do, which most columns are and most loops want to hear first.
public final class Validity {
  private Validity() {}

  /// Words that a bitmap of so many rows takes.
  public static int words(int rows) {
    return (rows + 63) >> 6;
  }

  public static boolean isValid(long @Nullable [] validity, int row) {
    return validity == null || (validity[row >> 6] >>> row & 1) != 0;
  }

  public static void set(long[] validity, int row) {
    validity[row >> 6] |= 1L << row;
  }

  public static void clear(long[] validity, int row) {
    validity[row >> 6] &= ~(1L << row);
  }

  /// All rows hold a value; to be cleared where they do not.
  public static long[] allValid(int rows) {
    long[] validity = new long[words(rows)];
    Arrays.fill(validity, -1L);
    return validity;
  }

  /// Rows that hold a value in both.
  public static long @Nullable [] and(long @Nullable [] a, long @Nullable [] b, int rows) {
    if (a == null) {
      return b;
    }
    if (b == null) {
      return a;
    }
    long[] both = new long[words(rows)];
    for (int i = 0; i < both.length; i++) {
      both[i] = a[i] & b[i];
    }
    return both;
  }

  /// The bitmap of the rows picked, or null when all of them hold a value.
  public static long @Nullable [] gather(long @Nullable [] validity, int[] rows, int count) {
    if (validity == null) {
      return null;
    }
    long[] picked = new long[words(count)];
    boolean all = true;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      long bit = validity[row >> 6] >>> row & 1;
      picked[i >> 6] |= bit << i;
      all &= bit != 0;
    }
    return all ? null : picked;
  }

  /// The bitmap of rows `from` to `from + count`, moved to row 0; null when all hold a value.
  public static long @Nullable [] slice(long @Nullable [] validity, int from, int count) {
    if (validity == null) {
      return null;
    }
    long[] part = new long[words(count)];
    int word = from >> 6;
    int shift = from & 63;
    for (int i = 0; i < part.length; i++) {
      long low = validity[word + i] >>> shift;
      long high =
          shift == 0 || word + i + 1 >= validity.length ? 0 : validity[word + i + 1] << -shift;
      part[i] = low | high;
    }
    return countValid(part, count) == count ? null : part;
  }

  /// How many of the first rows hold a value.
  public static int countValid(long @Nullable [] validity, int rows) {
    if (validity == null) {
      return rows;
    }
    int full = rows >> 6;
    int count = 0;
    for (int i = 0; i < full; i++) {
      count += Long.bitCount(validity[i]);
    }
    if ((rows & 63) != 0) {
      count += Long.bitCount(validity[full] & (1L << rows) - 1);
    }
    return count;
  }
}
