package dev.braid.result;

import java.util.List;

/// What an answer lacks that was allowed to be partial: the rows of servers that could not be
/// asked. All else is as it would be over a database without these rows.
///
/// @param missing the servers' names
/// @param message a sentence that says so, and why
public record Partial(List<String> missing, String message) {
  public Partial {
    missing = List.copyOf(missing);
  }
}
