package dev.braid.type.json;

import dev.braid.type.text.Strings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// jsonb's objects, order, equality and containment.
final class Jsonb {
  /// Shorter keys first, then by bytes.
  static final Comparator<String> KEYS =
      (a, b) -> {
        int length = Integer.compare(Strings.octetLength(a), Strings.octetLength(b));
        return length != 0 ? length : Strings.compare(a, b);
      };

  private Jsonb() {}

  /// Of fields of the same key the last counts.
  static JsonNode.Obj object(List<JsonNode.Field> fields) {
    TreeMap<String, JsonNode.Field> sorted = new TreeMap<>(KEYS);
    for (JsonNode.Field field : fields) {
      sorted.put(field.key(), field);
    }
    return new JsonNode.Obj(new ArrayList<>(sorted.values()));
  }

  static @Nullable JsonNode get(JsonNode.Obj object, String key) {
    JsonNode found = null;
    for (JsonNode.Field field : object.fields()) {
      if (field.key().equals(key)) {
        found = field.value();
      }
    }
    return found;
  }

  /// Whole values: a scalar counts as an array of one, which is less than a real one of one.
  static int compareRoots(JsonNode a, JsonNode b) {
    if (a.isScalar() != b.isScalar()) {
      JsonNode other = a.isScalar() ? b : a;
      int sign = a.isScalar() ? 1 : -1;
      return other instanceof JsonNode.Arr(List<JsonNode> elements) && elements.isEmpty()
          ? sign
          : -sign;
    }
    return compare(a, b);
  }

  private static int compare(JsonNode a, JsonNode b) {
    if (rank(a) != rank(b)) {
      return Integer.compare(rank(a), rank(b));
    }
    return switch (a) {
      case JsonNode.Null _ -> 0;
      case JsonNode.Str(String value) -> Strings.compare(value, ((JsonNode.Str) b).value());
      case JsonNode.Num number -> number.value().compareTo(((JsonNode.Num) b).value());
      case JsonNode.Bool(boolean value) -> Boolean.compare(value, ((JsonNode.Bool) b).value());
      case JsonNode.Arr(List<JsonNode> elements) -> {
        List<JsonNode> others = ((JsonNode.Arr) b).elements();
        int order = Integer.compare(elements.size(), others.size());
        for (int i = 0; order == 0 && i < elements.size(); i++) {
          order = compare(elements.get(i), others.get(i));
        }
        yield order;
      }
      case JsonNode.Obj(List<JsonNode.Field> fields) -> {
        List<JsonNode.Field> others = ((JsonNode.Obj) b).fields();
        int order = Integer.compare(fields.size(), others.size());
        for (int i = 0; order == 0 && i < fields.size(); i++) {
          order = Strings.compare(fields.get(i).key(), others.get(i).key());
          if (order == 0) {
            order = compare(fields.get(i).value(), others.get(i).value());
          }
        }
        yield order;
      }
    };
  }

  private static int rank(JsonNode node) {
    return switch (node) {
      case JsonNode.Null _ -> 0;
      case JsonNode.Str _ -> 1;
      case JsonNode.Num _ -> 2;
      case JsonNode.Bool _ -> 3;
      case JsonNode.Arr _ -> 4;
      case JsonNode.Obj _ -> 5;
    };
  }

  /// `@>` of whole values: an array also contains a scalar that is one of its elements.
  static boolean containsRoot(JsonNode a, JsonNode b) {
    if (a instanceof JsonNode.Arr && b.isScalar()) {
      return contains(a, new JsonNode.Arr(List.of(b)));
    }
    return contains(a, b);
  }

  private static boolean contains(JsonNode a, JsonNode b) {
    return switch (b) {
      case JsonNode.Obj(List<JsonNode.Field> fields) -> {
        if (!(a instanceof JsonNode.Obj object)) {
          yield false;
        }
        for (JsonNode.Field field : fields) {
          JsonNode value = get(object, field.key());
          if (value == null || !contains(value, field.value())) {
            yield false;
          }
        }
        yield true;
      }
      case JsonNode.Arr(List<JsonNode> wanted) -> {
        if (!(a instanceof JsonNode.Arr(List<JsonNode> elements))) {
          yield false;
        }
        for (JsonNode want : wanted) {
          boolean found = false;
          for (JsonNode element : elements) {
            found = found || contains(element, want);
          }
          if (!found) {
            yield false;
          }
        }
        yield true;
      }
      default -> a.isScalar() && compare(a, b) == 0;
    };
  }
}
