package dev.braid.type.json;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes at a path: `jsonb_set`, `jsonb_insert` and `#-`.
final class JsonPaths {
  enum Change {
    REPLACE,
    CREATE,
    INSERT_BEFORE,
    INSERT_AFTER,
    DELETE
  }

  private final @Nullable String[] path;
  private final JsonNode value;
  private final Change change;

  JsonPaths(@Nullable String[] path, JsonNode value, Change change) {
    this.path = path;
    this.value = value;
    this.change = change;
  }

  JsonNode apply(JsonNode node) {
    if (node.isScalar()) {
      throw Json.invalid(
          change == Change.DELETE ? "cannot delete path in scalar" : "cannot set path in scalar");
    }
    boolean empty =
        (node instanceof JsonNode.Arr(List<JsonNode> elements) && elements.isEmpty())
            || (node instanceof JsonNode.Obj(List<JsonNode.Field> fields) && fields.isEmpty());
    return path.length == 0 || (empty && !adds()) ? node : at(node, 0);
  }

  private boolean adds() {
    return change != Change.REPLACE && change != Change.DELETE;
  }

  private JsonNode at(JsonNode node, int level) {
    String step = path[level];
    if (step == null) {
      throw new BraidException(
          SqlState.NULL_VALUE_NOT_ALLOWED, "path element at position " + (level + 1) + " is null");
    }
    return switch (node) {
      case JsonNode.Arr(List<JsonNode> elements) -> inArray(elements, step, level);
      case JsonNode.Obj(List<JsonNode.Field> fields) -> inObject(fields, step, level);
      default -> node;
    };
  }

  private JsonNode inObject(List<JsonNode.Field> fields, String key, int level) {
    boolean last = level == path.length - 1;
    boolean found = false;
    List<JsonNode.Field> changed = new ArrayList<>();
    for (JsonNode.Field field : fields) {
      if (!field.key().equals(key)) {
        changed.add(field);
        continue;
      }
      found = true;
      if (!last) {
        changed.add(new JsonNode.Field(key, at(field.value(), level + 1), 0, 0));
      } else if (change == Change.INSERT_BEFORE || change == Change.INSERT_AFTER) {
        throw Json.invalid("cannot replace existing key")
            .withHint("Try using the function jsonb_set to replace key value.");
      } else if (change != Change.DELETE) {
        changed.add(new JsonNode.Field(key, value, 0, 0));
      }
    }
    if (!found && last && adds()) {
      changed.add(new JsonNode.Field(key, value, 0, 0));
    }
    return Jsonb.object(changed);
  }

  private JsonNode inArray(List<JsonNode> elements, String step, int level) {
    Integer parsed = index(step);
    if (parsed == null) {
      throw new BraidException(
          SqlState.INVALID_TEXT_REPRESENTATION,
          "path element at position " + (level + 1) + " is not an integer: \"" + step + "\"");
    }
    int index = parsed;
    boolean last = level == path.length - 1;
    int size = elements.size();
    List<JsonNode> changed = new ArrayList<>(elements);
    if (index < 0) {
      index += size;
    }
    if (index < 0 || index >= size) {
      if (last && adds()) {
        changed.add(index < 0 ? 0 : size, value);
      }
    } else if (!last) {
      changed.set(index, at(elements.get(index), level + 1));
    } else {
      switch (change) {
        case REPLACE, CREATE -> changed.set(index, value);
        case INSERT_BEFORE -> changed.add(index, value);
        case INSERT_AFTER -> changed.add(index + 1, value);
        case DELETE -> changed.remove(index);
      }
    }
    return new JsonNode.Arr(changed);
  }

  /// A step as an array's index: blanks before it and a sign may be there.
  static @Nullable Integer index(String step) {
    try {
      return Integer.valueOf(step.stripLeading());
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
