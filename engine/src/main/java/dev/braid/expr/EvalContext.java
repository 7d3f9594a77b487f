package dev.braid.expr;

import dev.braid.parallel.Cancellation;
import dev.braid.type.Zone;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What functions may know of the statement they run for.
///
/// @param timeZone the session's
/// @param now when the statement began: microseconds since 2000-01-01 UTC
/// @param user for `current_user`
/// @param database for `current_database()`: the dataset's name
/// @param cancellation to be checked by what may run long within one batch
/// @param settings a setting's value as SHOW writes it, null for an unknown name
public record EvalContext(
    Zone timeZone,
    long now,
    String user,
    String database,
    Cancellation cancellation,
    Function<String, @Nullable String> settings) {
  /// Of a session that knows no settings.
  public EvalContext(
      Zone timeZone, long now, String user, String database, Cancellation cancellation) {
    this(timeZone, now, user, database, cancellation, _ -> null);
  }
}
