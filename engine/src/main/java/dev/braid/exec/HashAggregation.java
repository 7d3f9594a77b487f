package dev.braid.exec;

import dev.braid.exec.Aggregate.Phase;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.TempFile;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes all rows of an [Aggregate] that groups by hash, each participant into tables of its own,
/// one for each grouping set.
///
/// A participant whose tables outgrow its memory sorts their groups by hash, writes them to disk as
/// a run, and starts with empty ones. In the end there is either one table, whose groups are put
/// out as they are, or there are several runs in the order of hashes, which are merged range by
/// range. Either way groups come out in the order of their hashes, whoever has seen their rows.
final class HashAggregation implements Sink {
  private final AggregateShape shape;
  private final Execution execution;
  private final List<int[]> sets;
  private final MemoryHold memory;
  private final long allowed;
  private final List<Part> parts = new ArrayList<>();
  private int firstMorsel;

  HashAggregation(AggregateShape shape, Execution execution) {
    this.shape = shape;
    this.execution = execution;
    Aggregate node = shape.node;
    List<int[]> all = new ArrayList<>();
    if (node.groupingSets().isEmpty()) {
      int[] keys = new int[node.keys().size()];
      Arrays.setAll(keys, i -> i);
      all.add(keys);
    } else {
      node.groupingSets()
          .forEach(set -> all.add(set.stream().mapToInt(Integer::intValue).toArray()));
    }
    this.sets = all;
    this.memory = execution.closing(new MemoryHold(execution.memory()));
    this.allowed = hashMemory(execution);
    if (node.strategy() == Aggregate.Strategy.PLAIN && sets.size() == 1) {
      shape.maySpill(execution);
    }
  }

  /// What one participant's hash table may take.
  static long hashMemory(Execution execution) {
    return execution.settings().hashMem();
  }

  @Override
  public synchronized BatchConsumer open(Participant participant) {
    for (Part part : parts) {
      if (part.participant.number() == participant.number()) {
        part.participant = participant; // of another pipe, which has come after the first
        return part;
      }
    }
    Part part = new Part(participant);
    parts.add(part);
    return part;
  }

  /// Has the rows of another pipe follow those of the pipes before.
  ///
  /// @param morsels of the pipes before
  void startAt(int morsels) {
    firstMorsel = morsels;
  }

  /// One participant's tables and what they have put on disk.
  private final class Part implements BatchConsumer {
    Participant participant;
    final AggregateTable[] tables = new AggregateTable[sets.size()];
    final List<List<AggregateRun>> runs = new ArrayList<>();
    private @Nullable TempFile file;
    private long reserved;
    private long row;

    Part(Participant participant) {
      this.participant = participant;
      for (int i = 0; i < tables.length; i++) {
        tables[i] = new AggregateTable(shape, sets.get(i));
        runs.add(new ArrayList<>());
      }
    }

    @Override
    public boolean accept(Batch batch) {
      long first = (long) (firstMorsel + participant.morsel()) << 32 | row;
      row += batch.size();
      int step = Batches.rowsAtOnce(batch, Integer.MAX_VALUE);
      for (int from = 0; from < batch.size(); from += step) {
        add(batch.slice(from, Math.min(step, batch.size() - from)), first + from);
      }
      return true;
    }

    void add(Batch batch, long first) {
      AggregateShape.Input input = shape.new Input(batch, first);
      long bytes = 0;
      for (AggregateTable table : tables) {
        table.add(batch, input, first, participant.eval());
        bytes += table.memory();
      }
      if (bytes + bytes / 2 > reserved) {
        account(bytes);
      }
    }

    /// Reserves in steps; without memory the tables go to disk, if that is worth a file.
    private void account(long bytes) {
      // Half as much again is for their copy in the order of the hashes.
      long step = Math.max(bytes + bytes / 2 - reserved, Math.min(1 << 20, bytes / 4));
      if (bytes <= allowed && memory.tryTake(step)) {
        reserved += step;
        return;
      }
      int groups = 0;
      for (AggregateTable table : tables) {
        groups += table.size();
      }
      if (groups > 2 * tables.length && shape.node.strategy() != Aggregate.Strategy.PLAIN) {
        spill();
      } else if (shape.spilled.length > 0 && setAside() && tables[0].memory() < bytes / 2) {
        memory.release(reserved);
        reserved = 0;
      } else {
        memory.take(step, "the groups of an aggregate");
        reserved += step;
      }
    }

    /// Has the rows that aggregates without groups keep for the end sorted on disk.
    ///
    /// @return whether there were such
    boolean setAside() {
      boolean done = false;
      for (int i = 0; i < shape.spilled.length; i++) {
        SpilledArguments spilled = shape.spilled[i];
        if (spilled != null) {
          done |= tables[0].setAside(i, spilled.open(participant));
        }
      }
      return done;
    }

    private void spill() {
      TempFile to = file;
      if (to == null) {
        to = execution.temporaryFile();
        file = to;
      }
      for (int i = 0; i < tables.length; i++) {
        AggregateRun run = tables[i].run();
        run.write(to);
        runs.get(i).add(run);
        tables[i] = new AggregateTable(shape, sets.get(i));
      }
      memory.release(reserved);
      reserved = 0;
    }

    @Override
    public void endMorsel() {
      row = 0;
    }
  }

  @Override
  public void finish(Execution finished) {}

  private boolean isOneTable() {
    return parts.size() == 1 && parts.getFirst().runs.getFirst().isEmpty();
  }

  /// Where one participant's rows have gone to disk, those of all follow.
  private void finishSpilled() {
    boolean used = false;
    for (SpilledArguments spilled : shape.spilled) {
      used |= spilled != null && spilled.isUsed();
    }
    for (Part part : parts) {
      boolean _ = used && part.setAside();
    }
    for (SpilledArguments spilled : shape.spilled) {
      if (used && spilled != null) {
        spilled.finish();
      }
    }
  }

