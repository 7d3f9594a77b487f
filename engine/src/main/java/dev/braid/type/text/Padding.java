package dev.braid.type.text;

/// Filling strings up and trimming them.
public final class Padding {
  private Padding() {}

  public static String lpad(String text, int length, String fill) {
    return pad(text, length, fill, true);
  }

  public static String rpad(String text, int length, String fill) {
    return pad(text, length, fill, false);
  }

  private static String pad(String text, int length, String fill, boolean left) {
    int wanted = Math.max(length, 0);
    if (fill.isEmpty()) {
      return Strings.left(text, wanted);
    }
    if (wanted * 4L > Strings.MAX_BYTES) {
      throw Strings.tooLong();
    }
    int has = Strings.length(text);
    if (has >= wanted) {
      return Strings.left(text, wanted);
    }
    int missing = wanted - has;
    int fillLength = Strings.length(fill);
    String padding = fill.repeat(missing / fillLength) + Strings.left(fill, missing % fillLength);
    return left ? padding + text : text + padding;
  }

  /// Removes leading and trailing characters that occur in `set`; plain `trim` has one blank.
  public static String btrim(String text, String set) {
    return trim(text, set, true, true);
  }

  public static String ltrim(String text, String set) {
    return trim(text, set, true, false);
  }

  public static String rtrim(String text, String set) {
    return trim(text, set, false, true);
  }

  private static String trim(String text, String set, boolean leading, boolean trailing) {
    int start = 0;
    int end = text.length();
    while (leading && start < end) {
      int c = text.codePointAt(start);
      if (set.indexOf(c) < 0) {
        break;
      }
      start += Character.charCount(c);
    }
    while (trailing && end > start) {
      int c = text.codePointBefore(end);
      if (set.indexOf(c) < 0) {
        break;
      }
      end -= Character.charCount(c);
    }
    return text.substring(start, end);
  }
}
