package dev.braid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The driver below libraries that know nothing of it: HikariCP and jOOQ.
class PoolsTest {
  @TempDir Path folder;
  private Datasets datasets;

  @BeforeEach
  void open() {
    datasets = Datasets.in(folder);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(SharedBraid.openCount()).isZero();
    Await.until("no statement runs", () -> TestPostgres.activeBackends() == 0);
  }

  private HikariDataSource pool(String dataset) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(datasets.url(dataset));
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files", "drafts"})
  void eightThreadsShareAPool(String dataset) throws Exception {
    try (HikariDataSource pool = pool(dataset);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> sums = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int from = i;
        Callable<Integer> task = () -> ask(pool, from);
        sums.add(threads.submit(task));
      }
      for (int i = 0; i < 8; i++) {
        assertThat(sums.get(i).get()).isEqualTo(25 * i + 300);
      }
      assertThat(SharedBraid.openCount()).isEqualTo(1);
    }
  }

  /// The sum of from + n, n from 0 to 24.
  private static int ask(HikariDataSource pool, int from) throws SQLException {
    int sum = 0;
    for (int n = 0; n < 25; n++) {
      try (Connection connection = pool.getConnection();
          PreparedStatement statement = connection.prepareStatement("SELECT ? + ?")) {
        statement.setInt(1, from);
        statement.setInt(2, n);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          sum += row.getInt(1);
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files"})
  void jooqFetchesPlainSqlWithTypes(String dataset) throws SQLException {
    try (HikariDataSource pool = pool(dataset)) {
      DSLContext dsl = DSL.using(pool, SQLDialect.POSTGRES);
      Record row =
          dsl.fetchOne(
              "SELECT 1 AS a, 2::bigint AS b, 1.50 AS c, 'x' AS d, date '2026-03-01' AS e,"
                  + " ARRAY[1, 2] AS f, ?::int + 1 AS g, true AS h, ?::text AS i",
              41,
              "it's");
      assertThat(row.get("a")).isEqualTo(1);
      assertThat(row.get("b")).isEqualTo(2L);
      assertThat(row.get("c")).isEqualTo(new BigDecimal("1.50"));
      assertThat(row.get("d")).isEqualTo("x");
      assertThat(row.get("e")).isEqualTo(java.sql.Date.valueOf("2026-03-01"));
      assertThat(row.get("f", Integer[].class)).containsExactly(1, 2);
      assertThat(row.get("g")).isEqualTo(42);
      assertThat(row.get("h")).isEqualTo(true);
      assertThat(row.get("i")).isEqualTo("it's");
    }
  }

  @Test
  void jooqReadsAFolder() {
    try (HikariDataSource pool = pool("files")) {
      assertThat(
              DSL.using(pool, SQLDialect.POSTGRES)
                  .fetch("SELECT customer, sum(amount) AS s FROM orders GROUP BY 1 ORDER BY 1")
                  .map(row -> row.get("customer") + " " + row.get("s")))
          .containsExactly("ann 3.50", "bob 3.25");
    }
  }
}
