package dev.braid.exec;

import dev.braid.hash.GroupTable;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Repeats a step until it makes no new rows, or nobody wants more: a LIMIT ends an endless recursion.

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
            new Rounds(execution, out).run();
          }
        };
    return Pipe.of(rounds, false);
  }

  private List<Type> types() {
    return info.output().stream().map(OutputColumn::type).toList();
  }

  /// One run; rows go on as soon as they are made, until nobody wants more.
  private final class Rounds {
    private final Execution execution;
    private final BatchConsumer out;
    private final @Nullable GroupTable seen = all ? null : new GroupTable(types());
    private boolean wanted = true;

    Rounds(Execution execution, BatchConsumer out) {
      this.execution = execution;
      this.out = out;
    }

    void run() {
      WithRows workTable = new WithRows(id, WithRows.Part.WORK_TABLE);
      KeptRows round = round(start);
      while (wanted && round.rows() > 0) {
        execution.cancellation().check();
        execution.share(workTable, round);
        round = round(step);
      }
    }

    /// The new rows of one round.
    private KeptRows round(PlanNode plan) {
      KeptRows round = new KeptRows(execution);
      execution.send(
          execution.open(plan),
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              Batch fresh = seen == null ? batch : unseen(seen, batch);
              if (wanted && fresh.size() > 0) {
                round.add(fresh);
                wanted = out.accept(fresh);
              }
              return wanted;
            }

            @Override
            public void endMorsel() {}
          });
      return round;
    }
  }

  private static Batch unseen(GroupTable seen, Batch batch) {
    int before = seen.size();
    int[] groups = seen.map(batch.columns().toArray(Column[]::new), batch.size());
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
