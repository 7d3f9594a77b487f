package dev.braid.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import dev.braid.testing.TestShards;
import dev.braid.testing.WholeAndShards;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows that shards sort are merged as they come, and shards whose rows have no partner in a join
/// keep them.
class MergedRowsTest {
  private static final int ROWS = 200_000;
  private static final String TABLES =
      """
      CREATE TABLE big (id int, k int, t text, n numeric, ts timestamptz);
      INSERT INTO big SELECT i, (i::bigint * 7919 %% 100003)::int, 't' || i %% 977, nullif(i %% 50, 7) / 4.0,
        timestamptz '2024-01-01' + i * interval '1 minute' FROM generate_series(1, %d) i;
      CREATE TABLE few (k int, t text, ts timestamptz);
      INSERT INTO few SELECT i * 31, 't' || i, timestamptz '2024-01-01' + i * interval '1 day' FROM generate_series(1, 25) i;
      """
          .formatted(ROWS);

  private static WholeAndShards both;

  @BeforeAll
  static void create() {
    String locale = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'";
    TestShards shards =
        new TestShards("merged").execute(TABLES).sliced("big", "id % 4").sliced("few", "k % 4");
    both = new WholeAndShards("merged", locale, TABLES + "ANALYZE", shards);
  }

  @AfterAll
  static void drop() {
    both.close();
  }

  private static String explain(String sql) {
    return String.join("\n", both.answer("shards", "EXPLAIN (ANALYZE) " + sql));
  }

  private static long taskRows(String plan) {
    return plan.lines()
        .filter(line -> line.contains("Task "))
        .mapToLong(line -> Long.parseLong(line.replaceFirst(".*rows=(\\d+).*", "$1")))
        .sum();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, k FROM big WHERE id % 37 = 0 ORDER BY k DESC, id",
        "SELECT t, id FROM big WHERE k < 3000 ORDER BY t, n NULLS FIRST, id",
        "SELECT id FROM big ORDER BY length(t) DESC, n DESC NULLS LAST, id LIMIT 100 OFFSET 50",
        "SELECT n, ts FROM big WHERE id < 5000 ORDER BY n, ts",
        "SELECT f.k, b.id, b.n FROM big b JOIN few f ON b.k = f.k ORDER BY 1, 2",
        "SELECT count(*) FROM big b WHERE b.t IN (SELECT t FROM few)",
        "SELECT count(*), sum(b.id) FROM big b JOIN few f ON b.ts = f.ts AND b.t <> f.t"
      })
  void answersAreThoseOfOneServer(String sql) {
    both.same(sql);
  }

  @Test
  void rowsAreMergedInTheOrderThatShardsSentThemIn() {
    String plan = explain("SELECT id FROM big ORDER BY k, id");
    assertThat(plan).contains("Gather Merge").doesNotContain("Sort Method");
    assertThat(taskRows(plan)).isEqualTo(ROWS);
  }

  @Test
  void shardsAreStoppedWhenTheLimitIsMet() {
    String plan =
        explain(
            "SELECT * FROM (SELECT id, repeat(t, 100) FROM big ORDER BY k, id) s WHERE random() < 2"
                + " LIMIT 5");
    assertThat(plan).contains("Gather Merge");
    assertThat(taskRows(plan)).isLessThan(ROWS / 2);
    assertThat(running()).isEmpty();
  }

  /// Statements of the shards' sessions that still run.
  private static String running() {
    return TestPostgres.ask(
        "SELECT coalesce(string_agg(query, '; '), '') FROM pg_stat_activity"
            + " WHERE datname LIKE 'merged\\_%' AND state = 'active' AND usename = 'reader'");
  }

  @Test
  void keysOfTheSmallSideAreSent() {
    String plan = explain("SELECT b.id FROM big b JOIN few f ON b.k = f.k");
    assertThat(plan).contains("= ANY ($1)").contains("Keys: sent");
    assertThat(taskRows(plan)).isLessThan(ROWS / 100);
  }

  @Test
  void tooManyKeysAreNot() {
    List<String> rows =
        both.answer("shards", "SELECT count(*) FROM big a JOIN big b ON a.k = b.id AND a.n = b.n");
    assertThat(rows)
        .isEqualTo(
            both.answer(
                "whole", "SELECT count(*) FROM big a JOIN big b ON a.k = b.id AND a.n = b.n"));
  }
}
