package dev.braid.source.file.parquet;

import java.util.Arrays;

/// The hybrid of runs and bit-packed groups in which levels, codes and booleans are written.
final class RunDecoder {
  private RunDecoder() {}

  /// Decodes `count` numbers of `width` bits.
  static void decode(PageBytes in, int width, int[] out, int to, int count) {
    if (width < 0 || width > 32) {
      throw new IndexOutOfBoundsException("numbers of " + width + " bits");
    }
    int done = 0;
    while (done < count) {
      int header = in.readVarInt();
      int left = count - done;
      if ((header & 1) == 0) {
        int run = Math.min(header >>> 1, left);
        if (run == 0) {
          throw new IndexOutOfBoundsException("an empty run");
        }
        Arrays.fill(out, to + done, to + done + run, value(in, width));
        done += run;
      } else {
        int groups = header >>> 1;
        int packed = (int) Math.min(groups * 8L, left);
        if (packed == 0) {
          throw new IndexOutOfBoundsException("an empty run");
        }
        // Some writers leave out the padding of the last group.
        long bytes = Math.min((long) groups * width, in.remaining());
        if (bytes < ((long) packed * width + 7) / 8) {
          throw new IndexOutOfBoundsException("packed numbers end early");
        }
        int start = in.skip(bytes);
        BitUnpacker.unpack(in.data, start, in.at, width, out, to + done, packed);
        done += packed;
      }
    }
  }

  private static int value(PageBytes in, int width) {
    int value = 0;
    for (int i = 0; i < (width + 7) / 8; i++) {
      value |= in.readByte() << 8 * i;
    }
    return value;
  }

  /// Decodes levels of one bit into a bitmap, whose bits from `from` on are clear.
  ///
  /// @return how many are set
  static int decodeBitmap(PageBytes in, long[] bitmap, int from, int count) {
    int done = 0;
    int set = 0;
    while (done < count) {
      int header = in.readVarInt();
      int left = count - done;
      if ((header & 1) == 0) {
        int run = Math.min(header >>> 1, left);
        int value = in.readByte();
        if (run == 0 || value > 1) {
          throw new IndexOutOfBoundsException("level " + value);
        }
        if (value == 1) {
          fill(bitmap, from + done, run);
          set += run;
        }
        done += run;
      } else {
        int packed = (int) Math.min((long) (header >>> 1) * 8, left);
        if (packed == 0) {
          throw new IndexOutOfBoundsException("an empty run");
        }
        int start = in.skip(Math.min(header >>> 1, in.remaining()));
        for (int i = 0; i < packed; i += 8) {
          int index = start + (i >> 3);
          if (index >= in.at) {
            throw new IndexOutOfBoundsException("packed levels end early");
          }
          long bits = in.data[index] & 0xffL;
          if (packed - i < 8) {
            bits &= (1L << packed - i) - 1;
          }
          int row = from + done + i;
          bitmap[row >> 6] |= bits << row;
          if ((row & 63) > 56 && (row >> 6) + 1 < bitmap.length) {
            bitmap[(row >> 6) + 1] |= bits >>> 64 - (row & 63);
          }
          set += Long.bitCount(bits);
        }
        done += packed;
      }
    }
    return set;
  }

  static void fill(long[] bitmap, int from, int count) {
    int to = from + count;
    int first = from >> 6;
    int last = to - 1 >> 6;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      bitmap[first] |= head & tail;
      return;
    }
    bitmap[first] |= head;
    Arrays.fill(bitmap, first + 1, last, -1L);
    bitmap[last] |= tail;
  }
}
