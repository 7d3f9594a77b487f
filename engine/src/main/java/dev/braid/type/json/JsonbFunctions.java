package dev.braid.type.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// jsonb's operators and functions, over jsonb's text.
public final class JsonbFunctions {
  private JsonbFunctions() {}

  /// A key and its value.
  public record Entry(String key, @Nullable String value) {}

  /// `->` with a key.
  public static @Nullable String get(String json, String key) {
    return text(child(JsonParser.jsonb(json), key));
  }

  /// `->` with an index; a scalar is its own only element.
  public static @Nullable String get(String json, int index) {
    return text(child(JsonParser.jsonb(json), index));
  }

  /// `->>` with a key.
  public static @Nullable String getText(String json, String key) {
    return plain(child(JsonParser.jsonb(json), key));
  }

  /// `->>` with an index.
  public static @Nullable String getText(String json, int index) {
    return plain(child(JsonParser.jsonb(json), index));
  }

  /// `#>`, `jsonb_extract_path`.
  public static @Nullable String extract(String json, @Nullable String[] path) {
    return text(walk(JsonParser.jsonb(json), path));
  }

  /// `#>>`, `jsonb_extract_path_text`.
  public static @Nullable String extractText(String json, @Nullable String[] path) {
    return plain(walk(JsonParser.jsonb(json), path));
  }

  /// `@>`.
  public static boolean contains(String json, String part) {
    return Jsonb.containsRoot(JsonParser.jsonb(json), JsonParser.jsonb(part));
  }

  /// `?`.
  public static boolean exists(String json, String key) {
    return exists(JsonParser.jsonb(json), key);
  }

  /// `?|`; null keys do not count.
  public static boolean existsAny(String json, @Nullable String[] keys) {
    JsonNode node = JsonParser.jsonb(json);
    for (String key : keys) {
      if (key != null && exists(node, key)) {
        return true;
      }
    }
    return false;
  }

  /// `?&`; null keys do not count.
  public static boolean existsAll(String json, @Nullable String[] keys) {
    JsonNode node = JsonParser.jsonb(json);
    for (String key : keys) {
      if (key != null && !exists(node, key)) {
        return false;
      }
    }
    return true;
  }

  /// `||`.
  public static String concat(String left, String right) {
    JsonNode a = JsonParser.jsonb(left);
    JsonNode b = JsonParser.jsonb(right);
    if (a instanceof JsonNode.Obj first && b instanceof JsonNode.Obj second) {
      List<JsonNode.Field> fields = new ArrayList<>(first.fields());
      fields.addAll(second.fields());
      return JsonWriter.jsonb(Jsonb.object(fields));
    }
    List<JsonNode> elements = new ArrayList<>();
    for (JsonNode node : List.of(a, b)) {
      if (node instanceof JsonNode.Arr array) {
        elements.addAll(array.elements());
      } else {
        elements.add(node);
      }
    }
    return JsonWriter.jsonb(new JsonNode.Arr(elements));
  }

  /// `- text` and `- text[]`: fields of these keys, or elements that are these strings, go.
  public static String delete(String json, @Nullable String... keys) {
    JsonNode node = JsonParser.jsonb(json);
    List<@Nullable String> gone = java.util.Arrays.asList(keys);
    return JsonWriter.jsonb(
        switch (node) {
          case JsonNode.Obj(List<JsonNode.Field> fields) ->
              new JsonNode.Obj(fields.stream().filter(f -> !gone.contains(f.key())).toList());
          case JsonNode.Arr(List<JsonNode> elements) ->
              new JsonNode.Arr(
                  elements.stream()
                      .filter(e -> !(e instanceof JsonNode.Str s && gone.contains(s.value())))
                      .toList());
          default -> throw Json.invalid("cannot delete from scalar");
        });
  }

  /// `- integer`.
  public static String delete(String json, int index) {
    JsonNode node = JsonParser.jsonb(json);
    if (node instanceof JsonNode.Obj) {
      throw Json.invalid("cannot delete from object using integer index");
    }
    if (!(node instanceof JsonNode.Arr(List<JsonNode> elements))) {
      throw Json.invalid("cannot delete from scalar");
    }
    int at = index < 0 ? index + elements.size() : index;
    List<JsonNode> rest = new ArrayList<>(elements);
    if (at >= 0 && at < rest.size()) {
      rest.remove(at);
    }
    return JsonWriter.jsonb(new JsonNode.Arr(rest));
  }

  /// `#-`.
  public static String deletePath(String json, @Nullable String[] path) {
    return change(json, path, new JsonNode.Null(), JsonPaths.Change.DELETE);
  }

  public static String set(String json, @Nullable String[] path, String value, boolean create) {
    return change(
        json,
        path,
        JsonParser.jsonb(value),
        create ? JsonPaths.Change.CREATE : JsonPaths.Change.REPLACE);
  }

  public static String insert(String json, @Nullable String[] path, String value, boolean after) {
    return change(
        json,
        path,
        JsonParser.jsonb(value),
        after ? JsonPaths.Change.INSERT_AFTER : JsonPaths.Change.INSERT_BEFORE);
  }

