package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.FormatTemplate.Pattern;

/// The fields that `to_date` and `to_timestamp` have read, as they stood in the text; 0 where one
/// was not given.
final class FormatInput {
  private enum Calendar {
    NONE,
    GREGORIAN,
    ISO_WEEKS
  }

  private Calendar calendar = Calendar.NONE;
  boolean twelveHours;
  int half;
  int era;
  int year;
  int yearDigits;
  int century;
  int month;
  int day;
  int dayOfYear;

  /// 1 is Sunday.
  int weekday;

  int week;
  int weekOfMonth;
  int julian;
  int hour;
  int minute;
  int second;
  int secondOfDay;
  int millis;
  int micros;

  /// Digits of a second that an FF pattern named, or 0.
  int precision;

  /// 1 or -1 where an offset was given in numbers.
  int zoneSign;

  int zoneHour;
  int zoneMinute;
  boolean zoneNamed;
  int zoneOffset;

  boolean isoWeeks() {
    return calendar == Calendar.ISO_WEEKS;
  }

  boolean hasZone() {
    return zoneNamed || zoneSign != 0;
  }

  /// Patterns of ISO weeks and those of months do not go together.
  void useCalendar(Pattern pattern) {
    Calendar wanted =
        switch (pattern) {
          case DDD, DD, D, MM, MONTH, MON, RM, WW, W, Y_YYY, YYYY, YYY, YY, Y ->
              Calendar.GREGORIAN;
          case ID, IDDD, IW, I, IY, IYY, IYYY -> Calendar.ISO_WEEKS;
          default -> Calendar.NONE;
        };
    if (wanted == Calendar.NONE) {
      return;
    }
    if (calendar != Calendar.NONE && calendar != wanted) {
      throw new BraidException(
              SqlState.INVALID_DATETIME_FORMAT, "invalid combination of date conventions")
          .withHint("Use either patterns of the Gregorian calendar or those of ISO weeks.");
    }
    calendar = wanted;
  }
}
