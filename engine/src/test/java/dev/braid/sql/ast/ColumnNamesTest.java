package dev.braid.sql.ast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.sql.parse.SqlParser;
import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {
  private static final String EXPRESSIONS =
      """
      1, 'x', NULL, true, NOT true, -1, 1 + 1, a, t.a, t.a::text, (t.a)::numeric(5,2), a AS b, a "B c",
      1::int, '1'::integer, 1::bigint::text, CAST(1 AS double precision), 'x'::varchar(3), 'x'::char,
      'x'::"char", date '2025-01-01', interval '1' day, timestamp with time zone 'now', int '1',
      '{1}'::int[], now(), pg_catalog.now(), count(*), sum(a) OVER (), max(a) FILTER (WHERE true),
      lower('A')::text, CASE WHEN true THEN 1 END, CASE WHEN true THEN 1 ELSE min(a) END,
      CASE WHEN true THEN 1 ELSE 2::int END, CASE WHEN true THEN 1 END::text,
      COALESCE(1, 2), NULLIF(1, 2), GREATEST(1, 2), LEAST(1, 2), EXISTS (SELECT 1), ARRAY[1, 2],
      ARRAY(SELECT 1), ROW(1, 2), (1, 2), (ARRAY[1, 2])[1], (SELECT 1), (SELECT 1 AS x), (SELECT 1)::int,
      (SELECT max(1)), (VALUES (1)), (SELECT 1 AS p UNION SELECT 2 AS q), (SELECT '2025-01-01'::date::text LIMIT 0),
      EXTRACT(year FROM now()), SUBSTRING('abc' FROM 2), SUBSTRING('abc', 2), POSITION('a' IN 'b'),
      OVERLAY('abc' PLACING 'x' FROM 1), TRIM('x'), TRIM(LEADING 'x' FROM 'xy'), TRIM(TRAILING 'x'),
      NORMALIZE('x'), 'x' IS NORMALIZED, 'x' IS NOT NORMALIZED, COLLATION FOR ('x'),
      now() AT TIME ZONE 'UTC', now() AT LOCAL, CURRENT_DATE, CURRENT_TIME, CURRENT_TIME(2),
      CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP, CURRENT_USER, SESSION_USER, USER, CURRENT_ROLE,
      CURRENT_CATALOG, CURRENT_SCHEMA, CURRENT_SCHEMA(), SYSTEM_USER, (now(), now()) OVERLAPS (now(), now()),
      s COLLATE "C", 'x' COLLATE "C", 1 IN (1), 1 BETWEEN 0 AND 2, 'a' LIKE 'b', 1 IS NULL, 1 = ANY ('{1}'),
      (c).f, (c).f::text, (c).*, r[1], r[1:2], (r[1])::text, B'1', 1.5, GROUPING(a), 1 IS DISTINCT FROM 2,
      true AND false, CASE WHEN true THEN 'x' ELSE 'y'::text END, 1 OPERATOR(pg_catalog.+) 2
      """;

  @Test
  void areThoseOfTheServer() throws SQLException {
    TestPostgres.execute(
        "DROP TABLE IF EXISTS named; DROP TYPE IF EXISTS named_part; CREATE TYPE named_part AS (f"
            + " int); CREATE TABLE named (a int, s text, c named_part, r int[])");
    Statement.QueryStatement parsed =
        (Statement.QueryStatement) SqlParser.statement("SELECT " + EXPRESSIONS);
    Query.Select select = (Query.Select) parsed.query().body();
    List<String> ours = new ArrayList<>();
    List<String> theirs = new ArrayList<>();
    try (Connection connection = TestPostgres.superuser();
        java.sql.Statement statement = connection.createStatement()) {
      for (Query.Target target : select.targets()) {
        String text = SqlText.of(target.expression());
        String label = target.label() == null ? "" : " AS " + SqlText.identifier(target.label());
        // GROUP BY serves all that the list mixes: aggregates, columns and GROUPING.
        String sql = "SELECT " + text + label + " FROM named AS t GROUP BY a, s, c, r";
        try (ResultSet rows = statement.executeQuery(sql)) {
          theirs.add(text + ": " + rows.getMetaData().getColumnLabel(1));
        }
        String name = ColumnNames.of(target, query -> "*");
        ours.add(text + ": " + (text.endsWith(".*") ? "f" : name));
      }
    }
    assertThat(ours).isEqualTo(theirs).hasSizeGreaterThan(90);
  }
}
