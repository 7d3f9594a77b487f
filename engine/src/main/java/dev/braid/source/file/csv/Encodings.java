package dev.braid.source.file.csv;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes of a file to UTF-8: checked, or converted from an encoding of one byte per character.
final class Encodings {
  /// Room behind the bytes, so that eight can be loaded from any position.
  static final int PADDING = 8;

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String UNDEFINED = "\u0081\u008d\u008f\u0090\u009d";

  private Encodings() {}

  /// What is wrong with some bytes.
  ///
  /// @param at where
  record Problem(int at, BraidException error) {}

  /// The first byte sequence that is no character, or null when all is well.
  static @Nullable Problem check(byte[] data, int length, Charset encoding) {
    int at = 0;
    while (at < length) {
      if (at <= length - 8) {
        long word = Swar.word(data, at);
        if ((word & Swar.HIGH_BITS) == 0 && Swar.equal(word, 0) == 0) {
          at += 8;
          continue;
        }
      }
      int value = data[at] & 0xff;
      if (value == 0) {
        return problem(data, at, 1, "UTF8");
      }
      if (value < 128 || encoding.equals(StandardCharsets.ISO_8859_1)) {
        at++;
      } else if (encoding.equals(WINDOWS_1252)) {
        if (UNDEFINED.indexOf(value) >= 0) {
          return new Problem(
              at,
              new BraidException(
                  SqlState.UNTRANSLATABLE_CHARACTER,
                  "character with byte sequence 0x%02x in encoding \"WIN1252\" has no equivalent in encoding \"UTF8\""
                      .formatted(value)));
        }
        at++;
      } else {
        int width = width(data, at, length);
        if (width == 0) {
          int wanted = value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : value >= 0xc0 ? 2 : 1;
          return problem(data, at, Math.min(wanted, length - at), "UTF8");
        }
        at += width;
      }
    }
    return null;
  }

  /// Bytes of the character of several bytes at a position, or 0 where there is none: no overlong
  /// forms, no surrogates, nothing above U+10FFFF.
  private static int width(byte[] data, int at, int length) {
    int first = data[at] & 0xff;
    int width = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (width == 0 || at + width > length) {
      return 0;
    }
    for (int i = 1; i < width; i++) {
      if ((data[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = data[at + 1] & 0xff;
    boolean wrong =
        (first == 0xe0 && second < 0xa0)
            || (first == 0xed && second > 0x9f)
            || (first == 0xf0 && second < 0x90)
            || (first == 0xf4 && second > 0x8f);
    return wrong ? 0 : width;
  }

  private static Problem problem(byte[] data, int at, int width, String encoding) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < width; i++) {
      bytes.append(i == 0 ? "" : " ").append("0x%02x".formatted(data[at + i] & 0xff));
    }
    return new Problem(
        at,
        new BraidException(
            SqlState.CHARACTER_NOT_IN_REPERTOIRE,
            "invalid byte sequence for encoding \"" + encoding + "\": " + bytes));
  }

  /// The bytes in UTF-8 with room behind them; the same array when nothing is to be converted.
  static byte[] toUtf8(byte[] data, int length, Charset encoding) {
    if (encoding.equals(StandardCharsets.UTF_8) || isAscii(data, length)) {
      return data;
    }
    byte[] converted =
        new String(data, 0, length, encoding).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(converted, converted.length + PADDING);
  }

  private static boolean isAscii(byte[] data, int length) {
    for (int i = 0; i < length; i++) {
      if (data[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
