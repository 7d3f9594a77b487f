package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;

/// `parse_ident`: the parts of a qualified name. Of names without quotes only ASCII letters become
/// small.
public final class Identifiers {
  private static final String BLANKS = " \t\n\r\f\u000b";

  private final String text;
  private int at;

  private Identifiers(String text) {
    this.text = text;
  }

  /// @param strict whether anything after the name is an error
  /// @throws BraidException 22023 for what is no name
  public static List<String> parse(String text, boolean strict) {
    return new Identifiers(text).parts(strict);
  }

  private List<String> parts(boolean strict) {
    List<String> parts = new ArrayList<>();
    while (true) {
      blanks();
      char c = peek();
      if (c == '"') {
        parts.add(quoted());
      } else if (isStart(c)) {
        parts.add(plain());
      } else {
        throw invalid();
      }
      blanks();
      if (peek() != '.') {
        if (strict && at < text.length()) {
          throw invalid();
        }
        return parts;
      }
      at++;
    }
  }

  private void blanks() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /// 0 at the end, which no text contains.
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isStart(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80;
  }

  private String plain() {
    StringBuilder name = new StringBuilder();
    while (isStart(peek()) || peek() >= '0' && peek() <= '9' || peek() == '$') {
      char c = text.charAt(at++);
      name.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return name.toString();
  }

  private String quoted() {
    StringBuilder name = new StringBuilder();
    at++;
    while (true) {
      int end = text.indexOf('"', at);
      if (end < 0) {
        throw invalid();
      }
      name.append(text, at, end);
      at = end + 1;
      if (peek() != '"') {
        break;
      }
      name.append('"');
      at++;
    }
    if (name.isEmpty()) {
      throw invalid();
    }
    return name.toString();
  }

  private BraidException invalid() {
    return new BraidException(
        SqlState.INVALID_PARAMETER_VALUE,
        "string is not a valid identifier: \"%s\"".formatted(text));
  }
}
