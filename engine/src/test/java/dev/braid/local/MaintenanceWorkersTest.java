package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Maintenance commands take as many workers as max_parallel_maintenance_workers allows.
final class MaintenanceWorkersTest {
  @TempDir private static Path path;

  @BeforeAll
  static void tables() throws IOException {
    try (Folder folder = Folder.writable(path)) {
      folder.run(
          "CREATE TABLE t AS SELECT i AS a, i % 77 AS b, 'x' || i AS c FROM generate_series(1,"
              + " 400000) AS g(i)");
      folder.run("COPY t TO 'in.csv' (FORMAT csv)");
      Files.createDirectory(path.resolve("many"));
      folder.run("COPY t TO 'many/1.parquet' (FORMAT parquet)");
      folder.run("COPY t TO 'many/2.parquet' (FORMAT parquet)");
      folder.run("CREATE TABLE into_it AS SELECT * FROM t WITH NO DATA");
    }
  }

  private int startedBy(String sql, int workers) {
    try (Folder folder = Folder.writable(path)) {
      folder.run("SET max_parallel_workers_per_gather = 0");
      folder.run("SET max_parallel_maintenance_workers = " + workers);
      folder.run(sql);
      var statistics = folder.braid().engineStatistics();
      assertThat(statistics).isNotNull();
      return statistics.started();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANALYZE t",
        "CREATE INDEX ON t (b, c)",
        "COPY into_it FROM 'in.csv' (FORMAT csv)",
        "COPY (SELECT * FROM t) TO 'out.parquet' (FORMAT parquet)",
        "VACUUM (PARALLEL 1) many",
      })
  void workersHelpWhereTheyMay(String sql) {
    if (!sql.contains("PARALLEL")) {
      assertThat(startedBy(sql, 0)).isZero();
    }
    assertThat(startedBy(sql, 2)).isPositive();
  }
}
