package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// Refusals at a character of the statement.
final class Errors {
  private Errors() {}

  static BraidException unsupported(int position, String feature) {
    return new BraidException(SqlState.FEATURE_NOT_SUPPORTED, feature + " is not supported")
        .at(position);
  }

  static BraidException error(String sqlState, int position, String message) {
    return new BraidException(sqlState, message).at(position);
  }

  static BraidException mismatch(int position, String message) {
    return error(SqlState.DATATYPE_MISMATCH, position, message);
  }

  static BraidException grouping(int position, String message) {
    return error(SqlState.GROUPING_ERROR, position, message);
  }

  static BraidException syntax(int position, String message) {
    return error(SqlState.SYNTAX_ERROR, position, message);
  }

  static BraidException columnReference(int position, String message) {
    return error(SqlState.INVALID_COLUMN_REFERENCE, position, message);
  }
}
