package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.DateTimeWords.Moment;

/// Dates, times and timestamps from text: the fields that [DateTimeParser] has read as one value.
final class DateTimeInput {
  private DateTimeInput() {}

  static int date(String text, long now, Zone zone) {
    DateTimeParser input = DateTimeParser.read(text, "date", 128, now, zone, false);
    if (input.moment == Moment.EPOCH) {
      return Dates.UNIX_EPOCH;
    }
    if (input.moment != null) {
      return input.moment == Moment.INFINITY ? Dates.INFINITY : Dates.NEGATIVE_INFINITY;
    }
    long day = dayNumber(input.fields);
    if (day < Dates.MIN || day > Dates.MAX) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW, "date out of range: \"" + text + "\"");
    }
    return (int) day;
  }

  static long timestamp(String text, long now, Zone zone) {
    DateTimeParser input = DateTimeParser.read(text, "timestamp", 152, now, zone, false);
    return input.moment != null ? value(input.moment) : wallTime(input.fields);
  }

  static long instant(String text, long now, Zone zone) {
    DateTimeParser input =
        DateTimeParser.read(text, "timestamp with time zone", 152, now, zone, false);
    if (input.moment != null) {
      return value(input.moment);
    }
    long local = wallTime(input.fields);
    long instant = local - offsetOf(local, input) * Timestamps.MICROS_PER_SECOND;
    if (!Timestamps.inRange(instant)) {
      throw outOfRange(text);
    }
    return instant;
  }

  static long time(String text, long now, Zone zone) {
    return DateTimeParser.read(text, "time", 128, now, zone, true).fields.timeMicros();
  }

  private static BraidException outOfRange(String text) {
    return new BraidException(
        SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range: \"" + text + "\"");
  }

  private static long value(Moment moment) {
    if (moment == Moment.EPOCH) {
      return Timestamps.UNIX_EPOCH;
    }
    return moment == Moment.INFINITY ? Timestamps.INFINITY : Timestamps.NEGATIVE_INFINITY;
  }

  private static long dayNumber(DateTimeReader fields) {
    return Dates.dayNumber(fields.year, fields.month, fields.day);
  }

  private static long wallTime(DateTimeReader fields) {
    long day = dayNumber(fields);
    if (day < Dates.MIN - 1 || day > Timestamps.END / Timestamps.MICROS_PER_DAY) {
      throw outOfRange(fields.text);
    }
    long local = day * Timestamps.MICROS_PER_DAY + fields.timeMicros();
    if (!Timestamps.inRange(local) && fields.typeName.equals("timestamp")) {
      throw outOfRange(fields.text);
    }
    return local;
  }

  private static int offsetOf(long local, DateTimeParser input) {
    DateTimeReader fields = input.fields;
    if (!fields.has(DateTimeReader.ZONE)) {
      return input.session.offsetOfLocal(local);
    }
    return fields.zone == null ? fields.offset : fields.zone.offsetOfLocal(local);
  }
}
