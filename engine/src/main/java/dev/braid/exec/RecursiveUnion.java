package dev.braid.exec;

import dev.braid.hash.GroupTable;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Repeats a step until it makes no new rows, or nobody wants more: a LIMIT ends an endless
/// recursion.
///
/// The rows of a round go on when it is over, and what it needed is given back. The rows seen so
/// far, which UNION without ALL has to know, stay in memory.
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
    Source rounds =
        new Source() {
          @Override
          public int morsels() {
            return 1;
          }

          @Override
          public void run(int morsel, Participant participant, BatchConsumer out) {
            new Rounds(execution).run(participant, out);
          }
        };
    return Pipe.of(rounds, false);
  }

  private List<Type> types() {
    return info.output().stream().map(OutputColumn::type).toList();
  }

  /// What the rounds have in common.
  private final class Rounds implements BatchConsumer {
    private final Execution execution;
    private final @Nullable GroupTable seen;
    private final MemoryHold memory;
    private long held;
    private RowStore round;
    private boolean wanted = true;

    Rounds(Execution execution) {
      this.execution = execution;
      this.round = RowStore.of(execution, info);
      this.seen = all ? null : new GroupTable(types());
      this.memory = execution.closing(new MemoryHold(execution.memory()));
    }

    void run(Participant participant, BatchConsumer out) {
      WithRows workTable = new WithRows(id, WithRows.Part.WORK_TABLE);
      collect(start);
      send(participant, out);
      while (wanted && round.rows() > 0) {
        execution.cancellation().check();
        RowStore last = round;
        execution.share(workTable, last);
        round = RowStore.of(execution, info);
        collect(step);
        last.clear();
        send(participant, out);
      }
      round.clear();
    }

    /// The new rows of one round.
    private void collect(PlanNode plan) {
      execution.inScope(() -> execution.send(execution.open(plan), this));
    }

    /// Passes a round's rows on.
    private void send(Participant participant, BatchConsumer out) {
      Source rows = round.source();
      BatchConsumer noting =
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              wanted = out.accept(batch);
              return wanted;
            }

            @Override
            public void endMorsel() {}
          };
      for (int morsel = 0; wanted && morsel < rows.morsels(); morsel++) {
        rows.run(morsel, participant, noting);
      }
    }

    @Override
    public boolean accept(Batch batch) {
      round.add(seen == null ? batch : unseen(seen, batch));
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
