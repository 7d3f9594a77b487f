package dev.braid.exec;

import dev.braid.vector.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first rows and those equal to the last of them.

public record LimitWithTies(
    NodeInfo info, PlanNode child, long count, long offset, List<SortKey> keys)
    implements PlanNode {
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
    SortKeys order = new SortKeys(keys, child.info());
    return execution.open(child).then((_, next) -> new First(next, order));
  }

  /// Passes the first rows on, then those that equal the last of them.
  private final class First extends StepConsumer {
    private final SortKeys order;
    private long toSkip = offset;
    private long left = count;
    private @Nullable Batch last;

    First(BatchConsumer next, SortKeys order) {
      super(next);
      this.order = order;
    }

    @Override
    public boolean accept(Batch batch) {
      int from = (int) Math.min(toSkip, batch.size());
      toSkip -= from;
      int to = from + (int) Math.min(left, batch.size() - from);
      left -= to - from;
      if (to > from) {
        last = batch.gather(new int[] {to - 1}, 1);
      }
      boolean more = true;
      Batch bound = last;
      if (left == 0 && bound != null) {
        while (to < batch.size() && order.compare(bound, 0, batch, to) == 0) {
          to++;
        }
        more = to == batch.size();
      }
      return (to == from || next.accept(batch.slice(from, to - from))) && more;
    }
  }
}
