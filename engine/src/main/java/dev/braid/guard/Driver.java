package dev.braid.guard;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/// What the JDBC driver would send.
///
/// The driver splits a text at its semicolons by a lexer of its own and sends every part as a
/// statement, extended protocol or not; it also makes one `?` of `??`. So a statement that [Lexer]
/// takes for one is let through only when the driver agrees, and would send exactly it. (It does
/// not, for one, know that `E'a'` continued on the next line still has backslash escapes.)
final class Driver {
  private Driver() {}

  static void mustAgree(String text) {
    List<NativeQuery> queries;
    try {
      queries = Parser.parseJdbcSql(text, true, false, true, false, false);
    } catch (SQLException e) {
      throw disagreement("The JDBC driver cannot read it: " + e.getMessage());
    }
    if (queries.size() != 1) {
      throw disagreement("The JDBC driver takes it for " + queries.size() + " statements.");
    }
    if (!queries.getFirst().nativeSql.equals(text)) {
      throw disagreement("The JDBC driver would send it changed.");
    }
  }

  private static BraidException disagreement(String detail) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "this statement cannot be sent as it is written",
        0,
        detail,
        null,
        null);
  }
}
