package dev.braid.exec;

import dev.braid.exec.Aggregate.Phase;
import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.hash.Pairs;
import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;

/// Groups rows that come sorted by their keys: a group ends where the keys change.
///
/// Groups are collected in accumulators until there is a batch of them, and put out at the next
/// change of keys. Belongs to one participant.
final class SortedAggregation extends StepConsumer {
  private static final int LEAST = 256;

  private final AggregateShape shape;
  private final Execution execution;
  private final EvalContext context;
  private final List<Type> types;
  private final ColumnBuilder[] keys;

  private Accumulator[] accumulators = new Accumulator[0];

  /// The groups that have not been put out yet; the last one may go on.
  private int groups;

  private long row;
  private boolean enough;

  private SortedAggregation(AggregateShape shape, Participant participant, BatchConsumer next) {
    super(next);
    this.shape = shape;
    this.execution = participant.execution();
    this.context = participant.eval();
    this.types = shape.keyTypes;
    this.keys = ColumnBuilder.of(types, LEAST);
  }

  /// The groups of a pipe. Of a parallel one a PARTIAL is a step: what is left of a group in the
  /// next morsel, perhaps another participant's, is a group of its own.
  static Pipe open(AggregateShape shape, Execution execution, Pipe rows) {
    if (shape.node.phase() == Phase.PARTIAL) {
      return rows.then((participant, next) -> new SortedAggregation(shape, participant, next));
    }
    return Pipe.serial(
        (participant, out) -> {
          SortedAggregation groups = new SortedAggregation(shape, participant, out);
          execution.send(rows, groups.withoutMorsels());
          groups.putOut();
        });
  }

  /// The same where groups go on from one morsel to the next.
  private BatchConsumer withoutMorsels() {
    return new BatchConsumer() {
      @Override
      public boolean accept(Batch batch) {
        return SortedAggregation.this.accept(batch);
      }

      @Override
      public void endMorsel() {}
    };
  }

  @Override
  public boolean accept(Batch batch) {
    int size = batch.size();
    if (size == 0) {
      return !enough;
    }
    Column[] columns = new Column[keys.length];
    for (int i = 0; i < keys.length; i++) {
      columns[i] = batch.column(shape.node.keys().get(i)).flat();
    }
    boolean[] starts = starts(columns, size);
    AggregateShape.Input input = shape.new Input(batch, row);
    row += size;
    int most = Math.max(LEAST, execution.batchSize());
    int from = 0;
    int begun = 0;
    for (int i = 0; i < size && !enough; i++) {
      if (starts[i] && groups + begun >= most) {
        add(input, columns, starts, from, i);
        putOut();
        from = i;
        begun = 0;
      }
      begun += starts[i] ? 1 : 0;
    }
    add(input, columns, starts, from, size);
    return !enough;
  }

  /// Rows whose keys differ from those of the row before.
  private boolean[] starts(Column[] columns, int size) {
    boolean[] starts = new boolean[size];
    Column[] last = new Column[keys.length];
    for (int i = 0; i < keys.length; i++) {
      last[i] = keys[i].view();
    }
    starts[0] = groups == 0 || !RowEquality.equal(last, groups - 1, columns, 0, types);
    Pairs pairs = new Pairs(size);
    for (int i = 1; i < size; i++) {
      pairs.add(i, i - 1);
    }
    RowEquality.retain(pairs, columns, columns, types);
    for (int i = 1; i < size; i++) {
      starts[i] = true;
    }
    for (int i = 0; i < pairs.count(); i++) {
      starts[pairs.left()[i]] = false;
    }
    return starts;
  }

  private void add(
      AggregateShape.Input input, Column[] columns, boolean[] starts, int from, int to) {
    int size = to - from;
    int[] groupOf = new int[size];
    for (int i = 0; i < size; i++) {
      if (starts[from + i]) {
        for (int k = 0; k < keys.length; k++) {
          keys[k].appendFrom(columns[k], from + i);
        }
        groups++;
      }
      groupOf[i] = groups - 1;
    }
    if (accumulators.length == 0) {
      accumulators = new Accumulator[shape.inputs.length];
      for (int i = 0; i < accumulators.length; i++) {
        accumulators[i] = shape.accumulator(i);
      }
    }
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i].resize(groups);
      input.feed(i, accumulators[i], groupOf, from, size, false, context);
    }
  }

  private void putOut() {
    if (groups == 0 || enough) {
      return;
    }
    boolean partial = shape.node.phase() == Phase.PARTIAL;
    List<Column> columns = new ArrayList<>(List.of(ColumnBuilder.buildAll(keys)));
    for (Accumulator accumulator : accumulators) {
      if (partial) {
        columns.addAll(List.of(accumulator.state(0, groups)));
      } else {
        columns.add(accumulator.result(0, groups, context));
      }
    }
    Batch rows = new Batch(columns.toArray(Column[]::new), groups);
    accumulators = new Accumulator[0];
    groups = 0;
    enough = !Batches.send(rows, execution.batchSize(), next);
  }

  @Override
  public void endMorsel() {
    putOut();
    next.endMorsel();
  }
}
