package dev.braid.exec;

import dev.braid.hash.GroupTable;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.Arrays;
import java.util.List;

/// INTERSECT and EXCEPT by hashing.
public record SetOp(NodeInfo info, Kind kind, boolean all, PlanNode left, PlanNode right)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(left, right);
  }

  @Override
  public String title() {
    return "HashSetOp " + kind.title(all);
  }

  @Override
  public Pipe open(Execution execution) {
    GroupTable table = new GroupTable(info.output().stream().map(OutputColumn::type).toList());
    Counter leftCounts = new Counter(table);
    execution.send(execution.open(left), leftCounts);
    int fromLeft = table.size();
    Counter rightCounts = new Counter(table);
    execution.send(execution.open(right), rightCounts);
    int[] rows = new int[16];
    int count = 0;
    for (int group = 0; group < fromLeft; group++) {
      for (long copy = kind.copies(all, leftCounts.of(group), rightCounts.of(group));
          copy > 0; copy--) {
        if (count == rows.length) {
          rows = Arrays.copyOf(rows, 2 * count);
        }
        rows[count++] = group;
      }
    }
    Batch result = new Batch(table.keys(), table.size()).gather(rows, count);
    return Pipe.of(new BatchSource(result), false);
  }

  /// How many rows of one side each group has.
  private static final class Counter implements BatchConsumer {
    private final GroupTable table;
    private long[] counts = new long[16];

    Counter(GroupTable table) {
      this.table = table;
    }

    long of(int group) {
      return group < counts.length ? counts[group] : 0;
    }

    @Override
    public boolean accept(Batch batch) {
      int[] groups = table.map(batch.columns().toArray(Column[]::new), batch.size());
      if (counts.length < table.size()) {
        counts = Arrays.copyOf(counts, Math.max(table.size(), 2 * counts.length));
      }
      for (int row = 0; row < batch.size(); row++) {
        counts[groups[row]]++;
      }
      return true;
    }

    @Override
    public void endMorsel() {}
  }

  /// Which set operation.
  public enum Kind {
    INTERSECT,
    EXCEPT;

    String title(boolean all) {
      return (this == INTERSECT ? "Intersect" : "Except") + (all ? " All" : "");
    }

    /// How often a row comes out that is so often on either side.
    long copies(boolean all, long leftRows, long rightRows) {
      return switch (this) {
        case INTERSECT ->
            all ? Math.min(leftRows, rightRows) : leftRows > 0 && rightRows > 0 ? 1 : 0;
        case EXCEPT ->
            all ? Math.max(0, leftRows - rightRows) : leftRows > 0 && rightRows == 0 ? 1 : 0;
      };
    }
  }
}
