package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.FormatTemplate.Kind;
import dev.braid.type.FormatTemplate.Node;
import dev.braid.type.FormatTemplate.Pattern;
import java.util.List;
import java.util.Locale;

/// Writes fields by a template.
final class DateFormatOutput {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  static final List<String> ROMAN =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

  private final FormatFields fields;
  private final StringBuilder out = new StringBuilder();

  private DateFormatOutput(FormatFields fields) {
    this.fields = fields;
  }

  static String format(FormatFields fields, String format) {
    DateFormatOutput output = new DateFormatOutput(fields);
    for (Node node : FormatTemplate.parse(format)) {
      Pattern pattern = node.pattern();
      if (node.kind() != Kind.PATTERN || pattern == null) {
        output.out.append(node.name());
      } else {
        output.append(node, pattern);
      }
    }
    return output.out.toString();
  }

  private void append(Node node, Pattern pattern) {
    switch (pattern) {
      case FX -> {}
      case AM, AM_DOTS, AD, AD_DOTS, MONTH, MON, DAY, DY, RM -> name(node, pattern);
      case TZ, TZH, TZM, OF -> zone(node, pattern);
      case D, ID -> {
        refuseInterval();
        plain(node, pattern == Pattern.D ? Dates.dayOfWeek(fields.date()) + 1 : isoDay());
      }
      case IDDD, IW, IYYY, IYY, IY, I, J -> {
        refuseIntervalByName(node);
        isoOrJulian(node, pattern);
      }
      case CC, Y_YYY, YYYY, YYY, YY, Y -> year(node, pattern);
      case HH12 -> {
        long hour = fields.hour() % 12;
        padded(node, hour == 0 ? 12 : hour, fields.hour() >= 0 ? 2 : 3);
      }
      case HH24 -> signed(node, fields.hour(), 2);
      case MI -> signed(node, fields.minute(), 2);
      case SS -> signed(node, fields.second(), 2);
      case FF1 -> fraction(node, 1, 100_000);
      case FF2 -> fraction(node, 2, 10_000);
      case FF3, MS -> fraction(node, 3, 1_000);
      case FF4 -> fraction(node, 4, 100);
      case FF5 -> fraction(node, 5, 10);
      case FF6, US -> fraction(node, 6, 1);
      case SSSS -> plain(node, fields.hour() * 3600 + fields.minute() * 60L + fields.second());
      case MM -> signed(node, fields.month(), 2);
      case DDD -> padded(node, fields.dayOfYear(), 3);
      case DD -> padded(node, fields.day(), 2);
      case WW -> padded(node, (fields.dayOfYear() - 1) / 7 + 1, 2);
      case W -> plain(node, (fields.day() - 1) / 7 + 1);
      case Q -> {
        if (fields.month() != 0) {
          plain(node, (fields.month() - 1) / 3 + 1);
        }
      }
    }
  }

  private int isoDay() {
    return Dates.isoDayOfWeek(fields.date());
  }

  private void refuseInterval() {
    if (fields.interval()) {
      throw new BraidException(
              SqlState.INVALID_DATETIME_FORMAT,
              "invalid format specification for an interval value")
          .withHint("Intervals are not tied to specific calendar dates.");
    }
  }

