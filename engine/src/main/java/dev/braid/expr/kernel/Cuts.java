package dev.braid.expr.kernel;

import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import org.jspecify.annotations.Nullable;

/// Parts of strings, as columns that share the bytes of the whole ones: nothing is copied.
public final class Cuts {
  private Cuts() {}

  /// `substring(text from start for count)` in characters; the caller has refused negative counts.
  ///
  /// @param counts null for all up to the end
  public static BytesColumn substring(
      Column text, int[] starts, int @Nullable [] counts, int size, long @Nullable [] validity) {
    BytesColumn whole = (BytesColumn) text;
    byte[] data = whole.data();
    int[] from = new int[size];
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      int begin = whole.starts()[i];
      int end = begin + whole.lengths()[i];
      int first = Math.max(starts[i], 1);
      int at = Utf8.skip(data, begin, end, first - 1);
      from[i] = at;
      if (counts == null) {
        lengths[i] = end - at;
      } else {
        long wanted = Math.min((long) starts[i] + counts[i] - first, Integer.MAX_VALUE);
        lengths[i] = Utf8.skip(data, at, end, (int) Math.max(wanted, 0)) - at;
      }
    }
    return new BytesColumn(data, from, lengths, size, validity);
  }

  /// The same in bytes: bytea.
  public static BytesColumn subbytes(
      Column bytes, int[] starts, int @Nullable [] counts, int size, long @Nullable [] validity) {
    BytesColumn whole = (BytesColumn) bytes;
    int[] from = new int[size];
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      int length = whole.lengths()[i];
      int first = Math.max(starts[i], 1);
      int skipped = Math.min(first - 1, length);
      long end = counts == null ? length : Math.min((long) starts[i] + counts[i] - 1, length);
      from[i] = whole.starts()[i] + skipped;
      lengths[i] = (int) Math.max(end - skipped, 0);
    }
    return new BytesColumn(whole.data(), from, lengths, size, validity);
  }

  /// `left(text, n)`: the first characters, or all but the last `-n`.
  public static BytesColumn left(Column text, int[] counts, int size, long @Nullable [] validity) {
    BytesColumn whole = (BytesColumn) text;
    byte[] data = whole.data();
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      int begin = whole.starts()[i];
      int end = begin + whole.lengths()[i];
      int n = counts[i];
      // The least integer has no counterpart; no string is as long as its neighbour.
      int cut =
          n >= 0
              ? Utf8.skip(data, begin, end, n)
              : Utf8.skipBack(data, begin, end, -Math.max(n, -Integer.MAX_VALUE));
      lengths[i] = cut - begin;
    }
    return new BytesColumn(data, whole.starts(), lengths, size, validity);
  }

  /// `right(text, n)`: the last characters, or all but the first `-n`; all for the least integer,
  /// whose negation overflows in PostgreSQL.
  public static BytesColumn right(Column text, int[] counts, int size, long @Nullable [] validity) {
    BytesColumn whole = (BytesColumn) text;
    byte[] data = whole.data();
    int[] from = new int[size];
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      int begin = whole.starts()[i];
      int end = begin + whole.lengths()[i];
      int n = counts[i];
      from[i] = n >= 0 ? Utf8.skipBack(data, begin, end, n) : Utf8.skip(data, begin, end, -n);
      lengths[i] = end - from[i];
    }
    return new BytesColumn(data, from, lengths, size, validity);
  }

  /// Without the bytes of this value at the start, the end or both.
  public static BytesColumn trim(
      Column text, byte unwanted, boolean atStart, boolean atEnd, int size, long @Nullable [] v) {
    BytesColumn whole = (BytesColumn) text;
    byte[] data = whole.data();
    int[] from = new int[size];
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      int begin = whole.starts()[i];
      int end = begin + whole.lengths()[i];
      while (atEnd && end > begin && data[end - 1] == unwanted) {
        end--;
      }
      while (atStart && begin < end && data[begin] == unwanted) {
        begin++;
      }
      from[i] = begin;
      lengths[i] = end - begin;
    }
    return new BytesColumn(data, from, lengths, size, v);
  }
}
