package dev.braid.type;

import org.jspecify.annotations.Nullable;

/// `to_char`, `to_date` and `to_timestamp` with a template. Names of months and days are English,
/// those of the C locale.
public final class DateFormat {
  private DateFormat() {}

  /// `to_char(timestamp, format)`; null for infinities and an empty template.
  public static @Nullable String timestamp(long timestamp, String format) {
    if (format.isEmpty() || !Timestamps.isFinite(timestamp)) {
      return null;
    }
    return DateFormatOutput.format(FormatFields.of(timestamp, null, 0), format);
  }

  /// `to_char(timestamptz, format)` and, of its midnight, `to_char(date, format)`; null for
  /// infinities and an empty template.
  public static @Nullable String instant(long instant, String format, Zone zone) {
    if (format.isEmpty() || !Timestamps.isFinite(instant)) {
      return null;
    }
    return DateFormatOutput.format(FormatFields.of(zone.toLocal(instant), zone, instant), format);
  }

  /// `to_char(interval, format)` and, cast to an interval, of a time; null for infinities and an
  /// empty template.
  ///
  /// @throws dev.braid.error.BraidException 22007 for patterns that need a date; 0A000 for those of
  ///   ISO weeks and Julian days, which PostgreSQL answers with numbers of no meaning
  public static @Nullable String interval(Interval interval, String format) {
    if (format.isEmpty() || !interval.isFinite()) {
      return null;
    }
    return DateFormatOutput.format(FormatFields.of(interval), format);
  }

  /// `to_date(text, format)`.
  ///
  /// @throws dev.braid.error.BraidException 22007 or 22008 as PostgreSQL
  public static int toDate(String text, String format) {
    return FormattedDate.date(text, format);
  }

  /// `to_timestamp(text, format)`, a timestamptz; without a zone in the text it is of `zone`.
  ///
  /// @throws dev.braid.error.BraidException 22007 or 22008 as PostgreSQL
  public static long toTimestamp(String text, String format, Zone zone) {
    return FormattedDate.instant(text, format, zone);
  }
}
