package dev.braid.exec;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.aggregate.CountAccumulator;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// INTERSECT and EXCEPT: the rows of both sides are grouped as by a hash aggregate that counts each
/// side's, on disk where memory is short. A row looks as the first of its kind on the left.
///
/// @param parallel whether participants share the rows and the groups
public record SetOp(
    NodeInfo info, Kind kind, boolean all, PlanNode left, PlanNode right, boolean parallel)
    implements PlanNode {
  private static final AggregateFunction COUNT =
      new AggregateFunction(
          "count",
          List.of(),
          Type.INT8,
          0,
          AggregateFunction.Form.PLAIN,
          true,
          (_, _) -> new CountAccumulator());

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

  @Override
  public List<PlanNode> children() {
    return List.of(left, right);
  }

  @Override
  public String title() {
    return (parallel ? "Parallel " : "") + "HashSetOp " + kind.title(all);
  }

  @Override
  public Pipe open(Execution execution) {
    HashAggregation groups = new HashAggregation(new AggregateShape(counting()), execution);
    Pipe first = execution.open(left);
    execution.drain(first.then((_, next) -> new Marked(next, true)), groups);
    groups.startAt(first.source().morsels());
    execution.drain(execution.open(right).then((_, next) -> new Marked(next, false)), groups);
    return groups.results(parallel).then((_, next) -> new Copies(next));
  }

  /// The aggregate that counts: its input has two more columns, whether a row is of the left and of
  /// the right side.
  private Aggregate counting() {
    int width = info.output().size();
    List<OutputColumn> input = new ArrayList<>(info.output());
    List<OutputColumn> output = new ArrayList<>(info.output());
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      keys.add(i);
    }
    List<AggregateSpec> counts = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      input.add(new OutputColumn("side", Type.BOOL));
      output.add(new OutputColumn("count", Type.INT8));
      counts.add(
          new AggregateSpec(
              COUNT, List.of(), List.of(), Type.INT8, false, List.of(), width + side));
    }
    return new Aggregate(
        new NodeInfo(output, info.estimate()),
        new ValuesScan(new NodeInfo(input, info.estimate()), List.of()),
        keys.isEmpty() ? Aggregate.Strategy.PLAIN : Aggregate.Strategy.HASHED,
        Aggregate.Phase.COMPLETE,
        keys,
        List.of(),
        counts,
        parallel);
  }

  /// Adds to each row which side it is of.
  private static final class Marked extends StepConsumer {
    private final boolean isLeft;

    Marked(BatchConsumer next, boolean isLeft) {
      super(next);
      this.isLeft = isLeft;
    }

    @Override
    public boolean accept(Batch batch) {
      int width = batch.width();
      Column[] columns = batch.columns().toArray(new Column[width + 2]);
      columns[width] = Values.repeat(Type.BOOL, isLeft, batch.size());
      columns[width + 1] = Values.repeat(Type.BOOL, !isLeft, batch.size());
      return next.accept(new Batch(columns, batch.size()));
    }
  }

  /// Makes of each group as many rows as the operation asks for.
  private final class Copies extends StepConsumer {
    Copies(BatchConsumer next) {
      super(next);
    }

    @Override
    public boolean accept(Batch batch) {
      int width = info.output().size();
      long[] leftRows = ((LongColumn) batch.column(width).flat()).values();
      long[] rightRows = ((LongColumn) batch.column(width + 1).flat()).values();
      Batch rows =
          new Batch(Arrays.copyOf(batch.columns().toArray(Column[]::new), width), batch.size());
      int[] picked = new int[Math.max(16, batch.size())];
      int count = 0;
      for (int group = 0; group < batch.size(); group++) {
        for (long copy = kind.copies(all, leftRows[group], rightRows[group]); copy > 0; copy--) {
          if (count == picked.length) {
            if (!next.accept(rows.gather(picked, count))) {
              return false;
            }
            count = 0;
          }
          picked[count++] = group;
        }
      }
      return count == 0 || next.accept(rows.gather(picked, count));
    }
  }
}
