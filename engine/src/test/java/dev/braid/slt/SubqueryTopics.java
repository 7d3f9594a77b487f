package dev.braid.slt;

import java.util.List;

/// Subqueries in expressions and conditions.
final class SubqueryTopics {
  private SubqueryTopics() {}

  static List<Topic> all() {
    return List.of(conditions(), values(), correlated(), laziness());
  }

  private static Topic conditions() {
    return new Topic("subquery_conditions")
        .add(
            "SELECT id FROM t_int WHERE {{s;;i;;l;;s + 1;;1;;NULL;;NULL::int}} {{IN;;NOT IN}}"
                + " (SELECT {{g;;s;;i;;id}} FROM t_{{mid;;none;;one}} {{;;WHERE g IS NOT NULL AND s"
                + " IS NOT NULL AND i IS NOT NULL}})",
            "SELECT id FROM t_int a WHERE {{s;;i;;NULL}} {{= ANY;;<> ANY;;> ANY;;<= ALL;;= ALL;;<>"
                + " ALL}} (SELECT b.{{g;;s}} FROM t_{{mid;;none}} b {{;;WHERE b.id < 10;;WHERE b.g"
                + " = a.id;;WHERE b.g IS NOT NULL AND b.s IS NOT NULL}})",
            "SELECT id FROM t_int a WHERE {{;;NOT}} EXISTS (SELECT {{1;;;;*}} FROM t_mid b WHERE"
                + " {{b.g = a.id;;b.i = a.i AND b.b;;b.i > a.i;;false;;a.b;;b.g IS NULL AND a.s ="
                + " 1;;b.g IS NOT DISTINCT FROM a.s}})",
            "SELECT id, {{s IN (SELECT g FROM t_mid);;s NOT IN (SELECT g FROM t_mid WHERE g IS NOT"
                + " NULL);;EXISTS (SELECT 1 FROM t_mid b WHERE b.g = a.s);;s = ALL (SELECT g FROM"
                + " t_mid b WHERE b.id = a.id);;s > ANY (SELECT g FROM t_mid);;s IN (SELECT b.g"
                + " FROM t_mid b WHERE b.id > a.id * 5)}} FROM t_int a",
            "SELECT id FROM t_int WHERE (s, {{i;;b}}) {{IN;;NOT IN;;= ANY;;<> ALL;;= ALL;;<;;= ;;<>"
                + " ANY;;< ANY;;>= ALL}} (SELECT s, {{i;;b}} FROM t_int WHERE id {{= 2;;< 4;;>"
                + " 7}})",
            "SELECT ((SELECT a.s + 0), {{i;;i + 0}}) {{< ANY;;> ALL;;=;;<>}} (SELECT 1, 2) FROM"
                + " t_int a GROUP BY (SELECT a.s + 0), {{i;;i + 0}}",
            "SELECT id FROM t_int WHERE s IN (SELECT 1 UNION SELECT 7) OR {{b;;i IN (SELECT"
                + " 100);;NOT EXISTS (SELECT 1)}}",
            "SELECT id FROM t_int WHERE NOT (s IN (SELECT g FROM t_mid) {{AND;;OR}} b)",
            "SELECT id FROM t_int WHERE CASE WHEN b THEN s IN (SELECT g FROM t_mid) ELSE EXISTS"
                + " (SELECT 1 FROM t_none) END",
            "SELECT id FROM t_mid WHERE g IN (SELECT g FROM t_big GROUP BY g HAVING count(*) >"
                + " {{1000;;1040;;5000}})",
            "SELECT count(*) FROM t_big WHERE {{i;;m;;h;;v;;dt;;u;;j;;y;;iv}} {{IN;;NOT IN}}"
                + " (SELECT {{i;;m;;h;;v;;dt;;u;;j;;y;;iv}} FROM t_mid WHERE id < 10)",
            "SELECT 1 WHERE 1 IN (SELECT 1, 2)",
            "SELECT 1 WHERE (1, 2) IN (SELECT 1)",
            "SELECT 1 WHERE 1 IN (SELECT 'x')",
            "SELECT 1 WHERE 1 IN (SELECT '1')",
            "SELECT 1 WHERE 1 = (SELECT 1, 2)",
            "SELECT (1, 2) = (SELECT 1, 2), (1, NULL) = (SELECT 1, 2), (1, 2) < (SELECT 1, 3),"
                + " ROW(1, 2) <> (SELECT 1, 2 WHERE false)",
            "SELECT 1 WHERE (1, 2) = (SELECT 1)",
            "SELECT 1 WHERE EXISTS (SELECT nosuch)",
            "SELECT id FROM t_int WHERE id = (SELECT max(id) FROM t_int)",
            "SELECT id FROM t_int WHERE id = (SELECT id FROM t_int)",
            "SELECT id FROM t_int WHERE id > (SELECT avg(id) FROM t_int) AND s = ANY (ARRAY(SELECT"
                + " s FROM t_int))");
  }

