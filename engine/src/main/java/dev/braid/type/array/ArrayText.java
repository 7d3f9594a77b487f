package dev.braid.type.array;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The text form of arrays: `{1,NULL,"a b"}`. More than one dimension and lower bounds other than 1
/// are refused (0A000).
public final class ArrayText {
  private static final String BLANKS = " \t\n\r\u000b\f";

  private final String text;
  private int at;

  private ArrayText(String text) {
    this.text = text;
  }

  /// @param element reads one element's text
  public static PgArray parse(String text, Type elementType, Function<String, Object> element) {
    List<@Nullable String> fields = new ArrayText(text).fields();
    @Nullable Object[] elements = new @Nullable Object[fields.size()];
    for (int i = 0; i < elements.length; i++) {
      String field = fields.get(i);
      elements[i] = field == null ? null : element.apply(field);
    }
    return new PgArray(elementType, elements);
  }

  /// @param element writes one element's text
  public static String format(PgArray array, Function<Object, String> element) {
    StringBuilder out = new StringBuilder("{");
    @Nullable Object[] elements = array.elements();
    for (int i = 0; i < elements.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      Object value = elements[i];
      if (value == null) {
        out.append("NULL");
      } else {
        append(out, element.apply(value));
      }
    }
    return out.append('}').toString();
  }

  private static void append(StringBuilder out, String value) {
    boolean quoted = value.isEmpty() || value.equalsIgnoreCase("null");
    for (int i = 0; !quoted && i < value.length(); i++) {
      quoted = "{},\"\\".indexOf(value.charAt(i)) >= 0 || BLANKS.indexOf(value.charAt(i)) >= 0;
    }
    if (quoted) {
      out.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    } else {
      out.append(value);
    }
  }

  private List<@Nullable String> fields() {
    skipBlanks();
    if (peek() == '[') {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "array literals with bounds are not supported");
    }
    if (peek() != '{') {
      throw malformed("Array value must start with \"{\" or dimension information.");
    }
    at++;
    List<@Nullable String> fields = new ArrayList<>();
    skipBlanks();
    if (peek() == '}') {
      at++;
    } else {
      while (true) {
        fields.add(field());
        if (peek() == '}') {
          at++;
          break;
        }
        at++;
      }
    }
    skipBlanks();
    if (at < text.length()) {
      throw malformed("Junk after closing right brace.");
    }
    return fields;
  }

  /// Reads up to the comma or brace behind the element.
  private @Nullable String field() {
    skipBlanks();
    int first = peek();
    if (first == '{') {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "arrays of more than one dimension are not supported");
    }
    if (first == ',' || first == '}') {
      throw unexpected();
    }
    return first == '"' ? quoted() : plain();
  }

  private String quoted() {
    StringBuilder out = new StringBuilder();
    at++;
    while (peek() != '"') {
      if (peek() == '\\') {
        at++;
      }
      out.append(character());
    }
    at++;
    skipBlanks();
    int next = peek();
    if (next == '{') {
      throw unexpected();
    }
    if (next != ',' && next != '}') {
      throw next < 0 ? ended() : malformed("Incorrectly quoted array element.");
    }
    return out.toString();
  }

  private @Nullable String plain() {
    StringBuilder out = new StringBuilder();
    boolean escaped = false;
    int kept = 0;
    while (true) {
      int c = peek();
      if (c == ',' || c == '}') {
        break;
      }
      if (c == '{') {
        throw unexpected();
      }
      if (c == '"') {
        throw malformed("Incorrectly quoted array element.");
      }
      boolean blank = c >= 0 && BLANKS.indexOf(c) >= 0;
      if (c == '\\') {
        at++;
        escaped = true;
      }
      out.append(character());
      if (!blank) {
        kept = out.length();
      }
    }
    out.setLength(kept);
    String value = out.toString();
    return !escaped && value.toLowerCase(Locale.ROOT).equals("null") ? null : value;
  }

  private char character() {
    if (at >= text.length()) {
      throw ended();
    }
    return text.charAt(at++);
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void skipBlanks() {
    while (peek() >= 0 && BLANKS.indexOf(peek()) >= 0) {
      at++;
    }
  }

  private BraidException unexpected() {
    return malformed("Unexpected \"" + text.charAt(at) + "\" character.");
  }

  private BraidException ended() {
    return malformed("Unexpected end of input.");
  }

  private BraidException malformed(String detail) {
    return new BraidException(
        SqlState.INVALID_TEXT_REPRESENTATION,
        "malformed array literal: \"" + text + "\"",
        0,
        detail,
        null,
        null);
  }
}
