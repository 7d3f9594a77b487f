package dev.braid.server.mcp;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.server.mcp.tool.Tool;
import dev.braid.server.mcp.tool.Toolbox;
import java.util.Map;

/// What the server says when it starts. Always on stderr: over stdio, stdout belongs to the
/// protocol.
public final class Banner {
  private Banner() {}

  /// @param endpoint where the server is to be found, in words
  /// @param access who may ask, in words
  public static String of(Braid braid, Toolbox toolbox, String endpoint, String access) {
    StringBuilder text = new StringBuilder("🚀 Braid MCP server " + BraidMcp.version() + "\n");
    text.append("   - MCP endpoint: ").append(endpoint).append('\n');
    text.append("   - Access: ").append(access).append('\n');
    text.append("\n📊 Datasets:\n");
    for (Dataset dataset : braid.config().datasets()) {
      text.append("   ").append(dataset.id()).append(". ").append(dataset.name());
      text.append(" - ").append(dataset.source().safe()).append('\n');
    }
    text.append("\n🛠️  MCP Tools Available:\n");
    int number = 1;
    for (Tool tool : toolbox.tools()) {
      text.append("   ").append(number++).append(". ").append(signature(tool)).append('\n');
    }
    return text.append("\n💡 execute_multi_query answers many queries with ONE approval.\n")
        .toString();
  }

  private static String signature(Tool tool) {
    Object properties = tool.inputSchema().get("properties");
    String arguments =
        properties instanceof Map<?, ?> map
            ? String.join(", ", map.keySet().stream().map(String::valueOf).toList())
            : "";
    return tool.name() + "(" + arguments + ")";
  }
}
