package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.Locale;

/// 1 to 3999 in Roman numerals.
final class RomanNumerals {
  static final int WIDTH = 15;

  private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
  private static final String[] LETTERS = {
    "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"
  };

  private RomanNumerals() {}

  /// Number signs where it cannot be written.
  static String of(long number) {
    if (number < 1 || number > 3999) {
      return "#".repeat(WIDTH);
    }
    StringBuilder text = new StringBuilder(WIDTH);
    int rest = (int) number;
    for (int i = 0; i < VALUES.length; i++) {
      for (; rest >= VALUES[i]; rest -= VALUES[i]) {
        text.append(LETTERS[i]);
      }
    }
    return text.toString();
  }

  /// The length of the numerals' letters from `start`.
  static int length(String text, int start) {
    int end = start;
    while (end < text.length() && "IVXLCDMivxlcdm".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end - start;
  }

  /// Takes only what [#of] writes, in any case; 22P02 for everything else.
  static int parse(String letters) {
    String text = letters.toUpperCase(Locale.ROOT);
    int value = 0;
    int at = 0;
    for (int i = 0; i < VALUES.length; i++) {
      while (text.startsWith(LETTERS[i], at)) {
        value += VALUES[i];
        at += LETTERS[i].length();
      }
    }
    if (at < text.length() || !of(value).equals(text)) {
      throw new BraidException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid Roman numeral");
    }
    return value;
  }
}
