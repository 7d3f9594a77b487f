package dev.braid.source.file.parquet;

import dev.braid.catalog.table.ZoneFilter;
import dev.braid.catalog.table.ZoneFilter.Operator;
import dev.braid.type.Bytes;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The values that an equality asks for, each as the bytes that a column's plain pages hold: what
/// is looked for in dictionaries and bloom filters. Strings are without their length.
///
/// There are none for columns where equal values may have been written as different bytes.
///
/// @param values one at least
record SoughtValues(Set<ByteBuffer> values) {
  private static final int DAYS_TO_2000 = 10957;
  private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;

  /// @return null where the filter is no equality or its values are not known as bytes
  static @Nullable SoughtValues of(ParquetColumn column, ZoneFilter filter) {
    if (filter.operator() != Operator.EQUAL && filter.operator() != Operator.IN) {
      return null;
    }
    Set<ByteBuffer> values = new LinkedHashSet<>();
    for (Object value : filter.values()) {
      if (value != null && !add(column, value, values)) {
        return null;
      }
    }
    return values.isEmpty() ? null : new SoughtValues(values);
  }

  /// Adds a value; nothing where no row can have it.
  ///
  /// @return whether the value is known as bytes
  private static boolean add(ParquetColumn column, Object value, Set<ByteBuffer> values) {
    return switch (column.form()) {
      case INTEGER ->
          (value instanceof Integer || value instanceof Long)
              && addNumber(column, ((Number) value).longValue(), values);
      case UNSIGNED_32 ->
          value instanceof Long number
              && (number < 0 || number > 0xffffffffL || put(number(number, 4), values));
      case DATE ->
          value instanceof Integer days
              && days != Integer.MAX_VALUE
              && days != Integer.MIN_VALUE
              && addNumber(column, days + (long) DAYS_TO_2000, values);
      case TIME_MICROS -> value instanceof Long micros && addNumber(column, micros, values);
      case TIME_MILLIS -> value instanceof Long micros && addMillis(column, micros, values);
      case TIMESTAMP_MICROS ->
          isMoment(value) && addNumber(column, (Long) value + MICROS_TO_2000, values);
      case TIMESTAMP_MILLIS ->
          isMoment(value) && addMillis(column, (Long) value + MICROS_TO_2000, values);
      case FLOAT, DOUBLE -> value instanceof Double number && addDouble(column, number, values);
      case DECIMAL_INTEGER, DECIMAL_BYTES ->
          value instanceof Numeric number && addDecimal(column, number, values);
      case TEXT, BYTES -> {
        byte[] bytes = bytes(column, value);
        yield bytes != null && put(ByteBuffer.wrap(bytes), values);
      }
      default -> false;
    };
  }

  private static boolean put(ByteBuffer value, Set<ByteBuffer> values) {
    values.add(value);
    return true;
  }

  /// Whether a time is neither infinite nor too far away for Parquet's numbers.
  private static boolean isMoment(Object value) {
    return value instanceof Long micros
        && micros <= Long.MAX_VALUE - MICROS_TO_2000 - 1
        && micros > Long.MIN_VALUE + 1;
  }

  private static boolean addNumber(ParquetColumn column, long value, Set<ByteBuffer> values) {
    switch (column.physical()) {
      case INT32 -> {
        if (value == (int) value) {
          values.add(number(value, 4));
        }
      }
      case INT64 -> values.add(number(value, 8));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean addMillis(ParquetColumn column, long micros, Set<ByteBuffer> values) {
    return micros % 1000 != 0 || addNumber(column, micros / 1000, values);
  }

  private static ByteBuffer number(long value, int width) {
    byte[] bytes = new byte[8];
    PageBytes.LONG.set(bytes, 0, value);
    return ByteBuffer.wrap(bytes, 0, width).slice();
  }

  /// Zero may have been written with either sign, NaN in many ways.
  private static boolean addDouble(ParquetColumn column, double value, Set<ByteBuffer> values) {
    if (Double.isNaN(value) || column.form() == Form.FLOAT && (float) value != value) {
      return false;
    }
    for (double signed : value == 0 ? new double[] {0.0, -0.0} : new double[] {value}) {
      values.add(
          column.form() == Form.FLOAT
              ? number(Float.floatToRawIntBits((float) signed), 4)
              : number(Double.doubleToRawLongBits(signed), 8));
    }
    return true;
  }

  private static boolean addDecimal(ParquetColumn column, Numeric value, Set<ByteBuffer> values) {
    if (!value.isFinite()) {
      return false;
    }
    BigDecimal exact = value.toBigDecimal();
    BigDecimal fitted = exact.setScale(column.type().scale(), RoundingMode.FLOOR);
    if (fitted.compareTo(exact) != 0) {
      return true;
    }
    BigInteger unscaled = fitted.unscaledValue();
    return switch (column.physical()) {
      case INT32, INT64 ->
          unscaled.bitLength() > 63 || addNumber(column, unscaled.longValue(), values);
      case FIXED_LEN_BYTE_ARRAY -> {
        byte[] digits = unscaled.toByteArray();
        if (digits.length <= column.length()) {
          byte[] bytes = new byte[column.length()];
          int from = bytes.length - digits.length;
          Arrays.fill(bytes, 0, from, (byte) (digits[0] >> 7));
          System.arraycopy(digits, 0, bytes, from, digits.length);
          values.add(ByteBuffer.wrap(bytes));
        }
        yield true;
      }
      default -> false;
    };
  }

  private static byte @Nullable [] bytes(ParquetColumn column, Object value) {
    Kind kind = column.type().kind();
    return switch (value) {
      case String text when kind == Kind.TEXT || kind == Kind.VARCHAR ->
          text.getBytes(StandardCharsets.UTF_8);
      case Bytes(byte[] bytes) when kind == Kind.BYTEA -> bytes;
      case UUID uuid when kind == Kind.UUID && column.length() == 16 ->
          ByteBuffer.allocate(16)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array();
      default -> null;
    };
  }
}
