package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.FormatTemplate.Node;
import dev.braid.type.FormatTemplate.Pattern;
import java.util.List;
import java.util.Locale;

/// Reads the fields of a text as a template has them, for `to_date` and `to_timestamp`.
///
/// Without FX the reading is lenient: blanks before and after fields do not count, a separator in
/// the template matches any separator or none, and other characters match any one. How many digits
/// a number takes depends on what follows it: exactly the pattern's where digits follow, else all.
/// A field of 0 counts as not given.
final class FormatReader {
  private static final List<String> MONTHS =
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
  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  private static final List<String> ROMAN =
      List.of("XII", "XI", "X", "IX", "VIII", "VII", "VI", "V", "IV", "III", "II", "I");
  private static final int LONGEST_ABBREVIATION = 10;

  private final String text;
  private final List<Node> nodes;
  private final Zone session;
  private final FormatInput fields = new FormatInput();
  private int at;

  /// Blanks and separators of the text passed over in excess of the template's.
  private int extra;

  private FormatReader(String text, String format, Zone session) {
    this.text = text;
    this.nodes = FormatTemplate.parse(format);
    this.session = session;
  }

  static FormatInput read(String text, String format, Zone session) {
    FormatReader reader = new FormatReader(text, format, session);
    reader.read();
    return reader.fields;
  }

  private void read() {
    boolean fixed = false;
    for (int i = 0; i < nodes.size() && at < text.length(); i++) {
      Node node = nodes.get(i);
      Pattern pattern = node.pattern();
      if (!fixed && pattern != Pattern.FX && (pattern != null || i == 0)) {
        skipBlanks();
      }
      if (at == text.length() && pattern == null) {
        break;
      }
      if (pattern == null) {
        literal(node, fixed);
        continue;
      }
      if (pattern == Pattern.FX) {
        fixed = true;
      } else {
        fields.useCalendar(pattern);
        field(i, node, pattern);
      }
      if (!fixed) {
        extra = 0;
        skipBlanks();
      }
    }
  }

  private void skipBlanks() {
    while (at < text.length() && DateTimeTokens.isSpace(text.charAt(at))) {
      at++;
      extra++;
    }
  }

  private void literal(Node node, boolean fixed) {
    if (fixed) {
      skipCharacter();
    } else if (node.kind() == FormatTemplate.Kind.LITERAL) {
      if (extra > 0) {
        extra--;
      } else {
        skipCharacter();
      }
    } else {
      extra--;
      if (FormatTemplate.kindOf(text.charAt(at)) != FormatTemplate.Kind.LITERAL) {
        at++;
        extra++;
      }
    }
  }

  private void skipCharacter() {
    if (at < text.length()) {
      at = text.offsetByCodePoints(at, 1);
    }
  }

  private void field(int index, Node node, Pattern pattern) {
    switch (pattern) {
      case AM -> half(name(node, List.of("am", "pm")), node);
      case AM_DOTS -> half(name(node, List.of("a.m.", "p.m.")), node);
      case AD -> fields.era = set(fields.era, name(node, List.of("ad", "bc")), node);
      case AD_DOTS -> fields.era = set(fields.era, name(node, List.of("a.d.", "b.c.")), node);
      case MONTH -> fields.month = set(fields.month, name(node, MONTHS) + 1, node);
      case MON -> fields.month = set(fields.month, name(node, shortened(MONTHS)) + 1, node);
      case RM -> fields.month = set(fields.month, 12 - name(node, ROMAN), node);
      // The weekday is stored before it is numbered from 1, and so compared with another.
      case DAY -> fields.weekday = set(fields.weekday, name(node, DAYS), node) + 1;
      case DY -> fields.weekday = set(fields.weekday, name(node, shortened(DAYS)), node) + 1;
      case TZ -> zone(index, node);
      case TZH, OF -> offset(index, node, pattern == Pattern.OF);
      case TZM -> {
        fields.zoneSign = fields.zoneSign == 0 ? 1 : fields.zoneSign;
        fields.zoneMinute = number(index, node, 2, fields.zoneMinute);
      }
      default -> {
        numeric(index, node, pattern);
        if (!node.ordinal().isEmpty()) {
          skipCharacter();
          skipCharacter();
        }
      }
    }
  }

