package dev.braid.type;

/// smallint, integer and bigint: reading them, and arithmetic that fails where it would overflow.
///
/// smallint has its own methods only where its range matters; everything else that takes and
/// returns `int` serves both.
public final class Integers {
  private Integers() {}

  public static int parseInt2(String text) {
    return (int) parse(text, Short.MIN_VALUE, "smallint");
  }

  public static int parseInt4(String text) {
    return (int) parse(text, Integer.MIN_VALUE, "integer");
  }

  public static long parseInt8(String text) {
    return parse(text, Long.MIN_VALUE, "bigint");
  }

  public static int add2(int left, int right) {
    return toInt2(left + right);
  }

  public static int subtract2(int left, int right) {
    return toInt2(left - right);
  }

  public static int multiply2(int left, int right) {
    return toInt2((long) left * right);
  }

  /// Truncates towards zero.
  public static int divide2(int left, int right) {
    if (right == 0) {
      throw NumberErrors.divisionByZero();
    }
    return toInt2(left / right);
  }

  public static int negate2(int value) {
    return toInt2(-value);
  }

  public static int abs2(int value) {
    return toInt2(Math.abs(value));
  }

  public static int add4(int left, int right) {
    return toInt4((long) left + right);
  }

  public static int subtract4(int left, int right) {
    return toInt4((long) left - right);
  }

  public static int multiply4(int left, int right) {
    return toInt4((long) left * right);
  }

  /// Truncates towards zero.
  public static int divide4(int left, int right) {
    if (right == 0) {
      throw NumberErrors.divisionByZero();
    }
    return toInt4((long) left / right);
  }

  public static int negate4(int value) {
    return toInt4(-(long) value);
  }

  public static int abs4(int value) {
    return toInt4(Math.abs((long) value));
  }

  /// Of smallints and integers, with the sign of `left`.
  public static int mod(int left, int right) {
    if (right == 0) {
      throw NumberErrors.divisionByZero();
    }
    return left % right;
  }

  public static long add8(long left, long right) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw NumberErrors.outOfRange("bigint");
    }
    return sum;
  }

  public static long subtract8(long left, long right) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw NumberErrors.outOfRange("bigint");
    }
    return difference;
  }

  public static long multiply8(long left, long right) {
    long product = left * right;
    if (Math.multiplyHigh(left, right) != product >> 63) {
      throw NumberErrors.outOfRange("bigint");
    }
    return product;
  }

  /// Truncates towards zero.
  public static long divide8(long left, long right) {
    if (right == 0) {
      throw NumberErrors.divisionByZero();
    }
    return right == -1 ? negate8(left) : left / right;
  }

  public static long mod8(long left, long right) {
    if (right == 0) {
      throw NumberErrors.divisionByZero();
    }
    return left % right;
  }

  public static long negate8(long value) {
    return subtract8(0, value);
  }

  public static long abs8(long value) {
    return value < 0 ? negate8(value) : value;
  }

  /// The cast to smallint.
  public static int toInt2(long value) {
    if (value != (short) value) {
      throw NumberErrors.outOfRange("smallint");
    }
    return (int) value;
  }

  /// The cast to integer.
  public static int toInt4(long value) {
    if (value != (int) value) {
      throw NumberErrors.outOfRange("integer");
    }
    return (int) value;
  }

  /// `<<` of smallint: the bits that leave it are lost; only the distance's last five bits count.
  /// Java's own shifts do the same as PostgreSQL's for integer and bigint, and so does `>>` for
  /// all.
  public static int shiftLeft2(int value, int distance) {
    return (short) (value << distance);
  }

  public static int gcd4(int left, int right) {
    return toInt4(gcd(left, right));
  }

  public static long gcd8(long left, long right) {
    long divisor = gcd(left, right);
    if (divisor < 0) {
      throw NumberErrors.outOfRange("bigint");
    }
    return divisor;
  }

  public static int lcm4(int left, int right) {
    return left == 0 || right == 0 ? 0 : toInt4(Math.abs(left / gcd(left, right) * right));
  }

  public static long lcm8(long left, long right) {
    return left == 0 || right == 0 ? 0 : abs8(multiply8(left / gcd(left, right), right));
  }

  /// Euclid's. Negative only for 2^63, which bigint does not have.
  private static long gcd(long left, long right) {
    long x = left;
    long y = right;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return Math.abs(x);
  }

  /// Collects the magnitude as an unsigned number. A number with a digit too many is refused before
  /// the text behind it is looked at, one that is slightly too large only after: the order decides
  /// which of two errors is raised.
  private static long parse(String text, long least, String typeName) {
    int end = text.length();
    int at = skipSpaces(text, 0);
    boolean negative = at < end && text.charAt(at) == '-';
    if (negative || (at < end && text.charAt(at) == '+')) {
      at++;
    }
    int base = base(text, at);
    if (base != 10) {
      at += 2;
    }
    long limit = -(least / base);
    int first = at;
    long magnitude = 0;
    for (; at < end; at++) {
      if (text.charAt(at) == '_' && (base != 10 || at > first)) {
        at++;
        if (at == end || digit(text.charAt(at), base) < 0) {
          throw NumberErrors.syntax(text, typeName);
        }
      }
      int digit = digit(text.charAt(at), base);
      if (digit < 0) {
        break;
      }
      if (Long.compareUnsigned(magnitude, limit) > 0) {
        throw NumberErrors.textOutOfRange(text, typeName);
      }
      magnitude = magnitude * base + digit;
    }
    if (at == first || skipSpaces(text, at) < end) {
      throw NumberErrors.syntax(text, typeName);
    }
    long greatest = negative ? -(least + 1) + 1 : -(least + 1);
    if (Long.compareUnsigned(magnitude, greatest) > 0) {
      throw NumberErrors.textOutOfRange(text, typeName);
    }
    return negative ? -magnitude : magnitude;
  }

  private static int skipSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && NumberErrors.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int base(String text, int at) {
    if (at + 1 >= text.length() || text.charAt(at) != '0') {
      return 10;
    }
    return switch (text.charAt(at + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private static int digit(char c, int base) {
    return c < 128 ? Character.digit(c, base) : -1;
  }
}
