package dev.braid.source.postgres;

import com.zaxxer.hikari.SQLExceptionOverride;
import dev.braid.error.SqlState;
import java.sql.SQLException;

/// HikariCP takes 0A000 (feature not supported) for a sign of a broken connection. From PostgreSQL
/// it is an ordinary refusal of one statement.
final class KeepAfterRefusal implements SQLExceptionOverride {
  @java.lang.Override
  public Override adjudicate(SQLException error) {
    return SqlState.FEATURE_NOT_SUPPORTED.equals(error.getSQLState())
        ? Override.DO_NOT_EVICT
        : Override.CONTINUE_EVICT;
  }
}
