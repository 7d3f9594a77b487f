package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `mode`: the most frequent value, of several the first in the order. Rows come sorted.
final class ModeAccumulator extends StrictAccumulator {
  private final Type type;
  private final ValueLists lists;
  private final ValueOrder order;

  ModeAccumulator(Type type) {
    this.type = type;
    lists = new ValueLists(type);
    order = ValueOrder.of(type);
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(lists.arrayType());
  }

  @Override
  public void resize(int groups) {
    lists.resize(groups);
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    for (int i = 0; i < size; i++) {
      if (!arguments[0].isNull(i)) {
        lists.add(groups == null ? 0 : groups[i], arguments[0], i);
      }
    }
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {lists.column(from, count)};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    lists.merge(groups, state[0], size);
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    ColumnBuilder builder = ColumnBuilder.of(type, count);
    for (int group = from; group < from + count; group++) {
      Values.append(builder, type, mode(group));
    }
    return builder.build();
  }

  private @Nullable Object mode(int group) {
    Object best = null;
    Object run = null;
    int most = 0;
    int length = 0;
    for (int i = 0; i < lists.size(group); i++) {
      Object value = lists.get(group, i);
      if (run == null || value == null || order.compare(run, value) != 0) {
        run = value;
        length = 0;
      }
      length++;
      if (length > most) {
        best = run;
        most = length;
      }
    }
    return best;
  }

  @Override
  public long memory() {
    return lists.memory();
  }
}
