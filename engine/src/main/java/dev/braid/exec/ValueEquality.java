package dev.braid.exec;

import dev.braid.expr.aggregate.ValueOrder;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/// Whether two values are the same to PARTITION BY and ORDER BY: NULLs are, and so are 1.0 and
/// 1.00.
final class ValueEquality {
  private final Type type;
  private final Comparator<Object> order;

  ValueEquality(Type type) {
    this.type = type;
    order = ValueOrder.comparator(type);
  }

  boolean same(Column a, int i, Column b, int j) {
    if (a.isNull(i) || b.isNull(j)) {
      return a.isNull(i) == b.isNull(j);
    }
    return switch (type.storage()) {
      case BOOL -> a.getBoolean(i) == b.getBoolean(j);
      case INT -> a.getInt(i) == b.getInt(j);
      case LONG -> a.getLong(i) == b.getLong(j);
      case DOUBLE -> {
        double x = a.getDouble(i);
        double y = b.getDouble(j);
        yield x == y || (Double.isNaN(x) && Double.isNaN(y));
      }
      case BYTES ->
          sameBytes(a, i, b, j)
              || ((type.kind() == Kind.BPCHAR || type.kind() == Kind.JSONB)
                  && sameValues(a, i, b, j));
      case NUMERIC, OBJECT -> sameValues(a, i, b, j);
    };
  }

  private static boolean sameBytes(Column a, int i, Column b, int j) {
    int from = a.getStart(i);
    int other = b.getStart(j);
    return Arrays.equals(
        a.getData(i), from, from + a.getLength(i), b.getData(j), other, other + b.getLength(j));
  }

  private boolean sameValues(Column a, int i, Column b, int j) {
    Object x = Objects.requireNonNull(Values.get(a, i, type));
    Object y = Objects.requireNonNull(Values.get(b, j, type));
    return order.compare(x, y) == 0;
  }
}
