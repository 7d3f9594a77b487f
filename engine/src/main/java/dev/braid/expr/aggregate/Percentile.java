package dev.braid.expr.aggregate;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Floats;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;

/// Which value of a sorted list stands at a fraction of its length.
enum Percentile {
  /// One of the values.
  DISC,
  /// Between two of them, in proportion.
  CONT;

  static double checked(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new BraidException(
          SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
          "percentile value " + Floats.toText(fraction) + " is not between 0 and 1");
    }
    return fraction;
  }

  /// @param group whose list is not empty
  Object of(ValueLists lists, int group, double fraction) {
    int size = lists.size(group);
    if (this == DISC) {
      int row = (int) Math.ceil(fraction * size);
      return at(lists, group, Math.max(row - 1, 0));
    }
    double place = fraction * (size - 1);
    int first = (int) Math.floor(place);
    int second = (int) Math.ceil(place);
    Object low = at(lists, group, first);
    return first == second ? low : between(low, at(lists, group, second), place - first);
  }

  private static Object at(ValueLists lists, int group, int index) {
    Object value = lists.get(group, index);
    if (value == null) {
      throw new IllegalStateException("lists of sorted values hold no NULL");
    }
    return value;
  }

  private static Object between(Object low, Object high, double part) {
    if (low instanceof Interval from) {
      Interval span = Intervals.minus((Interval) high, from);
      return Intervals.plus(Intervals.multiply(span, part), from);
    }
    double from = (double) low;
    return from + part * ((double) high - from);
  }
}
