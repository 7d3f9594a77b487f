package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Braid;
import dev.braid.error.BraidException;
import dev.braid.result.Column;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import dev.braid.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static Braid braid;

  @BeforeAll
  static void open() {
    TestPostgres.execute(
        """
        DROP TABLE IF EXISTS batch_numbers;
        CREATE TABLE batch_numbers AS
          SELECT g AS n, 'text ' || g AS t, g % 7 AS k FROM generate_series(1, 5000) g;
        """);
    braid = Braid.open(TestPostgres.config());
  }

  @AfterAll
  static void close() {
    braid.close();
  }

  @Test
  void queriesRunSideBySide() {
    BatchBuilderOf batch = new BatchBuilderOf();
    for (int i = 1; i <= 5; i++) {
      batch.add("SELECT pg_sleep(0.2), " + i + " AS id");
    }
    BatchResult result = batch.run();
    assertThat(result.failed()).isZero();
    assertThat(result.sequentialTimeMs()).isGreaterThan(1000);
    assertThat(result.totalExecutionTimeMs()).isLessThan(result.sequentialTimeMs());
    assertThat(result.outcomes()).extracting(Outcome::index).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aFailingQueryStopsNoOther() {
    BatchResult result =
        new BatchBuilderOf()
            .add("SELECT count(*) FROM batch_numbers")
            .add("SELECT * FROM invalid_table")
            .add("SELECT max(n) FROM batch_numbers")
            .run();
    assertThat(result.successful()).isEqualTo(2);
    assertThat(result.failed()).isEqualTo(1);
    Failure failure = result.outcomes().get(1).error();
    assertThat(failure.sqlState()).isEqualTo("42P01");
    assertThat(failure.message()).isEqualTo("relation \"invalid_table\" does not exist");
    assertThat(failure.position()).isEqualTo(15);
    assertThat(result.outcomes().get(2).orThrow().single()).isEqualTo(5000);
  }

  @Test
  void aSyntaxErrorIsWhereTheCallerWroteIt() {
    assertThatThrownBy(() -> braid.query("test", "SELECT 1 +"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("42601");
              assertThat(e.message()).isEqualTo("syntax error at end of input");
              assertThat(e.position()).isEqualTo(11);
            });
  }

  @Test
  void valuesHaveTheirTypes() {
    Result result =
        braid.query(
            "test",
            """
            SELECT true AS b, 1::int2 AS s, 2 AS i, 3::bigint AS l, 1.50 AS n, 'NaN'::numeric AS nan,
                   'Infinity'::float8 AS f, 'x' AS t, NULL AS null, ARRAY[1,2] AS a, DATE '2024-02-29' AS d,
                   1 AS i, count(*)
            """);
    assertThat(result.columns())
        .extracting(Column::type)
        .containsExactly(
            "bool", "int2", "int4", "int8", "numeric", "numeric", "float8", "text", "text", "_int4",
            "date", "int4", "int8");
    assertThat(result.rows().getFirst())
        .containsExactly(
            true,
            (short) 1,
            2,
            3L,
            new java.math.BigDecimal("1.50"),
            "NaN",
            Double.POSITIVE_INFINITY,
            "x",
            null,
            "{1,2}",
            "2024-02-29",
            1,
            1L);
  }

  @Test
  void aParameterNamedTwiceIsOneParameter() {
    Result result =
        braid.query(
            "test",
            "SELECT k + $1 AS g, count(*), bool_and($2::jsonb ? 'a') FROM batch_numbers GROUP BY k"
                + " + $1 ORDER BY 1",
            10,
            "{\"a\": 1}");
    assertThat(result.column(0)).isEqualTo(List.of(10, 11, 12, 13, 14, 15, 16));
    assertThat(result.column(2)).containsOnly(true);
  }

  private static final class BatchBuilderOf {
    private final List<Query> queries = new ArrayList<>();

    BatchBuilderOf add(String sql) {
      queries.add(Query.of("test", sql));
      return this;
    }

    BatchResult run() {
      return braid.batch().addAll(queries).run();
    }
  }
}
