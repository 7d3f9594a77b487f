package dev.braid.type.regex;

/// One escape of a regular expression, read from behind its backslash.
final class Escapes {
  enum Type {
    CHARACTER,
    PLACE,
    CLASS,
    REFERENCE
  }

  private final int[] in;
  private final int groups;
  private int at;
  private Type type = Type.CHARACTER;
  private int value;
  private String className = "";

  /// @param groups how many groups have been opened so far; tells `\10` from an octal number
  Escapes(int[] in, int at, int groups) {
    this.in = in;
    this.at = at;
    this.groups = groups;
  }

  int end() {
    return at;
  }

  Type type() {
    return type;
  }

  /// The character, the kind of place or the group's number.
  int value() {
    return value;
  }

  /// With `!` before it for all other characters.
  String className() {
    return className;
  }

  void read() {
    if (at >= in.length) {
      throw invalid();
    }
    int c = in[at++];
    value = c;
    if (c >= 128 || !Character.isLetterOrDigit(c)) {
      return;
    }
    switch (c) {
      case 'a' -> value = 7;
      case 'b' -> value = '\b';
      case 'B' -> value = '\\';
      case 'c' -> {
        if (at >= in.length) {
          throw invalid();
        }
        value = in[at++] & 31;
      }
      case 'e' -> value = 27;
      case 'f' -> value = '\f';
      case 'n' -> value = '\n';
      case 'r' -> value = '\r';
      case 't' -> value = '\t';
      case 'v' -> value = 11;
      case 'u' -> value = digits(16, 4, 4);
      case 'U' -> value = digits(16, 8, 8);
      case 'x' -> value = digits(16, 1, 255);
      case 'd' -> named("digit");
      case 'D' -> named("!digit");
      case 's' -> named("space");
      case 'S' -> named("!space");
      case 'w' -> named("word");
      case 'W' -> named("!word");
      case 'A' -> place('A');
      case 'Z' -> place('Z');
      case 'm' -> place('<');
      case 'M' -> place('>');
      case 'y' -> place('y');
      case 'Y' -> place('Y');
      case '0' -> octal();
      default -> {
        if (c < '1' || c > '9') {
          throw invalid();
        }
        number();
      }
    }
  }

  /// One digit, or more if there are so many groups, is a reference; else it is octal.
  private void number() {
    int first = at;
    at--;
    int number = digits(10, 1, 255);
    if (at == first || (number > 0 && number <= groups)) {
      type = Type.REFERENCE;
      value = number;
    } else {
      at = first;
      octal();
    }
  }

  private void octal() {
    at--;
    value = digits(8, 1, 3);
    if (value > 0xff) {
      at--;
      value >>= 3;
    }
  }

  private void named(String name) {
    type = Type.CLASS;
    className = name;
  }

  private void place(char kind) {
    type = Type.PLACE;
    value = kind;
  }

  private int digits(int base, int min, int max) {
    long number = 0;
    int count = 0;
    while (count < max && at < in.length) {
      int digit = in[at] < 128 ? Character.digit(in[at], base) : -1;
      if (digit < 0) {
        break;
      }
      number = Math.min(number * base + digit, Integer.MAX_VALUE);
      at++;
      count++;
    }
    if (count < min || (number > Character.MAX_CODE_POINT && base != 10)) {
      throw invalid();
    }
    return (int) number;
  }

  private static dev.braid.error.BraidException invalid() {
    return Parser.error("invalid escape \\ sequence");
  }
}
