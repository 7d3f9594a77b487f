package dev.braid.bench.tpch;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.parallel.Cancellation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Braid over several connections to a PostgreSQL server on this machine.
final class SplitEngine implements Engine {
  private final Braid braid;

  SplitEngine(int port, int connections) {
    braid =
        Braid.open(
            new Config(
                List.of(dataset(port, connections)), new BatchLimits(30, 10, Long.MAX_VALUE / 4)));
  }

  /// The server as a dataset, split over so many connections.
  static Dataset dataset(int port, int connections) {
    String address = "localhost:" + port + "/postgres";
    return new Dataset(
        1,
        "server",
        "",
        new PostgresSource("jdbc:postgresql://" + address, "postgres", "postgres", address)
            .over(connections),
        PoolSettings.DEFAULT,
        Limits.NONE,
        true,
        "",
        Description.NONE);
  }

  @Override
  public long rows(String sql) {
    long rows = 0;
    // All at once where the server is asked: in portions it would use no workers.
    try (RowStream stream = braid.stream("server", sql, List.of(), 0, new Cancellation())) {
      for (List<@Nullable Object> row : stream) {
        rows += row.isEmpty() ? 0 : 1;
      }
    }
    return rows;
  }

  /// The plan that a statement would run by, as text.
  String explained(String sql) {
    StringBuilder lines = new StringBuilder();
    try (RowStream stream = braid.stream("server", "EXPLAIN " + sql)) {
      stream.forEach(row -> lines.append(row.getFirst()).append('\n'));
    }
    return lines.toString();
  }

  @Override
  public long peakMemory() throws IOException {
    return ProcessMemory.peak();
  }

  @Override
  public void close() {
    braid.close();
  }
}
