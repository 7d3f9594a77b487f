package dev.braid.source.postgres.remote;

import dev.braid.type.IntervalFields;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Braid's types by the numbers of `pg_type`, which built-in types have in every database.
final class ServerTypes {
  private static final Map<Integer, Type> KNOWN = new HashMap<>();

  /// Length of the header that modifiers of strings and numerics count in.
  private static final int HEADER = 4;

  /// Fields of an interval's modifier, one bit each.
  private static final int MONTH = 1 << 1;

  private static final int YEAR = 1 << 2;
  private static final int DAY = 1 << 3;
  private static final int HOUR = 1 << 10;
  private static final int MINUTE = 1 << 11;
  private static final int SECOND = 1 << 12;
  private static final int ALL_FIELDS = 0x7FFF;
  private static final int FULL_PRECISION = 0xFFFF;

  static {
    add(16, 1000, Type.BOOL);
    add(17, 1001, Type.BYTEA);
    add(20, 1016, Type.INT8);
    add(21, 1005, Type.INT2);
    add(23, 1007, Type.INT4);
    add(25, 1009, Type.TEXT);
    add(114, 199, Type.JSON);
    add(700, 1021, Type.FLOAT4);
    add(701, 1022, Type.FLOAT8);
    add(1042, 1014, Type.BPCHAR);
    add(1043, 1015, Type.VARCHAR);
    add(1082, 1182, Type.DATE);
    add(1083, 1183, Type.TIME);
    add(1114, 1115, Type.TIMESTAMP);
    add(1184, 1185, Type.TIMESTAMPTZ);
    add(1186, 1187, Type.INTERVAL);
    add(1700, 1231, Type.NUMERIC);
    add(2950, 2951, Type.UUID);
    add(3802, 3807, Type.JSONB);
  }

  private ServerTypes() {}

  private static void add(int oid, int array, Type type) {
    KNOWN.put(oid, type);
    KNOWN.put(array, Type.arrayOf(type));
  }

  /// The type without a modifier; null for one that Braid has no values of.
  static @Nullable Type of(int oid) {
    return KNOWN.get(oid);
  }

  /// @param modifier as in `pg_attribute.atttypmod`, -1 for none
  static @Nullable Type of(int oid, int modifier) {
    Type type = of(oid);
    if (type == null || modifier < 0) {
      return type;
    }
    return type.kind() == Kind.ARRAY
        ? Type.arrayOf(modified(type.elementType(), modifier))
        : modified(type, modifier);
  }

  private static Type modified(Type type, int modifier) {
    return switch (type.kind()) {
      case BPCHAR, VARCHAR -> Type.of(type.kind(), modifier - HEADER);
      case NUMERIC -> {
        int packed = modifier - HEADER;
        // The scale has 11 bits and a sign.
        yield Type.numeric(packed >> 16 & 0xFFFF, ((packed & 0x7FF) ^ 1024) - 1024);
      }
      case TIME, TIMESTAMP, TIMESTAMPTZ -> Type.of(type.kind(), modifier);
      case INTERVAL -> interval(modifier);
      default -> type;
    };
  }

  private static Type interval(int modifier) {
    int precision = modifier & 0xFFFF;
    IntervalFields fields =
        switch (modifier >> 16 & 0x7FFF) {
          case YEAR -> IntervalFields.YEAR;
          case MONTH -> IntervalFields.MONTH;
          case YEAR | MONTH -> IntervalFields.YEAR_TO_MONTH;
          case DAY -> IntervalFields.DAY;
          case HOUR -> IntervalFields.HOUR;
          case MINUTE -> IntervalFields.MINUTE;
          case SECOND -> IntervalFields.SECOND;
          case DAY | HOUR -> IntervalFields.DAY_TO_HOUR;
          case DAY | HOUR | MINUTE -> IntervalFields.DAY_TO_MINUTE;
          case DAY | HOUR | MINUTE | SECOND -> IntervalFields.DAY_TO_SECOND;
          case HOUR | MINUTE -> IntervalFields.HOUR_TO_MINUTE;
          case HOUR | MINUTE | SECOND -> IntervalFields.HOUR_TO_SECOND;
          case MINUTE | SECOND -> IntervalFields.MINUTE_TO_SECOND;
          case ALL_FIELDS -> IntervalFields.FULL;
          default -> throw new IllegalArgumentException("interval modifier " + modifier);
        };
    return Type.interval(fields, precision == FULL_PRECISION ? 6 : precision);
  }
}
