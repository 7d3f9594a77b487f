package dev.braid.source.file.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/// Decompresses pages.
final class Codec {
  private Codec() {}

  static boolean supports(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY, GZIP, LZ4, ZSTD, LZ4_RAW -> true;
      case LZO, BROTLI -> false;
    };
  }

  /// Fills `out` from the page's bytes.
  static void decompress(CompressionCodec codec, byte[] in, int at, int length, byte[] out, int to)
      throws IOException {
    int expected = out.length - to;
    if (expected == 0) {
      return;
    }
    int done =
        switch (codec) {
          case UNCOMPRESSED -> {
            System.arraycopy(in, at, out, to, Math.min(length, expected));
            yield length;
          }
          case SNAPPY -> new SnappyJavaDecompressor().decompress(in, at, length, out, to, expected);
          case LZ4_RAW -> new Lz4JavaDecompressor().decompress(in, at, length, out, to, expected);
          case LZ4 -> hadoopLz4(in, at, length, out, to);
          case ZSTD -> {
            long size = Zstd.decompressByteArray(out, to, expected, in, at, length);
            if (Zstd.isError(size)) {
              throw new IOException(Zstd.getErrorName(size));
            }
            yield (int) size;
          }
          case GZIP -> {
            try (GZIPInputStream stream =
                new GZIPInputStream(new ByteArrayInputStream(in, at, length), 8192)) {
              yield stream.readNBytes(out, to, expected);
            }
          }
          case LZO, BROTLI -> throw new IOException("codec " + codec);
        };
    if (done != expected) {
      throw new IOException(done + " bytes instead of " + expected);
    }
  }

  /// Blocks of LZ4, each after its two lengths; some writers left the lengths out.
  private static int hadoopLz4(byte[] in, int at, int length, byte[] out, int to) {
    Lz4JavaDecompressor lz4 = new Lz4JavaDecompressor();
    int from = at;
    int end = at + length;
    int done = to;
    while (end - from >= 8 && done < out.length) {
      int plain = Integer.reverseBytes((int) PageBytes.INT.get(in, from));
      int packed = Integer.reverseBytes((int) PageBytes.INT.get(in, from + 4));
      if (plain <= 0 || packed <= 0 || packed > end - from - 8 || plain > out.length - done) {
        break;
      }
      int size = lz4.decompress(in, from + 8, packed, out, done, plain);
      if (size != plain) {
        break;
      }
      from += 8 + packed;
      done += plain;
    }
    return done == out.length && from == end
        ? done - to
        : lz4.decompress(in, at, length, out, to, out.length - to);
  }
}
