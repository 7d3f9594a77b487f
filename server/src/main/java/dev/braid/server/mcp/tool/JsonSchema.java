package dev.braid.server.mcp.tool;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads the schemas that the tools carry as text.
final class JsonSchema {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private JsonSchema() {}

  static Map<String, Object> parse(String json) {
    return JsonMapper.shared().readValue(json, OBJECT);
  }
}
