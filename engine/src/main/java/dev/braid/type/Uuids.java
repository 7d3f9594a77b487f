package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.UUID;

/// The text form of uuid.
public final class Uuids {
  private Uuids() {}

  /// Reads 32 hexadecimal digits, in braces or not, with a hyphen after any group of four or none.
  public static UUID parse(String text) {
    int at = 0;
    boolean braces = text.startsWith("{");
    if (braces) {
      at++;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 16; i++) {
      int first = digit(text, at);
      int second = digit(text, at + 1);
      if (first < 0 || second < 0) {
        throw invalid(text);
      }
      int value = first << 4 | second;
      if (i < 8) {
        high = high << 8 | value;
      } else {
        low = low << 8 | value;
      }
      at += 2;
      if (i % 2 == 1 && i < 15 && at < text.length() && text.charAt(at) == '-') {
        at++;
      }
    }
    if (braces) {
      if (at >= text.length() || text.charAt(at) != '}') {
        throw invalid(text);
      }
      at++;
    }
    if (at != text.length()) {
      throw invalid(text);
    }
    return new UUID(high, low);
  }

  /// Lower case, in the usual five groups.
  public static String format(UUID value) {
    return value.toString();
  }

  /// Order of the 16 bytes, unsigned; `UUID.compareTo` is signed and must not be used.
  public static int compare(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  private static int digit(String text, int at) {
    if (at >= text.length()) {
      return -1;
    }
    char c = text.charAt(at);
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private static BraidException invalid(String text) {
    return new BraidException(
        SqlState.INVALID_TEXT_REPRESENTATION,
        "invalid input syntax for type uuid: \"" + text + "\"");
  }
}
