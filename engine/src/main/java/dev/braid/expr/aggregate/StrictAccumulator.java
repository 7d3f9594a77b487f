package dev.braid.expr.aggregate;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.vector.Column;
import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// An aggregate that skips the rows in which an argument is NULL.
abstract class StrictAccumulator implements Accumulator {
  @Override
  public final void add(int[] groups, Column[] arguments, int size, EvalContext context) {
    add(groups, arguments, size, validity(arguments, size));
  }

  @Override
  public final void addAll(Column[] arguments, int size, EvalContext context) {
    add(null, arguments, size, validity(arguments, size));
  }

  private static long @Nullable [] validity(Column[] arguments, int size) {
    long[] all = arguments[0].validity();
    for (int i = 1; i < arguments.length; i++) {
      all = Validity.and(all, arguments[i].validity(), size);
    }
    return all;
  }

  /// @param groups null when all rows belong to group 0
  /// @param validity rows to be added; null for all
  abstract void add(
      int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity);
}
