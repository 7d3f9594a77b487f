package dev.braid.exec;

import dev.braid.parallel.TempFile;
import dev.braid.vector.Batch;
import dev.braid.vector.BatchCodec;
import dev.braid.vector.LongColumn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups of one table in the order of their hashes, in memory or on disk. The first column is
/// the hash. Partitions are ranges of hashes, given by their upper bits.
final class AggregateRun {
  /// Bits of the partitions on disk.
  static final int DISK_BITS = 8;

  private static final int PIECE = 16_384;

  /// Rows on disk.
  private record Piece(long start, int length) {}

  private @Nullable Batch rows;
  private @Nullable TempFile file;
  private final List<List<Piece>> pieces = new ArrayList<>();
  private final int size;

  AggregateRun(Batch rows) {
    this.rows = rows;
    this.size = rows.size();
  }

  int size() {
    return size;
  }

  boolean isOnDisk() {
    return file != null;
  }

  /// Moves the rows to the end of a file.
  void write(TempFile to) {
    Batch all = rows;
    if (all == null) {
      return;
    }
    for (int partition = 0; partition < 1 << DISK_BITS; partition++) {
      List<Piece> mine = new ArrayList<>();
      int end = start(all, partition + 1, DISK_BITS);
      for (int from = start(all, partition, DISK_BITS); from < end; from += PIECE) {
        ByteBuffer bytes = BatchCodec.encode(all.slice(from, Math.min(PIECE, end - from)));
        int length = bytes.remaining();
        mine.add(new Piece(to.append(bytes), length));
      }
      pieces.add(mine);
    }
    file = to;
    rows = null;
  }

  /// Bytes that a partition takes on disk.
  long bytes(int partition) {
    return pieces.isEmpty() ? 0 : pieces.get(partition).stream().mapToLong(Piece::length).sum();
  }

  /// The rows of a partition, of the disk's partitions when they are there.
  List<Batch> partition(int partition, int bits) {
    List<Batch> batches = new ArrayList<>();
    Batch all = rows;
    if (all != null) {
      int from = start(all, partition, bits);
      int count = start(all, partition + 1, bits) - from;
      if (count > 0) {
        batches.add(all.slice(from, count));
      }
    } else if (file != null) {
      for (Piece piece : pieces.get(partition)) {
        batches.add(BatchCodec.decode(file.read(piece.start, piece.length)));
      }
    }
    return batches;
  }

  /// All rows, of a run in memory.
  Batch rows() {
    if (rows == null) {
      throw new IllegalStateException("the run is on disk");
    }
    return rows;
  }

  /// The first row of a partition.
  private static int start(Batch all, int partition, int bits) {
    if (partition == 0) {
      return 0;
    }
    if (partition == 1 << bits) {
      return all.size();
    }
    return firstFrom(all, (long) partition << 64 - bits);
  }

  /// The first row whose hash is not below.
  static int firstFrom(Batch all, long hash) {
    long[] hashes = ((LongColumn) all.column(0)).values();
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(hashes[middle], hash) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
