package dev.braid.expr.library;

import dev.braid.testing.DeclarationOracle;
import dev.braid.type.Kind;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is registered for dates and times exists on the server with the same types, strictness and
/// volatility.
class DateTimeDeclarationsTest {
  private static final Set<Kind> KINDS =
      EnumSet.of(Kind.DATE, Kind.TIME, Kind.TIMESTAMP, Kind.TIMESTAMPTZ, Kind.INTERVAL);

  private final DeclarationOracle oracle = new DeclarationOracle(Library.CATALOG);

  @Test
  void operators() {
    oracle.operators(KINDS, "=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/");
  }

  @Test
  void functions() {
    oracle.functions(
        "extract",
        "date_part",
        "date_trunc",
        "date_bin",
        "age",
        "now",
        "transaction_timestamp",
        "statement_timestamp",
        "clock_timestamp",
        "isfinite",
        "justify_hours",
        "justify_days",
        "justify_interval",
        "timezone",
        "make_date",
        "make_time",
        "make_timestamp",
        "make_timestamptz",
        "overlaps",
        "to_date",
        "to_timestamp",
        "date_add",
        "date_subtract");
  }

  @Test
  void casts() {
    oracle.casts(KINDS);
  }
}
