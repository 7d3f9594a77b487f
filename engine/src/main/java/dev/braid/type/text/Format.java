package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// The function `format`: `%[position$][-][width]type` with the types `s`, `I` and `L`.
public final class Format {
  private final String pattern;
  private final @Nullable String[] arguments;
  private final StringBuilder out = new StringBuilder();
  private int at;

  /// The argument used last; the next one without a position follows it.
  private int last;

  private Format(String pattern, @Nullable String[] arguments) {
    this.pattern = pattern;
    this.arguments = arguments;
  }

  /// @param arguments as text; a width taken from an argument must read as an integer
  public static String format(String pattern, @Nullable String... arguments) {
    return new Format(pattern, arguments).run();
  }

  private String run() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c != '%') {
        out.append(c);
      } else {
        advance();
        if (pattern.charAt(at) == '%') {
          out.append('%');
        } else {
          directive();
        }
      }
      at++;
    }
    return out.toString();
  }

  private void directive() {
    int position = -1;
    int widthPosition = -1;
    int width = 0;
    boolean leftAligned = false;
    int number = number();
    if (number >= 0 && pattern.charAt(at) != '$') {
      width = number;
    } else {
      if (number >= 0) {
        position = checked(number);
        advance();
      }
      while (pattern.charAt(at) == '-') {
        leftAligned = true;
        advance();
      }
      if (pattern.charAt(at) == '*') {
        advance();
        widthPosition = 0;
        number = number();
        if (number >= 0) {
          if (pattern.charAt(at) != '$') {
            throw invalid("width argument position must be ended by \"$\"");
          }
          widthPosition = checked(number);
          advance();
        }
      } else {
        width = Math.max(number(), 0);
      }
    }
    char type = pattern.charAt(at);
    if (type != 's' && type != 'I' && type != 'L') {
      throw invalid(
              "unrecognized format() type specifier \""
                  + Character.toString(pattern.codePointAt(at))
                  + "\"")
          .withHint("For a single \"%\" use \"%%\".");
    }
    if (widthPosition >= 0) {
      String given = argument(widthPosition);
      width = given == null ? 0 : width(given);
    }
    convert(type, argument(position), width, leftAligned);
  }

  private void convert(char type, @Nullable String value, int width, boolean leftAligned) {
    String text =
        switch (type) {
          case 's' -> value == null ? "" : value;
          case 'L' -> Quoting.quoteNullable(value);
          default -> {
            if (value == null) {
              throw new BraidException(
                  SqlState.NULL_VALUE_NOT_ALLOWED,
                  "null values cannot be formatted as an SQL identifier");
            }
            yield Quoting.quoteIdent(value);
          }
        };
    if (width == Integer.MIN_VALUE) {
      throw outOfRange();
    }
    int missing = Math.abs(width) - Strings.length(text);
    boolean blanksLast = leftAligned || width < 0;
    String blanks = missing > 0 ? " ".repeat(missing) : "";
    out.append(blanksLast ? text : blanks).append(blanksLast ? blanks : text);
  }

  private @Nullable String argument(int position) {
    last = position > 0 ? position : last + 1;
    if (last > arguments.length) {
      throw invalid("too few arguments for format()");
    }
    return arguments[last - 1];
  }

  private static int width(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new BraidException(
          SqlState.INVALID_TEXT_REPRESENTATION,
          "invalid input syntax for type integer: \"" + text + "\"",
          0,
          null,
          null,
          e);
    }
  }

  /// The digits here as a number, or -1 where there are none.
  private int number() {
    int value = -1;
    while (pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
      long next = Math.max(value, 0) * 10L + pattern.charAt(at) - '0';
      if (next > Integer.MAX_VALUE) {
        throw outOfRange();
      }
      value = (int) next;
      advance();
    }
    return value;
  }

  private static int checked(int position) {
    if (position == 0) {
      throw invalid("format specifies argument 0, but arguments are numbered from 1");
    }
    return position;
  }

  private void advance() {
    if (++at >= pattern.length()) {
      throw invalid("unterminated format() type specifier")
          .withHint("For a single \"%\" use \"%%\".");
    }
  }

  private static BraidException outOfRange() {
    return new BraidException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "number is out of range");
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
