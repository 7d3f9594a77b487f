package dev.braid.server.mcp.tool;

import dev.braid.error.BraidException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a tool answers.
///
/// @param text Markdown for the assistant
/// @param structured the same as data, conforming to the tool's output schema; null only for an
///   error that came before there was any data
/// @param error whether the assistant should read it as a failure to be mended
public record Answer(
    String text, @Nullable Map<String, ? extends @Nullable Object> structured, boolean error) {
  static Answer of(String text, Map<String, ? extends @Nullable Object> structured) {
    return new Answer(text, structured, false);
  }

  /// A refusal in words: what was wrong, its SQLSTATE, and what to do about it.
  ///
  /// @param context what was being done, in words
  public static Answer refusal(BraidException error, String context) {
    StringBuilder text = new StringBuilder("# Error\n\n");
    line(text, "Error", error.message());
    line(text, "SQLSTATE", error.sqlState());
    line(text, "Context", context);
    if (error.position() > 0) {
      line(text, "Position", Integer.toString(error.position()));
    }
    if (error.detail() != null) {
      line(text, "Detail", error.detail());
    }
    if (error.hint() != null) {
      line(text, "Tip", error.hint());
    }
    return new Answer(text.toString().stripTrailing(), null, true);
  }

  /// A refusal that may quote what a server says: its messages, the names of its tables.
  static Answer refusalOfServer(BraidException error, String context) {
    return new Answer(Untrusted.block(refusal(error, context).text()), null, true);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("**").append(name).append("**: ").append(value.strip()).append("\n\n");
  }
}
