package dev.braid.source.file.parquet;

import org.apache.parquet.format.Encoding;

/// Collects the values of one column chunk, page after page, each at its row's place.
///
/// The values that a page has are decoded next to each other and then moved to their rows from the
/// back, in place.
abstract sealed class ValueStore permits LongStore, DoubleStore, BytesStore {
  private int[] scratch = new int[0];

  /// Takes over a dictionary page.
  abstract void dictionary(PageBytes in, int count);

  /// Decodes `count` values to `to` and the following places.
  abstract void decode(Encoding encoding, PageBytes in, int to, int count);

  /// Moves the last `present` values decoded to those of `total` rows from `from` that are valid.
  abstract void spread(int from, int present, int total, long[] validity);

  static IndexOutOfBoundsException noSuchEncoding(Encoding encoding) {
    return new IndexOutOfBoundsException("values in encoding " + encoding);
  }

  /// Codes into a dictionary of `size` entries, in an array that the next call uses again.
  final int[] codes(PageBytes in, int count, int size) {
    if (scratch.length < count) {
      scratch = new int[count];
    }
    if (count > 0) {
      decodeCodes(in, scratch, 0, count, size);
    }
    return scratch;
  }

  static void decodeCodes(PageBytes in, int[] out, int to, int count, int size) {
    int width = in.readByte();
    RunDecoder.decode(in, width, out, to, count);
    int largest = 0;
    int signs = 0;
    for (int i = to; i < to + count; i++) {
      largest = Math.max(largest, out[i]);
      signs |= out[i];
    }
    if (largest >= size || signs < 0) {
      throw new IndexOutOfBoundsException("code " + largest + " of " + size);
    }
  }

  static int checkedBytes(PageBytes in, int count, int width) {
    return in.skip((long) count * width);
  }
}
