package dev.braid.expr.aggregate;

import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// Sizes of the arrays that states stand in, and bitmaps made from flags.
final class Room {
  private Room() {}

  /// The next capacity: exactly what is wanted at first, half more than before when it grows.
  static int capacity(int current, int wanted) {
    return wanted <= current
        ? current
        : (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(wanted, current * 3L / 2));
  }

  /// The bitmap of groups `from` to `from + count` that hold a value, or null when all do.
  static long @Nullable [] validity(boolean[] seen, int from, int count) {
    long[] bits = new long[Validity.words(count)];
    boolean all = true;
    for (int i = 0; i < count; i++) {
      if (seen[from + i]) {
        bits[i >> 6] |= 1L << i;
      } else {
        all = false;
      }
    }
    return all ? null : bits;
  }

  /// The same of groups with at least so many rows.
  static long @Nullable [] validity(long[] counts, long atLeast, int from, int count) {
    long[] bits = new long[Validity.words(count)];
    boolean all = true;
    for (int i = 0; i < count; i++) {
      if (counts[from + i] >= atLeast) {
        bits[i >> 6] |= 1L << i;
      } else {
        all = false;
      }
    }
    return all ? null : bits;
  }
}
