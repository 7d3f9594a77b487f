package dev.braid.source.file.parquet;

/// Numbers of 0 to 64 bits packed one after the other, lowest bits first.
final class BitUnpacker {
  private BitUnpacker() {}

  /// Unpacks numbers of up to 32 bits.
  static void unpack(byte[] data, int start, int limit, int width, int[] out, int to, int count) {
    if (width == 0) {
      java.util.Arrays.fill(out, to, to + count, 0);
      return;
    }
    if (width == 8) {
      for (int i = 0; i < count; i++) {
        out[to + i] = data[start + i] & 0xff;
      }
      return;
    }
    long mask = width == 32 ? 0xffffffffL : (1L << width) - 1;
    // One load of eight bytes holds every number of up to 57 bits; near the end bytes are
    // collected.
    int fast = count;
    while (fast > 0 && start + (int) ((long) (fast - 1) * width >>> 3) + 8 > data.length) {
      fast--;
    }
    long bit = 0;
    for (int i = 0; i < fast; i++) {
      long word = (long) PageBytes.LONG.get(data, start + (int) (bit >>> 3));
      out[to + i] = (int) (word >>> (bit & 7) & mask);
      bit += width;
    }
    for (int i = fast; i < count; i++) {
      out[to + i] = (int) slow(data, start, limit, bit, width);
      bit += width;
    }
  }

  /// Unpacks numbers of up to 64 bits.
  static void unpack(byte[] data, int start, int limit, int width, long[] out, int count) {
    if (width == 0) {
      java.util.Arrays.fill(out, 0, count, 0);
      return;
    }
    int fast = width > 57 ? 0 : count;
    while (fast > 0 && start + (int) ((long) (fast - 1) * width >>> 3) + 8 > data.length) {
      fast--;
    }
    long mask = width == 64 ? -1L : (1L << width) - 1;
    long bit = 0;
    for (int i = 0; i < fast; i++) {
      long word = (long) PageBytes.LONG.get(data, start + (int) (bit >>> 3));
      out[i] = word >>> (bit & 7) & mask;
      bit += width;
    }
    for (int i = fast; i < count; i++) {
      out[i] = slow(data, start, limit, bit, width);
      bit += width;
    }
  }

  private static long slow(byte[] data, int start, int limit, long bit, int width) {
    long value = 0;
    for (int have = 0; have < width; ) {
      int index = start + (int) (bit >>> 3);
      if (index >= limit) {
        throw new IndexOutOfBoundsException("packed numbers end early");
      }
      int shift = (int) (bit & 7);
      value |= (data[index] & 0xffL) >>> shift << have;
      have += 8 - shift;
      bit += 8 - shift;
    }
    return width == 64 ? value : value & (1L << width) - 1;
  }
}
