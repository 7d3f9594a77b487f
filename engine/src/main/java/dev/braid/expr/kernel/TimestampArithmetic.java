package dev.braid.expr.kernel;

import dev.braid.type.Interval;
import dev.braid.type.TimestampMath;
import dev.braid.type.Timestamps;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// Timestamps and one constant interval.
public final class TimestampArithmetic {
  /// Longer spans are left to the rows, so that the bounds of the loop cannot overflow.
  private static final long LONGEST = 1L << 60;

  private TimestampArithmetic() {}

  /// `timestamp + interval`, and with a zone `timestamptz + interval`.
  ///
  /// Without months, and without days where they may differ in length, this is one addition: the
  /// bounds keep every value that is infinite or would leave the range, even for a moment between
  /// the days and the time, out of that loop.
  public static LongColumn plus(
      Column timestamps,
      Interval interval,
      @Nullable Zone zone,
      int size,
      long @Nullable [] validity) {
    long[] values = ((LongColumn) timestamps).values();
    long[] result = new long[size];
    boolean evenDays = interval.days() == 0 || zone == null || zone.isFixed();
    boolean simple =
        interval.isFinite()
            && interval.months() == 0
            && evenDays
            && Math.abs((long) interval.days()) < LONGEST / Timestamps.MICROS_PER_DAY
            && interval.micros() > -LONGEST
            && interval.micros() < LONGEST;
    if (!simple || !add(values, interval, result)) {
      for (int i = 0; i < size; i++) {
        if (Validity.isValid(validity, i)) {
          result[i] = TimestampMath.plus(values[i], interval, zone);
        }
      }
    }
    return new LongColumn(result, size, validity);
  }

  private static boolean add(long[] values, Interval interval, long[] result) {
    long days = interval.days() * Timestamps.MICROS_PER_DAY;
    long delta = days + interval.micros();
    long from = Timestamps.MIN - Math.min(0, Math.min(days, delta));
    long to = Timestamps.END - Math.max(0, Math.max(days, delta));
    boolean inside = true;
    for (int i = 0; i < result.length; i++) {
      inside &= values[i] >= from & values[i] < to;
      result[i] = values[i] + delta;
    }
    return inside;
  }
}
