package dev.braid.source.file.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes of a page between two positions, read from the front. Reading past the array's end fails
/// with IndexOutOfBounds, which [ChunkDecoder] turns into an error that names the place.
final class PageBytes {
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  final byte[] data;
  int at;
  final int end;

  PageBytes(byte[] data, int start, int end) {
    if (start < 0 || end < start || end > data.length) {
      throw new IndexOutOfBoundsException("bytes " + start + " to " + end + " of " + data.length);
    }
    this.data = data;
    this.at = start;
    this.end = end;
  }

  int remaining() {
    return end - at;
  }

  /// Passes over bytes and tells where they began.
  int skip(long count) {
    if (count < 0 || count > end - at) {
      throw new IndexOutOfBoundsException(count + " bytes of " + (end - at));
    }
    int start = at;
    at += (int) count;
    return start;
  }

  int readByte() {
    return data[skip(1)] & 0xff;
  }

  int readInt() {
    return (int) INT.get(data, skip(4));
  }

  long readVarLong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      long next = readByte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException("a number of more than ten bytes");
  }

  int readVarInt() {
    long value = readVarLong();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IndexOutOfBoundsException("count " + value);
    }
    return (int) value;
  }

  long readZigZag() {
    long value = readVarLong();
    return value >>> 1 ^ -(value & 1);
  }
}
