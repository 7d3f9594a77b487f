package dev.braid.type.json;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What `IS JSON` asks for.
public enum JsonShape {
  VALUE,
  ARRAY,
  OBJECT,
  SCALAR;

  /// Whether a text that is JSON has this shape; what is no JSON raises an error.
  ///
  /// @param uniqueKeys whether keys must differ; then escapes of strings must have a meaning, too
  public boolean holds(String text, boolean uniqueKeys) {
    JsonNode node = uniqueKeys ? JsonParser.json(text) : JsonParser.check(text);
    return switch (this) {
          case VALUE -> true;
          case ARRAY -> node instanceof JsonNode.Arr;
          case OBJECT -> node instanceof JsonNode.Obj;
          case SCALAR -> node.isScalar();
        }
        && !(uniqueKeys && hasDuplicates(node));
  }

  private static boolean hasDuplicates(JsonNode node) {
    return switch (node) {
      case JsonNode.Arr(List<JsonNode> elements) ->
          elements.stream().anyMatch(JsonShape::hasDuplicates);
      case JsonNode.Obj(List<JsonNode.Field> fields) -> {
        Set<String> keys = new HashSet<>();
        for (JsonNode.Field field : fields) {
          if (!keys.add(field.key()) || hasDuplicates(field.value())) {
            yield true;
          }
        }
        yield false;
      }
      default -> false;
    };
  }
}
