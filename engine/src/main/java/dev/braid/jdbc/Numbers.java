package dev.braid.jdbc;

import dev.braid.error.SqlState;
import dev.braid.type.Floats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A value as a number or a truth value, and as text, by pgjdbc's rules: fractions are cut off,
/// text is read, and what does not fit is 22003.
final class Numbers {
  private Numbers() {}

  /// PostgreSQL's own text of a value.
  static String text(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? "t" : "f";
      case Float single -> Floats.toText(single);
      case Double number -> Floats.toText(number);
      case BigDecimal decimal -> decimal.toPlainString();
      default -> value.toString();
    };
  }

  /// @param kind what the getter calls it, for the message
  static long integer(Object value, String kind, long least, long most) throws SQLException {
    long number;
    switch (value) {
      case Integer four -> number = four;
      case Long eight -> number = eight;
      case Short two -> number = two;
      default -> {
        String text = number(value);
        try {
          number = Long.parseLong(text);
        } catch (NumberFormatException e) {
          number = cut(text, kind, e);
        }
      }
    }
    if (number < least || number > most) {
      throw bad(kind, text(value), null);
    }
    return number;
  }

  /// A number with a fraction or an exponent, towards zero.
  private static long cut(String text, String kind, NumberFormatException why) throws SQLException {
    try {
      return new BigDecimal(text).setScale(0, RoundingMode.DOWN).longValueExact();
    } catch (NumberFormatException e) {
      throw bad(kind, text, why);
    } catch (ArithmeticException e) {
      throw bad(kind, text, e);
    }
  }

  static double floating(Object value, String kind) throws SQLException {
    if (value instanceof Double || value instanceof Integer) {
      return ((Number) value).doubleValue();
    }
    // A float's digits, not its binary fraction: 0.1 stays 0.1.
    String text = number(value);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(kind, text, e);
    }
  }

  static float single(Object value) throws SQLException {
    if (value instanceof Float number) {
      return number;
    }
    String text = number(value);
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw bad("float", text, e);
    }
  }

  static BigDecimal decimal(Object value) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    String text = number(value);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw bad("BigDecimal", text, e);
    }
  }

  static boolean truth(Object value) throws SQLException {
    if (value instanceof Boolean truth) {
      return truth;
    }
    String text = text(value).strip();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "t", "true", "y", "yes", "on" -> true;
      case "0", "f", "false", "n", "no", "off" -> false;
      default ->
          throw SqlErrors.error(SqlState.CANNOT_COERCE, "not a truth value: \"" + text + "\"");
    };
  }

  /// A value's text without blanks around it, and money without its signs: `-$1,234.50`, `($1.00)`.
  private static String number(Object value) {
    String text = text(value).strip();
    if (text.isEmpty() || (text.indexOf('$') < 0 && text.charAt(0) != '(')) {
      return text;
    }
    boolean negative = text.startsWith("-") || text.startsWith("(");
    String digits = text.replaceAll("[-$,()]", "");
    return negative ? "-" + digits : digits;
  }

  private static SQLException bad(String kind, String text, @Nullable Throwable why) {
    return new SQLException(
        "not a value of type " + kind + ": " + text, SqlState.NUMERIC_VALUE_OUT_OF_RANGE, why);
  }
}