  /// The groups as rows of the output.
  Pipe results(boolean parallel) {
    if (parts.isEmpty()) {
      parts.add(new Part(new Participant(0, execution)));
    }
    finishSpilled();
    List<Partition> partitions = new ArrayList<>();
    if (isOneTable()) {
      AggregateTable[] tables = parts.getFirst().tables;
      tell(List.of());
      for (int set = 0; set < tables.length; set++) {
        int number = set;
        partitions.add(context -> tables[number].results(number, context));
      }
    } else {
      List<List<AggregateRun>> runs = runs();
      tell(runs);
      for (int set = 0; set < runs.size(); set++) {
        addPartitions(set, runs.get(set), partitions);
      }
    }
    return Pipe.of(source(partitions), parallel);
  }

  /// The states as rows: keys, states, and where they matter numbers of first rows.
  Pipe states(boolean parallel) {
    if (parts.isEmpty() && shape.node.strategy() == Aggregate.Strategy.PLAIN) {
      parts.add(new Part(new Participant(0, execution)));
    }
    List<Partition> partitions = new ArrayList<>();
    List<List<AggregateRun>> runs = runs();
    tell(runs);
    for (List<AggregateRun> ofSet : runs) {
      for (AggregateRun run : ofSet) {
        for (int i = 0; i < (run.isOnDisk() ? 1 << AggregateRun.DISK_BITS : 1); i++) {
          int partition = i;
          partitions.add(
              _ -> {
                int bits = run.isOnDisk() ? AggregateRun.DISK_BITS : 0;
                List<Batch> rows = run.partition(partition, bits);
                return rows.isEmpty()
                    ? new Batch(new Column[0], 0)
                    : withoutHash(Batches.concat(rows, shape.runTypes(sets.getFirst())));
              });
        }
      }
    }
    return Pipe.of(source(partitions), parallel);
  }

  /// The number of the first row stands behind the states there.
  private Batch withoutHash(Batch run) {
    List<Column> columns = new ArrayList<>(run.columns());
    columns.removeFirst();
    if (shape.ambiguous) {
      columns.add(columns.remove(shape.keyTypes.size()));
    }
    return new Batch(columns.toArray(Column[]::new), run.size());
  }

  /// All tables as runs, set by set.
  private List<List<AggregateRun>> runs() {
    int tasks = parts.size();
    AggregateRun[][] last = new AggregateRun[tasks][sets.size()];
    execution.forEach(
        tasks,
        i ->
            () -> {
              Part part = parts.get(i);
              for (int set = 0; set < last[i].length; set++) {
                last[i][set] = part.tables[set].run();
              }
            });
    List<List<AggregateRun>> runs = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      List<AggregateRun> ofSet = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        ofSet.addAll(parts.get(i).runs.get(set));
        ofSet.add(last[i][set]);
      }
      runs.add(ofSet);
    }
    return runs;
  }

  /// For EXPLAIN ANALYZE.
  private void tell(List<List<AggregateRun>> runs) {
    Instrumentation instrumentation = execution.instrumentation();
    if (instrumentation == null || shape.node.strategy() == Aggregate.Strategy.PLAIN) {
      return;
    }
    long onDisk =
        runs.stream().mapToLong(set -> set.stream().filter(AggregateRun::isOnDisk).count()).sum();
    long disk = 0;
    for (Part part : parts) {
      TempFile file = part.file;
      disk += file == null ? 0 : file.size();
    }
    Instrumentation.Counts counts = instrumentation.of(shape.node);
    counts.put("HashAgg Batches", 1 + onDisk);
    counts.put("Peak Memory Usage", Instrumentation.kilobytes(memory.peak()));
    counts.put("Disk Usage", Instrumentation.kilobytes(disk));
  }

  private void addPartitions(int set, List<AggregateRun> runs, List<Partition> partitions) {
    long groups = runs.stream().mapToLong(AggregateRun::size).sum();
    boolean disk = runs.stream().anyMatch(AggregateRun::isOnDisk);
    int bits = disk ? AggregateRun.DISK_BITS : groups > 16_384 ? 6 : 0;
    RunMerge merge = new RunMerge(shape, sets.get(set), set, runs, bits, allowed);
    for (int i = 0; i < 1 << bits; i++) {
      partitions.addAll(merge.passes(i));
    }
  }

  private static Source source(List<Partition> partitions) {
    return new Source() {
      @Override
      public int morsels() {
        return partitions.size();
      }

      @Override
      public void run(int morsel, Participant participant, BatchConsumer out) {
        Batch rows = partitions.get(morsel).rows(participant.eval());
        boolean _ = Batches.send(rows, participant.execution().batchSize(), out);
      }
    };
  }

  /// A part of the output, made when it is asked for.
  interface Partition {
    Batch rows(EvalContext context);
  }

  /// Gives a FINALIZE its rows in the order of their first rows, where that matters: the keys of a
  /// group are then those of its first row.
  void addInOrder(List<Batch> batches) {
    if (batches.isEmpty()) {
      return;
    }
    List<Type> types = new ArrayList<>();
    shape.node.child().info().output().forEach(column -> types.add(column.type()));
    if (types.size() < batches.getFirst().width()) {
      types.add(Type.INT8);
    }
    Batch all = Batches.concat(batches, types);
    Part part = (Part) open(new Participant(0, execution));
    part.add(RunMerge.byFirstRow(all, all.width() - 1), 0);
  }

  boolean isFinalInOrder() {
    return shape.node.phase() == Phase.FINALIZE && shape.ambiguous;
  }
}
