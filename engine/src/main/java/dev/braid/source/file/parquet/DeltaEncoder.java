package dev.braid.source.file.parquet;

/// Writes DELTA_BINARY_PACKED: blocks of 128 differences in four groups; see [DeltaDecoder].
final class DeltaEncoder {
  private static final int BLOCK = 128;
  private static final int GROUP = 32;

  private DeltaEncoder() {}

  /// @param narrow whether the numbers are INT32, whose differences wrap at 32 bits
  static void encode(ByteSink out, long[] values, int from, int count, boolean narrow) {
    out.putVarLong(BLOCK);
    out.putVarLong(BLOCK / GROUP);
    out.putVarLong(count);
    out.putZigZag(count == 0 ? 0 : values[from]);
    long[] deltas = new long[BLOCK];
    int end = from + count;
    for (int at = from + 1; at < end; at += BLOCK) {
      int size = Math.min(BLOCK, end - at);
      long smallest = Long.MAX_VALUE;
      for (int i = 0; i < size; i++) {
        long delta = values[at + i] - values[at + i - 1];
        deltas[i] = narrow ? (int) delta : delta;
        smallest = Math.min(smallest, deltas[i]);
      }
      java.util.Arrays.fill(deltas, size, BLOCK, smallest);
      out.putZigZag(smallest);
      int widths = out.reserve(BLOCK / GROUP);
      for (int i = 0; i < BLOCK; i++) {
        deltas[i] -= smallest;
      }
      if (narrow) {
        for (int i = 0; i < BLOCK; i++) {
          deltas[i] &= 0xffffffffL;
        }
      }
      for (int group = 0; group < BLOCK / GROUP; group++) {
        long bits = 0;
        for (int i = 0; i < GROUP; i++) {
          bits |= deltas[group * GROUP + i];
        }
        int width = 64 - Long.numberOfLeadingZeros(bits);
        out.data[widths + group] = (byte) (group * GROUP < size ? width : 0);
        if (group * GROUP < size) {
          out.putPacked(deltas, group * GROUP, GROUP, width);
        }
      }
    }
  }
}
