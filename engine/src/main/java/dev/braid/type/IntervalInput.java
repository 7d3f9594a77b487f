package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.DateTimeTokens.Shape;
import dev.braid.type.DateTimeTokens.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads intervals from text, from the last token to the first, so that a unit is known before its
/// number.
final class IntervalInput {
  private final String text;
  private final IntervalFields restriction;
  private final IntervalSum sum;
  private final List<Token> tokens;

  /// One bit for each unit that has been given.
  private int given;

  private @Nullable IntervalUnit unit;
  private boolean unitWaits;
  private boolean ago;

  private IntervalInput(String text, IntervalFields restriction) {
    this.text = text;
    this.restriction = restriction;
    this.sum = new IntervalSum(text);
    this.tokens = DateTimeTokens.of(text, "interval", 255);
  }

  static Interval parse(String text, IntervalFields restriction) {
    try {
      return new IntervalInput(text, restriction).read();
    } catch (BraidException e) {
      if (!e.sqlState().equals(SqlState.INVALID_DATETIME_FORMAT)) {
        throw e;
      }
      return IsoInterval.parse(text);
    }
  }

  private BraidException badFormat() {
    return DateTimeTokens.badFormat("interval", text);
  }

  private static int bit(IntervalUnit unit) {
    return 1 << unit.ordinal();
  }

  private void give(int units) {
    if ((given & units) != 0) {
      throw badFormat();
    }
    given |= units;
  }

  private Interval read() {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      String s = tokens.get(i).text();
      Shape shape = tokens.get(i).shape();
      switch (shape) {
        case TIME -> time(s, false);
        case SIGNED -> {
          if (s.indexOf(':') < 0 || !signedTime(s)) {
            number(s);
          }
        }
        case DATE, NUMBER -> number(s);
        case WORD, SIGNED_WORD -> {
          Interval infinite = word(s, i == tokens.size() - 1);
          if (infinite != null) {
            if (tokens.size() > 1) {
              throw badFormat();
            }
            return infinite;
          }
        }
      }
    }
    if (given == 0 || unitWaits) {
      throw badFormat();
    }
    if (ago) {
      sum.negate();
    }
    return sum.interval();
  }

  private boolean signedTime(String s) {
    try {
      time(s.substring(1), s.charAt(0) == '-');
      return true;
    } catch (BraidException e) {
      return false;
    }
  }

  private void time(String s, boolean negative) {
    int first = s.indexOf(':');
    long hours = digits(s, 0, first);
    int at = first + 1;
    int end = digitsEnd(s, at);
    long minutes = digits(s, at, end);
    long seconds = 0;
    double fraction = 0;
    if (end == s.length()) {
      if (restriction == IntervalFields.MINUTE_TO_SECOND) {
        seconds = minutes;
        minutes = hours;
        hours = 0;
      }
    } else if (s.charAt(end) == '.') {
      fraction = fraction(s, end);
      seconds = minutes;
      minutes = hours;
      hours = 0;
    } else {
      at = end + 1;
      end = digitsEnd(s, at);
      seconds = digits(s, at, end);
      if (end < s.length()) {
        if (s.charAt(end) != '.') {
          throw badFormat();
        }
        fraction = fraction(s, end);
      }
    }
    if (minutes > 59 || seconds > 60) {
      throw sum.overflow();
    }
    int sign = negative ? -1 : 1;
    long micros = (long) Math.rint(fraction * 1e6);
    long rest = (minutes * 60 + seconds) * Timestamps.MICROS_PER_SECOND + micros;
    // Without its sign, too, the time must not outgrow a long.
    if (hours > (Long.MAX_VALUE - rest) / Timestamps.MICROS_PER_HOUR) {
      throw sum.overflow();
    }
    sum.addMicros(sign * (hours * Timestamps.MICROS_PER_HOUR + rest), 0, 1);
    give(
        bit(IntervalUnit.HOUR)
            | bit(IntervalUnit.MINUTE)
            | bit(IntervalUnit.SECOND)
            | bit(IntervalUnit.MILLISECOND)
            | bit(IntervalUnit.MICROSECOND));
    unit = IntervalUnit.DAY;
    unitWaits = false;
  }

  private static int digitsEnd(String s, int from) {
    int at = from;
    while (at < s.length() && DateTimeTokens.isDigit(s.charAt(at))) {
      at++;
    }
    return at;
  }

  private long digits(String s, int from, int to) {
    long number = negated(s, from, to);
    if (number == Long.MIN_VALUE) {
      throw sum.overflow();
    }
    return -number;
  }

  /// Digits as a negative number, of which there is one more.
  private long negated(String s, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      if (!DateTimeTokens.isDigit(s.charAt(i))) {
        throw badFormat();
      }
      int digit = s.charAt(i) - '0';
      if (number < (Long.MIN_VALUE + digit) / 10) {
        throw sum.overflow();
      }
      number = number * 10 - digit;
    }
    return number;
  }

  private double fraction(String s, int point) {
    if (digitsEnd(s, point + 1) != s.length()) {
      throw badFormat();
    }
    return point + 1 == s.length() ? 0 : Double.parseDouble("0" + s.substring(point));
  }

  private void number(String s) {
    if (unit == null) {
      unit = restriction.lastUnit();
    }
    boolean negative = s.charAt(0) == '-';
    int start = negative || s.charAt(0) == '+' ? 1 : 0;
    int end = digitsEnd(s, start);
    if (end == start && (end == s.length() || s.charAt(end) != '.')) {
      throw badFormat();
    }
    long whole = negative ? negated(s, start, end) : digits(s, start, end);
    double fraction = 0;
    if (end < s.length() && s.charAt(end) == '-') {
      int last = digitsEnd(s, end + 1);
      long months = digits(s, end + 1, last);
      if (months >= 12) {
        throw sum.overflow();
      }
      if (last != s.length()) {
        throw badFormat();
      }
      unit = IntervalUnit.MONTH;
      if (Math.abs(whole / 12) > Long.MAX_VALUE / 144 - 1) {
        throw sum.overflow();
      }
      whole = whole * 12 + (negative ? -months : months);
    } else if (end < s.length()) {
      if (s.charAt(end) != '.') {
        throw badFormat();
      }
      fraction = fraction(s, end);
    }
    add(whole, negative ? -fraction : fraction);
  }

  private void add(long whole, double fraction) {
    IntervalUnit current = unit;
    if (current == null || !sum.add(current, whole, fraction)) {
      throw badFormat();
    }
    int units = bit(current);
    switch (current) {
      case SECOND -> {
        if (fraction != 0) {
          units |= bit(IntervalUnit.MILLISECOND) | bit(IntervalUnit.MICROSECOND);
        }
      }
      case HOUR -> unit = IntervalUnit.DAY;
      default -> {}
    }
    give(units);
    unitWaits = false;
  }

  /// Returns an infinite interval's value, if the word stands for one.
  private @Nullable Interval word(String s, boolean last) {
    if (unitWaits) {
      throw badFormat();
    }
    IntervalUnit found = IntervalUnit.find(s);
    if (found != null) {
      unit = found;
      unitWaits = true;
      return null;
    }
    if (s.equals("ago")) {
      if (!last) {
        throw badFormat();
      }
      ago = true;
      return null;
    }
    DateTimeWords.Word word = DateTimeWords.find(s);
    if (word != null && word.role() == DateTimeWords.Role.NOISE) {
      return null;
    }
    return switch (s) {
      case "infinity", "+infinity" -> Interval.INFINITY;
      case "-infinity" -> Interval.NEGATIVE_INFINITY;
      default -> throw badFormat();
    };
  }
}
