package dev.braid.exec;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.hash.GroupTable;
import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the rows of an aggregate with DISTINCT or ORDER BY, or of one whose result depends on the
/// order of its rows, and gives them to the aggregate itself at the end: group by group, sorted,
/// without duplicates, rows that are equal there in the order of the input.
///
/// Columns come as the aggregate's arguments, then those of ORDER BY, then each row's number in the
/// input. The state of a group is all of its rows ([RowStates]).
final class OrderedAccumulator implements Accumulator {
  private static final int CHUNK = 2048;

  private final Accumulator inner;
  private final List<Type> types;
  private final List<Type> argumentTypes;
  private final List<SortKey> order;
  private final boolean distinct;
  private final boolean sorted;

  /// Whether rows that have come as states are told apart as they come: nobody sees their order,
  /// nor which one of equal ones is kept.
  private final boolean hashed;

  private final ColumnBuilder[] rows;
  private final @Nullable SpilledArguments spilled;
  private GroupTable seen;
  private int[] groupOf = new int[64];
  private int count;
  private int groups;
  private boolean merged;
  private boolean fed;

  /// @param shape of the rows
  /// @param spilled where rows may go that do not fit into memory; null where there is no such
  ///   place
  OrderedAccumulator(
      Accumulator inner, AggregateShape.Ordered shape, @Nullable SpilledArguments spilled) {
    this.inner = inner;
    this.spilled = spilled;
    this.types = shape.types();
    this.argumentTypes = shape.argumentTypes();
    this.distinct = shape.distinct();
    this.sorted = shape.sorted();
    this.order = shape.allKeys();
    this.hashed = distinct && !sorted && !GroupTable.isAmbiguous(argumentTypes);
    this.rows = ColumnBuilder.of(types, 64);
    this.seen = newSeen();
  }

  private GroupTable newSeen() {
    List<Type> key = new ArrayList<>(List.of(Type.INT4));
    key.addAll(argumentTypes);
    return new GroupTable(key);
  }

