package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of a path's variables.
public sealed interface PathVariables {
  /// None at all.
  PathVariables NONE = new Listed(List.of());

  /// @param base what contains the value, from which ids of objects count
  /// @param baseId its number
  record Variable(JsonNode value, JsonNode base, int baseId) {}

  /// The variable, or null where there is none.
  @Nullable Variable get(String name);

  /// How many of the numbers of bases are taken.
  int count();

  /// The fields of an object are the variables.
  static PathVariables of(JsonNode object) {
    if (object instanceof JsonNode.Obj fields) {
      return new Fields(fields);
    }
    throw new BraidException(
        SqlState.INVALID_PARAMETER_VALUE,
        "\"vars\" argument is not an object",
        0,
        "Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.",
        null,
        null);
  }

  /// @param object whose fields are the variables
  record Fields(JsonNode.Obj object) implements PathVariables {
    @Override
    public @Nullable Variable get(String name) {
      JsonNode value = Json.field(object, name);
      return value == null ? null : new Variable(value, object, 1);
    }

    @Override
    public int count() {
      return 1;
    }
  }

  /// A variable of its own.
  record Passed(String name, JsonNode value) {}

  /// @param list of which the first of a name counts
  record Listed(List<Passed> list) implements PathVariables {
    @Override
    public @Nullable Variable get(String name) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i).name().equals(name)) {
          JsonNode value = list.get(i).value();
          return new Variable(value, value, i + 1);
        }
      }
      return null;
    }

    @Override
    public int count() {
      return list.size();
    }
  }
}
