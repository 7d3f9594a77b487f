package dev.braid.plan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text under collations that only servers have: what servers answer alone is planned, what would
/// be compared here is refused by name.
class CollationsTest {
  private static RemoteLab lab;

  /// `name` has an order of its own; of `item.sku` even equality is its own.
  @BeforeAll
  static void create() {
    TrapTables.create();
    lab =
        new RemoteLab(TrapTables.SCHEMA, 3, false)
            .sliced("acct", "id", TrapTables.ACCT, Map.of(2, "en-x-icu"))
            .sliced("item", "acct_id", TrapTables.ITEM, Map.of(3, "!ignore_case"))
            .whole("kind", TrapTables.KIND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM acct WHERE name < 'b'",
        "SELECT name, count(*) FROM acct GROUP BY name",
        "SELECT DISTINCT name FROM acct",
        "SELECT count(DISTINCT name) FROM acct",
        "SELECT name FROM acct WHERE id = 3 ORDER BY name",
        "SELECT id, max(name) FROM acct GROUP BY id",
        "SELECT a.id FROM acct a JOIN acct b ON a.name = b.name",
        "SELECT id FROM acct ORDER BY length(name)",
        "SELECT acct_id, sku, count(*) FROM item GROUP BY acct_id, sku",
        "SELECT sku FROM item WHERE sku = 's1' OR sku LIKE 'S%'",
        "SELECT sku IS NULL, qty FROM item ORDER BY qty",
        "SELECT count(*) FROM item GROUP BY sku = 'S1'"
      })
  void whatServersAnswerAloneIsPlanned(String sql) {
    assertThat(lab.explain(sql)).contains("Remote SQL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM acct ORDER BY name",
        "SELECT id FROM acct ORDER BY upper(name) LIMIT 3",
        "SELECT min(name) FROM acct",
        "SELECT grp, max(DISTINCT name) FROM acct GROUP BY grp",
        "SELECT array_agg(DISTINCT name) FROM acct",
        "SELECT id, row_number() OVER (ORDER BY name) FROM acct",
        "SELECT a.id FROM acct a JOIN acct b ON a.grp = b.grp AND a.name < b.name",
        "SELECT name FROM acct UNION ALL SELECT name FROM acct ORDER BY 1",
        "WITH x AS MATERIALIZED (SELECT name FROM acct) SELECT * FROM x ORDER BY name",
        "SELECT x FROM (SELECT grp, max(id || name) AS x FROM acct GROUP BY grp) y",
        "SELECT sku, count(*) FROM item GROUP BY sku",
        "SELECT DISTINCT sku FROM item",
        "SELECT count(DISTINCT sku) FROM item",
        "SELECT a.line FROM item a JOIN item b ON a.sku = b.sku",
        "SELECT sku FROM item UNION SELECT label FROM kind",
        "SELECT id::text FROM acct ORDER BY 1"
      })
  void whatWouldBeComparedHereIsRefused(String sql) {
    assertThatThrownBy(() -> lab.explain(sql))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("under collation")
        .satisfies(e -> assertThat(((BraidException) e).sqlState()).isEqualTo("0A000"));
  }
}
