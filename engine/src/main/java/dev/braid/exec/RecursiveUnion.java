package dev.braid.exec;

import dev.braid.hash.GroupTable;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Repeats a step until it makes no new rows.

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
    GroupTable seen = all ? null : new GroupTable(types());
    KeptRows result = new KeptRows(execution);
    KeptRows round = collect(execution, start, seen, result);
    while (round.rows() > 0) {
      execution.cancellation().check();
      execution.share(workTable, round);
      round = collect(execution, step, seen, result);
    }
    return Pipe.of(result.source(), false);
  }

  private List<Type> types() {
    return info.output().stream().map(OutputColumn::type).toList();
  }

  /// The new rows of one round, which also go into the result.
  private KeptRows collect(
      Execution execution, PlanNode plan, @Nullable GroupTable seen, KeptRows result) {
    KeptRows round = new KeptRows(execution);
    Pipe pipe = execution.open(plan);
    execution.send(
        pipe,
        new BatchConsumer() {
          @Override
          public boolean accept(Batch batch) {
            Batch fresh = seen == null ? batch : unseen(seen, batch);
            if (fresh.size() > 0) {
              round.add(fresh);
              result.add(fresh);
            }
            return true;
          }

          @Override
          public void endMorsel() {}
        });
    return round;
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
