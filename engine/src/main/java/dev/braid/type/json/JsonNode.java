package dev.braid.type.json;

import java.math.BigDecimal;
import java.util.List;

/// A JSON value that has been read.
public sealed interface JsonNode {
  record Null() implements JsonNode {}

  record Bool(boolean value) implements JsonNode {}

  /// @param text as it was written
  record Num(BigDecimal value, String text) implements JsonNode {}

  record Str(String value) implements JsonNode {}

  record Arr(List<JsonNode> elements) implements JsonNode {}

  /// Fields as they were written, or in jsonb's order without duplicates.
  record Obj(List<Field> fields) implements JsonNode {}

  /// @param from where the value's text starts
  /// @param to where it ends
  record Field(String key, JsonNode value, int from, int to) {}

  default boolean isScalar() {
    return !(this instanceof Arr) && !(this instanceof Obj);
  }
}
