package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// The fields of one date or time while its pieces are read one after the other.
///
/// Which fields are known already decides what the next number means, as PostgreSQL does under
/// `DateStyle = ISO, MDY`; a field given twice is an error. A set of fields is a mask of bits.
final class DateTimeReader {
  static final int YEAR = 1;
  static final int MONTH = 2;
  static final int DAY = 4;
  static final int DATE = YEAR | MONTH | DAY;
  static final int TIME = 8;
  static final int ZONE = 16;
  static final int DAY_OF_YEAR = 32;
  static final int HALF_DAY = 64;
  static final int ERA = 128;
  static final int WEEKDAY = 256;
  static final int DAYLIGHT = 512;

  final String text;
  final String typeName;

  /// The fields known so far.
  int known;

  boolean monthWasWord;
  boolean shortYear;
  boolean julian;
  boolean bc;
  boolean daylight;

  /// 0 for AM, 1 for PM, -1 for neither.
  int half = -1;

  int year;
  int month;
  int day;
  int dayOfYear;
  int hour;
  int minute;
  int second;
  int micros;

  /// Seconds east of Greenwich, if [#ZONE] is known and `zone` is null.
  int offset;

  @Nullable Zone zone;

  DateTimeReader(String text, String typeName) {
    this.text = text;
    this.typeName = typeName;
  }

  BraidException badFormat() {
    return DateTimeTokens.badFormat(typeName, text);
  }

