package dev.braid.guard;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The commands of PostgreSQL that are not let through, by their first word, and the refusal of
/// each.
final class Verbs {
  private static final String ALLOWED =
      "only SELECT, VALUES, TABLE, WITH, EXPLAIN and SHOW are allowed, got: ";

  /// What changes data, schema or server, or may run something that does.
  private static final Set<String> WRITES =
      Set.of(
          "alter",
          "analyse",
          "analyze",
          "call",
          "checkpoint",
          "cluster",
          "comment",
          "copy",
          "create",
          "delete",
          "do",
          "drop",
          "execute",
          "grant",
          "import",
          "insert",
          "load",
          "lock",
          "merge",
          "reassign",
          "refresh",
          "reindex",
          "repack",
          "revoke",
          "security",
          "truncate",
          "update",
          "vacuum");

  private static final Set<String> TRANSACTION =
      Set.of("abort", "begin", "commit", "end", "release", "rollback", "savepoint", "start");

  private static final Set<String> SESSION =
      Set.of(
          "close",
          "deallocate",
          "declare",
          "discard",
          "fetch",
          "listen",
          "move",
          "notify",
          "prepare",
          "reset",
          "set",
          "unlisten",
          "wait");

  private Verbs() {}

  /// The refusal of a statement that begins with this token.
  static BraidException refuse(String text, Token first) {
    return refuse(text, first, "");
  }

  /// @param context the words before the verb, such as `EXPLAIN`
  static BraidException refuse(String text, Token first, String context) {
    if (first.kind() != Token.Kind.WORD || !isCommand(first.value())) {
      return SyntaxErrors.near(text, first)
          .withHint("A query begins with SELECT, VALUES, TABLE, WITH, EXPLAIN or SHOW.");
    }
    String verb = text.substring(first.start(), first.end()).toUpperCase(Locale.ROOT);
    String state =
        WRITES.contains(first.value())
            ? SqlState.READ_ONLY_SQL_TRANSACTION
            : SqlState.FEATURE_NOT_SUPPORTED;
    String name = context.isEmpty() ? verb : context + " " + verb;
    BraidException refusal = SyntaxErrors.refusal(state, text, first.start(), ALLOWED + name);
    String hint = hint(first.value());
    return hint == null ? refusal : refusal.withHint(hint);
  }

  static boolean isCommand(String word) {
    return WRITES.contains(word) || TRANSACTION.contains(word) || SESSION.contains(word);
  }

  private static @Nullable String hint(String verb) {
    if (TRANSACTION.contains(verb)) {
      return "Every statement runs in a read-only transaction of its own; a batch with"
          + " consistent: true reads all its queries from one snapshot.";
    }
    return switch (verb) {
      case "set", "reset", "discard" ->
          "Settings are the operator's. Put what the statement needs into it, such as"
              + " AT TIME ZONE or a schema-qualified name.";
      case "copy" -> "Write the query itself: SELECT ... or TABLE name.";
      case "prepare", "execute", "deallocate" -> "Send the query itself, with its parameters.";
      case "declare", "fetch", "move", "close" -> "Send the query itself, with LIMIT and OFFSET.";
      default -> null;
    };
  }
}
