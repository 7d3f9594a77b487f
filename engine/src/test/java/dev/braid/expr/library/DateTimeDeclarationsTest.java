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
  void casts() {
    oracle.casts(KINDS);
  }
}
