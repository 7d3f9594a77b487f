package dev.braid.source.file.segment;

import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// Bitmaps of picked rows that are counted from a row of their own.
final class Bits {
  private Bits() {}

  /// The bitmap of rows `from + picked[i]`, null when all of them hold a value.
  static long @Nullable [] gather(long @Nullable [] validity, int from, int[] picked, int count) {
    if (validity == null) {
      return null;
    }
    long[] bits = new long[Validity.words(count)];
    boolean all = true;
    for (int i = 0; i < count; i++) {
      int row = from + picked[i];
      long bit = validity[row >> 6] >>> row & 1;
      bits[i >> 6] |= bit << i;
      all &= bit != 0;
    }
    return all ? null : bits;
  }
}
