package dev.braid.type;

/// Dates and times in PostgreSQL's ISO style.
final class DateText {
  private DateText() {}

  static String date(int date) {
    if (!Dates.isFinite(date)) {
      return date == Dates.INFINITY ? "infinity" : "-infinity";
    }
    StringBuilder out = new StringBuilder(13);
    int year = appendDate(out, date);
    if (year <= 0) {
      out.append(" BC");
    }
    return out.toString();
  }

  static String timestamp(long timestamp) {
    if (!Timestamps.isFinite(timestamp)) {
      return infinite(timestamp);
    }
    StringBuilder out = new StringBuilder(26);
    int year = appendTimestamp(out, timestamp);
    if (year <= 0) {
      out.append(" BC");
    }
    return out.toString();
  }

  static String instant(long instant, Zone zone) {
    if (!Timestamps.isFinite(instant)) {
      return infinite(instant);
    }
    StringBuilder out = new StringBuilder(32);
    int offset = zone.offsetAt(instant);
    int year = appendTimestamp(out, instant + offset * Timestamps.MICROS_PER_SECOND);
    appendOffset(out, offset);
    if (year <= 0) {
      out.append(" BC");
    }
    return out.toString();
  }

  private static String infinite(long timestamp) {
    return timestamp == Timestamps.INFINITY ? "infinity" : "-infinity";
  }

  private static int appendTimestamp(StringBuilder out, long timestamp) {
    int year = appendDate(out, Timestamps.dayOf(timestamp));
    out.append(' ');
    appendTime(out, Timestamps.timeOf(timestamp));
    return year;
  }

  /// Returns the astronomical year; the mark of BC goes to the end of the whole text.
  private static int appendDate(StringBuilder out, int date) {
    long civil = Dates.toCivil(date);
    int year = Dates.yearOf(civil);
    appendPadded(out, year > 0 ? year : 1L - year, 4);
    out.append('-');
    appendPadded(out, Dates.monthOf(civil), 2);
    out.append('-');
    appendPadded(out, Dates.dayOf(civil), 2);
    return year;
  }

  static void appendTime(StringBuilder out, long time) {
    int seconds = (int) (time / Timestamps.MICROS_PER_SECOND);
    appendPadded(out, seconds / 3600, 2);
    out.append(':');
    appendPadded(out, seconds / 60 % 60, 2);
    out.append(':');
    appendPadded(out, seconds % 60, 2);
    appendFraction(out, (int) (time % Timestamps.MICROS_PER_SECOND));
  }

  /// A point and up to six digits, without trailing zeros; nothing for 0.
  static void appendFraction(StringBuilder out, int micros) {
    if (micros == 0) {
      return;
    }
    out.append('.');
    int rest = micros;
    int digits = 6;
    while (rest % 10 == 0) {
      rest /= 10;
      digits--;
    }
    appendPadded(out, rest, digits);
  }

  /// `+00`, `+05:30`, `-04:56:02`.
  static void appendOffset(StringBuilder out, int offset) {
    int seconds = Math.abs(offset);
    out.append(offset < 0 ? '-' : '+');
    appendPadded(out, seconds / 3600, 2);
    if (seconds % 3600 != 0) {
      out.append(':');
      appendPadded(out, seconds / 60 % 60, 2);
      if (seconds % 60 != 0) {
        out.append(':');
        appendPadded(out, seconds % 60, 2);
      }
    }
  }

  /// A number that is not negative, with zeros in front up to a width.
  static void appendPadded(StringBuilder out, long number, int width) {
    long bound = 10;
    for (int digits = 1; digits < width; digits++) {
      if (number < bound) {
        for (int missing = width - digits; missing > 0; missing--) {
          out.append('0');
        }
        break;
      }
      bound *= 10;
    }
    out.append(number);
  }

  /// The arguments of `make_date` as its errors show them.
  static String makeDate(int year, int month, int day) {
    return year + "-" + padded(month) + "-" + padded(day);
  }

  static String padded(int number) {
    return number >= 0 && number < 10 ? "0" + number : Integer.toString(number);
  }

  /// `%g`: six significant digits.
  static String shortest(double number) {
    return ShortG.format(number);
  }
}
