package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Runs a statement anew when it finds that a type inferred for a CSV column was wrong (40001): the
/// table knows better then, and each attempt corrects at least one table for good. So too, but not
/// for ever, when a file of a table or index was replaced while it was read (55000).
final class Attempts {
  /// More would mean that types change all the time.
  private static final int MOST = 100;

  private static final int MOST_OF_CHANGED_FILES = 5;

  private Attempts() {}

  /// @param mayRepeat whether nobody has seen anything of the attempt that failed
  static <T> T run(BooleanSupplier mayRepeat, Supplier<T> attempt) {
    for (int i = 1; ; i++) {
      try {
        return attempt.get();
      } catch (BraidException e) {
        int most =
            switch (e.sqlState()) {
              case SqlState.SERIALIZATION_FAILURE -> MOST;
              case SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE -> MOST_OF_CHANGED_FILES;
              default -> 1;
            };
        if (i >= most || !mayRepeat.getAsBoolean()) {
          throw e;
        }
      }
    }
  }
}
