package dev.braid.expr.aggregate;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `rank`, `dense_rank`, `percent_rank` and `cume_dist` WITHIN GROUP: where a row would stand that
/// has the direct arguments' values. Columns are those of the direct arguments and then those of
/// the sorted rows, in their order; NULLs count.
public final class HypotheticalSet implements Accumulator {
  private final String name;
  private final List<Key> keys;
  private final List<Comparator<Object>> orders;
  private long[] total = new long[0];
  private long[] before = new long[0];
  private long[] equal = new long[0];

  /// Different rows among those before, and the first and last of them.
  private long[] distinct = new long[0];

  private @Nullable Object[] @Nullable [] first = new @Nullable Object[0][];
  private @Nullable Object[] @Nullable [] last = new @Nullable Object[0][];

  /// One key of WITHIN GROUP's order.
  public record Key(Type type, boolean descending, boolean nullsFirst) {}

  /// @param name one of the four functions
  public HypotheticalSet(String name, List<Key> keys) {
    this.name = name;
    this.keys = List.copyOf(keys);
    orders = keys.stream().map(key -> ValueOrder.comparator(key.type())).toList();
  }

  @Override
  public List<Type> stateTypes() {
    List<Type> types = new ArrayList<>(List.of(Type.INT8, Type.INT8, Type.INT8, Type.INT8));
    keys.forEach(key -> types.add(key.type()));
    keys.forEach(key -> types.add(key.type()));
    return types;
  }

  @Override
  public void resize(int groups) {
    int capacity = Room.capacity(total.length, groups);
    if (capacity > total.length) {
      total = Arrays.copyOf(total, capacity);
      before = Arrays.copyOf(before, capacity);
      equal = Arrays.copyOf(equal, capacity);
      distinct = Arrays.copyOf(distinct, capacity);
      first = Arrays.copyOf(first, capacity);
      last = Arrays.copyOf(last, capacity);
    }
  }

  @Override
  public void add(int[] groups, Column[] arguments, int size, EvalContext context) {
    for (int i = 0; i < size; i++) {
      add(groups[i], row(arguments, 0, i), row(arguments, keys.size(), i));
    }
  }

  @Override
  public void addAll(Column[] arguments, int size, EvalContext context) {
    for (int i = 0; i < size; i++) {
      add(0, row(arguments, 0, i), row(arguments, keys.size(), i));
    }
  }

  private @Nullable Object[] row(Column[] columns, int from, int row) {
    @Nullable Object[] values = new @Nullable Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.get(columns[from + i], row, keys.get(i).type());
    }
    return values;
  }

  private void add(int group, @Nullable Object[] direct, @Nullable Object[] row) {
    total[group]++;
    int order = compare(row, direct);
    if (order == 0) {
      equal[group]++;
    } else if (order < 0) {
      before[group]++;
      addDistinct(group, row, row, 1);
    }
  }

  private void addDistinct(int group, @Nullable Object[] from, @Nullable Object[] to, long count) {
    @Nullable Object[] old = last[group];
    boolean joined = old != null && compare(old, from) == 0;
    distinct[group] += joined ? count - 1 : count;
    if (old == null) {
      first[group] = from;
    }
    last[group] = to;
  }

  private int compare(@Nullable Object[] a, @Nullable Object[] b) {
    for (int i = 0; i < a.length; i++) {
      Object x = a[i];
      Object y = b[i];
      Key key = keys.get(i);
      int order;
      if (x == null || y == null) {
        order = Boolean.compare(x == null, y == null);
        order = key.nullsFirst() ? -order : order;
      } else {
        order = orders.get(i).compare(x, y);
        order = key.descending() ? -order : order;
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public Column[] state(int from, int count) {
    int width = keys.size();
    Column[] state = new Column[4 + 2 * width];
    state[0] = numbers(total, from, count);
    state[1] = numbers(before, from, count);
    state[2] = numbers(equal, from, count);
    state[3] = numbers(distinct, from, count);
    for (int i = 0; i < width; i++) {
      state[4 + i] = values(first, i, from, count);
      state[4 + width + i] = values(last, i, from, count);
    }
    return state;
  }

  private static Column numbers(long[] values, int from, int count) {
    return new LongColumn(Arrays.copyOfRange(values, from, from + count), count, null);
  }

  private Column values(@Nullable Object[] @Nullable [] rows, int key, int from, int count) {
    Type type = keys.get(key).type();
    ColumnBuilder builder = ColumnBuilder.of(type, count);
    for (int group = from; group < from + count; group++) {
      @Nullable Object[] row = rows[group];
      Values.append(builder, type, row == null ? null : row[key]);
    }
    return builder.build();
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    for (int i = 0; i < size; i++) {
      int group = groups[i];
      total[group] += state[0].getLong(i);
      before[group] += state[1].getLong(i);
      equal[group] += state[2].getLong(i);
      long count = state[3].getLong(i);
      if (count > 0) {
        addDistinct(group, row(state, 4, i), row(state, 4 + keys.size(), i), count);
      }
    }
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    boolean share = name.equals("percent_rank") || name.equals("cume_dist");
    ColumnBuilder builder = ColumnBuilder.of(share ? Type.FLOAT8 : Type.INT8, count);
    for (int group = from; group < from + count; group++) {
      long rows = total[group];
      switch (name) {
        case "rank" -> builder.append(before[group] + 1);
        case "dense_rank" -> builder.append(distinct[group] + 1);
        case "percent_rank" -> builder.append(rows == 0 ? 0.0 : (double) before[group] / rows);
        case "cume_dist" ->
            builder.append((double) (before[group] + equal[group] + 1) / (rows + 1));
        default -> throw new IllegalStateException(name);
      }
    }
    return builder.build();
  }

  @Override
  public long memory() {
    return total.length * (48L + 80L * keys.size());
  }
}
