package dev.braid.type.json;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Input, output and building of json and jsonb. Depth is limited to 2000 levels (54001).
public final class Json {
  private Json() {}

  /// json's input: the text itself, if it is JSON; else 22P02 with PostgreSQL's detail.
  public static String json(String text) {
    JsonParser.check(text);
    return text;
  }

  /// jsonb's input and output at once: its canonical text.
  public static String jsonb(String text) {
    return JsonWriter.jsonb(JsonParser.jsonb(text));
  }

  /// A jsonb value that has been read.
  public static JsonNode read(String jsonb) {
    return JsonParser.jsonb(jsonb);
  }

  /// A value in jsonb's form.
  public static String write(JsonNode value) {
    return JsonWriter.jsonb(value);
  }

  /// A string as JSON has it, in quotes.
  public static String quoted(String value) {
    StringBuilder out = new StringBuilder();
    JsonWriter.quote(out, value);
    return out.toString();
  }

  /// The value of a field, or null.
  public static @Nullable JsonNode field(JsonNode.Obj object, String key) {
    return Jsonb.get(object, key);
  }

  /// An object of jsonb: in its order, of fields of the same key the last.
  public static JsonNode.Obj object(List<JsonNode.Field> fields) {
    return Jsonb.object(fields);
  }

  /// jsonb's order; both in any form.
  public static int compare(String left, String right) {
    return Jsonb.compareRoots(JsonParser.jsonb(left), JsonParser.jsonb(right));
  }

  /// `to_json` of a value given as its text in ISO style; for arrays see [#arrayOf].
  public static String toJson(@Nullable String text, Type type) {
    return text == null ? "null" : JsonWriter.value(text, type);
  }

  /// `to_json` of an array whose elements are JSON already.
  public static String arrayOf(List<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }

  /// `json_build_array` of values that are JSON already.
  public static String buildArray(List<String> elements) {
    return "[" + String.join(", ", elements) + "]";
  }

  /// `json_build_object`: keys as text, values as JSON.
  public static String buildObject(List<@Nullable String> keys, List<String> values) {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      if (key == null) {
        throw new BraidException(
            SqlState.NULL_VALUE_NOT_ALLOWED, "null value not allowed for object key");
      }
      if (i > 0) {
        out.append(", ");
      }
      JsonWriter.quote(out, key);
      out.append(" : ").append(values.get(i));
    }
    return out.append('}').toString();
  }

  /// `jsonb_build_object`.
  public static String buildObjectb(List<@Nullable String> keys, List<String> values) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) == null) {
        throw invalid("argument " + (2 * i + 1) + ": key must not be null");
      }
    }
    return jsonb(buildObject(keys, values));
  }

  static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  /// The error for an escape that stands for a character of code 0, which no text can hold.
  public static BraidException zeroCharacter() {
    return new BraidException(
        SqlState.UNTRANSLATABLE_CHARACTER,
        "unsupported Unicode escape sequence",
        0,
        "\\" + "u0000 cannot be converted to text.",
        null,
        null);
  }
}