  private static Topic values() {
    return new Topic("subquery_values")
        .add(
            "SELECT (SELECT {{1;;NULL;;'a';;max(i) FROM t_mid;;i FROM t_mid WHERE id = 3;;i FROM"
                + " t_none;;i FROM t_mid;;1 WHERE false;;count(*) FROM t_none;;true;;now() IS NOT"
                + " NULL;;i, s FROM t_mid;;generate_series(1, 1);;generate_series(1, 2)}})",
            "SELECT id, (SELECT {{count(*);;max(b.i);;min(b.h);;sum(b.m);;string_agg(b.h, ',' ORDER"
                + " BY b.id);;array_agg(b.id ORDER BY b.id);;count(*) + a.id;;coalesce(sum(b.i),"
                + " 0);;bool_or(b.b)}} FROM t_mid b WHERE {{b.g = a.id;;b.i = a.i;;b.id < a.s;;a.b"
                + " AND b.id = 4}}) FROM t_int a",
            "SELECT id, (SELECT b.i FROM t_mid b WHERE b.id = a.{{id;;s;;id * 7}}) FROM t_int a",
            "SELECT id, (SELECT b.i FROM t_mid b WHERE b.g = a.{{id;;s}}) FROM t_int a",
            "SELECT id, (SELECT b.i FROM t_mid b WHERE b.g = a.id ORDER BY b.{{id;;i DESC NULLS"
                + " LAST, b.id}} LIMIT 1 {{;;OFFSET 2}}) FROM t_int a",
            "SELECT g, (SELECT count(*) FROM t_int WHERE s = g), sum(i) FROM t_mid GROUP BY g",
            "SELECT g, (SELECT sum(x.i) FROM t_int x WHERE x.s = max(t_mid.g)) FROM t_mid GROUP BY"
                + " g",
            "SELECT (SELECT max(i) FROM t_int WHERE s = sum(g)) FROM t_mid",
            "SELECT (SELECT count(t_int.id)) FROM t_int",
            "SELECT (SELECT sum(t_mid.i) FROM t_int WHERE id < 3) FROM t_mid",
            "SELECT id, ARRAY(SELECT {{b.id;;b.h}} FROM t_mid b WHERE b.g = a.id ORDER BY b.id"
                + " {{;;LIMIT 3}}) FROM t_int a",
            "SELECT ARRAY(SELECT {{g FROM t_mid ORDER BY g, id LIMIT 5;;1 WHERE false;;NULL;;'x';;h"
                + " FROM t_str WHERE false;;id, s FROM t_int;;ARRAY[1, 2];;x FROM (VALUES (3), (1),"
                + " (NULL)) v(x) ORDER BY x DESC;;generate_series(1, 4)}})",
            "SELECT cardinality(ARRAY(SELECT id FROM t_big WHERE g = {{1;;7}}))",
            "SELECT id FROM t_mid ORDER BY (SELECT s FROM t_int WHERE t_int.id = t_mid.id), id"
                + " LIMIT 12",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT {{3;;NULL;;-1;;count(*) FROM t_int;;1"
                + " WHERE false;;2.5;;'2';;'x'}})",
            "SELECT id FROM t_mid ORDER BY id OFFSET (SELECT {{47;;NULL;;-1;;max(id) - 2 FROM"
                + " t_mid}})",
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM t_{{none;;mid}}) THEN 'some' ELSE 'none' END",
            "SELECT coalesce((SELECT i FROM t_none), (SELECT max(s) FROM t_int), 5)",
            "SELECT (SELECT (SELECT (SELECT 1 + x.id) + x.id) FROM (SELECT 1) y) FROM t_int x",
            "SELECT sum((SELECT s FROM t_int b WHERE b.id = a.id)) FROM t_int a",
            "SELECT max(id) FILTER (WHERE s IN (SELECT g FROM t_mid)) FROM t_int",
            "SELECT (SELECT 1) + (SELECT 2) * (SELECT 3), -(SELECT 1), (SELECT 'a') || 'b'",
            "SELECT id, rank() OVER (ORDER BY (SELECT g FROM t_mid b WHERE b.id = a.id)) FROM t_int"
                + " a",
            "SELECT * FROM (SELECT (SELECT 5) AS x) y WHERE x = 5",
            "VALUES ((SELECT 1)), ((SELECT max(id) FROM t_int))");
  }

  private static Topic correlated() {
    return new Topic("subquery_correlated")
        .add(
            "SELECT id FROM t_mid a WHERE i {{>;;=;;<=}} (SELECT {{avg;;max;;min}}(i) FROM t_mid b"
                + " WHERE b.g = a.g {{;;AND b.id <> a.id}})",
            "SELECT id FROM t_mid a WHERE EXISTS (SELECT 1 FROM t_mid b WHERE b.g = a.g AND b.id >"
                + " a.id AND {{NOT;;}} EXISTS (SELECT 1 FROM t_int c WHERE c.id = b.g {{;;AND c.s ="
                + " a.g;;OR a.b}}))",
            "SELECT id FROM t_mid a WHERE g IN (SELECT b.g FROM t_big b WHERE b.h = a.h AND b.i ="
                + " a.i)",
            "SELECT id FROM t_mid a WHERE g NOT IN (SELECT b.s FROM t_int b WHERE b.b = a.b)",
            "SELECT id FROM t_mid a WHERE 2 = (SELECT count(*) FROM t_mid b WHERE b.i = a.i)",
            "SELECT id, (SELECT count(DISTINCT b.h) FROM t_mid b WHERE b.g = a.g), (SELECT max(x)"
                + " FROM (SELECT b.i AS x FROM t_mid b WHERE b.g = a.g UNION ALL SELECT a.id) y)"
                + " FROM t_mid a WHERE id < 15",
            "SELECT id, (SELECT sum(q) FROM (SELECT b.i * a.id AS q FROM t_mid b WHERE b.g = a.g"
                + " ORDER BY b.id LIMIT 2) z) FROM t_mid a WHERE id < 15",
            "SELECT id, (SELECT string_agg(x::text, ',' ORDER BY x) FROM generate_series(1, a.id)"
                + " x) FROM t_mid a WHERE id < 6",
            "SELECT id, (WITH c AS (SELECT a.id + 1 AS z) SELECT z FROM c) FROM t_mid a WHERE id <"
                + " 6",
            "SELECT id, (SELECT count(*) OVER () FROM t_int b WHERE b.id <= a.id LIMIT 1) FROM"
                + " t_int a",
            "SELECT id, (SELECT g FROM t_mid b WHERE b.id = a.id GROUP BY g HAVING count(*) = 1)"
                + " FROM t_int a",
            "SELECT h, (SELECT count(*) FROM t_mid b WHERE b.h = a.h AND b.g = max(a.g)) FROM t_mid"
                + " a GROUP BY h",
            "SELECT a.id FROM t_int a JOIN t_mid b ON a.id = b.id AND b.g = (SELECT max(g) FROM"
                + " t_mid c WHERE c.h = b.h)",
            "SELECT a.id, b.id FROM t_int a LEFT JOIN t_mid b ON a.id = b.id AND {{EXISTS (SELECT 1"
                + " FROM t_mid c WHERE c.g = b.g AND c.id > 40);;b.i IN (SELECT i FROM t_int);;a.s"
                + " IN (SELECT g FROM t_mid);;EXISTS (SELECT 1 FROM t_mid c WHERE c.g = a.s AND c.h"
                + " = b.h)}}",
            "SELECT id FROM t_mid a WHERE (g, h) IN (SELECT b.g, b.h FROM t_big b WHERE b.id ="
                + " a.id)",
            "SELECT id FROM t_mid a WHERE (SELECT b.b FROM t_int b WHERE b.id = a.g)",
            "SELECT id, (SELECT a.g IN (SELECT s FROM t_int)) FROM t_mid a WHERE id < 9",
            "SELECT id, EXISTS (SELECT 1 FROM t_int WHERE s = a.g) AND b, NOT EXISTS (SELECT FROM"
                + " t_int WHERE s = a.g) FROM t_mid a WHERE id < 9");
  }

  private static Topic laziness() {
    return new Topic("subquery_laziness")
        .add(
            "SELECT CASE WHEN {{true;;id > 0}} THEN 1 ELSE (SELECT 1 / (id - id) FROM t_one) END"
                + " FROM t_one",
            "SELECT CASE WHEN {{true;;id > 0}} THEN 1 ELSE (SELECT id FROM t_int) END FROM"
                + " t_{{one;;mid WHERE id < 3}}",
            "SELECT CASE WHEN id > 0 THEN 1 ELSE (SELECT max(1 / (s - s)) FROM t_int) END FROM"
                + " t_one",
            "SELECT COALESCE(id, (SELECT id FROM t_int)) FROM t_one",
            "SELECT COALESCE(id, (SELECT max(1 / (s - s)) FROM t_int)) FROM t_one",
            "SELECT id FROM t_one WHERE id > 0 OR (SELECT 1 / (id - id) FROM t_one) = 1",
            "SELECT (SELECT max(1 / (s - s)) FROM t_int) FROM t_none",
            "SELECT (SELECT max(1 / (s - s)) FROM t_int) FROM t_one",
            "SELECT id IN (SELECT 1 / (s - s) FROM t_int) FROM t_none",
            "SELECT CASE WHEN id > 0 THEN 1 WHEN (SELECT 1 / (id - id) FROM t_one) = 1 THEN 2 END"
                + " FROM t_one",
            "SELECT CASE WHEN id < 0 THEN (SELECT 1 / (id - id) FROM t_one) ELSE 2 END FROM t_mid",
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM t_mid WHERE 1 / (id - id) = 1) THEN 1 END FROM"
                + " t_none",
            "SELECT EXISTS (SELECT 1 / (s - s) FROM t_int)",
            "SELECT EXISTS (SELECT 1 FROM t_int ORDER BY 1 / (s - s))",
            "SELECT 1 FROM t_one LIMIT (SELECT 1 / (id - id) FROM t_one)",
            "SELECT CASE WHEN b IS NULL OR b OR NOT b THEN 1 ELSE (SELECT id FROM t_int) END FROM"
                + " t_mid");
  }
}
