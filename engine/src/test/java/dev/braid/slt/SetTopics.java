package dev.braid.slt;

import java.util.List;

/// UNION and its kin, WITH and WITH RECURSIVE.
final class SetTopics {
  private SetTopics() {}

  static List<Topic> all() {
    return List.of(sets(), with(), recursive());
  }

  private static Topic sets() {
    String kinds =
        "{{UNION;;UNION ALL;;INTERSECT;;INTERSECT ALL;;EXCEPT;;EXCEPT ALL;;UNION DISTINCT}}";
    return new Topic("set_operations")
        .add(
            "SELECT {{g;;h;;b;;m;;dt;;v;;j;;u;;iv;;y;;ts}} FROM t_mid "
                + kinds
                + " SELECT {{g;;h;;b;;m;;dt;;v;;j;;u;;iv;;y;;ts}} FROM t_big WHERE id < 40",
            "SELECT c FROM t_mid " + kinds + " SELECT c FROM t_big WHERE id < 40",
            "SELECT g, h FROM t_mid "
                + kinds
                + " SELECT g, h FROM t_big WHERE id {{< 60;;< 0;;> 0}}",
            "SELECT {{1;;NULL;;1.5;;'1';;'a';;1::int2;;date '2020-01-01'}} "
                + kinds
                + " SELECT {{1;;NULL;;2.5;;'2';;1::float4;;timestamp '2020-01-01';;'a'::char(3)}}",
            "SELECT s FROM t_int " + kinds + " SELECT {{i FROM t_int;;d FROM t_num;;n FROM t_num}}",
            "SELECT d FROM t_num " + kinds + " SELECT n FROM t_num",
            "SELECT t FROM t_str " + kinds + " SELECT {{v;;c}} FROM t_str",
            "(SELECT g FROM t_mid "
                + kinds
                + " SELECT s FROM t_int) "
                + kinds
                + " SELECT i FROM t_int",
            "SELECT 1, 2 " + kinds + " SELECT 1",
            "SELECT 1 UNION SELECT 2 INTERSECT SELECT 2",
            "SELECT 1 UNION ALL (SELECT 2 INTERSECT SELECT 3)",
            "(SELECT 1 UNION ALL SELECT 1) EXCEPT ALL SELECT 1",
            "SELECT NULL UNION SELECT NULL UNION SELECT 1",
            "SELECT NULL UNION SELECT NULL",
            "SELECT 'a' UNION SELECT 'b' UNION SELECT NULL",
            "SELECT 1 UNION SELECT 'x'",
            "SELECT 1 UNION SELECT true",
            "SELECT j::json FROM t_mid UNION SELECT '1'::json",
            "SELECT 1 AS a UNION SELECT 2 AS b",
            "SELECT x FROM (SELECT 1 AS x UNION ALL SELECT 2.5) y",
            "SELECT 'a'::varchar(3) UNION SELECT 'b'::varchar(5)",
            "SELECT 1.5::numeric(4,1) UNION SELECT 2::numeric(4,1)",
            "SELECT ARRAY[1] UNION SELECT ARRAY[1] UNION SELECT '{2}'",
            "SELECT count(*) FROM (SELECT g, h, b FROM t_big "
                + kinds
                + " SELECT g, h, b FROM t_mid) x",
            "SELECT '0'::float8 UNION SELECT '-0' UNION SELECT 'NaN' UNION SELECT 'NaN'",
            "SELECT id FROM t_none " + kinds + " SELECT id FROM t_one",
            "SELECT id FROM t_one " + kinds + " SELECT id FROM t_none")
        .ordered(
            "SELECT g FROM t_mid UNION SELECT s FROM t_int ORDER BY {{1;;g;;g DESC;;g NULLS"
                + " FIRST;;1 DESC LIMIT 3;;1 OFFSET 2}}",
            "SELECT g FROM t_mid UNION SELECT s FROM t_int ORDER BY {{s;;g + 1;;nosuch;;2}}",
            "(SELECT id FROM t_mid ORDER BY id LIMIT 2) UNION ALL (SELECT id FROM t_mid ORDER BY id"
                + " DESC LIMIT 2) ORDER BY 1",
            "SELECT id FROM t_mid LIMIT 2 UNION ALL SELECT 1",
            "SELECT 1 AS x UNION SELECT 2 ORDER BY x DESC FETCH FIRST 1 ROWS ONLY",
            "TABLE t_one",
            "TABLE t_one UNION ALL TABLE t_none",
            "VALUES (1), (2) UNION VALUES (2), (3) ORDER BY 1");
  }

