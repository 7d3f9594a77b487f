package dev.braid.server.mcp.tool;

import java.util.Map;

/// One thing an assistant may ask for. All of them only read.
public interface Tool {
  String name();

  /// One or two sentences for the assistant; they cost tokens in every conversation.
  String description();

  /// JSON Schema of the arguments, always an object.
  Map<String, Object> inputSchema();

  /// JSON Schema of the structured answer, always an object.
  Map<String, Object> outputSchema();

  /// Does it.
  ///
  /// @throws dev.braid.error.BraidException when it cannot; the caller shows it as an answer
  Answer call(Arguments arguments, Call call);

  /// What is being done, in words, for the report of a refusal.
  default String context(Map<String, ?> arguments) {
    return name();
  }
}
