package dev.braid.expr;

import dev.braid.type.Bytes;
import dev.braid.type.Floats;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Numeric;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.Uuids;
import dev.braid.type.array.ArrayFunctions;
import dev.braid.type.json.Json;
import dev.braid.type.text.CharacterTypes;
import dev.braid.type.text.Strings;
import java.util.Comparator;
import java.util.UUID;

/// The order of single values, which is also their equality.
public final class TypeOrder {
  private TypeOrder() {}

  /// @throws IllegalArgumentException for json, which has no order
  public static Comparator<Object> of(Type type) {
    return switch (type.kind()) {
      case BOOL -> (a, b) -> Boolean.compare((boolean) a, (boolean) b);
      case INT2, INT4, DATE -> (a, b) -> Integer.compare((int) a, (int) b);
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> (a, b) -> Long.compare((long) a, (long) b);
      case FLOAT4, FLOAT8 -> (a, b) -> Floats.compare((double) a, (double) b);
      case NUMERIC -> (a, b) -> ((Numeric) a).compareTo((Numeric) b);
      case TEXT, VARCHAR, OPAQUE, UNKNOWN -> (a, b) -> Strings.compare((String) a, (String) b);
      case BPCHAR -> (a, b) -> CharacterTypes.compareBpchar((String) a, (String) b);
      case BYTEA -> (a, b) -> ((Bytes) a).compareTo((Bytes) b);
      case INTERVAL -> (a, b) -> Intervals.compare((Interval) a, (Interval) b);
      case UUID -> (a, b) -> Uuids.compare((UUID) a, (UUID) b);
      case JSONB -> (a, b) -> Json.compare((String) a, (String) b);
      case ARRAY -> {
        Comparator<Object> elements = of(type.elementType());
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
          throw new IllegalArgumentException("no order for " + type);
    };
  }

  /// Whether values of the type can be compared, grouped and sorted.
  public static boolean exists(Type type) {
    return switch (type.kind()) {
      case JSON,
          JSONPATH,
          ANYELEMENT,
          ANYARRAY,
          ANYNONARRAY,
          ANYCOMPATIBLE,
          ANYCOMPATIBLEARRAY,
          ANY,
          FOREIGN ->
          false;
      case ARRAY -> exists(type.elementType());
      default -> true;
    };
  }
}
