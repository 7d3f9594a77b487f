package dev.braid.source.file.parquet;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.file.Path;

/// What can be wrong with one file, each with the file's name.
record FileErrors(Path path) {
  BraidException corrupted(String what) {
    return new BraidException(
        SqlState.DATA_CORRUPTED, "Parquet file \"" + path + "\" is corrupted: " + what);
  }

  BraidException corrupted(String where, Throwable cause) {
    return new BraidException(
        SqlState.DATA_CORRUPTED,
        "Parquet file \"" + path + "\" is corrupted: " + where,
        0,
        cause.toString(),
        null,
        cause);
  }

  BraidException unsupported(String column, String what) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "%s are not supported: column \"%s\" of Parquet file \"%s\"".formatted(what, column, path));
  }

  BraidException unsupported(String what) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "%s is not supported: Parquet file \"%s\"".formatted(what, path));
  }

  BraidException unreadable(Throwable cause) {
    return new BraidException(
        SqlState.IO_ERROR,
        "could not read file \"" + path + "\"",
        0,
        cause.toString(),
        null,
        cause);
  }
}
