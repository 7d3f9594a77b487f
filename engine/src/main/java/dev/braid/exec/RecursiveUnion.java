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
    MemoryHold memory = execution.closing(new MemoryHold(execution.memory()));
    return Pipe.serial((participant, out) -> new Rounds(execution, memory).run(participant, out));
  }

  private List<Type> types() {
    return info.output().stream().map(OutputColumn::type).toList();
  }

  /// One run; the rows of a round go on when it is over.
  private final class Rounds {
    private final Execution execution;
    private final @Nullable GroupTable seen;
    private final MemoryHold memory;
    private long held;

    Rounds(Execution execution, MemoryHold memory) {
      this.execution = execution;
      this.seen = all ? null : new GroupTable(types());
      this.memory = memory;
    }

    void run(Participant participant, BatchConsumer out) {
      WithRows workTable = new WithRows(id, WithRows.Part.WORK_TABLE);
      Demand demand = new Demand(out);
      RowStore round = round(start);
      while (round.rows() > 0) {
        execution.cancellation().check();
        Source rows = round.source();
        for (int morsel = 0; morsel < rows.morsels() && demand.wanted; morsel++) {
          rows.run(morsel, participant, demand);
        }
        if (!demand.wanted) {
          round.clear();
          return;
        }
        execution.share(workTable, round);
        RowStore next = round(step);
        round.clear();
        round = next;
      }
    }

    /// The new rows of one round.
    private RowStore round(PlanNode plan) {
      RowStore fresh = RowStore.of(execution, info);
      execution.inScope(
          () ->
              execution.send(
                  execution.open(plan),
                  new BatchConsumer() {
                    @Override
                    public boolean accept(Batch batch) {
                      fresh.add(seen == null ? batch : unseen(seen, batch));
                      return true;
                    }

                    @Override
                    public void endMorsel() {}
                  }));
      return fresh;
    }

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

  /// Passes rows on, and remembers whether more are wanted.
  private static final class Demand implements BatchConsumer {
    private final BatchConsumer out;
    private boolean wanted = true;

    Demand(BatchConsumer out) {
      this.out = out;
    }

    @Override
    public boolean accept(Batch batch) {
      wanted = wanted && out.accept(batch);
      return wanted;
    }

    @Override
    public void endMorsel() {
      out.endMorsel();
    }
  }
}
