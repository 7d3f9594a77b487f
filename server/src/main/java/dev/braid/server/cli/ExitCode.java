package dev.braid.server.cli;

import dev.braid.batch.BatchResult;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// What the process's exit status means.
public final class ExitCode {
  /// Everything succeeded.
  public static final int SUCCESS = 0;

  /// A query failed, or the doctor found something wrong.
  public static final int FAILURE = 1;

  /// The command line, the configuration or the batch file is wrong; nothing was asked.
  public static final int USAGE = 2;

  /// Cancelled by Ctrl-C, as shells report it (128 + SIGINT).
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  static int of(BatchResult batch) {
    return batch.failed() == 0 ? SUCCESS : FAILURE;
  }

  static int of(BraidException error) {
    return switch (error.sqlState()) {
      case SqlState.CONFIG_FILE_ERROR,
          SqlState.IO_ERROR,
          SqlState.INVALID_PARAMETER_VALUE,
          SqlState.UNDEFINED_OBJECT ->
          USAGE;
      default -> FAILURE;
    };
  }
}
