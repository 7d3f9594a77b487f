package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.charset.StandardCharsets;

/// The string functions that count, cut and replace. Positions start at 1 and count code points.
public final class Strings {
  /// The most bytes a value may have, less the four of its header.
  static final int MAX_BYTES = 0x3fffffff - 4;

  private Strings() {}

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  public static int octetLength(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  public static int bitLength(String text) {
    return octetLength(text) * 8;
  }

  /// Order of the UTF-8 bytes, which is the order of code points and not that of
  /// `String.compareTo`.
  public static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean highA = Character.isSurrogate(a);
        boolean highB = Character.isSurrogate(b);
        return highA == highB ? Character.compare(a, b) : highA ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /// `substring(text from start)`.
  public static String substring(String text, int start) {
    return text.substring(offset(text, Math.max(start, 1) - 1));
  }

  /// `substring(text from start for count)`: what lies before the first character counts.
  public static String substring(String text, int start, int count) {
    if (count < 0) {
      throw negativeLength();
    }
    long end = Math.max((long) start + count, 1);
    int from = offset(text, Math.max(start, 1) - 1);
    int to = offset(text, (int) Math.min(end - 1, Integer.MAX_VALUE));
    return from >= to ? "" : text.substring(from, to);
  }

  /// The first `n` characters, or all but the last `-n`.
  public static String left(String text, int n) {
    return text.substring(0, offset(text, n >= 0 ? n : Math.max(length(text) + n, 0)));
  }

  /// The last `n` characters, or all but the first `-n`; all for the least integer, whose negation
  /// overflows in PostgreSQL.
  public static String right(String text, int n) {
    if (n == Integer.MIN_VALUE) {
      return text;
    }
    long skipped = n >= 0 ? length(text) - (long) n : -(long) n;
    return text.substring(offset(text, Math.clamp(skipped, 0, Integer.MAX_VALUE)));
  }

  /// Where `part` starts, 0 if nowhere: `strpos`, `position`.
  public static int position(String text, String part) {
    int at = text.indexOf(part);
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  public static String overlay(String text, String replacement, int start) {
    return overlay(text, replacement, start, length(replacement));
  }

  public static String overlay(String text, String replacement, int start, int count) {
    if (start <= 0) {
      throw negativeLength();
    }
    long rest = (long) start + count;
    if (rest != (int) rest) {
      throw new BraidException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "integer out of range");
    }
    return substring(text, 1, start - 1) + replacement + substring(text, (int) rest);
  }

  public static String repeat(String text, int count) {
    if (count <= 0) {
      return "";
    }
    if ((long) octetLength(text) * count > MAX_BYTES) {
      throw tooLong();
    }
    return text.repeat(count);
  }

  public static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  public static String replace(String text, String from, String to) {
    return from.isEmpty() ? text : text.replace(from, to);
  }

  /// Every character of `from` becomes the one at its place in `to`, or goes where there is none;
  /// of a character that occurs twice in `from`, the first counts.
  public static String translate(String text, String from, String to) {
    int[] olds = from.codePoints().toArray();
    int[] news = to.codePoints().toArray();
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      int i = 0;
      while (i < olds.length && olds[i] != c) {
        i++;
      }
      if (i == olds.length) {
        out.appendCodePoint(c);
      } else if (i < news.length) {
        out.appendCodePoint(news[i]);
      }
    }
    return out.toString();
  }

  public static boolean startsWith(String text, String prefix) {
    return text.startsWith(prefix);
  }

  /// The number of the first character; 0 for an empty string.
  public static int ascii(String text) {
    return text.isEmpty() ? 0 : text.codePointAt(0);
  }

  public static String chr(int number) {
    if (number < 0) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "character number must be positive");
    }
    if (number == 0) {
      throw new BraidException(SqlState.PROGRAM_LIMIT_EXCEEDED, "null character not permitted");
    }
    if (number > Character.MAX_CODE_POINT) {
      throw new BraidException(
          SqlState.PROGRAM_LIMIT_EXCEEDED, "requested character too large for encoding: " + number);
    }
    if (number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE) {
      throw new BraidException(
          SqlState.PROGRAM_LIMIT_EXCEEDED, "requested character not valid for encoding: " + number);
    }
    return Character.toString(number);
  }

  /// Two's complement, without leading zeros.
  public static String toHex(int value) {
    return Integer.toHexString(value);
  }

  public static String toHex(long value) {
    return Long.toHexString(value);
  }

  public static String toOct(int value) {
    return Integer.toOctalString(value);
  }

  public static String toOct(long value) {
    return Long.toOctalString(value);
  }

  public static String toBin(int value) {
    return Integer.toBinaryString(value);
  }

  public static String toBin(long value) {
    return Long.toBinaryString(value);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static BraidException tooLong() {
    return new BraidException(SqlState.PROGRAM_LIMIT_EXCEEDED, "requested length too large");
  }

  /// The index of the char where the code point of this index (from 0) starts; the end if there are
  /// fewer.
  static int offset(String text, int points) {
    int at = 0;
    int left = points;
    while (left > 0 && at < text.length()) {
      at +=
          Character.isHighSurrogate(text.charAt(at))
                  && at + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(at + 1))
              ? 2
              : 1;
      left--;
    }
    return at;
  }

  private static BraidException negativeLength() {
    return new BraidException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
  }
}
