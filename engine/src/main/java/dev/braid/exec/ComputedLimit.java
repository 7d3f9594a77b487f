package dev.braid.exec;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A limit whose numbers a query of their own computes, before any row of the child is.
///
/// @param numbers a plan of one row
/// @param count its column with the number of rows, or -1 for all rows
/// @param offset its column with the number of rows left out before, or -1 for none
/// @param keys those whose equals to the last row are kept; empty without WITH TIES
public record ComputedLimit(
    NodeInfo info, PlanNode child, PlanNode numbers, int count, int offset, List<SortKey> keys)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(numbers, child);
  }

  @Override
  public String title() {
    return "Limit";
  }

  @Override
  public Pipe open(Execution execution) {
    List<@Nullable Object> row = new ArrayList<>();
    execution.send(
        execution.open(numbers),
        new BatchConsumer() {
          @Override
          public boolean accept(Batch batch) {
            row.add(number(batch, count));
            row.add(number(batch, offset));
            return true;
          }

          @Override
          public void endMorsel() {}
        });
    long skipped = LimitNumbers.offset(row.get(1));
    long taken = LimitNumbers.count(row.getFirst());
    PlanNode limit =
        keys.isEmpty() || taken < 0
            ? new Limit(info, child, taken, skipped)
            : new LimitWithTies(info, child, taken, skipped, keys);
    return limit.open(execution);
  }

  private static @Nullable Object number(Batch batch, int column) {
    return column < 0 ? null : Values.get(batch.column(column), 0, Type.INT8);
  }
}
