package dev.braid.exec;

import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.Arrays;
import java.util.List;

/// INTERSECT and EXCEPT of two sides that are both sorted by all of their columns, ascending, NULLs
/// last. Rows come out in that order.
public record SortedSetOp(
    NodeInfo info, SetOp.Kind kind, boolean all, PlanNode left, PlanNode right)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(left, right);
  }

  @Override
  public String title() {
    return "SetOp " + kind.title(all);
  }

  @Override
  public Pipe open(Execution execution) {
    Batch ours = rows(execution, left);
    Batch theirs = rows(execution, right);
    Type[] types = info.output().stream().map(OutputColumn::type).toArray(Type[]::new);
    int[] rows = new int[16];
    int count = 0;
    int other = 0;
    int end;
    for (int row = 0; row < ours.size(); row = end) {
      end = groupEnd(types, ours, row);
      while (other < theirs.size() && compare(types, theirs, other, ours, row) < 0) {
        other++;
      }
      int partners = 0;
      while (other < theirs.size() && compare(types, theirs, other, ours, row) == 0) {
        other++;
        partners++;
      }
      for (long copy = kind.copies(all, end - row, partners); copy > 0; copy--) {
        if (count == rows.length) {
          rows = Arrays.copyOf(rows, 2 * count);
        }
        rows[count++] = row;
      }
    }
    return Pipe.of(new BatchSource(ours.gather(rows, count)), false);
  }

  private static Batch rows(Execution execution, PlanNode side) {
    RowStore kept = RowStore.of(execution, side.info());
    execution.drain(execution.open(side), kept);
    return kept.together("the rows of a sorted set operation");
  }

  private static int groupEnd(Type[] types, Batch rows, int first) {
    int end = first + 1;
    while (end < rows.size() && compare(types, rows, end, rows, first) == 0) {
      end++;
    }
    return end;
  }

  private static int compare(Type[] types, Batch one, int place, Batch two, int secondPlace) {
    for (int i = 0; i < types.length; i++) {
      Column left = one.column(i);
      Column right = two.column(i);
      boolean absent = left.isNull(place);
      if (absent != right.isNull(secondPlace)) {
        return absent ? 1 : -1;
      }
      int order = absent ? 0 : RowEquality.compareValues(left, place, right, secondPlace, types[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
