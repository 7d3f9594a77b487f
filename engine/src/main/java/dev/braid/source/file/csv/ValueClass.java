package dev.braid.source.file.csv;

import dev.braid.type.Floats;
import dev.braid.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What values look like, for columns whose type nobody has given.
///
/// A value has a few bits; the bits of all values of a column decide its type. As bits are only ever
/// added, parts of a file can be looked at in any order, and a value fits an inferred type exactly
/// when its bits would not have led to another one.
final class ValueClass {
  static final int BOOL = 1;
  static final int INT = 1 << 1;
  static final int BIGINT = 1 << 2;
  static final int DECIMAL = 1 << 3;
  static final int EXPONENT = 1 << 4;
  static final int SPECIAL = 1 << 5;

  /// A number of more than 15 digits, which a double may not hold exactly.
  static final int LONG_NUMBER = 1 << 6;

  static final int DATE = 1 << 7;
  static final int TIMESTAMP = 1 << 8;
  static final int TIMESTAMPTZ = 1 << 9;
  static final int TIME = 1 << 10;
  static final int UUID = 1 << 11;
  static final int TEXT = 1 << 12;

  private static final int NUMBERS =
      INT | BIGINT | DECIMAL | EXPONENT | SPECIAL | LONG_NUMBER;

  private static final int MOST_DIGITS = 1000;

  private ValueClass() {}

  /// The type of a column whose values have these bits.
  static Type type(int seen) {
    if (seen == 0 || (seen & TEXT) != 0) {
      return Type.TEXT;
    }
    if ((seen & ~NUMBERS) == 0) {
      return number(seen);
    }
    return switch (seen) {
      case BOOL -> Type.BOOL;
      case DATE -> Type.DATE;
      case TIMESTAMP, TIMESTAMP | DATE -> Type.TIMESTAMP;
      case TIMESTAMPTZ -> Type.TIMESTAMPTZ;
      case TIME -> Type.TIME;
      case UUID -> Type.UUID;
      default -> Type.TEXT;
    };
  }

  private static Type number(int seen) {
    if ((seen & (EXPONENT | SPECIAL)) != 0) {
      return (seen & LONG_NUMBER) == 0
          ? Type.FLOAT8
          : (seen & SPECIAL) == 0 ? Type.NUMERIC : Type.TEXT;
    }
    return (seen & DECIMAL) != 0 ? Type.NUMERIC : (seen & BIGINT) != 0 ? Type.INT8 : Type.INT4;
  }

  /// The bits of a value.
  static int of(byte[] data, int start, int length) {
    if (length == 0) {
      return TEXT;
    }
    byte first = data[start];
    boolean digit = first >= '0' && first <= '9';
    if (digit || first == '-' || first == '.') {
      int number = number(data, start, length);
      return number != TEXT ? number : digit ? dateOrUuid(data, start, length) : word(data, start, length);
    }
    return length == 36 ? dateOrUuid(data, start, length) : word(data, start, length);
  }

  private static int number(byte[] data, int start, int length) {
    long integer = FastParse.integer(data, start, length);
    if (integer != FastParse.OTHER) {
      return integer == (int) integer
          ? INT
          : Math.abs(integer) < FastParse.powerOfTen(15) ? BIGINT : BIGINT | LONG_NUMBER;
    }
    int end = start + length;
    int at = data[start] == '-' ? start + 1 : start;
    int first = at;
    while (at < end && data[at] >= '0' && data[at] <= '9') {
      at++;
    }
    int whole = at - first;
    int behind = 0;
    boolean point = at < end && data[at] == '.';
    if (point) {
      at++;
      int from = at;
      while (at < end && data[at] >= '0' && data[at] <= '9') {
        at++;
      }
      behind = at - from;
    }
    boolean exponent = at < end && (data[at] == 'e' || data[at] == 'E');
    if (whole + behind == 0
        || whole + behind > MOST_DIGITS
        || (whole > 1 && data[first] == '0')
        || (point && behind == 0)
        || (at < end && !exponent)) {
      return TEXT;
    }
    int bits = whole + behind > 15 ? LONG_NUMBER : 0;
    if (exponent) {
      return isExponent(data, at + 1, end) && isDouble(data, start, length)
          ? bits | EXPONENT
          : TEXT;
    }
    if (!point) {
      return data[first] == '0' ? TEXT : bits | (isBigint(data, start, length) ? BIGINT : DECIMAL);
    }
    return bits | DECIMAL;
  }

  private static boolean isExponent(byte[] data, int start, int end) {
    int at = start < end && (data[start] == '-' || data[start] == '+') ? start + 1 : start;
    int digits = end - at;
    for (int i = at; i < end; i++) {
      if (data[i] < '0' || data[i] > '9') {
        return false;
      }
    }
    return digits > 0 && digits < 5;
  }

  private static boolean isDouble(byte[] data, int start, int length) {
    try {
      Floats.parseFloat8(new String(data, start, length, StandardCharsets.ISO_8859_1));
      return true;
    } catch (dev.braid.error.BraidException e) {
      return false;
    }
  }

  private static boolean isBigint(byte[] data, int start, int length) {
    if (length > 20) {
      return false;
    }
    try {
      Long.parseLong(new String(data, start, length, StandardCharsets.ISO_8859_1));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static int dateOrUuid(byte[] data, int start, int length) {
    if (length == 10 && FastParse.date(data, start, length) != FastParse.OTHER) {
      return DATE;
    }
    if (length <= 15 && FastParse.time(data, start, length) != FastParse.OTHER) {
      return TIME;
    }
    if (length >= 16 && FastParse.timestamp(data, start, length) != FastParse.OTHER) {
      return TIMESTAMP;
    }
    if (length >= 17 && FastParse.instant(data, start, length) != FastParse.OTHER) {
      return TIMESTAMPTZ;
    }
    return length == 36 && isUuid(data, start) ? UUID : TEXT;
  }

  private static boolean isUuid(byte[] data, int start) {
    for (int i = 0; i < 36; i++) {
      byte value = data[start + i];
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? value != '-' : value < 0 || Character.digit(value, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int word(byte[] data, int start, int length) {
    if (length > 9) {
      return TEXT;
    }
    String word =
        new String(data, start, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return switch (word) {
      case "true", "false" -> BOOL;
      case "nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" -> SPECIAL;
      default -> TEXT;
    };
  }

  /// Whether a value of these bits leaves the type of a column as it is.
  static boolean fits(int bits, int seen, Type type) {
    return type(seen | bits).equals(type);
  }
}
