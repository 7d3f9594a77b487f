package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.sql.ast.Option;
import java.util.List;

/// Storage parameters of tables: `parallel_workers`, and `format`, which is always Parquet.
final class StorageOptions {
  private static final String FORMAT = "format";
  private static final int MOST_WORKERS = 1024;

  private StorageOptions() {}

  /// @param otherwise where it is not among the options
  /// @throws BraidException 22023 for what it cannot be, 0A000 for other parameters
  static int parallelWorkers(List<Option> options, int otherwise) {
    int workers = otherwise;
    for (Option option : options) {
      requireKnown(option);
      if (!option.name().equals(FORMAT)) {
        workers = number(option);
      }
    }
    return workers;
  }

  /// @throws BraidException 0A000 for parameters that there are not
  static void requireKnown(Option option) {
    if (option.name().equals(FORMAT)) {
      requireParquet(option);
    } else if (!option.name().equals("parallel_workers")) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "storage parameter \"%s\" is not supported".formatted(option.name()),
          option.position(),
          null,
          "supported: parallel_workers",
          null);
    }
  }

  private static void requireParquet(Option option) {
    if (option.values().isEmpty() || !option.values().getFirst().equalsIgnoreCase("parquet")) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "tables are Parquet files, other formats are not supported",
          option.position(),
          null,
          "COPY ... TO 'name.csv' (FORMAT csv, HEADER) writes a file that is a table, too",
          null);
    }
  }

  private static int number(Option option) {
    String text = option.values().isEmpty() ? "true" : option.values().getFirst();
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE,
          "invalid value for integer option \"%s\": %s".formatted(option.name(), text));
    }
    if (value < 0 || value > MOST_WORKERS) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE,
          "value %s out of bounds for option \"%s\"".formatted(text, option.name()),
          0,
          "Valid values are between \"0\" and \"%d\".".formatted(MOST_WORKERS),
          null,
          null);
    }
    return value;
  }
}
