package dev.braid.sql;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/// What the JDBC driver would send.
///
/// The driver splits a text at its semicolons by a lexer of its own and sends every part as a
/// statement, extended protocol or not. It also rewrites `??` and JDBC's `{escapes}`. So a
/// statement that [Lexer] takes for one is let through only when the driver agrees, and would send
/// exactly it.
final class Driver {
  private Driver() {}

  static void mustAgree(Statement statement) {
    JdbcText jdbc = statement.jdbc();
    boolean bound = statement.parameters() > 0;
    String sent;
    int placeholders;
    try {
      String escaped = Parser.replaceProcessing(jdbc.sql(), true, true);
      List<NativeQuery> queries = Parser.parseJdbcSql(escaped, true, bound, true, false, false);
      if (queries.size() != 1) {
        throw disagreement("The JDBC driver takes it for " + queries.size() + " statements.");
      }
      NativeQuery query = queries.getFirst();
      sent = query.nativeSql;
      placeholders = query.bindPositions.length;
    } catch (SQLException e) {
      throw disagreement("The JDBC driver cannot read it: " + e.getMessage());
    }
    if (placeholders != jdbc.order().size() || (!bound && !sent.equals(statement.text()))) {
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
