package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.remote.ServerFailure;
import java.util.function.Function;

/// One statement of a caller, which may take several attempts.
interface Attempted {
  /// About to run, for the next attempt.
  Statements.Runs prepare();

  /// Whether another attempt may end better. May wait a moment before it says so.
  ///
  /// @param attempts made so far, from 1
  boolean mayEndBetter(BraidException failure, int attempts);

  /// A statement over files.
  static Function<Cancellation, Attempted> overFiles(
      Function<Cancellation, LocalStatement> statement) {
    return cancellation ->
        new Attempted() {
          @Override
          public LocalStatement prepare() {
            return statement.apply(cancellation);
          }

          @Override
          public boolean mayEndBetter(BraidException failure, int attempts) {
            return Attempts.mayEndBetter(failure, attempts);
          }
        };
  }

  /// A statement over one server, planned already.
  static Function<Cancellation, Attempted> overServer(Statements.Runs statement) {
    return cancellation -> {
      Retries retries = new Retries(cancellation);
      return new Attempted() {
        @Override
        public Statements.Runs prepare() {
          return statement;
        }

        @Override
        public boolean mayEndBetter(BraidException failure, int attempts) {
          ServerFailure of = ServerFailure.of(failure);
          return of != null && of.isPassing() && retries.again(failure);
        }
      };
    };
  }
}
