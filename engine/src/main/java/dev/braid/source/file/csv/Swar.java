package dev.braid.source.file.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes at a time in one long, the first byte lowest.
final class Swar {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

  static final long HIGH_BITS = 0x8080808080808080L;

  private Swar() {}

  /// Bytes `at` to `at + 8`.
  static long word(byte[] data, int at) {
    return (long) LONGS.get(data, at);
  }

  /// The byte eight times.
  static long repeat(byte value) {
    return (value & 0xffL) * 0x0101010101010101L;
  }

  /// The highest bit of every byte that equals the pattern's; exact, also above a match (the shorter
  /// formula with a subtraction is not).
  static long equal(long word, long pattern) {
    long different = word ^ pattern;
    return ~((different & LOW_BITS) + LOW_BITS | different | LOW_BITS);
  }

  /// Position of the first byte marked.
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
