package dev.braid;

import dev.braid.catalog.Config;
import dev.braid.catalog.Schema;
import dev.braid.result.Result;
import dev.braid.source.postgres.PoolStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set of datasets that answers SQL in parallel.
public final class Braid implements AutoCloseable {
  private final Config config;

  private Braid(Config config) {
    this.config = config;
  }

  /// Opens the datasets of a configuration. No connection is made before the first query.
  public static Braid open(Config config) {
    return new Braid(config);
  }

  public Config config() {
    return config;
  }

  /// Answers one statement, within the dataset's limits.
  ///
  /// @throws dev.braid.error.BraidException with the SQLSTATE of the refusal
  public Result query(String dataset, String sql, @Nullable Object... parameters) {
    throw new IllegalStateException();
  }

  public BatchBuilder batch() {
    throw new IllegalStateException();
  }

  /// The tables of a dataset.
  public Schema schema(String dataset) {
    throw new IllegalStateException();
  }

  /// Every dataset's pool, in order of the datasets' ids; pools not yet used show zeroes.
  public List<PoolStatistics> statistics() {
    throw new IllegalStateException();
  }

  @Override
  public void close() {}
}
