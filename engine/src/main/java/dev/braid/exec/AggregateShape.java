package dev.braid.exec;

import dev.braid.exec.Aggregate.Phase;
import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.hash.GroupTable;
import dev.braid.type.Storage;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an [Aggregate] does with every batch, worked out once: which columns each aggregate reads
/// and how its states are kept.
final class AggregateShape {
  final Aggregate node;
  final List<Type> keyTypes;

  /// Whether the first row of a group has to be known, since later ones may show its keys
  /// differently.
  final boolean ambiguous;

  /// Whether rows are numbered.
  final boolean numbered;

  /// For each aggregate the places of what it reads; -1 is the row's number.
  final int[][] inputs;

  /// For each aggregate what its rows become when they do not fit into memory; null where they
  /// cannot leave it. Without elements unless there is just one group.
  @Nullable SpilledArguments[] spilled = new @Nullable SpilledArguments[0];

  AggregateShape(Aggregate node) {
    this.node = node;
    NodeInfo child = node.child().info();
    this.keyTypes = node.keys().stream().map(child::type).toList();
    this.ambiguous = GroupTable.isAmbiguous(keyTypes);
    this.inputs = new int[node.aggregates().size()][];
    boolean ordered = false;
    for (int i = 0; i < inputs.length; i++) {
      AggregateSpec spec = node.aggregates().get(i);
      List<Integer> places = new ArrayList<>(spec.arguments());
      if (isOrdered(node, spec)) {
        spec.order().forEach(key -> places.add(key.column()));
        places.add(-1);
        ordered = true;
      }
      inputs[i] = places.stream().mapToInt(Integer::intValue).toArray();
    }
    this.numbered = ordered || ambiguous;
    if (ordered && node.phase() != Phase.COMPLETE) {
      throw new IllegalStateException("an aggregate that needs its rows in order has no parts");
    }
  }

  /// Whether the aggregate's rows are kept until all are there.
  static boolean isOrdered(Aggregate node, AggregateSpec spec) {
    boolean inOrder =
        node.strategy() == Aggregate.Strategy.SORTED
            || node.strategy() == Aggregate.Strategy.PLAIN && !node.parallel();
    return spec.distinct() || !spec.order().isEmpty() || !spec.function().combines() && !inOrder;
  }

  /// Lets the rows of the aggregates go to disk.
  void maySpill(Execution execution) {
    @Nullable SpilledArguments[] all = new @Nullable SpilledArguments[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      AggregateSpec spec = node.aggregates().get(i);
      if (isOrdered(node, spec)) {
        Ordered ordered = ordered(spec);
        all[i] = new SpilledArguments(ordered.types, ordered.allKeys(), execution);
      }
    }
    spilled = all;
  }

  /// The rows that an aggregate keeps: its arguments, what ORDER BY asks for beside, the row's
  /// number.
  ///
  /// @param order places in `types`
  /// @param sorted whether the aggregate asks for a certain order
  record Ordered(
      List<Type> types, int arguments, List<SortKey> order, boolean distinct, boolean sorted) {
    /// DISTINCT sorts by what ORDER BY leaves of the arguments too; the input's order decides last.
    List<SortKey> allKeys() {
      List<SortKey> keys = new ArrayList<>(order);
      for (int i = 0; distinct && i < arguments; i++) {
        keys.add(new SortKey(i, false, false));
      }
      keys.add(new SortKey(types.size() - 1, false, false));
      return keys;
    }

    List<Type> argumentTypes() {
      return types.subList(0, arguments);
    }
  }

  private Ordered ordered(AggregateSpec spec) {
    List<Type> types = new ArrayList<>(spec.argumentTypes());
    List<SortKey> order = new ArrayList<>();
    for (SortKey key : spec.order()) {
      order.add(new SortKey(types.size(), key.descending(), key.nullsFirst()));
      types.add(node.child().info().type(key.column()));
    }
    types.add(Type.INT8);
    boolean sorted = !order.isEmpty() || !spec.function().combines();
    return new Ordered(types, spec.arguments().size(), order, spec.distinct(), sorted);
  }

