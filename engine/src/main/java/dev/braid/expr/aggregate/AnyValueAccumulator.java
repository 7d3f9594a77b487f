package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `any_value`: the first value that is not NULL, as in PostgreSQL. Parts have to be merged in the
/// order of their rows.
final class AnyValueAccumulator extends StrictAccumulator {
  private final Type type;
  private @Nullable Object[] values = new @Nullable Object[0];

  AnyValueAccumulator(Type type) {
    this.type = type;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(type);
  }

  @Override
  public void resize(int groups) {
    values = Arrays.copyOf(values, Room.capacity(values.length, groups));
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    for (int i = 0; i < size; i++) {
      int group = groups == null ? 0 : groups[i];
      if (values[group] == null && !arguments[0].isNull(i)) {
        values[group] = Values.get(arguments[0], i, type);
      }
    }
  }

  private Column column(int from, int count) {
    ColumnBuilder builder = ColumnBuilder.of(type, count);
    for (int group = from; group < from + count; group++) {
      Values.append(builder, type, values[group]);
    }
    return builder.build();
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {column(from, count)};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    add(groups, state, size, context);
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    return column(from, count);
  }

  @Override
  public long memory() {
    return 60L * values.length;
  }
}
