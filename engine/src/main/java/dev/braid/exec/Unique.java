package dev.braid.exec;

import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first of neighbouring rows with equal columns.

public record Unique(NodeInfo info, PlanNode child, List<Integer> columns) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Unique";
  }

  @Override
  public Pipe open(Execution execution) {
    return execution.open(child).then((_, next) -> new FirstOfEquals(next));
  }

  /// Compares each row with the one before it.
  private final class FirstOfEquals extends StepConsumer {
    private final Type[] types =
        columns.stream().map(column -> child.info().type(column)).toArray(Type[]::new);
    private @Nullable Batch last;

    FirstOfEquals(BatchConsumer next) {
      super(next);
    }

    @Override
    public boolean accept(Batch batch) {
      int[] rows = new int[batch.size()];
      int count = 0;
      for (int row = 0; row < batch.size(); row++) {
        boolean differs =
            row > 0
                ? differ(batch, row - 1, batch, row)
                : last == null || differ(last, 0, batch, 0);
        if (differs) {
          rows[count++] = row;
        }
      }
      if (batch.size() > 0) {
        last = batch.gather(new int[] {batch.size() - 1}, 1);
      }
      return count == 0 || next.accept(count == batch.size() ? batch : batch.gather(rows, count));
    }

    private boolean differ(Batch a, int row, Batch b, int other) {
      for (int i = 0; i < types.length; i++) {
        Column left = a.column(columns.get(i));
        Column right = b.column(columns.get(i));
        boolean absent = left.isNull(row);
        if (absent != right.isNull(other)
            || !absent && RowEquality.compareValues(left, row, right, other, types[i]) != 0) {
          return true;
        }
      }
      return false;
    }
  }
}
