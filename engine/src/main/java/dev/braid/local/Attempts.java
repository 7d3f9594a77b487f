package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Runs a statement anew when it finds that a type inferred for a CSV column was wrong (40001): the
/// table knows better then. Each attempt corrects at least one table for good, so that there are
/// few.
final class Attempts {
  /// More would mean that files change all the time.
  private static final int MOST = 100;

  private Attempts() {}

  /// @param mayRepeat whether nobody has seen anything of the attempt that failed
  static <T> T run(BooleanSupplier mayRepeat, Supplier<T> attempt) {
    for (int i = 1; ; i++) {
      try {
        return attempt.get();
      } catch (BraidException e) {
        boolean repeat =
            e.sqlState().equals(SqlState.SERIALIZATION_FAILURE)
                && i < MOST
                && mayRepeat.getAsBoolean();
        if (!repeat) {
          throw e;
        }
      }
    }
  }
}
