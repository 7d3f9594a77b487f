package dev.braid.exec;

import dev.braid.hash.GroupTable;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Repeats a step until it makes no new rows.
///
/// What a round needs is given back when the round is over. The rows seen so far, which UNION
/// without ALL has to know, stay in memory.
public record RecursiveUnion(NodeInfo info, int id, PlanNode start, PlanNode step, boolean all)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(start, step);
  }

  @Override
  public String title() {
    return "Recursive Union";
  }

  @Override
  public Pipe open(Execution execution) {
    WithRows workTable = new WithRows(id, WithRows.Part.WORK_TABLE);
    Rounds rounds = new Rounds(execution);
    RowStore round = rounds.collect(start);
    while (round.rows() > 0) {
      execution.cancellation().check();
      execution.share(workTable, round);
      RowStore next = rounds.collect(step);
      round.clear();
      round = next;
    }
    return Pipe.of(rounds.result.source(), false);
  }

  private List<Type> types() {
    return info.output().stream().map(OutputColumn::type).toList();
  }

  /// What the rounds have in common.
  private final class Rounds implements BatchConsumer {
    private final Execution execution;
    private final RowStore result;
    private final @Nullable GroupTable seen;
    private final MemoryHold memory;
    private long held;
    private RowStore round;

    Rounds(Execution execution) {
      this.execution = execution;
      this.result = RowStore.of(execution, info);
      this.round = result;
      this.seen = all ? null : new GroupTable(types());
      this.memory = execution.closing(new MemoryHold(execution.memory()));
    }

    /// The new rows of one round, which also go into the result.
    RowStore collect(PlanNode plan) {
      RowStore fresh = RowStore.of(execution, info);
      round = fresh;
      execution.inScope(() -> execution.send(execution.open(plan), this));
      return fresh;
    }

    @Override
    public boolean accept(Batch batch) {
      Batch fresh = seen == null ? batch : unseen(seen, batch);
      round.add(fresh);
      result.add(fresh);
      return true;
    }

    @Override
    public void endMorsel() {}

    private Batch unseen(GroupTable known, Batch batch) {
      int before = known.size();
      int[] groups = known.map(batch.columns().toArray(Column[]::new), batch.size());
      long more = known.memory() - held;
      memory.take(more, "the rows that a recursion has seen");
      held += more;
      int[] rows = new int[batch.size()];
      int count = 0;
      for (int row = 0; row < batch.size(); row++) {
        // Groups are numbered as they first come.
        if (groups[row] == before + count) {
          rows[count++] = row;
        }
      }
      return count == batch.size() ? batch : batch.gather(rows, count);
    }
  }
}
