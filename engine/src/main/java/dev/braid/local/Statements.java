package dev.braid.local;

import dev.braid.parallel.Cancellation;
import dev.braid.type.Zone;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a backend answers with the engine: what its sessions and cursors need to know of it.
///
/// @param zone in which rows are shown
/// @param statement makes one that has not been tried yet
record Statements(LocalEngine engine, Zone zone, Function<Cancellation, Attempted> statement) {
  /// What answers one statement.
  interface Runs {
    void run(String text, List<@Nullable Object> parameters, LocalStatement.Rows rows);
  }
}
