package dev.braid.type;

import dev.braid.error.BraidException;
import org.jspecify.annotations.Nullable;

/// Reads ISO 8601's intervals: `P1Y2M3DT4H5M6S` and the forms that resemble a timestamp,
/// `P0001-02-03T04:05:06`, `P00010203T040506`.
final class IsoInterval {
  private final String text;
  private final IntervalSum sum;
  private int at;
  private double whole;
  private double fraction;

  private IsoInterval(String text) {
    this.text = text;
    this.sum = new IntervalSum(text);
  }

  static Interval parse(String text) {
    IsoInterval reader = new IsoInterval(text);
    if (text.length() < 2 || text.charAt(0) != 'P') {
      throw reader.badFormat();
    }
    reader.at = 1;
    reader.read();
    return reader.sum.interval();
  }

  private BraidException badFormat() {
    return DateTimeTokens.badFormat("interval", text);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void read() {
    boolean date = true;
    boolean first = true;
    while (at < text.length()) {
      if (peek() == 'T') {
        date = false;
        first = true;
        at++;
        continue;
      }
      int start = at;
      number();
      IntervalUnit unit = date ? dateUnit(peek()) : timeUnit(peek());
      if (unit != null) {
        at++;
        add(unit);
        first = false;
        continue;
      }
      if (!first) {
        throw badFormat();
      }
      if (date) {
        alternativeDate(width(start));
        if (at == text.length()) {
          return;
        }
        date = false;
        at++;
      } else {
        alternativeTime(width(start));
        return;
      }
    }
  }

  private static @Nullable IntervalUnit dateUnit(char c) {
    return switch (c) {
      case 'Y' -> IntervalUnit.YEAR;
      case 'M' -> IntervalUnit.MONTH;
      case 'W' -> IntervalUnit.WEEK;
      case 'D' -> IntervalUnit.DAY;
      default -> null;
    };
  }

  private static @Nullable IntervalUnit timeUnit(char c) {
    return switch (c) {
      case 'H' -> IntervalUnit.HOUR;
      case 'M' -> IntervalUnit.MINUTE;
      case 'S' -> IntervalUnit.SECOND;
      default -> null;
    };
  }

  /// The digits of the number that begins at `start`.
  private int width(int start) {
    int from = text.charAt(start) == '-' ? start + 1 : start;
    int end = from;
    while (end < text.length() && DateTimeTokens.isDigit(text.charAt(end))) {
      end++;
    }
    return end - from;
  }

  /// Ends at a `T` or at the end of the text.
  private void alternativeDate(int width) {
    if (width == 8 && (peek() == 'T' || peek() == 0)) {
      long digits = (long) whole;
      sum.add(IntervalUnit.YEAR, digits / 10_000, 0);
      sum.add(IntervalUnit.MONTH, digits / 100 % 100, 0);
      sum.add(IntervalUnit.DAY, digits % 100, fraction);
      return;
    }
    add(IntervalUnit.YEAR);
    IntervalUnit[] next = {IntervalUnit.MONTH, IntervalUnit.DAY};
    for (IntervalUnit unit : next) {
      if (peek() == 'T' || peek() == 0) {
        return;
      }
      separator('-');
      number();
      add(unit);
    }
    if (peek() != 'T' && peek() != 0) {
      throw badFormat();
    }
  }

  private void alternativeTime(int width) {
    if (width == 6 && peek() == 0) {
      long digits = (long) whole;
      sum.add(IntervalUnit.HOUR, digits / 10_000, 0);
      sum.add(IntervalUnit.MINUTE, digits / 100 % 100, 0);
      sum.add(IntervalUnit.SECOND, digits % 100, 0);
      sum.addMicros(0, fraction, 1);
      return;
    }
    add(IntervalUnit.HOUR);
    IntervalUnit[] next = {IntervalUnit.MINUTE, IntervalUnit.SECOND};
    for (IntervalUnit unit : next) {
      if (peek() == 0) {
        return;
      }
      separator(':');
      number();
      add(unit);
    }
    if (peek() != 0) {
      throw badFormat();
    }
  }

  private void separator(char c) {
    if (peek() != c) {
      throw badFormat();
    }
    at++;
  }

  private void add(IntervalUnit unit) {
    sum.add(unit, (long) whole, fraction);
  }

  private void number() {
    int start = at;
    if (peek() == '-' || peek() == '+') {
      at++;
    }
    int digits = 0;
    boolean point = false;
    while (DateTimeTokens.isDigit(peek()) || peek() == '.' && !point) {
      if (peek() == '.') {
        point = true;
      } else {
        digits++;
      }
      at++;
    }
    if (digits == 0) {
      throw badFormat();
    }
    double number = Double.parseDouble(text.substring(start, at));
    if (Math.abs(number) > 1e15) {
      throw sum.overflow();
    }
    whole = number >= 0 ? Math.floor(number) : -Math.floor(-number);
    fraction = number - whole;
  }
}