  public static String pretty(String json) {
    return JsonWriter.pretty(JsonParser.jsonb(json));
  }

  public static String stripNulls(String json, boolean inArrays) {
    return JsonWriter.jsonb(stripped(JsonParser.jsonb(json), inArrays));
  }

  /// `jsonb_typeof`, `json_typeof`.
  public static String typeOf(String json) {
    return switch (JsonParser.json(json)) {
      case JsonNode.Null _ -> "null";
      case JsonNode.Bool _ -> "boolean";
      case JsonNode.Num _ -> "number";
      case JsonNode.Str _ -> "string";
      case JsonNode.Arr _ -> "array";
      case JsonNode.Obj _ -> "object";
    };
  }

  /// `jsonb_array_length`, `json_array_length`.
  public static int arrayLength(String json) {
    JsonNode node = JsonParser.json(json);
    if (node instanceof JsonNode.Arr(List<JsonNode> elements)) {
      return elements.size();
    }
    throw Json.invalid(
        node.isScalar()
            ? "cannot get array length of a scalar"
            : "cannot get array length of a non-array");
  }

  public static List<@Nullable String> arrayElements(String json, boolean asText) {
    JsonNode node = JsonParser.jsonb(json);
    if (!(node instanceof JsonNode.Arr(List<JsonNode> elements))) {
      throw Json.invalid(
          "cannot extract elements from " + (node.isScalar() ? "a scalar" : "an object"));
    }
    List<@Nullable String> texts = new ArrayList<>();
    for (JsonNode element : elements) {
      texts.add(asText ? plain(element) : text(element));
    }
    return texts;
  }

  public static List<String> objectKeys(String json) {
    JsonNode node = JsonParser.jsonb(json);
    if (node instanceof JsonNode.Obj(List<JsonNode.Field> fields)) {
      return fields.stream().map(JsonNode.Field::key).toList();
    }
    throw Json.invalid(
        "cannot call jsonb_object_keys on " + (node.isScalar() ? "a scalar" : "an array"));
  }

  /// `jsonb_each`, `jsonb_each_text`.
  public static List<Entry> each(String json, boolean asText) {
    if (!(JsonParser.jsonb(json) instanceof JsonNode.Obj(List<JsonNode.Field> fields))) {
      throw Json.invalid("cannot call jsonb_each" + (asText ? "_text" : "") + " on a non-object");
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode.Field field : fields) {
      entries.add(new Entry(field.key(), asText ? plain(field.value()) : text(field.value())));
    }
    return entries;
  }

  static JsonNode stripped(JsonNode node, boolean inArrays) {
    return switch (node) {
      case JsonNode.Obj(List<JsonNode.Field> fields) ->
          new JsonNode.Obj(
              fields.stream()
                  .filter(f -> !(f.value() instanceof JsonNode.Null))
                  .map(f -> new JsonNode.Field(f.key(), stripped(f.value(), inArrays), 0, 0))
                  .toList());
      case JsonNode.Arr(List<JsonNode> elements) ->
          new JsonNode.Arr(
              elements.stream()
                  .filter(e -> !(inArrays && e instanceof JsonNode.Null))
                  .map(e -> stripped(e, inArrays))
                  .toList());
      default -> node;
    };
  }

  private static String change(
      String json, @Nullable String[] path, JsonNode value, JsonPaths.Change change) {
    return JsonWriter.jsonb(new JsonPaths(path, value, change).apply(JsonParser.jsonb(json)));
  }

  private static boolean exists(JsonNode node, String key) {
    return switch (node) {
      case JsonNode.Obj object -> Jsonb.get(object, key) != null;
      case JsonNode.Arr(List<JsonNode> elements) -> elements.contains(new JsonNode.Str(key));
      case JsonNode.Str(String value) -> value.equals(key);
      default -> false;
    };
  }

  private static @Nullable JsonNode child(JsonNode node, String key) {
    return node instanceof JsonNode.Obj object ? Jsonb.get(object, key) : null;
  }

  private static @Nullable JsonNode child(JsonNode node, int index) {
    if (node instanceof JsonNode.Obj) {
      return null;
    }
    List<JsonNode> elements = node instanceof JsonNode.Arr array ? array.elements() : List.of(node);
    int at = index < 0 ? index + elements.size() : index;
    return at >= 0 && at < elements.size() ? elements.get(at) : null;
  }

  private static @Nullable JsonNode walk(JsonNode root, @Nullable String[] path) {
    JsonNode node = root;
    for (String step : path) {
      if (step == null || node == null) {
        return null;
      }
      if (node instanceof JsonNode.Arr) {
        Integer index = JsonPaths.index(step);
        node = index == null ? null : child(node, index);
      } else {
        node = child(node, step);
      }
    }
    return node;
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node == null ? null : JsonWriter.jsonb(node);
  }

  private static @Nullable String plain(@Nullable JsonNode node) {
    return switch (node) {
      case null -> null;
      case JsonNode.Null _ -> null;
      case JsonNode.Str(String value) -> value;
      default -> JsonWriter.jsonb(node);
    };
  }
}
