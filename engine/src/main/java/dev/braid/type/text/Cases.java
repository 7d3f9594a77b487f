package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Upper, lower and title case by Unicode's simple mappings, and normal forms.
///
/// One character always becomes one character: `ß` has no upper case, a final sigma is no special
/// case. `String.toUpperCase` does otherwise.
public final class Cases {
  private Cases() {}

  public static String upper(String text) {
    return map(text, true);
  }

  public static String lower(String text) {
    return map(text, false);
  }

  /// As [#lower]: what PostgreSQL does where the locale's provider is libc.
  public static String casefold(String text) {
    return map(text, false);
  }

  /// First letters of words upper case, all others lower; words are runs of letters and digits.
  public static String initcap(String text) {
    return initcap(text, Letters::isAlnum);
  }

  /// @param inWord whether a character, its case changed, belongs to a word
  public static String initcap(String text, IntPredicate inWord) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inside = false;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      int mapped = inside ? toLower(c) : toUpper(c);
      out.appendCodePoint(mapped);
      inside = inWord.test(mapped);
    }
    return out.toString();
  }

  /// Unicode's normal form of this name: NFC, NFD, NFKC or NFKD.
  public static String normalize(String text, String form) {
    return Normalizer.normalize(text, form(form));
  }

  public static boolean isNormalized(String text, String form) {
    return Normalizer.isNormalized(text, form(form));
  }

  public static int toUpper(int c) {
    return Letters.toUpper(c);
  }

  public static int toLower(int c) {
    return Letters.toLower(c);
  }

  private static Normalizer.Form form(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "NFC" -> Normalizer.Form.NFC;
      case "NFD" -> Normalizer.Form.NFD;
      case "NFKC" -> Normalizer.Form.NFKC;
      case "NFKD" -> Normalizer.Form.NFKD;
      default ->
          throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE, "invalid normalization form: " + name);
    };
  }

  private static String map(String text, boolean upper) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if ((upper ? toUpper(c) : toLower(c)) != c) {
        break;
      }
      at += Character.charCount(c);
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, at);
    while (at < text.length()) {
      int c = text.codePointAt(at);
      out.appendCodePoint(upper ? toUpper(c) : toLower(c));
      at += Character.charCount(c);
    }
    return out.toString();
  }
}