  private void half(int value, Node node) {
    fields.half = set(fields.half, value, node);
    fields.twelveHours = true;
  }

  private void numeric(int index, Node node, Pattern pattern) {
    int start = at;
    switch (pattern) {
      case HH12 -> {
        fields.hour = number(index, node, 2, fields.hour);
        fields.twelveHours = true;
      }
      case HH24 -> fields.hour = number(index, node, 2, fields.hour);
      case MI -> fields.minute = number(index, node, 2, fields.minute);
      case SS -> fields.second = number(index, node, 2, fields.second);
      case SSSS -> fields.secondOfDay =
          number(index, node, node.name().length(), fields.secondOfDay);
      case MS -> {
        fields.millis = number(index, node, 3, fields.millis);
        fields.millis *= power(3 - (at - start));
      }
      case FF1, FF2, FF3, FF4, FF5, FF6, US -> {
        int digits = pattern == Pattern.US ? 6 : pattern.name().charAt(2) - '0';
        fields.precision = pattern == Pattern.US ? fields.precision : digits;
        fields.micros = number(index, node, digits, fields.micros);
        fields.micros *= power(6 - (at - start));
      }
      case MM -> fields.month = number(index, node, 2, fields.month);
      case DDD, IDDD -> fields.dayOfYear = number(index, node, 3, fields.dayOfYear);
      case DD -> fields.day = number(index, node, 2, fields.day);
      case D -> fields.weekday = number(index, node, 1, fields.weekday);
      case ID -> {
        int monday = number(index, node, 1, fields.weekday);
        fields.weekday = monday + 1 > 7 ? 1 : monday + 1;
      }
      case WW, IW -> fields.week = number(index, node, 2, fields.week);
      case W -> fields.weekOfMonth = number(index, node, 1, fields.weekOfMonth);
      case Q -> number(index, node, 1, 0);
      case CC -> fields.century = number(index, node, 2, fields.century);
      case J -> fields.julian = number(index, node, 1, fields.julian);
      case Y_YYY -> yearWithComma(node);
      case YYYY, IYYY -> year(index, node, 4);
      case YYY, IYY -> year(index, node, 3);
      case YY, IY -> year(index, node, 2);
      case Y, I -> year(index, node, 1);
      default -> throw new IllegalArgumentException(pattern.name());
    }
  }

  private static int power(int zeros) {
    int power = 1;
    for (int i = 0; i < zeros; i++) {
      power *= 10;
    }
    return power;
  }

  private void year(int index, Node node, int digits) {
    int start = at;
    fields.year = number(index, node, digits, fields.year);
    if (digits < 4 && at - start < 4) {
      fields.year = nearest(fields.year);
    }
    fields.yearDigits = digits;
  }

  /// A year of up to three digits becomes the one nearest to 2020.
  private static int nearest(int year) {
    if (year < 70) {
      return year + 2000;
    }
    if (year < 100) {
      return year + 1900;
    }
    if (year < 520) {
      return year + 2000;
    }
    return year < 1000 ? year + 1000 : year;
  }

