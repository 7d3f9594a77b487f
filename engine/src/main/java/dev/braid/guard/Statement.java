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
public record Statement(String text, Kind kind, boolean aggregated, int parameters) {
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
