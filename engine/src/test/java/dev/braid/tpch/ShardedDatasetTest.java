package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.catalog.ConfigFile;
import dev.braid.catalog.PostgresSource;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.spread.Spreading;
import dev.braid.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The 22 queries over four shards, made by `Spreading`, give the answers of one server.
class ShardedDatasetTest {
  private static final int SHARDS = 4;
  private static final Map<String, String> KEYS =
      Map.of(
          "lineitem", "l_orderkey",
          "orders", "o_orderkey",
          "partsupp", "ps_partkey",
          "part", "p_partkey",
          "customer", "c_custkey");

  private static Tpch tpch;
  private static Braid braid;

  @BeforeAll
  static void spread() {
    tpch = new Tpch(64L << 20, 2);
    tpch.loadServer();
    List<PostgresSource> shards = new ArrayList<>();
    StringBuilder urls = new StringBuilder();
    for (int i = 0; i < SHARDS; i++) {
      TestPostgres.execute("DROP DATABASE IF EXISTS tpch_shard_" + i + " WITH (FORCE)");
      TestPostgres.execute(
          "CREATE DATABASE tpch_shard_" + i + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
      shards.add(owner("tpch_shard_" + i));
      urls.append(
          "        - postgresql://%s:%s@localhost:%d/tpch_shard_%d%n"
              .formatted(
                  TestPostgres.READER, TestPostgres.READER_PASSWORD, TestPostgres.port(), i));
    }
    StringBuilder tables = new StringBuilder();
    for (String table :
        List.of(
            "lineitem", "orders", "partsupp", "part", "customer", "supplier", "nation", "region")) {
      String key = KEYS.get(table);
      new Spreading(owner("postgres"), shards, table, key, 2, new Cancellation()).run();
      tables.append(
          "        %s: %s%n"
              .formatted(
                  table, key == null ? "reference" : "{sharded_by: " + key + ", hash: md5}"));
    }
    String config =
        """
        datasets:
          - id: 1
            name: shop
            time_zone: UTC
            source:
              shards:
        %s      tables:
        %s
        """
            .formatted(urls, tables);
    braid = Braid.open(ConfigFile.parse(config, "test", Map.of()));
  }

  private static PostgresSource owner(String database) {
    return ConfigFile.server(
        "postgresql://postgres@localhost:" + TestPostgres.port() + "/" + database,
        "test",
        Map.of());
  }

  @AfterAll
  static void close() {
    braid.close();
    for (int i = 0; i < SHARDS; i++) {
      TestPostgres.execute("DROP DATABASE tpch_shard_" + i + " WITH (FORCE)");
    }
    Tpch.dropServer();
    tpch.close();
  }

  @Test
  void explainTellsWhatEachShardDid() {
    List<String> lines = new ArrayList<>();
    try (RowStream stream =
        braid.stream("shop", "EXPLAIN ANALYZE SELECT l_orderkey FROM lineitem")) {
      stream.forEach(row -> lines.add(String.valueOf(row.getFirst()).strip()));
    }
    long rows = 0;
    for (String line : lines) {
      if (line.startsWith("Task ")) {
        assertThat(line)
            .matches("Task \\d on \\S+/tpch_shard_\\d: rows=\\d+ first=\\S+ total=\\S+");
        rows += Long.parseLong(line.replaceFirst(".*rows=(\\d+).*", "$1"));
      }
    }
    assertThat(Long.toString(rows)).isEqualTo(TestPostgres.ask("SELECT count(*) FROM lineitem"));
    assertThat(lines)
        .anyMatch(line -> line.matches("Snapshots Apart: \\d+\\.\\d{3} ms at most"))
        .anyMatch(line -> line.matches("Slowest Task: \\d+\\.\\d\\d times the mean"));
  }

  static IntStream numbers() {
    return Tpch.numbers();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void answersAsOneServer(int number) {
    String sql = Tpch.query(number);
    List<String> rows = new ArrayList<>();
    try (RowStream stream = braid.stream("shop", sql)) {
      for (List<@Nullable Object> row : stream) {
        rows.add(Tpch.line(row));
      }
    }
    assertThat(rows).isEqualTo(Tpch.serverRows(sql));
  }
}