  private static Topic with() {
    return new Topic("with")
        .add(
            "WITH x AS {{;;MATERIALIZED;;NOT MATERIALIZED}} (SELECT id, g, i FROM t_mid WHERE g ="
                + " 1) SELECT {{count(*) FROM x;;x.id FROM x JOIN x y ON x.id = y.id;;id FROM x"
                + " WHERE i > 0;;max(i) FROM x;;(SELECT count(*) FROM x), (SELECT sum(i) FROM x)}}",
            "WITH x AS (SELECT 1 AS a), y AS (SELECT a + 1 AS b FROM x) SELECT * FROM x, y",
            "WITH x(a, b) AS (VALUES (1, 2), (3, 4)) SELECT a + b FROM x WHERE b > {{0;;2}}",
            "WITH x(a) AS (SELECT 1, 2) SELECT * FROM x",
            "WITH x(a, b, c) AS (SELECT 1, 2) SELECT * FROM x",
            "WITH x AS (SELECT 1), x AS (SELECT 2) SELECT * FROM x",
            "WITH x AS (SELECT * FROM y), y AS (SELECT 1) SELECT * FROM x",
            "WITH t_int AS (SELECT 42 AS id) SELECT id FROM t_int",
            "WITH x AS (SELECT 1 AS a) SELECT (WITH x AS (SELECT 2 AS a) SELECT a FROM x), a FROM"
                + " x",
            "WITH x AS (SELECT 1 AS a) SELECT * FROM (SELECT * FROM x) y",
            "WITH x AS (SELECT 1 / 0) SELECT 2",
            "WITH x AS (SELECT id FROM t_mid) SELECT count(*) FROM t_int WHERE id IN (SELECT id"
                + " FROM x) AND EXISTS (SELECT 1 FROM x WHERE x.id = t_int.s)",
            "WITH a AS (SELECT g, count(*) AS n FROM t_mid GROUP BY g), b AS (SELECT max(n) AS m"
                + " FROM a) SELECT g, n FROM a WHERE n = (SELECT m FROM b)",
            "SELECT * FROM (WITH x AS (SELECT 1 AS a) SELECT a FROM x UNION ALL SELECT 2) y",
            "WITH x AS (SELECT 1 UNION SELECT 2) SELECT * FROM x UNION ALL SELECT * FROM x",
            "WITH x AS (SELECT id FROM t_mid ORDER BY id LIMIT 3) SELECT sum(id) FROM x",
            "WITH x AS (SELECT 'a' AS t, NULL AS n) SELECT t || 'b', n FROM x",
            "WITH x AS (SELECT 1 AS a) SELECT x.a, y.a FROM x, x AS y");
  }

  private static Topic recursive() {
    return new Topic("with_recursive")
        .add(
            "WITH RECURSIVE r(n) AS (SELECT 1 {{UNION;;UNION ALL}} SELECT n + 1 FROM r WHERE n <"
                + " {{5;;1;;100}}) SELECT {{n;;count(*), sum(n);;max(n)}} FROM r",
            "WITH RECURSIVE r(n) AS (VALUES (1), (2) UNION SELECT n * 2 % 7 FROM r) SELECT n FROM"
                + " r",
            "WITH RECURSIVE r AS (SELECT id, g AS up, 0 AS depth FROM t_mid WHERE id = {{1;;7}}"
                + " UNION ALL SELECT t.id, t.g, r.depth + 1 FROM t_mid t JOIN r ON t.g = r.id"
                + " {{WHERE depth < 3;;AND t.id <> r.id WHERE depth < 2}}) SELECT {{id,"
                + " depth;;depth, count(*)}} FROM r {{;;GROUP BY depth}}",
            "WITH RECURSIVE r(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM r WHERE b <"
                + " 1000) SELECT a FROM r",
            "WITH RECURSIVE r(n, t) AS (SELECT 1, 'a'::text UNION ALL SELECT n + 1, t || 'b' FROM r"
                + " WHERE n < 4) SELECT * FROM r",
            "WITH RECURSIVE r(n, t) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, t || 'b' FROM r WHERE"
                + " n < 4) SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1.5 FROM r WHERE n < 4) SELECT *"
                + " FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r LIMIT"
                + " 5",
            "WITH RECURSIVE r(n) AS (SELECT n FROM r) SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT a.n + 1 FROM r a, r b WHERE a.n < 3)"
                + " SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT count(*) FROM r) SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 INTERSECT SELECT n + 1 FROM r) SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT x.n + 1 FROM t_one LEFT JOIN r x ON"
                + " true WHERE x.n < 3) SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n IN (SELECT n"
                + " FROM r)) SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL (SELECT n + 1 FROM r WHERE n < 5 ORDER BY"
                + " n)) SELECT * FROM r",
            "WITH RECURSIVE a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a,"
                + " b",
            "WITH RECURSIVE y AS (SELECT x FROM z), z AS (SELECT 1 AS x) SELECT * FROM y",
            "WITH RECURSIVE y AS (SELECT x FROM z), z AS (SELECT x FROM y) SELECT * FROM y",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT"
                + " a.n, b.n FROM r a, r b",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT g.x + r.n FROM r, LATERAL (SELECT"
                + " r.n AS x) g WHERE r.n < 50) SELECT * FROM r",
            "WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION ALL SELECT n + 1, p || (n + 1)"
                + " FROM r WHERE n < 4) SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SEARCH"
                + " {{DEPTH;;BREADTH}} FIRST BY n SET o SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n % 3 + 1 FROM r) CYCLE n SET c"
                + " USING p SELECT * FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT r.n + s.k FROM r, (VALUES (1), (2))"
                + " s(k) WHERE r.n < 5) SELECT n, count(*) FROM r GROUP BY n");
  }
}
