package dev.braid.expr.aggregate;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `min` and `max`. The state is the least or greatest value so far, and is merged like a value.
///
/// Values can be equal and yet look different: 1.0 and 1.00, 0 and -0, `1 mon` and `30 days`.
/// PostgreSQL then answers with whichever came last; here a second comparison decides, so that the
/// order of rows does not.
abstract class MinMax extends StrictAccumulator {
  final boolean max;
  private final Type type;
  boolean[] seen = new boolean[0];

  MinMax(boolean max, Type type) {
    this.max = max;
    this.type = type;
  }

  static Accumulator of(boolean max, Type type) {
    return switch (type.storage()) {
      case INT -> new IntMinMax(max, type);
      case LONG -> new LongMinMax(max, type);
      case DOUBLE -> new DoubleMinMax(max, type);
      case BYTES -> new BytesMinMax(max, type);
      case NUMERIC, OBJECT, BOOL -> new ObjectMinMax(max, type);
    };
  }

  @Override
  public final List<Type> stateTypes() {
    return List.of(type);
  }

  @Override
  public final void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    add(groups, state, size, context);
  }

  @Override
  public final Column result(int from, int count, EvalContext context) {
    return column(from, count, Room.validity(seen, from, count));
  }

  @Override
  public final Column[] state(int from, int count) {
    return new Column[] {column(from, count, Room.validity(seen, from, count))};
  }

  abstract Column column(int from, int count, long @Nullable [] validity);
}
