package dev.braid.expr.kernel;

import dev.braid.type.DateTrunc;
import dev.braid.type.Dates;
import dev.braid.type.IntervalUnit;
import dev.braid.type.Timestamps;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// `date_trunc` of columns to one field.
public final class TimestampTruncation {
  private TimestampTruncation() {}

  /// @param unit up to [IntervalUnit#MILLENNIUM]
  /// @param zone of instants; null for timestamps
  public static LongColumn truncate(
      IntervalUnit unit,
      Column timestamps,
      @Nullable Zone zone,
      int size,
      long @Nullable [] validity) {
    long[] values = ((LongColumn) timestamps).values();
    long[] result = new long[size];
    boolean done = (zone == null || zone.equals(Zone.UTC)) && wall(unit, values, result);
    if (!done) {
      for (int i = 0; i < size; i++) {
        if (Validity.isValid(validity, i)) {
          result[i] =
              Timestamps.isFinite(values[i])
                  ? DateTrunc.truncate(unit, values[i], zone)
                  : values[i];
        }
      }
    }
    return new LongColumn(result, size, validity);
  }

  /// Of a wall clock without zones; false where the rows must be gone through one by one.
  private static boolean wall(IntervalUnit unit, long[] values, long[] result) {
    long width = DateTrunc.width(unit);
    if (width > 0) {
      return even(values, width, result);
    }
    return switch (unit) {
      case MONTH -> months(values, 1, result);
      case QUARTER -> months(values, 3, result);
      case YEAR -> months(values, 12, result);
      default -> false;
    };
  }

  private static boolean even(long[] values, long width, long[] result) {
    boolean inside = true;
    for (int i = 0; i < result.length; i++) {
      long value = values[i];
      inside &= value >= Timestamps.MIN & value < Timestamps.END;
      result[i] = value - Math.floorMod(value, width);
    }
    return inside;
  }

  private static boolean months(long[] values, int width, long[] result) {
    boolean inside = true;
    for (int i = 0; i < result.length; i++) {
      long value = values[i];
      // Truncated values of 4712 BC and later cannot leave the range.
      inside &= value >= Timestamps.MIN + 800 * Timestamps.MICROS_PER_DAY & value < Timestamps.END;
      long civil = Dates.toCivil(Timestamps.dayOf(value));
      int month = (Dates.monthOf(civil) - 1) / width * width + 1;
      result[i] = Dates.dayNumber(Dates.yearOf(civil), month, 1) * Timestamps.MICROS_PER_DAY;
    }
    return inside;
  }
}
