package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.braid.Braid;
import dev.braid.error.BraidException;
import dev.braid.result.Column;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import dev.braid.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aStatementTooLongForParametersIsSaidToBe() {
    String filler = "x".repeat(700_000);
    assertThat(braid.query("test", "SELECT length('" + filler + "')").single()).isEqualTo(700_000);
    assertThatThrownBy(() -> braid.query("test", "SELECT $1, length('" + filler + "')", 1))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("54001"));
  }

  @Test
  void aTimestampOfJdbcIsItsWallTimeAndItsInstant() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
    try {
      var value = java.sql.Timestamp.valueOf("2024-01-02 03:04:05");
      assertThat(braid.query("test", "SELECT $1::timestamp", value).single())
          .isEqualTo("2024-01-02 03:04:05");
      assertThat(braid.query("test", "SELECT $1::timestamptz AT TIME ZONE 'UTC'", value).single())
          .isEqualTo("2024-01-01 21:34:05");
    } finally {
      TimeZone.setDefault(before);
    }
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

  @ParameterizedTest
  @MethodSource("parameters")
  void javaValuesBecomePostgresText(String sql, Object value, Object expected) {
    assertThat(braid.query("test", sql, new Object[] {value}).single()).isEqualTo(expected);
  }

  static Stream<Arguments> parameters() {
    ZonedDateTime zoned = ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 0, ZoneId.of("Europe/Berlin"));
    return Stream.of(
        arguments("SELECT $1::bytea", new byte[] {0, 1, (byte) 0xff}, "\\x0001ff"),
        arguments("SELECT $1::bytea[]", List.of(new byte[] {1}), "{\"\\\\x01\"}"),
        arguments("SELECT $1::int[]", new int[] {1, -2}, "{1,-2}"),
        arguments("SELECT $1::int[]", new int[][] {{1}, {2}}, "{{1},{2}}"),
        arguments("SELECT $1::float8[]", new double[] {1.5, Double.NaN}, "{1.5,NaN}"),
        arguments("SELECT $1::bool[]", new boolean[] {true, false}, "{t,f}"),
        arguments("SELECT $1::timestamptz", zoned, "2024-01-02 02:04:05+00"),
        arguments("SELECT $1::timestamptz", zoned.toInstant(), "2024-01-02 02:04:05+00"),
        arguments("SELECT $1::date", LocalDate.of(2024, 1, 2), "2024-01-02"),
        arguments("SELECT $1::interval", java.time.Duration.ofSeconds(90), "00:01:30"),
        arguments(
            "SELECT $1::text[]",
            Arrays.asList("a\"b", "c\\d", null, "NULL", "", "{,}"),
            "{\"a\\\"b\",\"c\\\\d\",NULL,\"NULL\",\"\",\"{,}\"}"),
        arguments("SELECT cardinality($1::int[])", List.of(), 0),
        arguments("SELECT $1::numeric", new BigDecimal("1E+3"), new BigDecimal("1000")),
        arguments("SELECT $1::bool", true, true),
        arguments("SELECT $1::float8", Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY),
        arguments("SELECT '{\"a\":1}'::jsonb ? $1", "a", true),
        arguments("EXPLAIN (COSTS OFF) SELECT $1::int", 7, "Result"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT FROM generate_series(1, 3)",
        "SELECT 1 AS a, 2 AS a, 3",
        "SELECT pg_sleep(0), ROW(1, 'x'), 'unknown', NULL",
        "TABLE pg_catalog.pg_language -- a comment",
        "VALUES (1, 'a'), (2, NULL) /* a comment */",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "((SELECT 1 AS \"Quoted \"\"Name\"\"\"))",
        "SELECT * FROM unnest(ARRAY['a', 'b']) WITH ORDINALITY",
        "WITH braid AS (SELECT 1 AS braid) SELECT braid FROM braid",
        "SELECT 'a'::\"char\", 1.5::money, B'101', int4range(1, 5), 1::oid, '1 day'::interval,"
            + " 'NaN'::float8, '-Infinity'::numeric, '4.9e-324'::float8, '3.4028235e38'::float4,"
            + " 'infinity'::date",
        "SELECT ctid, xmin, oid FROM pg_catalog.pg_am ORDER BY oid LIMIT 2",
        "SELECT a FROM pg_catalog.pg_am a ORDER BY oid LIMIT 1",
        "SELECT DISTINCT ON (1) g % 2, g FROM generate_series(1, 4) g ORDER BY 1, 2 DESC",
        "SELECT generate_series(1, 3), generate_series(1, 2)",
        "SELECT '2'::cstring, '1'::xid, 'abc'::name"
      })
  void theRowCapChangesNeitherColumnsNorRows(String sql) throws Exception {
    Result capped = braid.query("test", sql);
    try (java.sql.Connection connection = TestPostgres.superuser();
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet rows = statement.executeQuery(sql)) {
      int width = rows.getMetaData().getColumnCount();
      assertThat(capped.columns()).hasSize(width);
      for (int i = 0; i < width; i++) {
        assertThat(capped.columns().get(i).name())
            .isEqualTo(rows.getMetaData().getColumnLabel(i + 1));
        assertThat(capped.columns().get(i).type())
            .isEqualTo(rows.getMetaData().getColumnTypeName(i + 1));
      }
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(capped.rowCount()).isEqualTo(count);
    }
  }
}
