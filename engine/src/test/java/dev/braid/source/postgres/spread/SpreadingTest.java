package dev.braid.source.postgres.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.ConfigFile;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.spread.Spreading.Report;
import dev.braid.source.postgres.spread.Spreading.Shard;
import dev.braid.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Databases of one server play the source and the shards.
class SpreadingTest {
  private static final List<String> SHARDS = List.of("spread_0", "spread_1", "spread_2");
  private static final String SOURCE = "spread_source";

  @BeforeEach
  void create() throws SQLException {
    drop();
    for (String database : all()) {
      ask("postgres", "CREATE DATABASE " + database);
    }
    ask(
        SOURCE,
        """
        CREATE TABLE "Some Rows" (
          id bigint PRIMARY KEY, name text COLLATE "C", amount numeric(12, 2) CHECK (amount > -1000),
          at timestamptz, raw bytea, twice bigint GENERATED ALWAYS AS (id * 2) STORED, tags text[]);
        INSERT INTO "Some Rows" (id, name, amount, at, raw, tags)
        SELECT g, CASE g % 5 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN E'tab\\tline\\nback\\\\slash' ELSE 'ä' || g END,
               g / 7.0, timestamptz '2026-01-01 00:00:00+05' + g * interval '1.000001 second', decode(md5(g::text), 'hex'),
               ARRAY['x', NULL, g::text]
        FROM generate_series(-3000, 7000) g;
        CREATE INDEX by_name ON "Some Rows" (name, at DESC);
        """);
  }

  @AfterEach
  void drop() throws SQLException {
    for (String database : all()) {
      ask("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>(SHARDS);
    all.add(SOURCE);
    return all;
  }

  private static String url(String database) {
    return "postgresql://postgres@localhost:" + TestPostgres.port() + "/" + database;
  }

  private static PostgresSource source(String database) {
    return ConfigFile.server(url(database), "test", Map.of());
  }

  private static String ask(String database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s?user=postgres"
                    .formatted(TestPostgres.port(), database));
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        StringBuilder text = new StringBuilder();
        while (rows.next()) {
          text.append(rows.getString(1)).append('\n');
        }
        return text.toString();
      }
    }
  }

  private static Report spread(@Nullable String key) {
    return new Spreading(
            source(SOURCE),
            SHARDS.stream().map(SpreadingTest::source).toList(),
            "\"Some Rows\"",
            key,
            3,
            new Cancellation())
        .run();
  }

  private static final String ROWS = "SELECT t::text FROM \"Some Rows\" t ORDER BY id";

  @Test
  void everyRowIsOnTheShardOfItsHash() throws Exception {
    Report report = spread("id");
    assertThat(report.shards().stream().mapToLong(Shard::rows).sum()).isEqualTo(10_001);
    List<String> rows = new ArrayList<>();
    for (int shard = 0; shard < SHARDS.size(); shard++) {
      assertThat(report.shards().get(shard).rows()).isBetween(3000L, 3700L);
      rows.addAll(ask(SHARDS.get(shard), ROWS).lines().toList());
      for (String id :
          ask(SHARDS.get(shard), "SELECT id FROM \"Some Rows\" LIMIT 50").lines().toList()) {
        byte[] md5 = MessageDigest.getInstance("MD5").digest(id.getBytes(StandardCharsets.UTF_8));
        long first = 0;
        for (int i = 0; i < 4; i++) {
          first = first << 8 | md5[i] & 0xff;
        }
        assertThat(first % SHARDS.size()).isEqualTo(shard);
      }
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(ask(SOURCE, ROWS).lines().toList());
  }

  @Test
  void keysChecksAndIndexesComeAlong() throws SQLException {
    spread("id");
    String definitions =
        "SELECT indexdef FROM pg_indexes WHERE tablename = 'Some Rows' UNION ALL"
            + " SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid ="
            + " '\"Some Rows\"'::regclass ORDER BY 1";
    assertThat(ask(SHARDS.get(2), definitions)).isEqualTo(ask(SOURCE, definitions));
  }

  @Test
  void aReferenceTableIsWholeEverywhere() throws SQLException {
    Report report = spread(null);
    assertThat(report.shards()).allMatch(shard -> shard.rows() == 10_001);
    for (String shard : SHARDS) {
      assertThat(ask(shard, ROWS)).isEqualTo(ask(SOURCE, ROWS));
    }
  }

  @Test
  void anotherRunFinishesWhatIsMissing() throws SQLException {
    spread("id");
    ask(SHARDS.get(1), "DROP TABLE \"Some Rows\"");
    Report report = spread("id");
    assertThat(report.shards().stream().map(Shard::copied)).containsExactly(false, true, false);
    assertThat(report.shards().stream().mapToLong(Shard::rows).sum()).isEqualTo(10_001);
  }

  @Test
  void otherRowsAreNeverTouched() throws SQLException {
    ask(SHARDS.get(0), "CREATE TABLE \"Some Rows\" (id bigint)");
    assertThatThrownBy(() -> spread("id"))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42P07"))
        .hasMessageContaining("spread_0");
    assertThat(ask(SHARDS.get(1), "SELECT to_regclass('\"Some Rows\"')")).isEqualTo("null\n");
  }

  @Test
  void aFailureOnOneShardLeavesNothingOnAny() throws SQLException {
    // There the index's name is taken.
    ask(SHARDS.get(2), "CREATE TABLE by_name ()");
    assertThatThrownBy(() -> spread("id")).hasMessageContaining("spread_2");
    assertThat(ask(SHARDS.get(0), "SELECT to_regclass('\"Some Rows\"')")).isEqualTo("null\n");
    assertThat(ask(SHARDS.get(1), "SELECT to_regclass('\"Some Rows\"')")).isEqualTo("null\n");
    assertNobodyIsLeft();
  }

  @Test
  void aCancelledSpreadLeavesNothing() throws SQLException {
    ask(
        SHARDS.get(1),
        "CREATE FUNCTION wait() RETURNS event_trigger LANGUAGE plpgsql AS"
            + " 'BEGIN PERFORM pg_sleep(60); END'; CREATE EVENT TRIGGER slow ON ddl_command_end"
            + " EXECUTE FUNCTION wait()");
    Cancellation cancellation = new Cancellation();
    Thread canceller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (!ask(
                            "postgres",
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                        .equals("1\n")) {
                      Thread.onSpinWait();
                    }
                    cancellation.cancel("enough");
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertThatThrownBy(
            () ->
                new Spreading(
                        source(SOURCE),
                        SHARDS.stream().map(SpreadingTest::source).toList(),
                        "\"Some Rows\"",
                        "id",
                        2,
                        cancellation)
                    .run())
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"));
    canceller.interrupt();
    assertThat(ask(SHARDS.get(0), "SELECT to_regclass('\"Some Rows\"')")).isEqualTo("null\n");
    assertNobodyIsLeft();
  }

  private static void assertNobodyIsLeft() {
    dev.braid.testing.Await.until(
        "the spread's connections are gone",
        () -> {
          try {
            return ask(
                    "postgres",
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'braid shard'")
                .equals("0\n");
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void whatCannotBeHashedIsRefused() {
    assertThatThrownBy(() -> spread("amount")).hasMessageContaining("numeric(12,2)");
    assertThatThrownBy(() -> spread("twice")).hasMessageContaining("generated");
    assertThatThrownBy(() -> spread("nothing"))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42703"));
  }
}
