package dev.braid.exec;

import dev.braid.parallel.TempFile;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Takes the rows of a [Sort]: each participant into a buffer of its own, which becomes a sorted
/// run when it is full or at the end. Runs that do not fit into memory go to disk.
final class SortSink implements Sink {
  private final @Nullable Sort node;
  private final Execution execution;
  private final long limit;
  private final SortKeys keys;
  private final List<Type> types;
  private final MemoryHold memory;
  private final long allowed;
  private final List<Part> parts = new ArrayList<>();
  private final List<SortedRun> runs = new ArrayList<>();
  private final LongAdder held = new LongAdder();
  private final LongAdder spilled = new LongAdder();

  SortSink(Sort node, Execution execution) {
    this(node, node.keys(), node.child().info(), node.limit(), execution);
  }

  /// A sort of rows within another node.
  SortSink(List<SortKey> keys, NodeInfo rows, Execution execution) {
    this(null, keys, rows, -1, execution);
  }

  private SortSink(
      @Nullable Sort node, List<SortKey> keys, NodeInfo rows, long limit, Execution execution) {
    this.node = node;
    this.execution = execution;
    this.limit = limit;
    this.keys = new SortKeys(keys, rows);
    List<Type> columns = new ArrayList<>();
    rows.output().forEach(column -> columns.add(column.type()));
    columns.add(Type.INT8);
    this.types = columns;
    this.memory = execution.closing(new MemoryHold(execution.memory()));
    this.allowed = execution.settings().workMem();
  }

  @Override
  public synchronized BatchConsumer open(Participant participant) {
    Part part = new Part(participant);
    parts.add(part);
    return part;
  }

  private synchronized void add(SortedRun run) {
    runs.add(run);
  }

  /// One participant's rows.
  private final class Part implements BatchConsumer {
    private final Participant participant;
    private List<Batch> batches = new ArrayList<>();
    private long rows;
    private long bytes;
    private long row;
    private @Nullable TempFile file;

    Part(Participant participant) {
      this.participant = participant;
    }

    @Override
    public boolean accept(Batch batch) {
      long[] numbers = new long[batch.size()];
      long first = (long) participant.morsel() << 32 | row;
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = first + i;
      }
      row += numbers.length;
      Column[] columns = new Column[batch.width() + 1];
      for (int i = 0; i < batch.width(); i++) {
        columns[i] = batch.column(i);
      }
      columns[batch.width()] = new LongColumn(numbers, numbers.length, null);
      keep(new Batch(columns, batch.size()));
      return true;
    }

    private void keep(Batch batch) {
      batches.add(batch);
      rows += batch.size();
      long more = Batches.ownMemory(batch);
      if (limit >= 0 && rows > Math.max(2 * limit, 8192) && limit < 1 << 20) {
        keepFirst();
      } else if (bytes + more <= allowed && memory.tryTake(2 * more)) {
        bytes += more; // and as much again when they are put together for the sort
      } else {
        spill();
      }
    }

    /// Of a sort with a limit: forgets the rows that cannot be among the first ones.
    private void keepFirst() {
      SortedRun run = run();
      Batch first = run.batch(0, (int) Math.min(limit, run.size()));
      memory.release(2 * bytes);
      bytes = Batches.ownMemory(first);
      memory.take(2 * bytes, "the first rows of a sort");
      batches = new ArrayList<>(List.of(byNumber(first)));
      rows = first.size();
    }

    /// A run is sorted stably, which takes the order of the input for granted.
    private Batch byNumber(Batch batch) {
      return RunMerge.byFirstRow(batch, batch.width() - 1);
    }

    private SortedRun run() {
      Batch all = Batches.concat(batches, types);
      int[] order = keys.sort(all);
      int size = limit < 0 ? order.length : (int) Math.min(limit, order.length);
      return new SortedRun(all, order, size);
    }

    private void spill() {
      spilled.add(bytes);
      TempFile to = file;
      if (to == null) {
        to = execution.temporaryFile();
        file = to;
      }
      add(run().write(to));
      batches = new ArrayList<>();
      rows = 0;
      memory.release(2 * bytes);
      bytes = 0;
    }

    void finish() {
      if (rows > 0) {
        held.add(bytes);
        add(run());
        batches = List.of();
        memory.release(bytes);
      }
    }

    @Override
    public void endMorsel() {
      row = 0;
    }
  }

  @Override
  public void finish(Execution finished) {
    finished.forEach(parts.size(), i -> parts.get(i)::finish);
    Instrumentation instrumentation = finished.instrumentation();
    if (instrumentation != null && node != null) {
      boolean disk = runs.stream().anyMatch(SortedRun::isOnDisk);
      Instrumentation.Counts counts = instrumentation.of(node);
      counts.put(
          "Sort Method", disk ? "external merge" : limit >= 0 ? "top-N heapsort" : "quicksort");
      counts.put("Sort Space Used", ((disk ? spilled : held).sum() + 1023) >> 10);
      counts.put("Sort Space Type", disk ? "Disk" : "Memory");
    }
  }

  /// The rows in order, cut into ranges when several may merge them.
  Source ranges(boolean parallel) {
    SortRanges.Cut cut =
        !parallel || limit >= 0
            ? SortRanges.Cut.NONE
            : node == null || node.together() == node.keys().size()
                ? SortRanges.Cut.ANYWHERE
                : SortRanges.Cut.BETWEEN_GROUPS;
    SortKeys groups =
        node == null
            ? keys
            : new SortKeys(node.keys().subList(0, node.together()), node.child().info());
    return SortRanges.of(runs, keys, groups, types.subList(0, types.size() - 1), limit, cut);
  }
}
