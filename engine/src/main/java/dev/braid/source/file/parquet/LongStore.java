package dev.braid.source.file.parquet;

import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/// Booleans, INT32, INT64 and INT96, all as longs; INT96 as microseconds since 2000.
final class LongStore extends ValueStore {
  private static final int JULIAN_DAY_OF_2000 = 2451545;
  private static final long MICROS_OF_DAY = 86_400_000_000L;

  final long[] values;
  private final Type physical;
  private long[] dictionary = new long[0];

  LongStore(Type physical, int rows) {
    this.physical = physical;
    this.values = new long[rows];
  }

  @Override
  void dictionary(PageBytes in, int count) {
    dictionary = new long[Math.min(count, in.remaining())];
    plain(in, dictionary, 0, count);
  }

  @Override
  void decode(Encoding encoding, PageBytes in, int to, int count) {
    switch (encoding) {
      case PLAIN -> plain(in, values, to, count);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        int[] codes = codes(in, count, dictionary.length);
        long[] entries = dictionary;
        for (int i = 0; i < count; i++) {
          values[to + i] = entries[codes[i]];
        }
      }
      case DELTA_BINARY_PACKED -> {
        if (DeltaDecoder.decode(in, values, to, count, physical == Type.INT32) != count) {
          throw new IndexOutOfBoundsException("differences end early");
        }
      }
      case RLE -> {
        if (physical != Type.BOOLEAN) {
          throw noSuchEncoding(encoding);
        }
        int length = in.readInt();
        int start = in.skip(length);
        int[] bits = new int[count];
        RunDecoder.decode(new PageBytes(in.data, start, in.at), 1, bits, 0, count);
        for (int i = 0; i < count; i++) {
          values[to + i] = bits[i];
        }
      }
      case BYTE_STREAM_SPLIT -> split(in, to, count);
      default -> throw noSuchEncoding(encoding);
    }
  }

  private void plain(PageBytes in, long[] out, int to, int count) {
    byte[] data = in.data;
    switch (physical) {
      case BOOLEAN -> {
        int start = in.skip((count + 7L) / 8);
        for (int i = 0; i < count; i++) {
          out[to + i] = data[start + (i >> 3)] >> (i & 7) & 1;
        }
      }
      case INT32 -> {
        int start = checkedBytes(in, count, 4);
        for (int i = 0; i < count; i++) {
          out[to + i] = (int) PageBytes.INT.get(data, start + 4 * i);
        }
      }
      case INT64 -> {
        int start = checkedBytes(in, count, 8);
        for (int i = 0; i < count; i++) {
          out[to + i] = (long) PageBytes.LONG.get(data, start + 8 * i);
        }
      }
      case INT96 -> {
        int start = checkedBytes(in, count, 12);
        for (int i = 0; i < count; i++) {
          long nanos = (long) PageBytes.LONG.get(data, start + 12 * i);
          long day = (int) PageBytes.INT.get(data, start + 12 * i + 8);
          out[to + i] = (day - JULIAN_DAY_OF_2000) * MICROS_OF_DAY + Math.floorDiv(nanos, 1000L);
        }
      }
      default -> throw new IllegalStateException("not of integers: " + physical);
    }
  }

  private void split(PageBytes in, int to, int count) {
    int width = physical == Type.INT32 ? 4 : 8;
    if (physical != Type.INT32 && physical != Type.INT64) {
      throw noSuchEncoding(Encoding.BYTE_STREAM_SPLIT);
    }
    int start = checkedBytes(in, count, width);
    for (int i = 0; i < count; i++) {
      long value = 0;
      for (int b = 0; b < width; b++) {
        value |= (in.data[start + b * count + i] & 0xffL) << 8 * b;
      }
      values[to + i] = width == 4 ? (int) value : value;
    }
  }

  @Override
  void spread(int from, int present, int total, long[] validity) {
    int next = from + present - 1;
    for (int row = from + total - 1; row >= from; row--) {
      values[row] = (validity[row >> 6] >>> row & 1) != 0 ? values[next--] : 0;
    }
  }
}
