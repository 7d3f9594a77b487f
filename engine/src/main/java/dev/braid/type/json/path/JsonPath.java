package dev.braid.type.json.path;

import dev.braid.type.json.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path of PostgreSQL's type `jsonpath`.
///
/// @param lax whether structural errors are passed over; else the path is strict
/// @param check is run every few hundred steps and throws to stop the run
public record JsonPath(boolean lax, Chain root, Runnable check) {
  /// A path from its text.
  ///
  /// @throws dev.braid.error.BraidException 42601 for what is no path, 22P02 for an empty text
  public static JsonPath parse(String text) {
    return parse(text, () -> {});
  }

  /// A path that is going to be run.
  public static JsonPath parse(String text, Runnable check) {
    return new PathParser(text, check).path();
  }

  /// The canonical form of a path's text.
  public static String canonical(String text) {
    return parse(text).toString();
  }

  /// What the path finds.
  ///
  /// @param silent whether errors of the path end the search instead of being raised
  public Findings find(JsonNode value, PathVariables variables, boolean silent) {
    return new PathRun(this, value, variables, silent).all(root);
  }

  /// Whether the path finds anything; null where an error was silenced.
  public @Nullable Boolean exists(JsonNode value, PathVariables variables, boolean silent) {
    return new PathRun(this, value, variables, silent).any(root);
  }

  /// @param items those found before an error, too
  /// @param failed whether an error was silenced
  public record Findings(List<JsonNode> items, boolean failed) {}

  @Override
  public String toString() {
    return new PathText().path(this);
  }
}
