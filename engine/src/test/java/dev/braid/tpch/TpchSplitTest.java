package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.ConfigFile;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.guard.Statement;
import dev.braid.local.LocalEngine;
import dev.braid.local.SplitBackend;
import dev.braid.local.SplitThresholds;
import dev.braid.parallel.Cancellation;
import dev.braid.source.RowCursor;
import dev.braid.source.postgres.spread.Spreading;
import dev.braid.testing.TestPostgres;
import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The 22 queries split over four connections to one server give its own answers.
class TpchSplitTest {
  private static LocalEngine engine;
  private static SplitBackend backend;

  @BeforeAll
  static void open() {
    try (Tpch tpch = new Tpch(64L << 20, 2)) {
      tpch.loadServer();
    }
    TestPostgres.execute("DROP DATABASE IF EXISTS tpch_split WITH (FORCE)");
    TestPostgres.execute(
        "CREATE DATABASE tpch_split TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
    for (TpchTable<?> table : TpchTable.getTables()) {
      PostgresSource target = owner("tpch_split");
      new Spreading(
              owner("postgres"), List.of(target), table.getTableName(), null, 2, new Cancellation())
          .run();
    }
    engine = new LocalEngine(64L << 20, 2);
    PostgresSource source =
        server("%s:%s@".formatted(TestPostgres.READER, TestPostgres.READER_PASSWORD), "tpch_split")
            .over(4);
    Dataset dataset = TestPostgres.dataset(1, "shop", PoolSettings.DEFAULT);
    backend = new SplitBackend(engine, dataset, source, SplitThresholds.ALWAYS);
  }

  private static PostgresSource owner(String database) {
    return server("postgres@", database);
  }

  private static PostgresSource server(String login, String database) {
    return ConfigFile.server(
        "postgresql://%slocalhost:%d/%s".formatted(login, TestPostgres.port(), database),
        "test",
        Map.of());
  }

  @AfterAll
  static void close() {
    backend.close();
    engine.close();
    TestPostgres.execute("DROP DATABASE tpch_split WITH (FORCE)");
    Tpch.dropServer();
  }

  static IntStream numbers() {
    return Tpch.numbers();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void isSplitAndAnsweredAsTheServerDoes(int number) {
    String sql = Tpch.query(number);
    assertThat(String.join("\n", rows("EXPLAIN " + sql, Statement.Kind.EXPLAIN)))
        .contains("Foreign Scan")
        .contains(".ctid >= ");
    assertThat(rows(sql, Statement.Kind.QUERY)).isEqualTo(Tpch.serverRows(sql));
  }

  private static List<String> rows(String sql, Statement.Kind kind) {
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor =
        backend.stream(new Statement(sql, kind, false, 0), List.of(), new Cancellation())) {
      List<@Nullable Object> row;
      while ((row = cursor.next()) != null) {
        rows.add(Tpch.line(row));
      }
    }
    return rows;
  }
}
