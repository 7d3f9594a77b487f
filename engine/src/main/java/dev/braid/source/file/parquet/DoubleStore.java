package dev.braid.source.file.parquet;

import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/// FLOAT and DOUBLE.
final class DoubleStore extends ValueStore {
  final double[] values;
  private final Type physical;
  private double[] dictionary = new double[0];

  DoubleStore(Type physical, int rows) {
    this.physical = physical;
    this.values = new double[rows];
  }

  @Override
  void dictionary(PageBytes in, int count) {
    dictionary = new double[Math.min(count, in.remaining())];
    plain(in, dictionary, 0, count);
  }

  @Override
  void decode(Encoding encoding, PageBytes in, int to, int count) {
    switch (encoding) {
      case PLAIN -> plain(in, values, to, count);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        int[] codes = codes(in, count, dictionary.length);
        double[] entries = dictionary;
        for (int i = 0; i < count; i++) {
          values[to + i] = entries[codes[i]];
        }
      }
      case BYTE_STREAM_SPLIT -> split(in, to, count);
      default -> throw noSuchEncoding(encoding);
    }
  }

  private void plain(PageBytes in, double[] out, int to, int count) {
    byte[] data = in.data;
    if (physical == Type.FLOAT) {
      int start = checkedBytes(in, count, 4);
      for (int i = 0; i < count; i++) {
        out[to + i] = (float) PageBytes.FLOAT.get(data, start + 4 * i);
      }
    } else {
      int start = checkedBytes(in, count, 8);
      for (int i = 0; i < count; i++) {
        out[to + i] = (double) PageBytes.DOUBLE.get(data, start + 8 * i);
      }
    }
  }

  private void split(PageBytes in, int to, int count) {
    int width = physical == Type.FLOAT ? 4 : 8;
    int start = checkedBytes(in, count, width);
    for (int i = 0; i < count; i++) {
      long bits = 0;
      for (int b = 0; b < width; b++) {
        bits |= (in.data[start + b * count + i] & 0xffL) << 8 * b;
      }
      values[to + i] =
          width == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
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
