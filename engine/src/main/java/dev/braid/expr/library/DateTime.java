package dev.braid.expr.library;

/// Everything about date, time, timestamp, timestamptz and interval. There is no `time with time
/// zone`, and no function or operator that needs one.
final class DateTime {
  private DateTime() {}

  static void register(Definitions d) {
    DateTimeComparisons.register(d);
    DateTimeOperators.register(d);
    IntervalOperators.register(d);
    DateTimeCasts.register(d);
    DateTimeFields.register(d);
    DateTimeFunctions.register(d);
    DateTimeMakers.register(d);
    DateTimeFormats.register(d);
    DateTimeOverlaps.register(d);
    DateTimeSeries.register(d);
  }
}