  private void refuseIntervalByName(Node node) {
    if (fields.interval()) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "to_char of an interval with \"" + node.name() + "\" is not supported");
    }
  }

  private void plain(Node node, long number) {
    padded(node, number, 1);
  }

  private void signed(Node node, long number, int width) {
    padded(node, number, number >= 0 ? width : width + 1);
  }

  private void fraction(Node node, int digits, int unit) {
    number(node, fields.micros() / unit, digits);
  }

  private void padded(Node node, long number, int width) {
    number(node, number, node.fill() ? 0 : width);
  }

  /// A number with zeros up to a width, of which a minus sign takes one, and its ordinal ending.
  private void number(Node node, long number, int width) {
    long size = number;
    int rest = width;
    if (number < 0) {
      out.append('-');
      size = -number;
      rest--;
    }
    DateText.appendPadded(out, size, rest);
    ordinal(node);
  }

  private void ordinal(Node node) {
    if (node.ordinal().isEmpty()) {
      return;
    }
    int length = out.length();
    char last = out.charAt(length - 1);
    if (length > 1 && out.charAt(length - 2) == '1') {
      last = '0';
    }
    String ending =
        switch (last) {
          case '1' -> "st";
          case '2' -> "nd";
          case '3' -> "rd";
          default -> "th";
        };
    out.append(node.ordinal().equals("TH") ? ending.toUpperCase(Locale.ROOT) : ending);
  }

  private void name(Node node, Pattern pattern) {
    switch (pattern) {
      case AM, AM_DOTS -> cased(node, dotted(fields.hour() % 24 >= 12 ? 'P' : 'A', 'M', pattern));
      case AD, AD_DOTS -> {
        refuseInterval();
        boolean bc = fields.year() <= 0;
        cased(node, dotted(bc ? 'B' : 'A', bc ? 'C' : 'D', pattern));
      }
      case RM -> roman(node);
      default -> {
        refuseInterval();
        boolean month = pattern == Pattern.MONTH || pattern == Pattern.MON;
        String name =
            month ? MONTHS.get(fields.month() - 1) : DAYS.get(Dates.dayOfWeek(fields.date()));
        boolean full = pattern == Pattern.MONTH || pattern == Pattern.DAY;
        cased(node, full ? name : name.substring(0, 3));
        if (full && !node.fill() && !node.localized()) {
          blanks(9 - name.length());
        }
      }
    }
  }

  private static String dotted(char first, char second, Pattern pattern) {
    boolean dots = pattern == Pattern.AM_DOTS || pattern == Pattern.AD_DOTS;
    return dots ? first + "." + second + "." : "" + first + second;
  }

  private void cased(Node node, String name) {
    if (node.lower()) {
      out.append(name.toLowerCase(Locale.ROOT));
    } else if (node.name().indexOf('.') >= 0 || node.upper()) {
      out.append(name.toUpperCase(Locale.ROOT));
    } else {
      out.append(name);
    }
  }

  private void blanks(int count) {
    for (int i = 0; i < count; i++) {
      out.append(' ');
    }
  }

  private void roman(Node node) {
    int month = fields.month();
    if (month == 0 && fields.year() == 0) {
      return;
    }
    int index = month - 1;
    if (month == 0) {
      index = fields.year() >= 0 ? 11 : 0;
    } else if (month < 0) {
      index = 12 + month;
    }
    String name = ROMAN.get(index);
    cased(node, name);
    if (!node.fill()) {
      blanks(4 - name.length());
    }
  }

  private void zone(Node node, Pattern pattern) {
    refuseInterval();
    Zone zone = fields.zone();
    int offset = zone == null ? 0 : zone.offsetAt(fields.instant());
    int size = Math.abs(offset);
    char sign = offset < 0 ? '-' : '+';
    switch (pattern) {
      case TZ -> {
        if (zone != null) {
          String name = SessionAbbreviations.at(zone, fields.instant());
          out.append(node.lower() ? name.toLowerCase(Locale.ROOT) : name);
        }
      }
      case TZH -> {
        out.append(sign);
        DateText.appendPadded(out, size / 3600, 2);
      }
      case TZM -> DateText.appendPadded(out, size % 3600 / 60, 2);
      default -> {
        out.append(sign);
        DateText.appendPadded(out, size / 3600, node.fill() ? 0 : 2);
        if (size % 3600 != 0) {
          out.append(':');
          DateText.appendPadded(out, size % 3600 / 60, 2);
        }
      }
    }
  }

  private void isoOrJulian(Node node, Pattern pattern) {
    int date = fields.date();
    switch (pattern) {
      case IDDD -> padded(node, date - Dates.isoYearStart(Dates.isoYear(date)) + 1, 3);
      case IW -> padded(node, Dates.isoWeek(date), 2);
      case J -> plain(node, Dates.julianDay(date));
      default -> shortenedYear(node, pattern, Dates.isoYear(date));
    }
  }

  private void year(Node node, Pattern pattern) {
    if (pattern == Pattern.CC) {
      int year = fields.year();
      int century =
          fields.interval() ? year / 100 : year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
      signed(node, century, 2);
    } else {
      shortenedYear(node, pattern, fields.year());
    }
  }

  private void shortenedYear(Node node, Pattern pattern, int astronomical) {
    int year = fields.interval() || astronomical > 0 ? astronomical : 1 - astronomical;
    int width = year >= 0 ? 0 : 1;
    switch (pattern) {
      case Y_YYY -> {
        int thousands = year / 1000;
        out.append(thousands).append(',');
        number(node, year % 1000, 3);
      }
      case YYYY, IYYY -> padded(node, year, width + 4);
      case YYY, IYY -> padded(node, year % 1000, width + 3);
      case YY, IY -> padded(node, year % 100, width + 2);
      default -> plain(node, year % 10);
    }
  }
}
