package dev.braid.result;

import dev.braid.error.BraidException;
import org.jspecify.annotations.Nullable;

/// Why a statement has no answer.
///
/// @param sqlState five characters, the server's where the server refused
/// @param message one line, without secrets
/// @param position 1-based character in the statement as written, or 0
/// @param detail the server's DETAIL, if any
/// @param hint what to do, if known
public record Failure(
    String sqlState, String message, int position, @Nullable String detail, @Nullable String hint) {
  public static Failure of(BraidException error) {
    return new Failure(
        error.sqlState(), error.message(), error.position(), error.detail(), error.hint());
  }
}
