package dev.braid.expr;

import dev.braid.parallel.Cancellation;
import dev.braid.type.Zone;

/// What functions may know of the statement they run for.
///
/// @param timeZone the session's
/// @param now when the statement began: microseconds since 2000-01-01 UTC
/// @param user for `current_user`
/// @param database for `current_database()`: the dataset's name
/// @param cancellation to be checked by what may run long within one batch
public record EvalContext(
    Zone timeZone, long now, String user, String database, Cancellation cancellation) {}