  Accumulator accumulator(int index) {
    AggregateSpec spec = node.aggregates().get(index);
    Accumulator inner = spec.function().binder().bind(spec.argumentTypes(), spec.resultType());
    return isOrdered(node, spec)
        ? new OrderedAccumulator(inner, ordered(spec), spilled.length == 0 ? null : spilled[index])
        : inner;
  }

  /// Types of a run's columns: hash, keys, the first row's number where it matters, states.
  List<Type> runTypes(int[] set) {
    List<Type> types = new ArrayList<>(List.of(Type.INT8));
    for (int key : set) {
      types.add(keyTypes.get(key));
    }
    if (ambiguous) {
      types.add(Type.INT8);
    }
    for (int i = 0; i < inputs.length; i++) {
      types.addAll(accumulator(i).stateTypes());
    }
    return types;
  }

  /// Rows of the node's output.
  ///
  /// @param set positions of `keys` in the node's keys; the others are NULL
  /// @param setNumber for the last column, where the output has one
  Batch output(int[] set, int setNumber, Column[] keys, Column[] values, int size) {
    int width = keyTypes.size() + values.length;
    List<OutputColumn> output = node.info().output();
    Column[] columns = new Column[output.size()];
    for (int i = 0; i < set.length; i++) {
      columns[set[i]] = keys[i];
    }
    for (int i = 0; i < keyTypes.size(); i++) {
      if (columns[i] == null) {
        columns[i] = Values.repeat(keyTypes.get(i), null, size);
      }
    }
    System.arraycopy(values, 0, columns, keyTypes.size(), values.length);
    if (width < columns.length) {
      Type type = output.getLast().type();
      boolean narrow = type.storage() == Storage.INT;
      Object number = narrow ? (Object) setNumber : (Object) (long) setNumber;
      columns[width] = Values.repeat(type, number, size);
    }
    return new Batch(columns, size);
  }

  /// Reads a batch's columns for the aggregates, each flattened at most once.
  final class Input {
    private final Batch batch;
    private final Column[] flat;
    private final long firstRow;

    Input(Batch batch, long firstRow) {
      this.batch = batch;
      this.flat = new Column[batch.width() + 1];
      this.firstRow = firstRow;
    }

    Column[] of(int aggregate) {
      int[] places = inputs[aggregate];
      Column[] columns = new Column[places.length];
      for (int i = 0; i < places.length; i++) {
        columns[i] = column(places[i]);
      }
      return columns;
    }

    Column column(int place) {
      int slot = place < 0 ? batch.width() : place;
      Column column = flat[slot];
      if (column == null) {
        column = place < 0 ? numbers() : batch.column(place).flat();
        flat[slot] = column;
      }
      return column;
    }

    /// Adds rows `from` to `from + size` to an accumulator, or merges them where they are states.
    ///
    /// @param groupOf the rows' groups, from index 0 on
    /// @param single whether there is no more than one group
    void feed(
        int aggregate,
        Accumulator accumulator,
        int[] groupOf,
        int from,
        int size,
        boolean single,
        EvalContext context) {
      Column[] arguments = of(aggregate);
      if (from > 0 || size < batch.size()) {
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = arguments[i].slice(from, size);
        }
      }
      if (node.phase() == Phase.FINALIZE) {
        accumulator.mergeState(groupOf, arguments, size, context);
        return;
      }
      int filter = node.aggregates().get(aggregate).filter();
      int[] rowGroups = groupOf;
      int count = size;
      if (filter >= 0) {
        int[] rows = new int[size];
        count = passing(column(filter), from, size, rows);
        if (count < size) {
          rowGroups = new int[count];
          for (int i = 0; i < count; i++) {
            rowGroups[i] = groupOf[rows[i]];
          }
          for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].gather(rows, count);
          }
        }
      }
      if (count > 0 && single) {
        accumulator.addAll(arguments, count, context);
      } else if (count > 0) {
        accumulator.add(rowGroups, arguments, count, context);
      }
    }

    private static int passing(Column condition, int from, int size, int[] rows) {
      int count = 0;
      for (int i = 0; i < size; i++) {
        if (!condition.isNull(from + i) && condition.getBoolean(from + i)) {
          rows[count++] = i;
        }
      }
      return count;
    }

    private Column numbers() {
      long[] numbers = new long[batch.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = firstRow + i;
      }
      return new LongColumn(numbers, numbers.length, null);
    }
  }
}
