package dev.braid.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // groups
        "SELECT count(*) FROM t",
        "SELECT COUNT ( * ) FROM t",
        "SELECT a FROM t GROUP BY a",
        "SELECT 1 FROM t HAVING true",
        "SELECT a, 1 + sum(b) / 2 AS x FROM t GROUP BY a LIMIT 5",
        "SELECT DISTINCT count(*) FROM t",
        "SELECT pg_catalog.max(a) FROM t",
        "SELECT \"max\"(a) FROM t",
        "SELECT coalesce(round(avg(a)), 0) FROM t",
        "SELECT CASE WHEN count(*) > 1 THEN 'many' END FROM t",
        "SELECT ARRAY[max(a), min(a)] FROM t",
        "SELECT count(*) FILTER (WHERE a > 1) FROM t",
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t",
        "SELECT rank(1) WITHIN GROUP (ORDER BY a) FILTER (WHERE b) FROM t",
        "SELECT json_arrayagg(a) FROM t",
        "SELECT string_agg(a, ',' ORDER BY a) AS from FROM t",
        "SELECT sum(count(*)) OVER () FROM t",
        "SELECT 1 FROM t ORDER BY count(*)",
        "SELECT max(a) IS DISTINCT FROM 1 FROM t",
        "SELECT extract(year FROM max(a)) FROM t",
        "SELECT a FROM t WHERE b IS NOT DISTINCT FROM c GROUP BY a",
        "SELECT unnest(array_agg(a)) FROM t",
        // reads only what is aggregated
        "SELECT * FROM (SELECT a, count(*) FROM t GROUP BY a) AS x WHERE a > 1",
        "SELECT * FROM ((SELECT count(*) FROM t)) x",
        "SELECT x.a FROM (SELECT max(a) AS a FROM t) x JOIN (SELECT a FROM t GROUP BY a) y ON x.a ="
            + " y.a",
        "SELECT * FROM (SELECT max(a) FROM t) x, LATERAL (SELECT count(*) FROM u) y",
        "SELECT * FROM ((SELECT count(*) FROM t) x CROSS JOIN (SELECT count(*) FROM u) y)",
        "SELECT a, rank() OVER (ORDER BY n) FROM (SELECT a, count(*) n FROM t GROUP BY a) x",
        "WITH x AS (SELECT a, count(*) FROM t GROUP BY a) SELECT * FROM x",
        "WITH x AS (SELECT count(*) FROM t), y AS (SELECT * FROM x) SELECT * FROM y, x AS z",
        "WITH \"X\" AS (SELECT count(*) FROM t) TABLE \"X\"",
        "WITH x AS (SELECT * FROM t) SELECT count(*) FROM x",
        "WITH RECURSIVE x AS (SELECT max(a) AS a FROM t UNION ALL SELECT a - 1 FROM x WHERE a > 0)"
            + " TABLE x",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT sum(i)"
            + " FROM n",
        "SELECT (SELECT count(*) FROM t), (SELECT max(a) FROM u)",
        "SELECT 't', (SELECT count(*) FROM t) UNION ALL SELECT 'u', (SELECT count(*) FROM u)",
        "VALUES ('t', (SELECT count(*) FROM t)), ('u', (SELECT count(*) FROM u))",
        // constants beside groups
        "SELECT d, n FROM generate_series(1, 9) AS d LEFT JOIN (SELECT a, count(*) n FROM t GROUP"
            + " BY a) x ON a = d",
        "SELECT * FROM (VALUES (1, 'one')) AS v(a, label) JOIN (SELECT a FROM t GROUP BY a) x USING"
            + " (a)",
        "SELECT count(*) FROM t UNION ALL SELECT 0",
        // set operations
        "SELECT count(*) FROM t UNION ALL SELECT max(a) FROM u",
        "(SELECT count(*) FROM t) UNION (SELECT max(a) FROM u) ORDER BY 1 LIMIT 3",
        "SELECT a FROM t GROUP BY a EXCEPT SELECT b FROM u GROUP BY b INTERSECT SELECT 1",
        "(SELECT count(*) FROM t)",
        "((SELECT count(*) FROM t) ORDER BY 1)"
      })
  void isAggregated(String sql) {
    assertThat(Guard.check(sql).aggregated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t",
        "TABLE t",
        "TABLE ONLY t",
        "SELECT 1",
        "VALUES (1), (2)",
        "SELECT DISTINCT a FROM t",
        "SELECT * FROM generate_series(1, 9)",
        // the words alone say nothing
        "SELECT a AS group, b AS having, t.group FROM t",
        "SELECT 'GROUP BY count(*)' FROM t -- GROUP BY a",
        "SELECT count FROM t",
        "SELECT t.count, t.sum AS max FROM t",
        "SELECT \"COUNT\"(a) FROM t",
        "SELECT app.count(a) FROM t",
        "SELECT * FROM count(1)",
        "SELECT * FROM t AS count(a)",
        "SELECT a within, b FROM t",
        "SELECT a FROM t WHERE b = (SELECT max(b) FROM t)",
        "SELECT a, (SELECT count(*) FROM u WHERE u.a = t.a) FROM t",
        "SELECT a FROM t WHERE a IN (SELECT a FROM u GROUP BY a HAVING count(*) > 1)",
        "SELECT ARRAY(SELECT a FROM t)",
        // window calls keep the rows
        "SELECT a, count(*) OVER () FROM t",
        "SELECT a, sum(b) FILTER (WHERE b > 0) OVER w FROM t WINDOW w AS (PARTITION BY a)",
        "SELECT rank() OVER (ORDER BY a) FROM t",
        // something raw is read
        "SELECT * FROM (SELECT a FROM t) AS x",
        "SELECT * FROM (SELECT a, count(*) FROM t GROUP BY a) x JOIN t ON true",
        "SELECT * FROM t, (SELECT count(*) FROM t) x",
        "SELECT * FROM (SELECT count(*) FROM t) x, LATERAL (SELECT * FROM u) y",
        "SELECT * FROM ((SELECT count(*) FROM t) x JOIN u ON true)",
        "SELECT * FROM (SELECT count(*) FROM t) x, unnest(ARRAY[1])",
        "SELECT * FROM (SELECT count(*) FROM t) x, ROWS FROM (f(), g())",
        "SELECT * FROM ROWS FROM (count(1), g()) JOIN t ON true",
        "SELECT * FROM ONLY (t)",
        "WITH x AS (SELECT count(*) FROM t) SELECT * FROM t",
        "WITH x AS (SELECT count(*) FROM t) SELECT * FROM public.x",
        "WITH x AS (SELECT count(*) FROM t) SELECT * FROM x JOIN t ON true",
        "WITH x AS (SELECT count(*) FROM t) SELECT * FROM (WITH x AS (TABLE t) TABLE x) AS y",
        "WITH \"X\" AS (SELECT count(*) FROM t) TABLE X",
        "WITH RECURSIVE x AS (SELECT a FROM t UNION ALL SELECT a - 1 FROM x) TABLE x",
        "WITH RECURSIVE x AS (SELECT max(a) AS a FROM t UNION ALL SELECT u.a FROM u, x) TABLE x",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) TABLE n",
        "SELECT count(*) FROM t UNION ALL SELECT a FROM t",
        "SELECT a FROM t UNION ALL SELECT count(*) FROM t",
        "SELECT count(*) FROM t UNION ALL SELECT unnest(ARRAY(SELECT a FROM t))",
        "(SELECT a FROM t ORDER BY (SELECT count(*) FROM t)) LIMIT 4"
      })
  void isRaw(String sql) {
    assertThat(Guard.check(sql).aggregated()).isFalse();
  }
}
