package dev.braid.exec;

import dev.braid.parallel.TempFile;
import dev.braid.vector.Batch;
import dev.braid.vector.BatchCodec;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows in order, in memory or on disk. The last column is each row's number in the input, which
/// decides between rows that are equal.
final class SortedRun {
  private static final int PIECE_ROWS = 4096;

  private final @Nullable Batch rows;
  private final int[] order;
  private final @Nullable TempFile file;
  private final List<long[]> pieces = new ArrayList<>();
  private final int size;

  /// Rows that are written, and read, at once.
  private final int pieceRows;

  /// A run in memory.
  ///
  /// @param order row numbers in order, the first `size` of them
  SortedRun(Batch rows, int[] order, int size) {
    this.rows = rows;
    this.order = order;
    this.size = size;
    this.file = null;
    this.pieceRows = size;
  }

  private SortedRun(TempFile file, int size, int pieceRows) {
    this.rows = null;
    this.order = new int[0];
    this.file = file;
    this.size = size;
    this.pieceRows = pieceRows;
  }

  int size() {
    return size;
  }

  boolean isOnDisk() {
    return file != null;
  }

  /// The same run on disk.
  SortedRun write(TempFile to) {
    int step = Batches.rowsAtOnce(inMemory(), PIECE_ROWS);
    SortedRun written = new SortedRun(to, size, step);
    for (int from = 0; from < size; from += step) {
      Batch piece = batch(from, Math.min(size, from + step));
      ByteBuffer bytes = BatchCodec.encode(piece);
      int length = bytes.remaining();
      written.pieces.add(new long[] {to.append(bytes), length});
    }
    return written;
  }

  /// Rows in order, of a run in memory.
  Batch batch(int from, int to) {
    Batch all = inMemory();
    int[] part = Arrays.copyOfRange(order, from, to);
    return all.gather(part, part.length);
  }

  private Batch inMemory() {
    if (rows == null) {
      throw new IllegalStateException("the run is on disk");
    }
    return rows;
  }

  /// The row at a place of the order, of a run in memory.
  int row(int place) {
    return order[place];
  }

  /// The unsorted rows of a run in memory.
  Batch rows() {
    return inMemory();
  }

  /// Reads the run from a place to another.
  Reader read(int from, int to, SortKeys keys) {
    return new Reader(from, to, keys);
  }

  /// A place in a run that moves forward.
  final class Reader {
    private final SortKeys keys;
    private final int end;
    private int place;
    private int piece = -1;
    private Batch batch = new Batch(new Column[0], 0);
    private long[] numbers = new long[0];

    /// Rows of the batch that follow each other, from place `start` on, and their prefixes.
    private int[] rows = new int[0];

    private long[] prefixes = new long[0];
    private int start;

    private Reader(int from, int to, SortKeys keys) {
      this.keys = keys;
      place = from;
      end = to;
      if (file == null) {
        batch = inMemory();
        numbers = ((LongColumn) batch.column(batch.width() - 1)).values();
        rows = Arrays.copyOfRange(order, from, to);
        prefixes = keys.prefixes(batch, rows, 0, rows.length);
        start = from;
      }
    }

    boolean atEnd() {
      return place >= end;
    }

    void next() {
      place++;
    }

    /// The batch that the current row stands in.
    Batch batch() {
      load();
      return batch;
    }

    /// The current row's place in [#batch].
    int row() {
      load();
      return rows[place - start];
    }

    /// The current row's number among those that agree with the order.
    long prefix() {
      load();
      return prefixes[place - start];
    }

    /// The current row's number in the input.
    long number() {
      int row = row();
      return numbers[row];
    }

    private void load() {
      TempFile from = file;
      if (from == null || piece == place / pieceRows) {
        return;
      }
      piece = place / pieceRows;
      start = piece * pieceRows;
      long[] where = pieces.get(piece);
      batch = BatchCodec.decode(from.read(where[0], (int) where[1]));
      numbers = ((LongColumn) batch.column(batch.width() - 1).flat()).values();
      rows = new int[batch.size()];
      Arrays.setAll(rows, i -> i);
      prefixes = keys.prefixes(batch, rows, 0, rows.length);
    }
  }
}
