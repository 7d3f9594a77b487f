package dev.braid.bench.tpch;

import dev.braid.bench.Sample;
import dev.braid.catalog.ConfigFile;
import dev.braid.catalog.PostgresSource;
import dev.braid.parallel.Cancellation;
import dev.braid.server.tpch.TpchData;
import dev.braid.source.postgres.spread.Spreading;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Four shards, which are databases of one server, against one database with all the data, on the
/// same cores: TPC-H, and what a statement costs that computes nothing. Printed as Markdown.
public final class ShardsRivals {
  static final Map<String, String> KEYS =
      new TreeMap<>(
          Map.of(
              "lineitem", "l_orderkey",
              "orders", "o_orderkey",
              "partsupp", "ps_partkey",
              "part", "p_partkey",
              "customer", "c_custkey"));
  static final List<String> WHOLE = List.of("supplier", "nation", "region");
  private static final int SHARDS = 4;
  private static final String TRIVIAL = "SELECT count(*) FROM customer WHERE c_custkey < 0";
  private static final int ROUND_TRIPS = 500;
  private static final int LONG_WARM_UP = 20_000;

  private ShardsRivals() {}

  static String url(int port, int shard) {
    return "postgresql://postgres@localhost:" + port + "/shard" + shard;
  }

  /// @param args work folder, scale factor, warm runs, and `fan-out` for that alone
  public static void main(String[] args) throws Exception {
    Path work = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    BigDecimal scaleFactor = new BigDecimal(args[1]);
    Path folder = TpchData.folder(work, scaleFactor);
    if (!TpchData.exists(folder)) {
      TpchData.make(folder, scaleFactor);
    }
    Path directory = Files.createDirectories(work.resolve("postgres-sf" + scaleFactor));
    try (PostgresServer server = PostgresServer.start(directory, folder, true)) {
      spread(server, directory);
      if (args.length > 3 && args[3].equals("fan-out")) {
        fanOut(server.port());
        return;
      }
      String port = Integer.toString(server.port());
      List<Figures> all = new ArrayList<>();
      all.add(measured("Braid, 4 shards", "shards", Integer.toString(SHARDS), args, port));
      all.add(measured("PostgreSQL, 2 workers", "postgres", "2", args, port));
      all.add(measured("PostgreSQL, serial", "postgres", "0", args, port));
      Tables.queries(System.out, "warm", all);
      fanOut(server.port());
    }
  }

  private static Figures measured(
      String name, String engine, String width, String[] args, String port) throws Exception {
    return Child.run(name, Measured.class, engine, width, args[1], args[2], port);
  }

  /// Fills the shards, if that was not done before.
  private static void spread(PostgresServer server, Path directory) throws Exception {
    Path done = directory.resolve("spread");
    if (Files.exists(done)) {
      return;
    }
    PostgresSource from = source("postgresql://postgres@localhost:" + server.port() + "/postgres");
    List<PostgresSource> shards = new ArrayList<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (int shard = 0; shard < SHARDS; shard++) {
        statement.execute("DROP DATABASE IF EXISTS shard" + shard + " WITH (FORCE)");
        statement.execute("CREATE DATABASE shard" + shard);
        shards.add(source(url(server.port(), shard)));
      }
    }
    for (String table : TpchData.tables()) {
      new Spreading(from, shards, table, KEYS.get(table), 2, new Cancellation()).run();
    }
    for (int shard = 0; shard < SHARDS; shard++) {
      try (Connection connection = connect(server.port(), shard);
          Statement statement = connection.createStatement()) {
        statement.execute("VACUUM ANALYZE");
      }
    }
    Files.createFile(done);
  }

  private static PostgresSource source(String url) {
    return ConfigFile.server(url, "bench", Map.of());
  }

  private static Connection connect(int port, int shard) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/shard" + shard, "postgres", "postgres");
  }

  /// A statement over all shards beside the slowest of them alone: soon after the start, and when
  /// all of it has long been compiled, as in a process that serves for hours.
  private static void fanOut(int port) throws Exception {
    double[] slowest = new double[2];
    for (int shard = 0; shard < SHARDS; shard++) {
      try (Connection connection = connect(port, shard);
          Statement statement = connection.createStatement()) {
        double[] one = twice(() -> JdbcRows.count(statement, TRIVIAL));
        slowest[0] = Math.max(slowest[0], one[0]);
        slowest[1] = Math.max(slowest[1], one[1]);
      }
    }
    double[] all;
    try (ShardsEngine shards = new ShardsEngine(port, SHARDS)) {
      all = twice(() -> shards.rows(TRIVIAL));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s, p50, ms | after %d | after %d |%n|---|--:|--:|%n",
        TRIVIAL,
        ROUND_TRIPS,
        LONG_WARM_UP);
    row("pgjdbc, the slowest shard", slowest[0], slowest[1]);
    row("Braid, all four", all[0], all[1]);
    row("above the slowest", all[0] - slowest[0], all[1] - slowest[1]);
    System.out.println();
  }

  private static double[] twice(Sample.Run run) throws Exception {
    double soon = Sample.of(ROUND_TRIPS, ROUND_TRIPS, run).median();
    return new double[] {soon, Sample.of(LONG_WARM_UP, ROUND_TRIPS, run).median()};
  }

  private static void row(String name, double soon, double later) {
    System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", name, soon, later);
  }
}
