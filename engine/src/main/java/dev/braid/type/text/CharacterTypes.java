package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// The lengths of `character varying(n)` and `character(n)`, and how padded strings compare.
public final class CharacterTypes {
  private CharacterTypes() {}

  /// @param length the type's, -1 for none
  /// @param explicit whether a cast was written, which cuts; an assignment cuts blanks only, and
  ///   else fails with 22001
  public static String varchar(String text, int length, boolean explicit) {
    if (length < 0 || text.length() <= length) {
      return text;
    }
    int end = Strings.offset(text, length);
    checkBlank(text, end, explicit, "character varying", length);
    return text.substring(0, end);
  }

  /// The same for `character(n)`, filled up with blanks.
  public static String bpchar(String text, int length, boolean explicit) {
    if (length < 0) {
      return text;
    }
    int end = Strings.offset(text, length);
    checkBlank(text, end, explicit, "character", length);
    int missing = length - text.codePointCount(0, end);
    return missing > 0 ? text + " ".repeat(missing) : text.substring(0, end);
  }

  /// A `character(n)` as text, that is without trailing blanks; the form its functions see.
  public static String bpcharToText(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  /// The order of `character(n)`: trailing blanks do not count.
  public static int compareBpchar(String left, String right) {
    return Strings.compare(bpcharToText(left), bpcharToText(right));
  }

  private static void checkBlank(String text, int from, boolean explicit, String type, int length) {
    for (int i = from; !explicit && i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        throw new BraidException(
            SqlState.STRING_DATA_RIGHT_TRUNCATION,
            "value too long for type " + type + "(" + length + ")");
      }
    }
  }
}
