package dev.braid.exec;

import dev.braid.parallel.TempFile;
import dev.braid.parallel.TempFiles;
import dev.braid.vector.Batch;
import dev.braid.vector.BatchCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps rows in the order of their morsels, to be read any number of times; on disk when memory is
/// short.
final class KeptRows implements Sink {
  /// Batches in one morsel of the rows when they are read again.
  private static final int MORSEL_BATCHES = 16;

  private final Execution execution;
  private final MemoryHold memory;
  private final List<Kept> kept = new ArrayList<>();
  private @Nullable TempFile file;
  private long rows;

  /// A batch in memory, or where it lies on disk.
  private record Kept(int morsel, long sequence, @Nullable Batch batch, long start, int length) {}

  KeptRows(Execution execution) {
    this.execution = execution;
    this.memory = execution.closing(new MemoryHold(execution.memory()));
  }

  long rows() {
    return rows;
  }

  @Override
  public BatchConsumer open(Participant participant) {
    return new BatchConsumer() {
      private long sequence;

      @Override
      public boolean accept(Batch batch) {
        if (batch.size() > 0) {
          add(participant.morsel(), sequence++, batch);
        }
        return true;
      }

      @Override
      public void endMorsel() {}
    };
  }

  /// Adds rows outside of a pipe; they come last.
  void add(Batch batch) {
    add(Integer.MAX_VALUE, kept.size(), batch);
  }

  private void add(int morsel, long sequence, Batch batch) {
    Kept entry;
    if (memory.tryTake(Batches.ownMemory(batch))) {
      entry = new Kept(morsel, sequence, batch, 0, 0);
    } else {
      ByteBuffer bytes = BatchCodec.encode(batch);
      int length = bytes.remaining();
      entry = new Kept(morsel, sequence, null, file().append(bytes), length);
    }
    synchronized (kept) {
      kept.add(entry);
      rows += batch.size();
    }
  }

  private TempFile file() {
    synchronized (kept) {
      TempFile to = file;
      if (to == null) {
        to = execution.shared(TempFiles.class, () -> execution.closing(new TempFiles())).create();
        file = to;
      }
      return to;
    }
  }

  @Override
  public void finish(Execution finished) {
    kept.sort(Comparator.comparingInt(Kept::morsel).thenComparingLong(Kept::sequence));
  }

  private Batch batch(int index) {
    Kept entry = kept.get(index);
    Batch batch = entry.batch();
    TempFile from = file;
    if (batch == null && from != null) {
      batch = BatchCodec.decode(from.read(entry.start(), entry.length()));
    }
    if (batch == null) {
      throw new IllegalStateException("rows without a place");
    }
    return batch;
  }

  /// All batches, for those that need them together.
  List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      batches.add(batch(i));
    }
    return batches;
  }

  /// The rows as a source.
  Source source() {
    return new Source() {
      @Override
      public int morsels() {
        return (kept.size() + MORSEL_BATCHES - 1) / MORSEL_BATCHES;
      }

      @Override
      public void run(int morsel, Participant participant, BatchConsumer out) {
        int from = morsel * MORSEL_BATCHES;
        int to = Math.min(kept.size(), from + MORSEL_BATCHES);
        for (int i = from; i < to; i++) {
          participant.execution().cancellation().check();
          if (!Batches.send(batch(i), participant.execution().batchSize(), out)) {
            return;
          }
        }
      }
    };
  }
}
