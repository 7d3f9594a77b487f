package dev.braid.guard;

/// One statement that has passed the [Guard]: it only reads, unless it was let through as an
/// INSERT.
///
/// @param text as the caller wrote it, from its first character (so that positions agree), without
///   the closing semicolon and whatever follows it
/// @param kind what may be done with the text
/// @param aggregated whether its rows are groups or aggregates rather than rows of a table; decided
///   from its structure
/// @param parameters the highest `$n` it names, 0 when it has none
/// @param workers the most of a server's own workers that may compute it beside the process that
///   answers; [#ANY] for as many as the server likes
public record Statement(String text, Kind kind, boolean aggregated, int parameters, int workers) {
  public static final int ANY = -1;

  public Statement(String text, Kind kind, boolean aggregated, int parameters) {
    this(text, kind, aggregated, parameters, ANY);
  }

  /// The same, computed by at most so many of a server's own workers.
  public Statement withWorkers(int most) {
    return new Statement(text, kind, aggregated, parameters, most);
  }

  /// What a statement is.
  public enum Kind {
    /// SELECT, VALUES, TABLE or WITH: its text may stand in parentheses as a table.
    QUERY,
    /// EXPLAIN of a query.
    EXPLAIN,
    /// SHOW of a setting.
    SHOW,
    /// INSERT, which only [Guard#insert] lets through.
    INSERT
  }
}
