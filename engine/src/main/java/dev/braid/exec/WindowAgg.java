package dev.braid.exec;

import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.List;

/// Computes window functions. Its child's rows come sorted by the partition's columns and then by
/// the order's; one partition at a time is held, in memory where it fits ([WindowPartition]) and
/// else on disk ([LargePartition]). Puts out the child's columns and behind them one for each
/// function.
///
/// @param partition places of the columns whose equal values make a partition
/// @param order the order within a partition; rows equal in it are peers. One key only where a
///   frame has RANGE offsets.
/// @param parallel whether each morsel of the child's has whole partitions, so that participants
///   can share them
public record WindowAgg(
    NodeInfo info,
    PlanNode child,
    List<Integer> partition,
    List<SortKey> order,
    List<WindowSpec> functions,
    boolean parallel)
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

  /// The windows of the functions, each once.
  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    for (WindowFrame frame : functions.stream().map(WindowSpec::frame).distinct().toList()) {
      List<String> clauses = new ArrayList<>();
      if (!partition.isEmpty()) {
        List<String> names =
            partition.stream().map(column -> child.info().output().get(column).name()).toList();
        clauses.add("PARTITION BY " + String.join(", ", names));
      }
      if (!order.isEmpty()) {
        clauses.add("ORDER BY " + String.join(", ", Sort.text(order, child.info())));
      }
      if (!frame.equals(WindowFrame.DEFAULT)) {
        clauses.add(frame.text());
      }
      properties.add(new Property("Window", "(" + String.join(" ", clauses) + ")"));
    }
    return properties;
  }

  @Override
  public Pipe open(Execution execution) {
    Pipe input = execution.open(child);
    MemoryHold memory = execution.closing(new MemoryHold(execution.memory()));
    if (parallel && input.parallel()) {
      return input.then(
          (participant, next) -> new Partitions(WindowAgg.this, memory, participant, next));
    }
    return Pipe.serial(
        (participant, out) -> {
          Partitions partitions = new Partitions(WindowAgg.this, memory, participant, out);
          execution.send(input, partitions.withoutMorsels());
          partitions.flush();
        });
  }

  /// Cuts the input where a partition ends.
  private static final class Partitions extends StepConsumer {
    private final WindowAgg node;
    private final Participant participant;
    private final WindowRows rows;
    private boolean more = true;

    Partitions(WindowAgg node, MemoryHold memory, Participant participant, BatchConsumer next) {
      super(next);
      this.node = node;
      this.participant = participant;
      rows = new WindowRows(node, memory, participant.execution());
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

    /// Ends a partition.
    void flush() {
      if (rows.size() == 0 || !more) {
        return;
      }
      LargePartition large = rows.large();
      if (large != null) {
        rows.tell("Disk", large.bytes());
      }
      more = large == null ? sendSmall() : large.send(participant, next);
      rows.clear();
    }

    private boolean sendSmall() {
      Batch result = rows.take().evaluate(node, participant.eval());
      int step = participant.execution().batchSize();
      for (int from = 0; from < result.size(); from += step) {
        participant.execution().cancellation().check();
        if (!next.accept(result.slice(from, Math.min(step, result.size() - from)))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void endMorsel() {
      flush();
      next.endMorsel();
    }

    /// The same where partitions go on from one morsel to the next.
    BatchConsumer withoutMorsels() {
      return new BatchConsumer() {
        @Override
        public boolean accept(Batch batch) {
          return Partitions.this.accept(batch);
        }

        @Override
        public void endMorsel() {}
      };
    }
  }
}
