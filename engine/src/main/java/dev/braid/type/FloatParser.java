package dev.braid.type;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads float8 and float4 from text: all that C's strtod reads, hexadecimal numbers included.
final class FloatParser {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[ \\t-\\r]*+([+-]?(?:"
              + "(?<hex>0[xX](?:[0-9a-fA-F]++(?:\\.[0-9a-fA-F]*+)?|\\.[0-9a-fA-F]++)"
              + "(?<power>[pP][+-]?[0-9]++)?)"
              + "|(?<decimal>(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?)"
              + "|(?<infinity>[iI][nN][fF](?:[iI][nN][iI][tT][yY])?)"
              + "|(?<nan>[nN][aA][nN](?:\\([0-9a-zA-Z_]*+\\))?)))");

  private FloatParser() {}

  static double parseFloat8(String text) {
    Matcher matcher = match(text, "double precision");
    String number = matcher.group(1);
    double value = special(matcher);
    if (value == 0) {
      value = Double.parseDouble(javaForm(matcher, number));
      if (Double.isInfinite(value) || (value == 0 && !isZero(number))) {
        throw NumberErrors.range("\"" + number + "\" is out of range for type double precision");
      }
    }
    requireEnd(text, matcher.end(), "double precision");
    return value;
  }

  static float parseFloat4(String text) {
    Matcher matcher = match(text, "real");
    String number = matcher.group(1);
    float value = (float) special(matcher);
    if (value == 0) {
      value = Float.parseFloat(javaForm(matcher, number));
      if (Float.isInfinite(value) || (value == 0 && !isZero(number))) {
        throw NumberErrors.range("\"" + number + "\" is out of range for type real");
      }
    }
    requireEnd(text, matcher.end(), "real");
    return value;
  }

  /// NaN or an infinity; 0 for a number.
  private static double special(Matcher matcher) {
    if (matcher.group("nan") != null) {
      return Double.NaN;
    }
    if (matcher.group("infinity") == null) {
      return 0;
    }
    return matcher.group(1).charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static Matcher match(String text, String typeName) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.lookingAt()) {
      throw NumberErrors.syntax(text, typeName);
    }
    return matcher;
  }

  /// Checked last: what is out of range is refused as such whatever follows it.
  private static void requireEnd(String text, int from, String typeName) {
    for (int at = from; at < text.length(); at++) {
      if (!NumberErrors.isSpace(text.charAt(at))) {
        throw NumberErrors.syntax(text, typeName);
      }
    }
  }

  private static String javaForm(Matcher matcher, String number) {
    return matcher.group("hex") != null && matcher.group("power") == null ? number + "p0" : number;
  }

  /// Whether no digit but 0 stands before the exponent.
  private static boolean isZero(String number) {
    boolean hex = number.indexOf('x') >= 0 || number.indexOf('X') >= 0;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (hex ? c == 'p' || c == 'P' : c == 'e' || c == 'E') {
        break;
      }
      if (Character.digit(c, hex ? 16 : 10) > 0) {
        return false;
      }
    }
    return true;
  }
}
