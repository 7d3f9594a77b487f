package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import org.jspecify.annotations.Nullable;

/// Values of a path's variables.
///
/// @param object whose fields are the variables, or null for none at all
public record PathVariables(JsonNode.@Nullable Obj object) {
  /// None at all.
  public static final PathVariables NONE = new PathVariables(null);

  /// @param base what contains the value, from which ids of objects count
  /// @param baseId its number
  record Variable(JsonNode value, JsonNode base, int baseId) {}

  /// The fields of an object are the variables.
  public static PathVariables of(JsonNode object) {
    if (object instanceof JsonNode.Obj fields) {
      return new PathVariables(fields);
    }
    throw new BraidException(
        SqlState.INVALID_PARAMETER_VALUE,
        "\"vars\" argument is not an object",
        0,
        "Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.",
        null,
        null);
  }

  /// The variable, or null where there is none.
  @Nullable Variable get(String name) {
    JsonNode value = object == null ? null : Json.field(object, name);
    return value == null || object == null ? null : new Variable(value, object, 1);
  }

  /// How many of the numbers of bases are taken.
  int count() {
    return object == null ? 0 : 1;
  }
}
