package dev.braid.source.file.parquet;

import java.io.OutputStream;
import java.util.Arrays;

/// A growing array of bytes, numbers written in little-endian order.
final class ByteSink extends OutputStream {
  byte[] data = new byte[1024];
  int size;

  private int room(long length) {
    long needed = size + length;
    if (needed > Integer.MAX_VALUE - 16) {
      throw new dev.braid.error.BraidException(
          dev.braid.error.SqlState.PROGRAM_LIMIT_EXCEEDED, "one column chunk exceeds 2 GB");
    }
    if (needed > data.length) {
      data =
          Arrays.copyOf(
              data, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, 2L * data.length)));
    }
    int at = size;
    size = (int) needed;
    return at;
  }

  /// Makes room for so many bytes and tells where they begin.
  int reserve(int length) {
    return room(length);
  }

  @Override
  public void write(int value) {
    int at = room(1);
    data[at] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    int at = room(length);
    System.arraycopy(bytes, start, data, at, length);
  }

  void putInt(int value) {
    int at = room(4);
    PageBytes.INT.set(data, at, value);
  }

  void putLong(long value) {
    int at = room(8);
    PageBytes.LONG.set(data, at, value);
  }

  void putVarLong(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    write((int) rest);
  }

  void putZigZag(long value) {
    putVarLong(value << 1 ^ value >> 63);
  }

  /// Packs numbers of `width` bits, lowest bits first, and fills up the last byte.
  void putPacked(long[] values, int from, int count, int width) {
    long word = 0;
    int bits = 0;
    for (int i = from; i < from + count; i++) {
      long value = values[i];
      word |= value << bits;
      if (bits + width >= 64) {
        putLong(word);
        int used = 64 - bits;
        word = used == 64 ? 0 : value >>> used;
        if (used >= width) {
          word = 0;
        }
        bits = bits + width - 64;
      } else {
        bits += width;
      }
    }
    for (int left = bits; left > 0; left -= 8) {
      write((int) word);
      word >>>= 8;
    }
  }

  byte[] toArray() {
    return Arrays.copyOf(data, size);
  }
}
