package dev.braid.expr.kernel;

import dev.braid.type.Dates;
import dev.braid.type.Timestamps;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// Columns of dates, timestamps and instants in each other's form.
///
/// The `Key` methods are for comparisons between the types, which never fail: what lies beyond the
/// other type's range becomes a number between its last value and its infinity.
public final class TimestampConversions {
  private static final long AFTER_ALL = Timestamps.INFINITY - 1;
  private static final long BEFORE_ALL = Timestamps.NEGATIVE_INFINITY + 1;
  private static final int LAST_DATE = (int) ((Timestamps.END - 1) / Timestamps.MICROS_PER_DAY);

  private TimestampConversions() {}

  /// `date::timestamp`.
  public static LongColumn datesToTimestamps(Column dates, int size, long @Nullable [] validity) {
    int[] days = ((IntColumn) dates).values();
    long[] result = new long[size];
    if (!multiply(days, result)) {
      for (int i = 0; i < size; i++) {
        if (Validity.isValid(validity, i)) {
          result[i] = Timestamps.ofDate(days[i]);
        }
      }
    }
    return new LongColumn(result, size, validity);
  }

  private static boolean multiply(int[] days, long[] result) {
    boolean inside = true;
    for (int i = 0; i < result.length; i++) {
      inside &= days[i] >= Dates.MIN & days[i] <= LAST_DATE;
      result[i] = days[i] * Timestamps.MICROS_PER_DAY;
    }
    return inside;
  }

  /// `date::timestamptz`.
  public static LongColumn datesToInstants(
      Column dates, Zone zone, int size, long @Nullable [] validity) {
    int[] days = ((IntColumn) dates).values();
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      if (Validity.isValid(validity, i)) {
        result[i] = Timestamps.dateToInstant(days[i], zone);
      }
    }
    return new LongColumn(result, size, validity);
  }

  /// `timestamp::timestamptz`.
  public static LongColumn toInstants(
      Column timestamps, Zone zone, int size, long @Nullable [] validity) {
    long[] locals = ((LongColumn) timestamps).values();
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      if (Validity.isValid(validity, i)) {
        result[i] = Timestamps.toInstant(locals[i], zone);
      }
    }
    return new LongColumn(result, size, validity);
  }

  /// `timestamptz::timestamp`.
  public static LongColumn toLocals(
      Column instants, Zone zone, int size, long @Nullable [] validity) {
    long[] values = ((LongColumn) instants).values();
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      if (Validity.isValid(validity, i)) {
        result[i] = Timestamps.toLocal(values[i], zone);
      }
    }
    return new LongColumn(result, size, validity);
  }

  /// `timestamp::date`.
  public static IntColumn toDates(Column timestamps, int size, long @Nullable [] validity) {
    long[] values = ((LongColumn) timestamps).values();
    int[] result = new int[size];
    for (int i = 0; i < size; i++) {
      result[i] = Timestamps.toDate(values[i]);
    }
    return new IntColumn(result, size, validity);
  }

  /// `timestamptz::date`.
  public static IntColumn instantsToDates(
      Column instants, Zone zone, int size, long @Nullable [] validity) {
    long[] values = ((LongColumn) instants).values();
    int[] result = new int[size];
    for (int i = 0; i < size; i++) {
      if (Validity.isValid(validity, i)) {
        result[i] = Timestamps.instantToDate(values[i], zone);
      }
    }
    return new IntColumn(result, size, validity);
  }

  /// Dates, in the order of timestamps.
  public static LongColumn dateKeys(Column dates, int size) {
    int[] days = ((IntColumn) dates).values();
    long[] result = new long[size];
    if (!multiply(days, result)) {
      for (int i = 0; i < size; i++) {
        int day = days[i];
        if (day > LAST_DATE) {
          result[i] = day == Dates.INFINITY ? Timestamps.INFINITY : AFTER_ALL;
        } else if (day == Dates.NEGATIVE_INFINITY) {
          result[i] = Timestamps.NEGATIVE_INFINITY;
        }
      }
    }
    return new LongColumn(result, size, dates.validity());
  }

  /// Timestamps, or dates' [#dateKeys], in the order of instants.
  public static LongColumn instantKeys(
      Column timestamps, Zone zone, int size, long @Nullable [] validity) {
    long[] values = ((LongColumn) timestamps).values();
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      if (Validity.isValid(validity, i)) {
        result[i] = instantKey(values[i], zone);
      }
    }
    return new LongColumn(result, size, validity);
  }

  private static long instantKey(long local, Zone zone) {
    if (local < Timestamps.MIN || local >= Timestamps.END) {
      return local;
    }
    long instant = zone.toUtc(local);
    if (instant < Timestamps.MIN) {
      return BEFORE_ALL;
    }
    return instant >= Timestamps.END ? AFTER_ALL : instant;
  }
}