  private void yearWithComma(Node node) {
    long[] thousands = integer(at);
    int comma = (int) thousands[1];
    int end = comma + 1;
    while (end < text.length()
        && end < comma + 4
        && DateTimeTokens.isDigit(text.charAt(end))) {
      end++;
    }
    if (comma == at || comma >= text.length() || text.charAt(comma) != ',' || end == comma + 1) {
      throw invalid("invalid value \"" + text.substring(at) + "\" for \"Y,YYY\"");
    }
    long year = Integer.parseInt(text, comma + 1, end, 10) + thousands[0] * 1000;
    if (thousands[0] != (int) thousands[0] || year != (int) year) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW,
          "value for \"Y,YYY\" in source string is out of range");
    }
    fields.year = set(fields.year, (int) year, node);
    fields.yearDigits = 4;
    at = end;
  }

  private void zone(int index, Node node) {
    int end = at;
    while (end < text.length()
        && end - at < LONGEST_ABBREVIATION
        && DateTimeTokens.isLetter(text.charAt(end))) {
      end++;
    }
    for (int to = end; to > at; to--) {
      String lower = text.substring(at, to).toLowerCase(Locale.ROOT);
      ZoneNames.Abbreviation found = SessionAbbreviations.find(lower, session);
      found = found != null ? found : ZoneNames.abbreviation(lower);
      if (found != null) {
        fields.zoneOffset = found.offset();
        fields.zoneNamed = true;
        fields.zoneSign = 0;
        at = to;
        return;
      }
    }
    if (end > at) {
      throw invalid("invalid value \"" + text.substring(at) + "\" for \"" + node.name() + "\"");
    }
    offset(index, node, true);
  }

  private void offset(int index, Node node, boolean minutes) {
    char c = at < text.length() ? text.charAt(at) : 0;
    if (c == '+' || c == '-' || c == ' ') {
      fields.zoneSign = c == '-' ? -1 : 1;
      at++;
    } else {
      fields.zoneSign = extra > 0 && text.charAt(at - 1) == '-' ? -1 : 1;
    }
    fields.zoneHour = number(index, node, 2, fields.zoneHour);
    if (minutes && at < text.length() && text.charAt(at) == ':') {
      at++;
      fields.zoneMinute = number(index, node, 2, fields.zoneMinute);
    }
  }

  /// One of some names, in any case: its place among them.
  private int name(Node node, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (text.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return i;
      }
    }
    int end = at;
    while (end < text.length() && !DateTimeTokens.isSpace(text.charAt(end))) {
      end++;
    }
    throw invalid(
        "invalid value \"" + text.substring(at, end) + "\" for \"" + node.name() + "\"");
  }

  private static List<String> shortened(List<String> names) {
    return names.stream().map(name -> name.substring(0, 3)).toList();
  }

  /// The next number, if `before` is 0 or the same.
  private int number(int index, Node node, int digits, int before) {
    int start = at;
    int from = at;
    while (from < text.length() && DateTimeTokens.isSpace(text.charAt(from))) {
      from++;
    }
    String part = text.substring(from, Math.min(text.length(), from + digits));
    long[] read;
    if (node.fill() || endsBeforeNonDigit(index)) {
      read = integer(from);
      at = (int) read[1] == from ? start : (int) read[1];
    } else {
      if (part.length() < digits) {
        throw invalid("source string too short for \"" + node.name() + "\" formatting field");
      }
      read = integer(from, from + digits);
      int used = (int) read[1] - from;
      if (used > 0 && used < digits) {
        throw invalid("invalid value \"" + part + "\" for \"" + node.name() + "\"");
      }
      at = from + used;
    }
    if (at == start) {
      throw invalid("invalid value \"" + part + "\" for \"" + node.name() + "\"");
    }
    if (read[0] != (int) read[0]) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW,
          "value for \"" + node.name() + "\" in source string is out of range");
    }
    return set(before, (int) read[0], node);
  }

  private long[] integer(int from) {
    return integer(from, text.length());
  }

  /// A whole number with or without a sign, and where it ends: `from` where there is none.
  private long[] integer(int from, int to) {
    int start = from;
    while (start < to && DateTimeTokens.isSpace(text.charAt(start))) {
      start++;
    }
    boolean negative = start < to && text.charAt(start) == '-';
    if (negative || start < to && text.charAt(start) == '+') {
      start++;
    }
    int end = start;
    long number = 0;
    while (end < to && DateTimeTokens.isDigit(text.charAt(end))) {
      number = Math.min(number * 10 + text.charAt(end) - '0', 1L << 40);
      end++;
    }
    return new long[] {negative ? -number : number, end == start ? from : end};
  }

  private boolean endsBeforeNonDigit(int index) {
    if (!nodes.get(index).ordinal().isEmpty() || index + 1 == nodes.size()) {
      return true;
    }
    Node next = nodes.get(index + 1);
    Pattern pattern = next.pattern();
    return pattern == null
        ? !DateTimeTokens.isDigit(next.name().charAt(0))
        : switch (pattern) {
          case AD, AD_DOTS, AM, AM_DOTS, DAY, DY, FX, MONTH, MON, OF, RM, TZ, TZH -> true;
          default -> false;
        };
  }

  private static int set(int before, int value, Node node) {
    if (before != 0 && before != value) {
      throw invalid("conflicting values for \"" + node.name() + "\" field in formatting string");
    }
    return value;
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_DATETIME_FORMAT, message);
  }
}
