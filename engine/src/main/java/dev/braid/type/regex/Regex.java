package dev.braid.type.regex;

import dev.braid.error.BraidException;
import org.jspecify.annotations.Nullable;

/// A compiled regular expression, PostgreSQL's "advanced" kind. Immutable; may be shared.
public final class Regex {
  /// Compiles.
  ///
  /// @param flags the letters `regexp_match` takes, of `bceimnpqstwx`
  /// @param check is run every few thousand steps of matching and throws to stop it
  public static Regex compile(String pattern, String flags, Runnable check) {
    throw new BraidException("0A000", "regular expressions");
  }

  /// Whether any part of the text matches: the operator `~`.
  public boolean find(String text) {
    return false;
  }

  public boolean find(byte[] utf8, int start, int length) {
    return false;
  }
}
