package dev.braid.jdbc;

import dev.braid.error.SqlState;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A date, a time of day or both, read from PostgreSQL's ISO text, and what it is in Java.
///
/// The classes of java.sql count as GregorianCalendar does: days before 1582-10-15 are of the
/// Julian calendar, so that they print as the same day.
///
/// @param endOfDay whether the time is 24:00:00, which `LocalTime` does not have
/// @param offset null where the text has none
/// @param infinity 0, or 1 and -1 for `infinity` and `-infinity`
@SuppressWarnings("JavaUtilDate") // java.sql's classes are what the interface asks for
record Moment(
    @Nullable LocalDate date,
    @Nullable LocalTime time,
    boolean endOfDay,
    @Nullable ZoneOffset offset,
    int infinity) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(\\d{4,})-(\\d{2})-(\\d{2}))?[ T]?"
              + "(?:(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?"
              + " ?(?:([+-])(\\d{2}):?(\\d{2})?(?::(\\d{2}))?|Z)?( BC)?");

  /// As pgjdbc's `PGStatement.DATE_POSITIVE_INFINITY`.
  private static final long LAST_MILLIS = 9223372036825200000L;

  private static final long FIRST_MILLIS = -9223372036832400000L;

  /// The first year that is Gregorian from its first day.
  private static final int GREGORIAN = 1583;

  /// @param kind what the getter calls it, for the message
  static Moment parse(String text, String kind) throws SQLException {
    String stripped = text.strip();
    if (stripped.equals("infinity") || stripped.equals("-infinity")) {
      return new Moment(null, null, false, null, stripped.charAt(0) == '-' ? -1 : 1);
    }
    Matcher parts = TEXT.matcher(stripped);
    if (stripped.isEmpty() || !parts.matches()) {
      throw bad(text, kind, null);
    }
    try {
      LocalDate date = null;
      if (parts.group(1) != null) {
        int year = Integer.parseInt(parts.group(1));
        date =
            LocalDate.of(
                parts.group(12) == null ? year : 1 - year, number(parts, 2), number(parts, 3));
      }
      LocalTime time = null;
      boolean endOfDay = false;
      if (parts.group(4) != null) {
        endOfDay = number(parts, 4) == 24;
        String fraction = parts.group(7) == null ? "" : parts.group(7);
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        time =
            endOfDay
                ? LocalTime.MIDNIGHT
                : LocalTime.of(number(parts, 4), number(parts, 5), number(parts, 6), nanos);
      }
      return new Moment(date, time, endOfDay, offset(parts), 0);
    } catch (java.time.DateTimeException | NumberFormatException e) {
      throw bad(text, kind, e);
    }
  }

  private static int number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static @Nullable ZoneOffset offset(Matcher parts) {
    if (parts.group(8) == null) {
      return parts.group().contains("Z") ? ZoneOffset.UTC : null;
    }
    int seconds = number(parts, 9) * 3600 + number(parts, 10) * 60 + number(parts, 11);
    return ZoneOffset.ofTotalSeconds(parts.group(8).equals("-") ? -seconds : seconds);
  }

  private static SQLException bad(String text, String kind, @Nullable Throwable why) {
    return new SQLException(
        "not a value of type " + kind + ": \"" + text + "\"",
        SqlState.INVALID_DATETIME_FORMAT,
        why);
  }

  /// 1 or -1 for the milliseconds that mean an infinity, else 0.
  static int infinity(long millis) {
    if (millis == LAST_MILLIS || millis == Long.MAX_VALUE) {
      return 1;
    }
    return millis == FIRST_MILLIS || millis == Long.MIN_VALUE ? -1 : 0;
  }

  private LocalDate day() {
    return date == null ? LocalDate.EPOCH : date;
  }

  private LocalTime timeOfDay() {
    return time == null ? LocalTime.MIDNIGHT : time;
  }

  LocalDate localDate() {
    return switch (infinity) {
      case 1 -> LocalDate.MAX;
      case -1 -> LocalDate.MIN;
      default -> day();
    };
  }

  /// The last time of a day for 24:00:00.
  LocalTime localTime() {
    return endOfDay ? LocalTime.MAX : timeOfDay();
  }

  LocalDateTime localDateTime() {
    return switch (infinity) {
      case 1 -> LocalDateTime.MAX;
      case -1 -> LocalDateTime.MIN;
      default -> day().atTime(timeOfDay()).plusDays(endOfDay ? 1 : 0);
    };
  }

  /// In UTC, as pgjdbc has it: what offset the server printed says nothing about the value, but for
  /// a timetz, whose own it is.
  OffsetDateTime offsetDateTime(TimeZone zone) {
    if (date == null && offset != null && infinity == 0) {
      return localDateTime().atOffset(offset);
    }
    return switch (infinity) {
      case 1 -> OffsetDateTime.MAX;
      case -1 -> OffsetDateTime.MIN;
      default ->
          (offset == null
                  ? localDateTime().atZone(zone.toZoneId()).toOffsetDateTime()
                  : localDateTime().atOffset(offset))
              .withOffsetSameInstant(ZoneOffset.UTC);
    };
  }

  OffsetTime offsetTime() {
    return endOfDay
        ? OffsetTime.MAX
        : timeOfDay().atOffset(offset == null ? ZoneOffset.UTC : offset);
  }

  Timestamp timestamp(TimeZone zone) {
    if (infinity != 0) {
      return new Timestamp(infinity > 0 ? LAST_MILLIS : FIRST_MILLIS);
    }
    LocalDateTime at = localDateTime();
    Timestamp timestamp = new Timestamp(millis(at.withNano(0), zone));
    timestamp.setNanos(at.get(ChronoField.NANO_OF_SECOND));
    return timestamp;
  }

  /// Midnight of the day that it is in the zone.
  Date sqlDate(TimeZone zone) {
    if (infinity != 0) {
      return new Date(infinity > 0 ? LAST_MILLIS : FIRST_MILLIS);
    }
    if (offset == null || time == null) {
      return new Date(wall(day().atStartOfDay(), zone));
    }
    Calendar calendar = new GregorianCalendar(zone);
    calendar.setTimeInMillis(millis(localDateTime(), zone));
    calendar.set(Calendar.HOUR_OF_DAY, 0);
    calendar.set(Calendar.MINUTE, 0);
    calendar.set(Calendar.SECOND, 0);
    calendar.set(Calendar.MILLISECOND, 0);
    return new Date(calendar.getTimeInMillis());
  }

  /// The time of day that it is in the zone, on 1970-01-01.
  Time sqlTime(TimeZone zone) {
    if (offset == null) {
      return new Time(wall(LocalDate.EPOCH.atTime(timeOfDay()).plusDays(endOfDay ? 1 : 0), zone));
    }
    if (date == null) {
      return new Time(millis(LocalDate.EPOCH.atTime(timeOfDay()).plusDays(endOfDay ? 1 : 0), zone));
    }
    Calendar calendar = new GregorianCalendar(zone);
    calendar.setTimeInMillis(millis(localDateTime(), zone));
    calendar.set(1970, Calendar.JANUARY, 1);
    return new Time(calendar.getTimeInMillis());
  }

  private long millis(LocalDateTime at, TimeZone zone) {
    if (offset == null) {
      return wall(at, zone);
    }
    return at.getYear() >= GREGORIAN
        ? at.toInstant(offset).toEpochMilli()
        : wall(at, TimeZone.getTimeZone(offset));
  }

  /// When clocks in the zone show this; of a time that comes twice, GregorianCalendar's choice.
  private static long wall(LocalDateTime at, TimeZone zone) {
    Calendar calendar = new GregorianCalendar(zone);
    calendar.clear();
    int year = at.getYear();
    calendar.set(Calendar.ERA, year > 0 ? GregorianCalendar.AD : GregorianCalendar.BC);
    calendar.set(
        year > 0 ? year : 1 - year,
        at.getMonthValue() - 1,
        at.getDayOfMonth(),
        at.getHour(),
        at.getMinute(),
        at.getSecond());
    return calendar.getTimeInMillis() + at.getNano() / 1_000_000;
  }
}
