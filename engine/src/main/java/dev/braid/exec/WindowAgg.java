package dev.braid.exec;

import dev.braid.vector.Batch;
import java.util.List;

/// Computes window functions. Its child's rows come sorted by the partition's columns and then by
/// the order's; one partition at a time is held in memory. Puts out the child's columns and behind
/// them one for each function.
///
/// @param partition places of the columns whose equal values make a partition
/// @param order the order within a partition; rows equal in it are peers. One key only where a
///   frame has RANGE offsets.
public record WindowAgg(
    NodeInfo info,
    PlanNode child,
    List<Integer> partition,
    List<SortKey> order,
    List<WindowSpec> functions)
    implements PlanNode {
  public WindowAgg {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
    functions = List.copyOf(functions);
  }

  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "WindowAgg";
  }

  @Override
  public Pipe open(Execution execution) {
    Pipe input = execution.open(child);
    return Pipe.of(
        new Source() {
          @Override
          public int morsels() {
            return 1;
          }

          @Override
          public void run(int morsel, Participant participant, BatchConsumer out) {
            try (Partitions partitions = new Partitions(WindowAgg.this, participant, out)) {
              execution.send(input, partitions);
              partitions.finish();
            }
          }
        },
        false);
  }

  /// Cuts the input where a partition ends.
  private static final class Partitions implements BatchConsumer, AutoCloseable {
    private final WindowAgg node;
    private final Participant participant;
    private final BatchConsumer out;
    private final WindowRows rows;
    private boolean more = true;

    Partitions(WindowAgg node, Participant participant, BatchConsumer out) {
      this.node = node;
      this.participant = participant;
      this.out = out;
      rows = new WindowRows(node, participant.execution().memory());
    }

    @Override
    public boolean accept(Batch batch) {
      int from = 0;
      for (int row = 0; more && row < batch.size(); row++) {
        if (row > from ? !rows.samePartition(batch, row - 1, row) : rows.startsNew(batch, row)) {
          rows.append(batch, from, row - from);
          flush();
          from = row;
        }
      }
      if (more) {
        rows.append(batch, from, batch.size() - from);
      }
      return more;
    }

    /// The last partition ends with the input.
    void finish() {
      if (more) {
        flush();
      }
    }

    private void flush() {
      if (rows.size() == 0) {
        return;
      }
      WindowPartition partition = rows.take();
      Batch result = partition.evaluate(node, participant.eval());
      int step = participant.execution().batchSize();
      for (int from = 0; more && from < result.size(); from += step) {
        participant.execution().cancellation().check();
        more = out.accept(result.slice(from, Math.min(step, result.size() - from)));
      }
      rows.release();
    }

    @Override
    public void endMorsel() {}

    @Override
    public void close() {
      rows.release();
    }
  }
}
