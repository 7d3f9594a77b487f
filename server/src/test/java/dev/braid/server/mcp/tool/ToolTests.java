package dev.braid.server.mcp.tool;

import dev.braid.Braid;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls tools as the protocol would, without it.
final class ToolTests {
  private final Toolbox toolbox;

  ToolTests(Braid braid) {
    this.toolbox = new Toolbox(braid);
  }

  Tool tool(String name) {
    return toolbox.tools().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  Answer call(String name, String json) {
    return call(name, json, AuditLog.toLogger());
  }

  Answer call(String name, String json, AuditLog audit) {
    Map<String, @Nullable Object> arguments =
        JsonMapper.shared().readValue(json, new TypeReference<>() {});
    Tool tool = tool(name);
    Set<String> allowed =
        ((Map<?, ?>) tool.inputSchema().get("properties"))
            .keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    Call call =
        new Call(name, new Caller("stdio", "tests 1"), new Cancellation(), Progress.NONE, audit);
    try {
      return tool.call(new Arguments(arguments, allowed), call);
    } catch (BraidException e) {
      return Answer.refusal(e, tool.context(arguments));
    }
  }

  /// The structured answer as a client would see it.
  static JsonNode json(Answer answer) {
    return JsonMapper.shared()
        .readTree(JsonMapper.shared().writeValueAsString(answer.structured()));
  }
}