  /// Sends the rows of the only group elsewhere, and keeps none.
  void send(BatchConsumer to) {
    Column[] columns = ColumnBuilder.buildAll(rows);
    boolean _ = Batches.send(new Batch(columns, count), CHUNK, to);
    count = 0;
    groupOf = new int[64];
    seen = newSeen();
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.BYTEA);
  }

  @Override
  public void resize(int newGroups) {
    groups = newGroups;
  }

  @Override
  public void addAll(Column[] arguments, int size, EvalContext context) {
    add(new int[size], arguments, size, context);
  }

  @Override
  public void add(int[] groupsOf, Column[] arguments, int size, EvalContext context) {
    if (distinct) {
      addDistinct(groupsOf, arguments, size);
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i].appendRange(arguments[i], 0, size);
    }
    note(groupsOf, size);
  }

  private void addDistinct(int[] groupsOf, Column[] arguments, int size) {
    Column[] keys = new Column[argumentTypes.size() + 1];
    keys[0] = new IntColumn(groupsOf, size, null);
    System.arraycopy(arguments, 0, keys, 1, argumentTypes.size());
    int known = seen.size();
    int[] found = seen.map(keys, size);
    int[] fresh = new int[size];
    int[] freshGroups = new int[size];
    int added = 0;
    boolean[] taken = new boolean[seen.size() - known];
    for (int i = 0; i < size; i++) {
      int place = found[i] - known;
      if (place >= 0 && !taken[place]) {
        taken[place] = true;
        freshGroups[added] = groupsOf[i];
        fresh[added++] = i;
      }
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i].appendPicked(arguments[i], fresh, added);
    }
    note(freshGroups, added);
  }

  private void note(int[] groupsOf, int size) {
    if (groupOf.length < count + size) {
      groupOf = Arrays.copyOf(groupOf, Math.max(count + size, 2 * groupOf.length));
    }
    System.arraycopy(groupsOf, 0, groupOf, count, size);
    count += size;
  }

  private Column[] columns() {
    return Arrays.stream(rows).map(ColumnBuilder::view).toArray(Column[]::new);
  }

  /// Row numbers group by group, with where each group's start.
  private int[] byGroup(int[] starts) {
    for (int i = 0; i < count; i++) {
      starts[groupOf[i] + 1]++;
    }
    for (int group = 0; group < groups; group++) {
      starts[group + 1] += starts[group];
    }
    int[] next = Arrays.copyOf(starts, groups);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[next[groupOf[i]]++] = i;
    }
    return order;
  }

  @Override
  public Column[] state(int from, int size) {
    int[] starts = new int[groups + 1];
    int[] byGroup = byGroup(starts);
    int[] mine = Arrays.copyOfRange(starts, from, from + size + 1);
    Column[] columns = columns();
    if (hashed) {
      columns = Arrays.copyOf(columns, argumentTypes.size()); // nobody asks for rows' numbers
    }
    return new Column[] {RowStates.write(columns, byGroup, mine)};
  }

  @Override
  public void mergeState(int[] groupsOf, Column[] state, int size, EvalContext context) {
    ColumnBuilder[] read = hashed ? ColumnBuilder.of(argumentTypes, 64) : rows;
    int[] counts = RowStates.read(state[0], size, read, hashed ? argumentTypes : types);
    int[] groupOfRow = new int[Arrays.stream(counts).sum()];
    int at = 0;
    for (int i = 0; i < size; i++) {
      Arrays.fill(groupOfRow, at, at + counts[i], groupsOf[i]);
      at += counts[i];
    }
    if (hashed) {
      Column[] columns = new Column[rows.length];
      for (int i = 0; i < read.length; i++) {
        columns[i] = read[i].view();
      }
      columns[read.length] = new LongColumn(new long[at], at, null);
      addDistinct(groupOfRow, columns, at);
    } else {
      merged = true;
      note(groupOfRow, at);
    }
  }

  @Override
  public Column result(int from, int size, EvalContext context) {
    if (!fed) {
      fed = true;
      feed(context);
    }
    return inner.result(from, size, context);
  }

  private void feed(EvalContext context) {
    inner.resize(groups);
    SpilledArguments elsewhere = spilled;
    if (elsewhere != null && elsewhere.isUsed()) {
      elsewhere.feed(inner, argumentTypes, distinct, context);
      return;
    }
    Column[] columns = columns();
    int[] starts = new int[groups + 1];
    int[] rowOrder = byGroup(starts);
    int left = count;
    if (sorted || merged) {
      RowSort sort = new RowSort(columns, types.toArray(Type[]::new), order);
      for (int group = 0; group < groups; group++) {
        sort.sort(rowOrder, starts[group], starts[group + 1]);
      }
      if (distinct) {
        left = withoutDuplicates(rowOrder, columns);
      }
    }
    Column[] arguments = Arrays.copyOf(columns, argumentTypes.size());
    for (int at = 0; at < left; at += CHUNK) {
      context.cancellation().check();
      int size = Math.min(CHUNK, left - at);
      int[] chunk = Arrays.copyOfRange(rowOrder, at, at + size);
      int[] groupsOf = new int[size];
      for (int i = 0; i < size; i++) {
        groupsOf[i] = groupOf[chunk[i]];
      }
      inner.add(
          groupsOf,
          new Batch(arguments, count).gather(chunk, size).columns().toArray(Column[]::new),
          size,
          context);
    }
  }

  private int withoutDuplicates(int[] rowOrder, Column[] columns) {
    Column[] arguments = Arrays.copyOf(columns, argumentTypes.size());
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = rowOrder[i];
      boolean same =
          kept > 0
              && groupOf[rowOrder[kept - 1]] == groupOf[row]
              && RowEquality.equal(arguments, rowOrder[kept - 1], arguments, row, argumentTypes);
      if (!same) {
        rowOrder[kept++] = row;
      }
    }
    return kept;
  }

  @Override
  public long memory() {
    long sum = 4L * groupOf.length + seen.memory() + inner.memory();
    for (ColumnBuilder builder : rows) {
      sum += builder.memory();
    }
    return sum;
  }
}
