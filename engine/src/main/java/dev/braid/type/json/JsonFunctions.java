package dev.braid.type.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operators and functions of json, which give parts of the text as they were written.
///
/// Each step reads the text anew; paths are short.
public final class JsonFunctions {
  private JsonFunctions() {}

  /// `->` with a key; the last of several counts.
  public static @Nullable String get(String json, String key) {
    String found = null;
    if (JsonParser.json(json) instanceof JsonNode.Obj(List<JsonNode.Field> fields)) {
      for (JsonNode.Field field : fields) {
        if (field.key().equals(key)) {
          found = json.substring(field.from(), field.to());
        }
      }
    }
    return found;
  }

  /// `->` with an index.
  public static @Nullable String get(String json, int index) {
    if (!(JsonParser.json(json) instanceof JsonNode.Arr)) {
      return null;
    }
    List<String> elements = JsonParser.elementTexts(json);
    int at = index < 0 ? index + elements.size() : index;
    return at >= 0 && at < elements.size() ? elements.get(at) : null;
  }

  /// `->>` with a key.
  public static @Nullable String getText(String json, String key) {
    return plain(get(json, key));
  }

  /// `->>` with an index.
  public static @Nullable String getText(String json, int index) {
    return plain(get(json, index));
  }

  /// `#>`, `json_extract_path`.
  public static @Nullable String extract(String json, @Nullable String[] path) {
    return extract(json, path, 0);
  }

  /// Of fields of the same key the last counts where the path goes on to its end.
  private static @Nullable String extract(String json, @Nullable String[] path, int level) {
    if (level == path.length) {
      return json;
    }
    String step = path[level];
    if (step == null) {
      return null;
    }
    return switch (JsonParser.json(json)) {
      case JsonNode.Arr _ -> {
        Integer index = JsonPaths.index(step);
        String element = index == null ? null : get(json, index);
        yield element == null ? null : extract(element, path, level + 1);
      }
      case JsonNode.Obj(List<JsonNode.Field> fields) -> {
        String found = null;
        for (JsonNode.Field field : fields) {
          if (field.key().equals(step)) {
            String value = extract(json.substring(field.from(), field.to()), path, level + 1);
            found = value == null ? found : value;
          }
        }
        yield found;
      }
      default -> null;
    };
  }

  /// `#>>`, `json_extract_path_text`.
  public static @Nullable String extractText(String json, @Nullable String[] path) {
    return plain(extract(json, path));
  }

  public static List<@Nullable String> arrayElements(String json, boolean asText) {
    JsonNode node = JsonParser.json(json);
    if (!(node instanceof JsonNode.Arr)) {
      throw Json.invalid(
          "cannot call json_array_elements"
              + (asText ? "_text" : "")
              + (node.isScalar() ? " on a scalar" : " on a non-array"));
    }
    List<@Nullable String> texts = new ArrayList<>();
    for (String element : JsonParser.elementTexts(json)) {
      texts.add(asText ? plain(element) : element);
    }
    return texts;
  }

  public static List<String> objectKeys(String json) {
    JsonNode node = JsonParser.json(json);
    if (node instanceof JsonNode.Obj(List<JsonNode.Field> fields)) {
      return fields.stream().map(JsonNode.Field::key).toList();
    }
    throw Json.invalid(
        "cannot call json_object_keys on " + (node.isScalar() ? "a scalar" : "an array"));
  }

  /// `json_each`, `json_each_text`.
  public static List<JsonbFunctions.Entry> each(String json, boolean asText) {
    JsonNode node = JsonParser.json(json);
    if (!(node instanceof JsonNode.Obj(List<JsonNode.Field> fields))) {
      throw Json.invalid(
          node.isScalar()
              ? "cannot deconstruct a scalar"
              : "cannot deconstruct an array as an object");
    }
    List<JsonbFunctions.Entry> entries = new ArrayList<>();
    for (JsonNode.Field field : fields) {
      String text = json.substring(field.from(), field.to());
      entries.add(new JsonbFunctions.Entry(field.key(), asText ? plain(text) : text));
    }
    return entries;
  }

  /// `json_strip_nulls`: in the compact form, numbers as they were written.
  public static String stripNulls(String json, boolean inArrays) {
    return JsonWriter.compact(JsonbFunctions.stripped(JsonParser.json(json), inArrays));
  }

  private static @Nullable String plain(@Nullable String json) {
    if (json == null) {
      return null;
    }
    return switch (JsonParser.json(json)) {
      case JsonNode.Null _ -> null;
      case JsonNode.Str(String value) -> value;
      default -> json;
    };
  }
}
