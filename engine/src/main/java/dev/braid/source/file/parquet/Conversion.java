package dev.braid.source.file.parquet;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/// Numbers of days and seconds since 1970 to those since 2000, and other conversions of values.
///
/// The largest and smallest numbers stand for the infinite dates and times, as DuckDB writes them.
final class Conversion {
  private static final int DAYS_TO_2000 = 10957;
  private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;
  private static final long FIRST_DAY = -2451545;
  private static final long LAST_DAY = 2145031948L;
  private static final long FIRST_MICRO = -211813488000000000L;
  private static final long END_MICRO = 9223371331200000000L;

  private Conversion() {}

  static void convert(Form form, long[] values, int count) {
    switch (form) {
      case UNSIGNED_32 -> {
        for (int i = 0; i < count; i++) {
          values[i] &= 0xffffffffL;
        }
      }
      case DATE -> {
        for (int i = 0; i < count; i++) {
          values[i] = date(values[i]);
        }
      }
      case TIME_MILLIS -> {
        for (int i = 0; i < count; i++) {
          values[i] = time(Math.multiplyExact(values[i], 1000L));
        }
      }
      case TIME_MICROS -> {
        for (int i = 0; i < count; i++) {
          values[i] = time(values[i]);
        }
      }
      case TIME_NANOS -> {
        for (int i = 0; i < count; i++) {
          values[i] = time(Math.floorDiv(values[i], 1000L));
        }
      }
      case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> {
        for (int i = 0; i < count; i++) {
          values[i] = timestamp(form, values[i]);
        }
      }
      case INT96 -> {
        for (int i = 0; i < count; i++) {
          values[i] = checked(values[i]);
        }
      }
      default -> {}
    }
  }

  private static long date(long days) {
    if (days == Integer.MAX_VALUE) {
      return Integer.MAX_VALUE;
    }
    if (days <= -Integer.MAX_VALUE) {
      return Integer.MIN_VALUE;
    }
    long value = days - DAYS_TO_2000;
    if (value < FIRST_DAY || value > LAST_DAY) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW, "date out of range: " + days + " days since 1970");
    }
    return value;
  }

  private static long time(long micros) {
    if (micros < 0 || micros > 86_400_000_000L) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW,
          "time out of range: " + micros + " microseconds since midnight");
    }
    return micros;
  }

  private static long timestamp(Form form, long value) {
    if (value == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    if (value <= -Long.MAX_VALUE) {
      return Long.MIN_VALUE;
    }
    long micros;
    if (form == Form.TIMESTAMP_NANOS) {
      micros = Math.floorDiv(value, 1000L);
    } else if (form == Form.TIMESTAMP_MICROS) {
      micros = value;
    } else if (Math.abs(value) < Long.MAX_VALUE / 1000) {
      micros = value * 1000;
    } else {
      throw outOfRange();
    }
    long shifted = micros - MICROS_TO_2000;
    return checked(shifted > micros ? Long.MIN_VALUE : shifted);
  }

  private static long checked(long micros) {
    if (micros < FIRST_MICRO || micros >= END_MICRO) {
      throw outOfRange();
    }
    return micros;
  }

  private static BraidException outOfRange() {
    return new BraidException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
  }

  static Numeric decimal(byte[] data, int start, int length, int scale) {
    BigInteger unscaled =
        length == 0
            ? BigInteger.ZERO
            : new BigInteger(Arrays.copyOfRange(data, start, start + length));
    return Numeric.of(new BigDecimal(unscaled, scale));
  }

  /// Where the last 16 bytes of a longer number begin, if the ones before only repeat its sign.
  static int skipSigns(byte[] data, int start, int length) {
    int from = start + length - 16;
    byte sign = (byte) (data[from] >> 7);
    for (int i = start; i < from; i++) {
      if (data[i] != sign) {
        throw new IndexOutOfBoundsException("a decimal of more than 38 digits");
      }
    }
    return from;
  }

  static Interval interval(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("interval " + text);
    }
    return new Interval(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }
}
