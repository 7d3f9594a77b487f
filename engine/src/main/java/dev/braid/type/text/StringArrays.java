package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Strings taken apart at a delimiter, and put together.
public final class StringArrays {
  private StringArrays() {}

  /// Field number `field` from 1, or from -1 counted from the end; empty where there is none.
  public static String splitPart(String text, String delimiter, int field) {
    if (field == 0) {
      throw new BraidException(SqlState.INVALID_PARAMETER_VALUE, "field position must not be zero");
    }
    List<String> parts = delimiter.isEmpty() ? List.of(text) : split(text, delimiter);
    int index = field > 0 ? field - 1 : parts.size() + field;
    return index >= 0 && index < parts.size() ? parts.get(index) : "";
  }

  /// @param delimiter null splits into characters, empty does not split
  /// @param nullText fields equal to it become null; null for none
  public static @Nullable Object[] toArray(
      String text, @Nullable String delimiter, @Nullable String nullText) {
    if (text.isEmpty()) {
      return new Object[0];
    }
    List<String> parts;
    if (delimiter == null) {
      parts = text.codePoints().mapToObj(Character::toString).toList();
    } else {
      parts = delimiter.isEmpty() ? List.of(text) : split(text, delimiter);
    }
    @Nullable Object[] fields = new @Nullable Object[parts.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = parts.get(i).equals(nullText) ? null : parts.get(i);
    }
    return fields;
  }

  /// `array_to_string`: nulls are left out, or written as `nullText` where that is given.
  public static String join(@Nullable String[] texts, String delimiter, @Nullable String nullText) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (String text : texts) {
      String shown = text == null ? nullText : text;
      if (shown != null) {
        if (!first) {
          out.append(delimiter);
        }
        out.append(shown);
        first = false;
      }
    }
    return out.toString();
  }

  /// `concat`: nulls are left out.
  public static String concat(@Nullable String... texts) {
    return join(texts, "", null);
  }

  /// `concat_ws`: nulls are left out; null if the separator is.
  public static @Nullable String concatWs(@Nullable String separator, @Nullable String... texts) {
    return separator == null ? null : join(texts, separator, null);
  }

  private static List<String> split(String text, String delimiter) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at;
    while ((at = text.indexOf(delimiter, from)) >= 0) {
      parts.add(text.substring(from, at));
      from = at + delimiter.length();
    }
    parts.add(text.substring(from));
    return parts;
  }
}
