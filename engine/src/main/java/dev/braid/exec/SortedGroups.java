package dev.braid.exec;

import dev.braid.catalog.Setting;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of an [IncrementalSort]. Its input is run within its only morsel, since groups do not
/// end where morsels do.
///
/// Groups that are too large for memory go through a full sort of their own.
final class SortedGroups implements Source {
  /// Rows sorted at once; it starts low for the sake of those who want only the first ones.
  private static final int FIRST_ROWS = 64;

  private static final int MOST_ROWS = 8192;

  private final IncrementalSort node;
  private final Pipe input;
  private final Execution execution;
  private final SortKeys all;
  private final SortKeys leading;
  private final List<Type> types;
  private final MemoryHold memory;
  private final long allowed;

  SortedGroups(IncrementalSort node, Pipe input, Execution execution) {
    this.node = node;
    this.input = input;
    this.execution = execution;
    this.all = new SortKeys(node.keys(), node.child().info());
    this.leading = new SortKeys(node.keys().subList(0, node.presorted()), node.child().info());
    this.types = node.child().info().output().stream().map(OutputColumn::type).toList();
    this.memory = execution.closing(new MemoryHold(execution.memory()));
    this.allowed = execution.settings().number(Setting.WORK_MEM);
  }

  @Override
  public int morsels() {
    return 1;
  }

  @Override
  public void run(int number, Participant participant, BatchConsumer out) {
    Groups groups = new Groups(participant, out);
    BatchConsumer first = input.open(participant, groups);
    int morsels = input.source().morsels();
    for (int i = 0; i < morsels && groups.more; i++) {
      execution.cancellation().check();
      participant.begin(i);
      input.source().run(i, participant, first);
      first.endMorsel();
    }
    participant.begin(number);
    if (groups.more) {
      groups.send();
    }
    groups.forget();
  }

  /// Rows held until their group is complete.
  private final class Groups implements BatchConsumer {
    private final Participant participant;
    private final BatchConsumer out;
    private List<Batch> held = new ArrayList<>();
    private @Nullable Batch last;
    private long bytes;
    private int rows;
    private int wanted = FIRST_ROWS;
    private @Nullable SortSink sink;
    private @Nullable BatchConsumer large;
    private boolean more = true;

    Groups(Participant participant, BatchConsumer out) {
      this.participant = participant;
      this.out = out;
    }

    @Override
    public boolean accept(Batch batch) {
      if (!more || batch.size() == 0) {
        return more;
      }
      int cut = lastGroup(batch);
      if (cut >= 0 && (large != null || rows + cut >= wanted)) {
        add(batch.slice(0, cut));
        send();
        wanted = Math.min(MOST_ROWS, 2 * wanted);
        add(batch.slice(cut, batch.size() - cut));
      } else {
        add(batch);
      }
      last = batch;
      return more;
    }

    /// Where the last group of the batch begins, or -1 when it began before.
    private int lastGroup(Batch batch) {
      for (int row = batch.size() - 1; row > 0; row--) {
        if (leading.compare(batch, row - 1, batch, row) != 0) {
          return row;
        }
      }
      Batch before = last;
      return before != null && leading.compare(before, before.size() - 1, batch, 0) != 0 ? 0 : -1;
    }

    private void add(Batch batch) {
      if (batch.size() == 0 || !more) {
        return;
      }
      BatchConsumer into = large;
      if (into != null) {
        boolean _ = into.accept(batch);
        return;
      }
      long size = Batches.ownMemory(batch);
      if (bytes + size <= allowed && memory.tryTake(size)) {
        held.add(batch);
        bytes += size;
        rows += batch.size();
        return;
      }
      SortSink full = new SortSink(new Sort(node.info(), node.child(), node.keys(), -1), execution);
      BatchConsumer part = full.open(participant);
      held.forEach(part::accept);
      boolean _ = part.accept(batch);
      forget();
      sink = full;
      large = part;
    }

    private void forget() {
      memory.release(bytes);
      bytes = 0;
      rows = 0;
      held = new ArrayList<>();
    }

    private void send() {
      SortSink full = sink;
      BatchConsumer part = large;
      if (full != null && part != null) {
        part.endMorsel();
        full.finish(execution);
        Source sorted = full.ranges(false);
        for (int i = 0; i < sorted.morsels() && more; i++) {
          sorted.run(i, participant, this.passing());
        }
        sink = null;
        large = null;
      } else if (rows > 0) {
        Batch together = Batches.concat(held, types);
        int[] order = all.sort(together);
        more = Batches.send(together.gather(order, order.length), execution.batchSize(), out);
        forget();
      }
    }

    private BatchConsumer passing() {
      return new BatchConsumer() {
        @Override
        public boolean accept(Batch batch) {
          more = out.accept(batch);
          return more;
        }

        @Override
        public void endMorsel() {}
      };
    }

    @Override
    public void endMorsel() {}
  }
}
