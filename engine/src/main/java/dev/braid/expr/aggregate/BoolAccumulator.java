package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `bool_and` (also `every`) and `bool_or`: whether the deciding value, false or true, came up.
final class BoolAccumulator extends StrictAccumulator {
  private final boolean deciding;
  private boolean[] seen = new boolean[0];
  private boolean[] decided = new boolean[0];

  BoolAccumulator(boolean deciding) {
    this.deciding = deciding;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.BOOL);
  }

  @Override
  public void resize(int groups) {
    int capacity = Room.capacity(seen.length, groups);
    if (capacity > seen.length) {
      seen = Arrays.copyOf(seen, capacity);
      decided = Arrays.copyOf(decided, capacity);
    }
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    boolean[] values = ((BoolColumn) arguments[0]).values();
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        int group = groups == null ? 0 : groups[i];
        seen[group] = true;
        decided[group] |= values[i] == deciding;
      }
    }
  }

  private Column column(int from, int count) {
    boolean[] values = new boolean[count];
    for (int i = 0; i < count; i++) {
      values[i] = decided[from + i] == deciding;
    }
    return new BoolColumn(values, count, Room.validity(seen, from, count));
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
    return 2L * seen.length;
  }
}
