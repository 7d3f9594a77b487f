package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs a statement anew where that may end better.
///
/// Over files that is when a type inferred for a CSV column was wrong (40001): the table knows
/// better then, and each attempt corrects at least one table for good. So too, but not for ever,
/// when a file of a table or index was replaced while it was read (55000). Over servers see
/// [ServerAttempts].
final class Attempts {
  /// More would mean that types change all the time.
  private static final int MOST = 100;

  private static final int MOST_OF_CHANGED_FILES = 5;

  private Attempts() {}

  /// Whether a statement over files may end better when it is run once more.
  static boolean mayEndBetter(BraidException failure, int attempts) {
    return switch (failure.sqlState()) {
      case SqlState.SERIALIZATION_FAILURE -> attempts < MOST;
      case SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE -> attempts < MOST_OF_CHANGED_FILES;
      default -> false;
    };
  }

  /// A statement over files.
  ///
  /// @param mayRepeat whether nobody has seen anything of the attempt that failed
  static <T> T run(BooleanSupplier mayRepeat, Supplier<T> attempt) {
    return run(mayRepeat, attempt, Attempts::mayEndBetter);
  }

  /// @param mayRepeat whether nobody has seen anything of the attempt that failed
  static <T> T run(
      Attempted statement, BooleanSupplier mayRepeat, Function<Statements.Runs, T> attempt) {
    return run(mayRepeat, () -> attempt.apply(statement.prepare()), statement::mayEndBetter);
  }

  private static <T> T run(
      BooleanSupplier mayRepeat,
      Supplier<T> attempt,
      BiPredicate<BraidException, Integer> mayEndBetter) {
    for (int i = 1; ; i++) {
      try {
        return attempt.get();
      } catch (BraidException e) {
        if (!mayRepeat.getAsBoolean() || !mayEndBetter.test(e, i)) {
          throw e;
        }
      }
    }
  }
}
