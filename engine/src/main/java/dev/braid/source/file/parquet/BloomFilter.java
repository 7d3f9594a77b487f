package dev.braid.source.file.parquet;

import io.airlift.compress.v3.xxhash.XxHash64JavaHasher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/// A chunk's split-block bloom filter: blocks of eight words, of which a value has one bit in each
/// word of one block. The upper half of its hash chooses the block, the lower half the bits.
///
/// A filter that does not know the smallest and largest value which the chunk's statistics name is
/// broken, and is not believed; nor is one whose header says anything unknown.
final class BloomFilter {
  private static final int BLOCK = 32;
  private static final int[] SALT = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final ParquetFile file;
  private final long start;
  private final int blocks;

  private BloomFilter(ParquetFile file, long start, int blocks) {
    this.file = file;
    this.start = start;
    this.blocks = blocks;
  }

  /// Whether the chunk has none of the values for certain.
  static boolean lacks(ParquetFile file, int rowGroup, ParquetColumn column, SoughtValues sought) {
    ColumnMetaData chunk = file.chunk(rowGroup, column.index());
    if (!chunk.isSetBloom_filter_offset()) {
      return false;
    }
    try {
      BloomFilter filter = open(file, chunk);
      for (ByteBuffer value : sought.values()) {
        if (filter.mayHave(value)) {
          return false;
        }
      }
      return filter.knowsBounds(chunk);
    } catch (IOException | RuntimeException e) {
      // What cannot be read leaves nothing out.
      return false;
    }
  }

  private static BloomFilter open(ParquetFile file, ColumnMetaData chunk) throws IOException {
    long offset = chunk.getBloom_filter_offset();
    long room = Math.min(256, file.footerStart() - offset);
    byte[] head = file.read(offset, room, "bloom filter");
    ByteArrayInputStream in = new ByteArrayInputStream(head);
    BloomFilterHeader header = Util.readBloomFilterHeader(in);
    int size = header.getNumBytes();
    int length = head.length - in.available();
    boolean known =
        header.getAlgorithm() != null
            && header.getAlgorithm().isSetBLOCK()
            && header.getHash() != null
            && header.getHash().isSetXXHASH()
            && header.getCompression() != null
            && header.getCompression().isSetUNCOMPRESSED();
    if (!known || size <= 0 || size % BLOCK != 0) {
      throw new IOException("a bloom filter of " + size + " bytes");
    }
    if (size > file.footerStart() - offset - length
        || chunk.isSetBloom_filter_length() && chunk.getBloom_filter_length() != length + size) {
      throw new IOException("a bloom filter of a wrong length");
    }
    return new BloomFilter(file, offset + length, size / BLOCK);
  }

  private boolean mayHave(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    long hash = XxHash64JavaHasher.hash(bytes, 0, bytes.length, 0);
    long block = (hash >>> 32) * blocks >>> 32;
    byte[] words = file.read(start + block * BLOCK, BLOCK, "bloom filter");
    for (int i = 0; i < SALT.length; i++) {
      int word = (int) PageBytes.INT.get(words, 4 * i);
      if ((word >>> ((int) hash * SALT[i] >>> 27) & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  /// Strings' bounds may have been cut, floats' zeros have got another sign.
  private boolean knowsBounds(ColumnMetaData chunk) {
    Statistics statistics = chunk.getStatistics();
    Type type = chunk.getType();
    if (statistics == null
        || !statistics.isSetMin_value()
        || !statistics.isSetMax_value()
        || type == Type.FLOAT
        || type == Type.DOUBLE) {
      return true;
    }
    boolean whole = type == Type.INT32 || type == Type.INT64;
    return (!whole && !statistics.isIs_min_value_exact()
            || mayHave(ByteBuffer.wrap(statistics.getMin_value())))
        && (!whole && !statistics.isIs_max_value_exact()
            || mayHave(ByteBuffer.wrap(statistics.getMax_value())));
  }
}