  BraidException fieldOverflow() {
    return new BraidException(
        SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
  }

  private BraidException monthOrDayOverflow() {
    return fieldOverflow().withHint("Perhaps you need a different \"DateStyle\" setting.");
  }

  /// Marks fields as known.
  void add(int fields) {
    if ((known & fields) != 0) {
      throw badFormat();
    }
    known |= fields;
  }

  boolean has(int fields) {
    return (known & fields) == fields;
  }

  /// The digits of `s` from `from` to `to`.
  int integer(String s, int from, int to) {
    if (from == to) {
      throw badFormat();
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      if (!DateTimeTokens.isDigit(c)) {
        throw badFormat();
      }
      number = number * 10 + c - '0';
      if (number > Integer.MAX_VALUE) {
        throw fieldOverflow();
      }
    }
    return (int) number;
  }

  /// The fraction of a second that `s` ends with; `point` is where its point stands.
  int fraction(String s, int point) {
    for (int i = point + 1; i < s.length(); i++) {
      if (!DateTimeTokens.isDigit(s.charAt(i))) {
        throw badFormat();
      }
    }
    if (point + 1 == s.length()) {
      return 0;
    }
    return (int) Math.rint(Double.parseDouble("0" + s.substring(point)) * 1e6);
  }

  /// `2024-01-31`, `31.1.2024`, `Jan/31/24`: three parts, or two with a day of the year.
  void date(String s) {
    int[] starts = new int[25];
    int[] ends = new int[25];
    int count = 0;
    int at = 0;
    while (at < s.length() && count < 25) {
      while (at < s.length() && !isWordCharacter(s.charAt(at))) {
        at++;
      }
      if (at == s.length()) {
        throw badFormat();
      }
      int start = at;
      boolean digits = DateTimeTokens.isDigit(s.charAt(at));
      while (at < s.length()
          && (digits
              ? DateTimeTokens.isDigit(s.charAt(at))
              : DateTimeTokens.isLetter(s.charAt(at)))) {
        at++;
      }
      starts[count] = start;
      ends[count++] = at;
      if (at < s.length()) {
        at++;
      }
    }
    boolean word = false;
    for (int i = 0; i < count; i++) {
      if (DateTimeTokens.isLetter(s.charAt(starts[i]))) {
        DateTimeWords.Word found = DateTimeWords.find(s.substring(starts[i], ends[i]));
        if (found != null && found.role() == DateTimeWords.Role.NOISE) {
          continue;
        }
        if (found == null || found.role() != DateTimeWords.Role.MONTH) {
          throw badFormat();
        }
        month = found.value();
        word = true;
        add(MONTH);
        ends[i] = starts[i];
      }
    }
    for (int i = 0; i < count; i++) {
      if (ends[i] == starts[i]) {
        continue;
      }
      number(s.substring(starts[i], ends[i]), word);
    }
    if ((known & ~(DAY_OF_YEAR | ZONE)) != DATE) {
      throw badFormat();
    }
  }

  private static boolean isWordCharacter(char c) {
    return DateTimeTokens.isDigit(c) || DateTimeTokens.isLetter(c);
  }

  /// A number whose meaning follows from what is known: of `fields` or of the reader.
  void number(String s, boolean word) {
    add(number(s, word, known));
  }

  /// Returns the fields that the number gave.
  int number(String s, boolean word, int fields) {
    int point = s.indexOf('.');
    int digits = point < 0 ? s.length() : point;
    int value = integer(s, 0, digits);
    if (point >= 0) {
      if (digits > 2) {
        return joined(s, fields | DATE);
      }
      micros = fraction(s, point);
    }
    if (s.length() == 3 && (fields & DATE) == YEAR && value >= 1 && value <= 366) {
      dayOfYear = value;
      return DAY_OF_YEAR | MONTH | DAY;
    }
    int given =
        switch (fields & DATE) {
          case 0 -> s.length() >= 3 ? YEAR : MONTH;
          case YEAR -> MONTH;
          case MONTH -> word && s.length() >= 3 ? YEAR : DAY;
          case YEAR | MONTH -> DAY;
          case DAY -> MONTH;
          case MONTH | DAY -> YEAR;
          case DATE -> 0;
          default -> throw badFormat();
        };
    switch (given) {
      case YEAR -> {
        year = value;
        shortYear = s.length() <= 2;
      }
      case MONTH -> month = value;
      case DAY -> {
        if ((fields & DATE) == (YEAR | MONTH) && word && s.length() >= 3 && shortYear) {
          day = year;
          year = value;
          shortYear = false;
        } else {
          day = value;
        }
      }
      default -> {
        return joined(s, fields);
      }
    }
    return given;
  }

  /// Digits without separators: `20240131`, `240131`, `101500`, `1015`, `101500.5`. Returns the
  /// fields that they gave.
  int joined(String s, int fields) {
    int point = s.indexOf('.');
    int length = point < 0 ? s.length() : point;
    if (point >= 0) {
      micros = fraction(s, point);
    } else if ((fields & DATE) != DATE && length >= 6) {
      day = integer(s, length - 2, length);
      month = integer(s, length - 4, length - 2);
      year = integer(s, 0, length - 4);
      shortYear = shortYear || length == 6;
      return DATE;
    }
    if ((fields & TIME) == 0 && (length == 6 || length == 4)) {
      hour = integer(s, 0, 2);
      minute = integer(s, 2, 4);
      second = length == 6 ? integer(s, 4, 6) : 0;
      return TIME;
    }
    throw badFormat();
  }

  /// `10:15`, `10:15:00.5`, and minutes with seconds where only these have a fraction.
  void time(String s) {
    int first = s.indexOf(':');
    int next = first + 1;
    while (next < s.length() && DateTimeTokens.isDigit(s.charAt(next))) {
      next++;
    }
    hour = integer(s, 0, first);
    minute = next == first + 1 ? 0 : integer(s, first + 1, next);
    second = 0;
    micros = 0;
    if (next < s.length()) {
      if (s.charAt(next) == '.') {
        micros = fraction(s, next);
        second = minute;
        minute = hour;
        hour = 0;
      } else {
        int end = next + 1;
        while (end < s.length() && DateTimeTokens.isDigit(s.charAt(end))) {
          end++;
        }
        second = end == next + 1 ? 0 : integer(s, next + 1, end);
        if (end < s.length()) {
          if (s.charAt(end) != '.') {
            throw badFormat();
          }
          micros = fraction(s, end);
        }
      }
    }
    if (minute > 59 || second > 60 || timeOverflows()) {
      throw fieldOverflow();
    }
  }

  boolean timeOverflows() {
    return hour > 24
        || minute > 59
        || second > 60
        || micros > 1_000_000
        || timeMicros() > Timestamps.MICROS_PER_DAY;
  }

  long timeMicros() {
    return (hour * 3600L + minute * 60L + second) * Timestamps.MICROS_PER_SECOND + micros;
  }

  /// `+05:30`, `-8`, `+0530`, `+05:30:15`.
  void offset(String s) {
    zone = null;
    offset = ZoneDisplacement.seconds(s, this);
  }

  /// `J2451187`, perhaps with a fraction of a day.
  int julianDay(String s) {
    int point = s.indexOf('.');
    julianDay(integer(s, 0, point < 0 ? s.length() : point));
    if (point < 0) {
      return DATE;
    }
    double part = point + 1 == s.length() ? 0 : Double.parseDouble("0" + s.substring(point));
    timeFrom((long) (part * Timestamps.MICROS_PER_DAY));
    return DATE | TIME;
  }

  void julianDay(int number) {
    dateFrom((long) number - Dates.JULIAN_EPOCH);
    julian = true;
  }

  void dateFrom(long dayNumber) {
    long civil = Dates.toCivil(dayNumber);
    year = Dates.yearOf(civil);
    month = Dates.monthOf(civil);
    day = Dates.dayOf(civil);
  }

  void timeFrom(long time) {
    long seconds = time / Timestamps.MICROS_PER_SECOND;
    hour = (int) (seconds / 3600);
    minute = (int) (seconds / 60 % 60);
    second = (int) (seconds % 60);
    micros = (int) (time % Timestamps.MICROS_PER_SECOND);
  }

  /// Checks the date once all is read, and makes its year astronomical.
  void finishDate() {
    if (has(YEAR) && !julian) {
      if (bc) {
        if (year <= 0) {
          throw fieldOverflow();
        }
        year = 1 - year;
      } else if (shortYear) {
        year += year < 70 ? 2000 : 1900;
      } else if (year <= 0) {
        throw fieldOverflow();
      }
    }
    if (has(DAY_OF_YEAR)) {
      dateFrom(Dates.dayNumber(year, 1, 1) + dayOfYear - 1);
    }
    if (has(MONTH) && (month < 1 || month > 12)) {
      throw monthOrDayOverflow();
    }
    if (has(DAY) && (day < 1 || day > 31)) {
      throw monthOrDayOverflow();
    }
    if (has(DATE) && day > Dates.daysInMonth(year, month)) {
      throw fieldOverflow();
    }
  }

  void finishHalfDay() {
    if (half < 0) {
      return;
    }
    if (hour > 12) {
      throw fieldOverflow();
    }
    hour = hour % 12 + 12 * half;
  }
}
