package dev.braid.type.text;

/// What kind of character a code point is, as PostgreSQL sees it in a database of locale `C.UTF-8`.
///
/// The rules are those of the C library over Unicode's properties; where two versions of Unicode
/// differ, that is for characters assigned lately, so may the answers. Digits are those of ASCII
/// alone, other scripts' digits are letters.
public final class Letters {
  private Letters() {}

  public static int toUpper(int c) {
    return Character.toUpperCase(c);
  }

  public static int toLower(int c) {
    return Character.toLowerCase(c);
  }

  public static boolean isAlpha(int c) {
    return Character.isAlphabetic(c) || (c > 127 && Character.isDigit(c));
  }

  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isAlnum(int c) {
    return isDigit(c) || isAlpha(c);
  }

  public static boolean isUpper(int c) {
    return Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  public static boolean isLower(int c) {
    return Character.isLowerCase(c) || c == 0x1c5 || c == 0x1c8 || c == 0x1cb || c == 0x1f2;
  }

  /// White space without the no-break spaces.
  public static boolean isSpace(int c) {
    return c == ' '
        || (c >= 9 && c <= 13)
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a && c != 0x2007)
        || c == 0x2028
        || c == 0x2029
        || c == 0x205f
        || c == 0x3000;
  }

  public static boolean isControl(int c) {
    return Character.getType(c) == Character.CONTROL;
  }

  public static boolean isPrint(int c) {
    int type = Character.getType(c);
    return type != Character.UNASSIGNED
        && type != Character.CONTROL
        && type != Character.SURROGATE
        && c != 0x2028
        && c != 0x2029;
  }

  public static boolean isGraph(int c) {
    return isPrint(c) && !isSpace(c);
  }

  public static boolean isPunct(int c) {
    return isGraph(c) && !isAlnum(c);
  }
}
