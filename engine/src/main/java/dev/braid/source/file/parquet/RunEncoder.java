package dev.braid.source.file.parquet;

/// Writes the hybrid of runs and bit-packed groups; see [RunDecoder].
final class RunEncoder {
  private RunEncoder() {}

  /// Eight and more equal numbers become a run, what lies between is packed.
  static void encode(ByteSink out, long[] values, int from, int count, int width) {
    int end = from + count;
    int packedFrom = from;
    int at = from;
    while (at < end) {
      int run = at + 1;
      while (run < end && values[run] == values[at]) {
        run++;
      }
      if (run - at >= 8) {
        packed(out, values, packedFrom, at, width);
        out.putVarLong((long) (run - at) << 1);
        for (int i = 0; i < (width + 7) / 8; i++) {
          out.write((int) (values[at] >>> 8 * i));
        }
        at = run;
        packedFrom = run;
      } else {
        at += 8;
      }
    }
    packed(out, values, packedFrom, end, width);
  }

  private static void packed(ByteSink out, long[] values, int from, int to, int width) {
    if (to <= from) {
      return;
    }
    int groups = (to - from + 7) / 8;
    out.putVarLong((long) groups << 1 | 1);
    int begin = out.size;
    out.putPacked(values, from, to - from, width);
    int missing = groups * width - (out.size - begin);
    for (int i = 0; i < missing; i++) {
      out.write(0);
    }
  }
}
