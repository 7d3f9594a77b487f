package dev.braid.exec;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.hash.GroupTable;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.util.Arrays;

/// The groups of one grouping set with their states, for one participant or one partition.
final class AggregateTable {
  private final AggregateShape shape;
  private final int[] set;
  private final GroupTable groups;
  private final Accumulator[] accumulators;
  private long[] firstRows = new long[0];

  /// @param set positions in the node's keys
  AggregateTable(AggregateShape shape, int[] set) {
    this(shape, set, 0, 64);
  }

  /// A table for a range of hashes.
  ///
  /// @param sharedBits upper bits that all hashes have in common
  /// @param expected groups to make room for
  AggregateTable(AggregateShape shape, int[] set, int sharedBits, int expected) {
    this.shape = shape;
    this.set = set;
    this.groups =
        new GroupTable(
            Arrays.stream(set).mapToObj(shape.keyTypes::get).toList(), sharedBits, expected);
    this.accumulators = new Accumulator[shape.inputs.length];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = shape.accumulator(i);
    }
    if (set.length == 0) {
      addOnlyGroup();
    }
  }

  private void addOnlyGroup() {
    int[] _ = groups.map(new Column[0], 1);
    resize();
  }

  int size() {
    return groups.size();
  }

  long memory() {
    long sum = groups.memory() + 8L * firstRows.length;
    for (Accumulator accumulator : accumulators) {
      sum += accumulator.memory();
    }
    return sum;
  }

  private void resize() {
    for (Accumulator accumulator : accumulators) {
      accumulator.resize(groups.size());
    }
  }

  /// Adds rows of the child; to a FINALIZE those are states.
  ///
  /// @param firstRow the number of the first one in the input
  void add(Batch batch, AggregateShape.Input input, long firstRow, EvalContext context) {
    Column[] keys = new Column[set.length];
    for (int i = 0; i < set.length; i++) {
      keys[i] = batch.column(shape.node.keys().get(set[i]));
    }
    int known = groups.size();
    int[] groupOf = groups.map(keys, batch.size());
    if (groups.size() > known) {
      resize();
      noteFirstRows(groupOf, known, batch.size(), firstRow);
    }
    for (int i = 0; i < accumulators.length; i++) {
      input.feed(i, accumulators[i], groupOf, 0, batch.size(), set.length == 0, context);
    }
  }

  private void noteFirstRows(int[] groupOf, int known, int size, long firstRow) {
    if (!shape.ambiguous) {
      return;
    }
    if (firstRows.length < groups.size()) {
      firstRows = Arrays.copyOf(firstRows, Math.max(groups.size(), 2 * firstRows.length));
    }
    for (int i = size - 1; i >= 0; i--) {
      if (groupOf[i] >= known) {
        firstRows[groupOf[i]] = firstRow + i;
      }
    }
  }

  /// Adds rows of a run.
  void merge(Batch run, EvalContext context) {
    int states = set.length + 1;
    if (shape.ambiguous) {
      states++;
    }
    Column[] keys = new Column[set.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = run.column(i + 1);
    }
    long[] hashes = ((LongColumn) run.column(0)).values();
    int[] groupOf = groups.map(keys, hashes, run.size());
    resize();
    for (Accumulator accumulator : accumulators) {
      Column[] state = new Column[accumulator.stateTypes().size()];
      for (int i = 0; i < state.length; i++) {
        state[i] = run.column(states++).flat();
      }
      accumulator.mergeState(groupOf, state, run.size(), context);
    }
  }

  /// Has an aggregate send the rows that it keeps for the end elsewhere.
  ///
  /// @return whether it keeps any
  boolean setAside(int aggregate, BatchConsumer to) {
    if (accumulators[aggregate] instanceof OrderedAccumulator ordered) {
      ordered.send(to);
      return true;
    }
    return false;
  }

  /// All groups as rows in the order of their hashes: hash, keys, the first row's number where it
  /// matters, states.
  AggregateRun run() {
    int[] order = groups.order();
    int width = 1 + set.length + (shape.ambiguous ? 1 : 0);
    for (Accumulator accumulator : accumulators) {
      width += accumulator.stateTypes().size();
    }
    Column[] columns = new Column[width];
    int size = groups.size();
    long[] hashes = new long[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = groups.hash(order[i]);
    }
    int at = 0;
    columns[at++] = new LongColumn(hashes, size, null);
    for (Column key : groups.keys()) {
      columns[at++] = key.gather(order, size);
    }
    if (shape.ambiguous) {
      long[] first = firstRows.length < size ? new long[size] : firstRows;
      columns[at++] = new LongColumn(first, first.length, null).gather(order, size);
    }
    for (Accumulator accumulator : accumulators) {
      for (Column state : accumulator.state(0, size)) {
        columns[at++] = state.gather(order, size);
      }
    }
    return new AggregateRun(new Batch(columns, size));
  }

  /// All groups as rows of the node's output.
  ///
  /// @param setNumber for the last column, where the output has one
  Batch results(int setNumber, EvalContext context) {
    int[] order = groups.order();
    int size = groups.size();
    Column[] own = groups.keys();
    Column[] keys = new Column[own.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = own[i].gather(order, size);
    }
    Column[] values = new Column[accumulators.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = accumulators[i].result(0, size, context).gather(order, size);
    }
    return shape.output(set, setNumber, keys, values, size);
  }
}
