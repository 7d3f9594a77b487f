package dev.braid.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/// Java's dates and times as PostgreSQL reads them, infinities and years before Christ included.
@SuppressWarnings("JavaUtilDate") // java.sql's classes are what the interface takes
final class MomentText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_LOCAL_TIME;

  private MomentText() {}

  static String of(LocalDate date) {
    if (date.equals(LocalDate.MAX)) {
      return "infinity";
    }
    return date.equals(LocalDate.MIN) ? "-infinity" : day(date) + era(date);
  }

  static String of(LocalTime time) {
    return time.equals(LocalTime.MAX) ? "24:00:00" : TIME.format(time);
  }

  static String of(LocalDateTime at) {
    if (at.equals(LocalDateTime.MAX)) {
      return "infinity";
    }
    return at.equals(LocalDateTime.MIN)
        ? "-infinity"
        : day(at.toLocalDate()) + " " + TIME.format(at.toLocalTime()) + era(at.toLocalDate());
  }

  static String of(OffsetDateTime at) {
    if (at.equals(OffsetDateTime.MAX)) {
      return "infinity";
    }
    if (at.equals(OffsetDateTime.MIN)) {
      return "-infinity";
    }
    LocalDateTime utc = at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    return day(utc.toLocalDate())
        + " "
        + TIME.format(utc.toLocalTime())
        + "+00"
        + era(utc.toLocalDate());
  }

  private static String day(LocalDate date) {
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return "%04d-%02d-%02d".formatted(year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String era(LocalDate date) {
    return date.getYear() > 0 ? "" : " BC";
  }

  /// The day that it is in the zone.
  static String of(Date date, TimeZone zone) {
    int infinity = Moment.infinity(date.getTime());
    if (infinity != 0) {
      return infinity > 0 ? "infinity" : "-infinity";
    }
    Calendar calendar = calendar(date.getTime(), zone);
    return day(calendar) + era(calendar);
  }

  /// With its offset it is right as a time, which drops that, and as a timetz.
  static String of(Time time, TimeZone zone) {
    Calendar calendar = calendar(time.getTime(), zone);
    return "%tT.%03d%s".formatted(calendar, calendar.get(Calendar.MILLISECOND), offset(calendar));
  }

  /// With its offset it is right as a timestamp, which drops that, and as a timestamptz.
  static String of(Timestamp timestamp, TimeZone zone) {
    int infinity = Moment.infinity(timestamp.getTime());
    if (infinity != 0) {
      return infinity > 0 ? "infinity" : "-infinity";
    }
    Calendar calendar = calendar(timestamp.getTime(), zone);
    return "%s %tT.%09d%s%s"
        .formatted(day(calendar), calendar, timestamp.getNanos(), offset(calendar), era(calendar));
  }

  private static Calendar calendar(long millis, TimeZone zone) {
    Calendar calendar = new GregorianCalendar(zone);
    calendar.setTimeInMillis(millis);
    return calendar;
  }

  private static String day(Calendar calendar) {
    return "%04d-%02d-%02d"
        .formatted(
            calendar.get(Calendar.YEAR),
            calendar.get(Calendar.MONTH) + 1,
            calendar.get(Calendar.DAY_OF_MONTH));
  }

  private static String era(Calendar calendar) {
    return calendar.get(Calendar.ERA) == GregorianCalendar.BC ? " BC" : "";
  }

  private static String offset(Calendar calendar) {
    int seconds = (calendar.get(Calendar.ZONE_OFFSET) + calendar.get(Calendar.DST_OFFSET)) / 1000;
    int size = Math.abs(seconds);
    return "%s%02d:%02d:%02d"
        .formatted(seconds < 0 ? "-" : "+", size / 3600, size / 60 % 60, size % 60);
  }
}
