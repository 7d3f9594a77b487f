package dev.braid.exec;

import dev.braid.parallel.TempFile;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.BatchCodec;
import dev.braid.vector.Column;
import dev.braid.vector.Concat;
import dev.braid.vector.DictionaryColumn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows of a pipe, kept by the number of the morsel that they came from: once all are there they
/// can be read in the pipe's order, any number of times. Materialize, WITH queries, the inner sides
/// of joins and the partitions of joins that are too large for memory are all kept so.
///
/// Strings are copied out of arrays of which the rows are only a small part. What does not fit into
/// memory is written to a temporary file, batch by batch, and read back one batch at a time.
public final class RowStore implements Sink {
  /// Batches in one morsel of the rows when they are read again.
  private static final int MORSEL_BATCHES = 16;

  private final Execution execution;
  private final List<Type> types;
  private final MemoryHold memory;
  private final long allowed;
  private final Map<Integer, List<Kept>> morsels = new TreeMap<>();
  private List<Kept> ordered = new ArrayList<>();
  private @Nullable TempFile file;
  private long bytes;
  private long rows;
  private long taken;

  /// A batch in memory, or where it is on disk.
  private record Kept(@Nullable Batch batch, int size, long start, int length) {}

  /// @param types of the columns
  /// @param allowed bytes that may stay in memory
  public RowStore(Execution execution, List<Type> types, long allowed) {
    this.execution = execution;
    this.types = List.copyOf(types);
    this.memory = execution.closing(new MemoryHold(execution.memory()));
    this.allowed = allowed;
  }

  /// A store for a node's rows, of which `work_mem` may stay in memory.
  static RowStore of(Execution execution, NodeInfo info) {
    List<Type> types = info.output().stream().map(OutputColumn::type).toList();
    return new RowStore(execution, types, execution.settings().workMem());
  }

  @Override
  public BatchConsumer open(Participant participant) {
    return new BatchConsumer() {
      private final List<Kept> batches = new ArrayList<>();

      @Override
      public boolean accept(Batch batch) {
        if (batch.size() > 0) {
          batches.add(keep(batch));
        }
        return true;
      }

      @Override
      public void endMorsel() {
        if (!batches.isEmpty()) {
          put(participant.morsel(), List.copyOf(batches));
          batches.clear();
        }
      }
    };
  }

  /// Adds rows outside of a pipe; they come behind all that are there.
  void add(Batch batch) {
    if (batch.size() > 0) {
      ordered.add(keep(batch));
    }
  }

  private synchronized void put(int morsel, List<Kept> batches) {
    morsels.put(morsel, batches);
  }

  private Kept keep(Batch batch) {
    int size = batch.size();
    Column[] columns = new Column[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Concat.compact(types.get(i), batch.column(i), size);
    }
    Batch compact = new Batch(columns, size);
    long more = memory(compact);
    if (take(size, more)) {
      return new Kept(compact, size, 0, 0);
    }
    ByteBuffer encoded = BatchCodec.encode(compact);
    int length = encoded.remaining();
    return new Kept(null, size, file().append(encoded), length);
  }

  /// Dictionaries are shared by many batches, each counts an eighth of one.
  private static long memory(Batch batch) {
    long sum = 64;
    for (Column column : batch.columns()) {
      sum +=
          column instanceof DictionaryColumn coded
              ? 4L * batch.size() + coded.dictionary().memory() / 8
              : column.memory();
    }
    return sum;
  }

  private synchronized boolean take(int size, long more) {
    rows += size;
    bytes += more;
    if (taken + more > allowed || !memory.tryTake(more)) {
      return false;
    }
    taken += more;
    return true;
  }

  private synchronized TempFile file() {
    TempFile to = file;
    if (to == null) {
      to = execution.temporaryFile();
      file = to;
    }
    return to;
  }

  @Override
  public void finish(Execution finished) {
    morsels.values().forEach(ordered::addAll);
    morsels.clear();
  }

  public long rows() {
    return rows;
  }

  /// What all rows would take in memory, roughly.
  public long bytes() {
    return bytes;
  }

  /// For EXPLAIN ANALYZE: where the rows are, and how much they take.
  void tell(PlanNode node) {
    Instrumentation instrumentation = execution.instrumentation();
    if (instrumentation != null) {
      Instrumentation.Counts counts = instrumentation.of(node);
      counts.put("Storage", isOnDisk() ? "Disk" : "Memory");
      counts.put("Maximum Storage", Instrumentation.kilobytes(bytes));
    }
  }

  public boolean isOnDisk() {
    return file != null;
  }

  /// Gives the memory and the disk back.
  public void clear() {
    ordered = new ArrayList<>();
    memory.close();
    taken = 0;
    TempFile old = file;
    if (old != null) {
      old.close();
    }
    file = null;
  }

  private Batch read(Kept kept) {
    return kept.batch != null
        ? kept.batch
        : BatchCodec.decode(file().read(kept.start, kept.length));
  }

  /// Reads one kept batch.
  final class Reader {
    private final Kept kept;

    private Reader(Kept kept) {
      this.kept = kept;
    }

    /// How many rows it has.
    int size() {
      return kept.size;
    }

    Batch read() {
      return RowStore.this.read(kept);
    }
  }

  /// The batches in their order, each read when asked for.
  List<Reader> readers() {
    List<Reader> readers = new ArrayList<>();
    ordered.forEach(kept -> readers.add(new Reader(kept)));
    return readers;
  }

  /// The rows, in morsels of a few batches each.
  public Source source() {
    List<Kept> all = ordered;
    return new Source() {
      @Override
      public int morsels() {
        return (all.size() + MORSEL_BATCHES - 1) / MORSEL_BATCHES;
      }

      @Override
      public void run(int morsel, Participant participant, BatchConsumer out) {
        int batchSize = participant.execution().batchSize();
        int from = morsel * MORSEL_BATCHES;
        int to = Math.min(all.size(), from + MORSEL_BATCHES);
        for (Kept kept : all.subList(from, to)) {
          participant.execution().cancellation().check();
          if (!Batches.send(read(kept), batchSize, out)) {
            return;
          }
        }
      }
    };
  }

  /// All rows in one batch, for which memory is taken too; column by column in parallel. The store
  /// is empty then.
  ///
  /// @param what is told when there is no memory for them
  Batch together(String what) {
    MemoryHold hold = execution.closing(new MemoryHold(execution.memory()));
    hold.take(bytes, what);
    Batch all = all();
    clear();
    return all;
  }

  /// All rows in one batch; column by column in parallel.
  public Batch all() {
    List<Batch> batches = new ArrayList<>();
    ordered.forEach(kept -> batches.add(read(kept)));
    int[] sizes = batches.stream().mapToInt(Batch::size).toArray();
    Column[] columns = new Column[types.size()];
    execution.forEach(
        columns.length,
        i ->
            () ->
                columns[i] =
                    Concat.of(
                        types.get(i),
                        batches.stream().map(batch -> batch.column(i)).toList(),
                        sizes));
    return new Batch(columns, Math.toIntExact(rows));
  }
}
