package dev.braid.source.file.parquet;

/// DELTA_BINARY_PACKED: blocks of differences, packed in small groups of one width each.
final class DeltaDecoder {
  private DeltaDecoder() {}

  /// Decodes all of a page's numbers. INT32 wraps as its writer's arithmetic did.
  ///
  /// @param most numbers that the page may have
  /// @return how many there are
  static int decode(PageBytes in, long[] out, int to, int most, boolean narrow) {
    int block = in.readVarInt();
    int groups = in.readVarInt();
    int total = in.readVarInt();
    long value = in.readZigZag();
    if (groups == 0 || block % groups != 0 || block / groups % 8 != 0 || total > most) {
      throw new IndexOutOfBoundsException(
          "%d differences in %d groups of a block of %d".formatted(total, groups, block));
    }
    int size = block / groups;
    if (size > 1 << 20 || groups > 1 << 12) {
      throw new IndexOutOfBoundsException("a block of " + block);
    }
    if (total == 0) {
      return 0;
    }
    out[to] = narrow ? (int) value : value;
    long[] deltas = new long[size];
    int done = 1;
    while (done < total) {
      long smallest = in.readZigZag();
      int widths = in.skip(groups);
      for (int group = 0; group < groups && done < total; group++) {
        int width = in.data[widths + group] & 0xff;
        if (width > 64) {
          throw new IndexOutOfBoundsException("differences of " + width + " bits");
        }
        int count = Math.min(size, total - done);
        long bytes = Math.min((long) size * width / 8, in.remaining());
        if (bytes < ((long) count * width + 7) / 8) {
          throw new IndexOutOfBoundsException("differences end early");
        }
        int start = in.skip(bytes);
        BitUnpacker.unpack(in.data, start, in.at, width, deltas, count);
        for (int i = 0; i < count; i++) {
          value += smallest + deltas[i];
          out[to + done + i] = value;
        }
        if (narrow) {
          for (int i = 0; i < count; i++) {
            out[to + done + i] = (int) out[to + done + i];
          }
        }
        done += count;
      }
    }
    return total;
  }
}
