package dev.braid.expr.aggregate;

import dev.braid.type.Bytes;
import dev.braid.type.Floats;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Numeric;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.array.ArrayFunctions;
import dev.braid.type.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order of a type's values as Java objects: PostgreSQL's, and one that also tells equal values
/// with different looks apart.
public final class ValueOrder {
  private final Type type;
  private final Comparator<Object> order;

  private ValueOrder(Type type, Comparator<Object> order) {
    this.type = type;
    this.order = order;
  }

  static ValueOrder of(Type type) {
    return new ValueOrder(type, comparator(type));
  }

  int compare(Object a, Object b) {
    return order.compare(a, b);
  }

  /// 0 only for values that cannot be told apart.
  int compareAll(Object a, Object b) {
    int result = order.compare(a, b);
    return result != 0 ? result : tie(type, a, b);
  }

  private static int tie(Type type, Object a, Object b) {
    return switch (type.kind()) {
      case NUMERIC -> Integer.compare(((Numeric) a).scale(), ((Numeric) b).scale());
      case FLOAT4, FLOAT8 -> Double.compare((double) a, (double) b);
      case BPCHAR -> Integer.compare(((String) a).length(), ((String) b).length());
      case INTERVAL ->
          Comparator.comparingInt(Interval::months)
              .thenComparingInt(Interval::days)
              .compare((Interval) a, (Interval) b);
      case ARRAY -> {
        @Nullable Object[] left = ((PgArray) a).elements();
        @Nullable Object[] right = ((PgArray) b).elements();
        int result = 0;
        for (int i = 0; result == 0 && i < left.length; i++) {
          Object x = left[i];
          Object y = right[i];
          if (x != null && y != null) {
            result = tie(type.elementType(), x, y);
          }
        }
        yield result;
      }
      default -> 0;
    };
  }

  /// PostgreSQL's order of values that are not null.
  public static Comparator<Object> comparator(Type type) {
    return switch (type.kind()) {
      case BOOL -> (a, b) -> Boolean.compare((boolean) a, (boolean) b);
      case INT2, INT4, DATE -> (a, b) -> Integer.compare((int) a, (int) b);
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> (a, b) -> Long.compare((long) a, (long) b);
      case FLOAT4, FLOAT8 -> (a, b) -> Floats.compare((double) a, (double) b);
      case NUMERIC -> (a, b) -> ((Numeric) a).compareTo((Numeric) b);
      case TEXT, VARCHAR, OPAQUE, UNKNOWN -> (a, b) -> text((String) a, (String) b);
      case BPCHAR -> (a, b) -> text(trimmed((String) a), trimmed((String) b));
      case BYTEA -> (a, b) -> Arrays.compareUnsigned(((Bytes) a).value(), ((Bytes) b).value());
      case UUID -> ValueOrder::uuids;
      case INTERVAL -> (a, b) -> Intervals.compare((Interval) a, (Interval) b);
      case JSONB -> (a, b) -> Json.compare((String) a, (String) b);
      case ARRAY -> {
        Comparator<Object> elements = comparator(type.elementType());
        yield (a, b) -> ArrayFunctions.compare((PgArray) a, (PgArray) b, elements);
      }
      case JSON,
          JSONPATH,
          ANYELEMENT,
          ANYARRAY,
          ANYNONARRAY,
          ANYCOMPATIBLE,
          ANYCOMPATIBLEARRAY,
          ANY,
          FOREIGN ->
          throw new IllegalArgumentException("no order for the type " + type);
    };
  }

  private static int uuids(Object a, Object b) {
    UUID left = (UUID) a;
    UUID right = (UUID) b;
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  private static int text(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static String trimmed(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
