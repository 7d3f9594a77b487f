package dev.braid.bench.tpch;

import dev.braid.bench.Sample;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.PostgresSource;
import dev.braid.guard.Statement;
import dev.braid.local.LocalEngine;
import dev.braid.local.SplitBackend;
import dev.braid.local.SplitThresholds;
import dev.braid.parallel.Cancellation;
import dev.braid.server.tpch.TpchData;
import dev.braid.server.tpch.TpchQueries;
import dev.braid.source.RowCursor;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL asked over two connections, against its own two workers: TPC-H without indexes
/// but those of keys, and all rows of lineitem. Printed as Markdown.
public final class SplitRivals {
  private static final String ALL_ROWS = "SELECT * FROM lineitem";

  private SplitRivals() {}

  /// @param args work folder, scale factor, warm runs
  public static void main(String[] args) throws Exception {
    Path work = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    BigDecimal scaleFactor = new BigDecimal(args[1]);
    Path folder = TpchData.folder(work, scaleFactor);
    if (!TpchData.exists(folder)) {
      TpchData.make(folder, scaleFactor);
    }
    Path directory = Files.createDirectories(work.resolve("postgres-keys-sf" + scaleFactor));
    try (PostgresServer server = PostgresServer.start(directory, folder, false)) {
      int port = server.port();
      int runs = Integer.parseInt(args[2]);
      plans(port, scaleFactor);
      try (Engine split = new SplitEngine(port, 2);
          Engine parallel = new PostgresEngine(port, 2);
          Engine serial = new PostgresEngine(port, 0)) {
        Turns turns =
            new Turns(scaleFactor, runs)
                .add("Braid, 2 connections", split)
                .add("PostgreSQL, 2 workers", parallel)
                .add("PostgreSQL, serial", serial);
        Tables.queries(System.out, "warm", turns.measured());
      }
      rows(port, runs);
    }
  }

  /// Which queries are computed in parallel by whom.
  private static void plans(int port, BigDecimal scaleFactor) throws SQLException {
    System.out.println("| query | PostgreSQL | Braid |\n|--:|---|---|");
    try (SplitEngine split = new SplitEngine(port, 2);
        Connection connection = connect(port);
        java.sql.Statement statement = connection.createStatement()) {
      for (int query = 1; query <= TpchQueries.COUNT; query++) {
        String sql = TpchQueries.text(query, scaleFactor);
        StringBuilder own = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
          while (rows.next()) {
            own.append(rows.getString(1));
          }
        }
        System.out.printf(
            Locale.ROOT,
            "| %d | %s | %s |%n",
            query,
            own.indexOf("Gather") >= 0 ? "parallel" : "serial",
            split.explained(sql).contains(".ctid ") ? "split" : "as written");
      }
    }
    System.out.println();
  }

  private static Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
  }

  /// All rows into columns here, and through pgjdbc alone.
  private static void rows(int port, int runs) throws Exception {
    long count;
    double plain;
    try (Connection connection = connect(port);
        java.sql.Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(10_000);
      count = JdbcRows.count(statement, ALL_ROWS);
      plain = Sample.of(0, runs, () -> JdbcRows.count(statement, ALL_ROWS)).median();
    }
    double columns;
    Dataset dataset = SplitEngine.dataset(port, 2);
    try (LocalEngine engine = new LocalEngine(1L << 30, 2);
        SplitBackend split =
            new SplitBackend(
                engine, dataset, (PostgresSource) dataset.source(), SplitThresholds.ALWAYS)) {
      columns = Sample.of(1, runs, () -> move(split)).median();
    }
    System.out.println("| all rows of lineitem | ms | rows a second | ratio |\n|---|--:|--:|--:|");
    row("Braid, 2 connections, into columns", columns, count, columns);
    row("pgjdbc, 10,000 rows a fetch", plain, count, columns);
    System.out.println();
  }

  /// Reads all rows into columns and drops them: that is what EXPLAIN ANALYZE does.
  private static void move(SplitBackend split) {
    Statement statement =
        new Statement("EXPLAIN ANALYZE " + ALL_ROWS, Statement.Kind.EXPLAIN, false, 0);
    boolean parts = false;
    try (RowCursor plan = split.stream(statement, List.of(), new Cancellation())) {
      for (List<@Nullable Object> line = plan.next(); line != null; line = plan.next()) {
        parts |= String.valueOf(line.getFirst()).contains(".ctid ");
      }
    }
    if (!parts) {
      throw new IllegalStateException("the statement was not split");
    }
  }

  private static void row(String name, double ms, long rows, double first) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,.0f | %.2f |%n",
        name,
        Tables.number(ms),
        rows / ms * 1000,
        ms / first);
  }
}
