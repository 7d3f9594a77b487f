package dev.braid.source.file.segment;

import dev.braid.catalog.table.ZoneFilter;
import dev.braid.type.Bytes;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A [ZoneFilter] in terms of keys: rows can meet it only if their key is in one of some ranges, or
/// they are NULL, or are not.
public final class KeyFilter {
  private static final KeyFilter ALL = new KeyFilter(true, true, List.of());
  private static final KeyFilter NULLS = new KeyFilter(true, false, List.of());
  private static final KeyFilter VALUES = new KeyFilter(false, true, List.of());

  private final boolean nulls;
  private final boolean anyValue;
  private final long[] low;
  private final long[] high;

  private record Range(long low, long high) {}

  private KeyFilter(boolean nulls, boolean anyValue, List<Range> ranges) {
    this.nulls = nulls;
    this.anyValue = anyValue;
    this.low = ranges.stream().mapToLong(Range::low).toArray();
    this.high = ranges.stream().mapToLong(Range::high).toArray();
  }

  /// @param type of the column
  public static KeyFilter of(ZoneFilter filter, Type type) {
    switch (filter.operator()) {
      case IS_NULL -> {
        return NULLS;
      }
      case IS_NOT_NULL -> {
        return VALUES;
      }
      default -> {}
    }
    if (!ZoneKeys.has(type)) {
      return VALUES;
    }
    List<Range> ranges = new ArrayList<>();
    for (Object value : filter.values()) {
      if (value == null) {
        continue;
      }
      if (!ofType(type, value)) {
        return ALL;
      }
      Range range = range(filter.operator(), value, type);
      if (range.low <= range.high) {
        ranges.add(range);
      }
    }
    return new KeyFilter(false, false, ranges);
  }

  private static boolean ofType(Type type, Object value) {
    return switch (type.storage()) {
      case BOOL -> value instanceof Boolean;
      case INT -> value instanceof Integer;
      case LONG -> value instanceof Long;
      case DOUBLE -> value instanceof Double;
      case NUMERIC -> value instanceof Numeric;
      case BYTES -> value instanceof String || value instanceof Bytes || value instanceof UUID;
      case OBJECT -> false;
    };
  }

  private static Range range(ZoneFilter.Operator operator, Object value, Type type) {
    long floor = key(value, type, RoundingMode.FLOOR);
    long ceiling = key(value, type, RoundingMode.CEILING);
    boolean exact = value instanceof Integer || value instanceof Long || value instanceof Double;
    if (value instanceof Numeric numeric && numeric.isFinite()) {
      exact = floor > Long.MIN_VALUE && ceiling < Long.MAX_VALUE;
    }
    if (operator != ZoneFilter.Operator.EQUAL
        && operator != ZoneFilter.Operator.IN
        && !ZoneKeys.ordered(type.kind())) {
      return new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return switch (operator) {
      case EQUAL, IN -> new Range(ceiling, floor);
      case LESS ->
          exact && ceiling == Long.MIN_VALUE
              ? new Range(1, 0)
              : new Range(Long.MIN_VALUE, exact ? ceiling - 1 : ceiling);
      case LESS_OR_EQUAL -> new Range(Long.MIN_VALUE, floor);
      case GREATER ->
          exact && floor == Long.MAX_VALUE
              ? new Range(1, 0)
              : new Range(exact ? floor + 1 : floor, Long.MAX_VALUE);
      case GREATER_OR_EQUAL -> new Range(ceiling, Long.MAX_VALUE);
      case IS_NULL, IS_NOT_NULL -> throw new IllegalArgumentException("no comparison");
    };
  }

  private static long key(Object value, Type type, RoundingMode rounding) {
    return switch (value) {
      case Boolean truth -> truth ? 1 : 0;
      case Integer number -> number;
      case Long number -> number;
      case Double number -> ZoneKeys.ofDouble(number);
      case Numeric number -> ofNumeric(number, type.scale(), rounding);
      case UUID uuid -> ZoneKeys.ofUuid(uuid);
      case Bytes(byte[] bytes) -> ZoneKeys.ofBytes(bytes, 0, bytes.length);
      default -> {
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        yield ZoneKeys.ofBytes(bytes, 0, bytes.length);
      }
    };
  }

  private static long ofNumeric(Numeric number, int scale, RoundingMode rounding) {
    if (!number.isFinite()) {
      return number.isNaN() || number.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    BigDecimal shifted = ZoneKeys.shifted(number.toBigDecimal(), scale);
    return ZoneKeys.clamp(shifted.setScale(0, rounding).toBigInteger());
  }

  /// Whether one of some rows may meet the filter.
  ///
  /// @param min smallest key of the rows that hold a value, or anything smaller
  /// @param hasValues whether some row may hold a value
  public boolean mayMatch(long min, long max, boolean hasNulls, boolean hasValues) {
    if (nulls && hasNulls || anyValue && hasValues) {
      return true;
    }
    if (!hasValues) {
      return false;
    }
    for (int i = 0; i < low.length; i++) {
      if (low[i] <= max && high[i] >= min) {
        return true;
      }
    }
    return false;
  }

  /// The keys that an equality asks for, or null where it is no equality.
  public long @Nullable [] points() {
    return java.util.Arrays.equals(low, high) && low.length > 0 ? low.clone() : null;
  }
}
