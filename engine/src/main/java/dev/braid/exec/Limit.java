package dev.braid.exec;

import dev.braid.vector.Batch;
import java.util.List;

/// The first rows of its child, in its order.
///
/// @param count how many, or -1 for all
/// @param offset how many are left out before
public record Limit(NodeInfo info, PlanNode child, long count, long offset) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Limit";
  }

  @Override
  public Pipe open(Execution execution) {
    if (count == 0) {
      return Pipe.empty();
    }
    return execution.open(child).then(this::step);
  }

  private BatchConsumer step(Participant participant, BatchConsumer next) {
    return new StepConsumer(next) {
      private long toSkip = offset;
      private long left = count < 0 ? Long.MAX_VALUE : count;

      @Override
      public boolean accept(Batch batch) {
        int from = (int) Math.min(toSkip, batch.size());
        toSkip -= from;
        int rows = (int) Math.min(left, batch.size() - from);
        left -= rows;
        boolean more = rows == 0 || next.accept(batch.slice(from, rows));
        return more && left > 0;
      }
    };
  }
}
