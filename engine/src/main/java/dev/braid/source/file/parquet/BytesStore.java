package dev.braid.source.file.parquet;

import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// BYTE_ARRAY and FIXED_LEN_BYTE_ARRAY. All bytes lie in one array, the dictionary's first, so that
/// codes turn into values without copying.
final class BytesStore extends ValueStore {
  private final int fixed;
  private final int rows;

  byte[] data = new byte[0];
  private int used;
  int[] starts = new int[0];
  int[] lengths = new int[0];

  int[] dictionaryStarts = new int[0];
  int[] dictionaryLengths = new int[0];

  /// The rows' codes as long as every page has codes; then null.
  int @Nullable [] codes;

  /// @param fixed length of every value, 0 where each has its own
  BytesStore(int fixed, int rows) {
    this.fixed = fixed;
    this.rows = rows;
  }

  @Override
  void dictionary(PageBytes in, int count) {
    if (used > 0) {
      throw new IndexOutOfBoundsException("a dictionary behind data");
    }
    int room = Math.min(count, in.remaining());
    dictionaryStarts = new int[room];
    dictionaryLengths = new int[room];
    plain(in, dictionaryStarts, dictionaryLengths, 0, count);
    codes = new int[rows];
  }

  @Override
  void decode(Encoding encoding, PageBytes in, int to, int count) {
    if (encoding == Encoding.PLAIN_DICTIONARY || encoding == Encoding.RLE_DICTIONARY) {
      if (codes != null) {
        if (count > 0) {
          decodeCodes(in, codes, to, count, dictionaryStarts.length);
        }
        return;
      }
      int[] looked = codes(in, count, dictionaryStarts.length);
      flatRoom();
      for (int i = 0; i < count; i++) {
        starts[to + i] = dictionaryStarts[looked[i]];
        lengths[to + i] = dictionaryLengths[looked[i]];
      }
      return;
    }
    flatten();
    switch (encoding) {
      case PLAIN -> plain(in, starts, lengths, to, count);
      case DELTA_LENGTH_BYTE_ARRAY -> deltaLengths(in, to, count);
      case DELTA_BYTE_ARRAY -> deltaStrings(in, to, count);
      case BYTE_STREAM_SPLIT -> split(in, to, count);
      default -> throw noSuchEncoding(encoding);
    }
  }

  /// Gives up codes for places.
  void flatten() {
    flatRoom();
    if (codes != null) {
      int[] old = codes;
      codes = null;
      if (dictionaryStarts.length > 0) {
        for (int i = 0; i < rows; i++) {
          starts[i] = dictionaryStarts[old[i]];
          lengths[i] = dictionaryLengths[old[i]];
        }
      }
    }
  }

  private void flatRoom() {
    if (starts.length < rows) {
      starts = new int[rows];
      lengths = new int[rows];
    }
  }

  private void plain(PageBytes in, int[] outStarts, int[] outLengths, int to, int count) {
    if (fixed > 0) {
      int start = append(in.data, in.skip((long) count * fixed), count * fixed);
      for (int i = 0; i < count; i++) {
        outStarts[to + i] = start + i * fixed;
        outLengths[to + i] = fixed;
      }
      return;
    }
    // Lengths stay between the strings: one copy of the page is cheaper than one per string.
    int first = in.at;
    int shift = used - first;
    for (int i = 0; i < count; i++) {
      int length = in.readInt();
      outLengths[to + i] = length;
      outStarts[to + i] = in.skip(length) + shift;
    }
    append(in.data, first, in.at - first);
  }

  private int append(byte[] bytes, int from, int length) {
    int start = used;
    reserve(length);
    System.arraycopy(bytes, from, data, start, length);
    used += length;
    return start;
  }

  private void reserve(long length) {
    long needed = used + length;
    if (needed > Integer.MAX_VALUE - 16) {
      throw new dev.braid.error.BraidException(
          dev.braid.error.SqlState.PROGRAM_LIMIT_EXCEEDED,
          "the strings of one column chunk exceed 2 GB");
    }
    if (needed > data.length) {
      long wider = Math.min(Integer.MAX_VALUE - 16, used == 0 ? needed : needed + (needed >> 1));
      data = Arrays.copyOf(data, (int) wider);
    }
  }

  private int[] deltas(PageBytes in, int count) {
    long[] numbers = new long[count];
    if (DeltaDecoder.decode(in, numbers, 0, count, true) != count) {
      throw new IndexOutOfBoundsException("lengths end early");
    }
    int[] out = new int[count];
    for (int i = 0; i < count; i++) {
      if (numbers[i] < 0) {
        throw new IndexOutOfBoundsException("length " + numbers[i]);
      }
      out[i] = (int) numbers[i];
    }
    return out;
  }

  private void deltaLengths(PageBytes in, int to, int count) {
    int[] sizes = deltas(in, count);
    int first = in.at;
    int shift = used - first;
    for (int i = 0; i < count; i++) {
      lengths[to + i] = sizes[i];
      starts[to + i] = in.skip(sizes[i]) + shift;
    }
    append(in.data, first, in.at - first);
  }

  private void deltaStrings(PageBytes in, int to, int count) {
    int[] prefixes = deltas(in, count);
    int[] suffixes = deltas(in, count);
    int previous = 0;
    int previousLength = 0;
    for (int i = 0; i < count; i++) {
      int prefix = prefixes[i];
      if (prefix > previousLength) {
        throw new IndexOutOfBoundsException("prefix of " + prefix + " of " + previousLength);
      }
      long length = (long) prefix + suffixes[i];
      int suffix = in.skip(suffixes[i]);
      if (fixed > 0 && length != fixed) {
        throw new IndexOutOfBoundsException("a value of " + length + " bytes");
      }
      reserve(length);
      System.arraycopy(data, previous, data, used, prefix);
      System.arraycopy(in.data, suffix, data, used + prefix, suffixes[i]);
      starts[to + i] = used;
      lengths[to + i] = (int) length;
      previous = used;
      previousLength = (int) length;
      used += (int) length;
    }
  }

  private void split(PageBytes in, int to, int count) {
    if (fixed == 0) {
      throw noSuchEncoding(Encoding.BYTE_STREAM_SPLIT);
    }
    int from = in.skip((long) count * fixed);
    reserve((long) count * fixed);
    for (int i = 0; i < count; i++) {
      starts[to + i] = used;
      lengths[to + i] = fixed;
      for (int b = 0; b < fixed; b++) {
        data[used + b] = in.data[from + b * count + i];
      }
      used += fixed;
    }
  }

  @Override
  void spread(int from, int present, int total, long[] validity) {
    int next = from + present - 1;
    int[] places = codes;
    if (places != null) {
      for (int row = from + total - 1; row >= from; row--) {
        places[row] = (validity[row >> 6] >>> row & 1) != 0 ? places[next--] : 0;
      }
      return;
    }
    flatRoom();
    for (int row = from + total - 1; row >= from; row--) {
      if ((validity[row >> 6] >>> row & 1) != 0) {
        starts[row] = starts[next];
        lengths[row] = lengths[next--];
      } else {
        starts[row] = 0;
        lengths[row] = 0;
      }
    }
  }
}
