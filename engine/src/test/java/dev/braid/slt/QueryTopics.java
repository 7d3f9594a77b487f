package dev.braid.slt;

import java.util.List;

/// The clauses of a query over one table: order, limits, distinct rows.
final class QueryTopics {
  private QueryTopics() {}

  static List<Topic> all() {
    return List.of(
        new Topic("tables")
            .ordered(
                "SELECT * FROM {{t_int;;t_num;;t_str;;t_time;;t_misc;;t_none;;t_one;;t_mid}} ORDER"
                    + " BY id",
                "SELECT {{g;;h;;b;;s;;i;;l;;n;;m;;v;;c;;dt;;ti;;ts;;tz;;iv;;u;;j;;y}} FROM t_big"
                    + " ORDER BY id",
                "SELECT {{f;;d}} FROM t_big ORDER BY id LIMIT 50 OFFSET 1490",
                "SELECT"
                    + " count({{id;;g;;h;;b;;s;;i;;l;;f;;d;;n;;m;;v;;c;;dt;;ti;;ts;;tz;;iv;;u;;j;;y}})"
                    + " FROM t_{{big;;mid;;none}}",
                "SELECT {{g;;h;;b;;s;;n;;m;;v;;c;;dt;;ti;;ts;;iv;;u;;j;;y}} IS NULL AS x, count(*)"
                    + " FROM t_big GROUP BY 1 ORDER BY 1"),
        new Topic("order_by")
            .ordered(
                "SELECT id FROM t_{{mid;;big}} ORDER BY"
                    + " {{g;;h;;b;;s;;i;;l;;f;;d;;n;;m;;v;;c;;dt;;ti;;ts;;tz;;iv;;u;;j;;y}}"
                    + " {{;;DESC;;NULLS FIRST;;DESC NULLS LAST}}, id",
                "SELECT id, {{f;;d;;n;;m;;w;;z}} FROM t_num ORDER BY 2 {{;;DESC;;NULLS FIRST}}, 1",
                "SELECT id, {{s;;i;;l;;b}} FROM t_int ORDER BY 2 {{;;DESC;;DESC NULLS LAST}}, 1",
                "SELECT id FROM t_mid ORDER BY {{g DESC, h, id DESC;;h || 'x', id;;-i, id;;g + s,"
                    + " id;;abs(i), id;;length(h) DESC, id;;b, g NULLS FIRST, id;;i % 5, id;;CASE"
                    + " WHEN b THEN 0 ELSE 1 END, id;;h COLLATE \"C\", id;;random() * 0, id;;NULL,"
                    + " id;;1;;id USING >}}",
                "SELECT i AS g, g AS x, id FROM t_mid ORDER BY g, id",
                "SELECT i + 1 AS y FROM t_mid ORDER BY y",
                "SELECT i AS y FROM t_mid ORDER BY y + 1",
                "SELECT id AS i FROM t_mid ORDER BY -i, id",
                "SELECT id FROM t_mid ORDER BY t_mid.i, id",
                "SELECT h, g FROM t_mid ORDER BY 2, 1, id"),
        new Topic("limit")
            .ordered(
                "SELECT id, g FROM t_mid ORDER BY {{id;;g, id;;g DESC NULLS LAST, id DESC}} {{LIMIT"
                    + " 5;;LIMIT 0;;LIMIT 100;;OFFSET 45;;LIMIT 3 OFFSET 10;;OFFSET 100;;LIMIT ALL"
                    + " OFFSET 48;;LIMIT NULL;;FETCH FIRST 3 ROWS ONLY;;FETCH NEXT ROW ONLY;;OFFSET"
                    + " 2 ROWS FETCH FIRST 2 ROWS ONLY;;LIMIT 1 + 1;;LIMIT (SELECT 2);;LIMIT"
                    + " 2.5;;LIMIT 1.4;;OFFSET 2 LIMIT 3;;LIMIT '2'}}",
                "SELECT g FROM t_mid ORDER BY g {{;;DESC;;NULLS FIRST}} FETCH FIRST"
                    + " {{1;;3;;10;;20;;0}} ROWS WITH TIES",
                "SELECT g, h FROM t_mid ORDER BY g, h OFFSET {{1;;5}} FETCH FIRST {{2;;7}} ROWS"
                    + " WITH TIES",
                "SELECT {{h;;m;;dt;;v}} FROM t_big ORDER BY 1 LIMIT {{10;;1}} OFFSET"
                    + " {{0;;2000;;4995}}",
                "SELECT {{h;;m;;dt;;v;;i}} FROM t_big ORDER BY 1 DESC, id LIMIT 7",
                "SELECT id FROM t_big WHERE g = 2 ORDER BY {{i;;m;;dt}} DESC NULLS LAST, id LIMIT"
                    + " 5",
                "SELECT count(*) FROM (SELECT 1 FROM t_big LIMIT {{0;;10;;6000}}) x",
                "SELECT max(id) FROM (SELECT id FROM t_big ORDER BY id LIMIT 10 OFFSET 20) x",
                "SELECT generate_series(1, 10) LIMIT 3",
                "SELECT id FROM t_mid ORDER BY id LIMIT 9223372036854775807 OFFSET 48",
                "SELECT id FROM t_mid ORDER BY id LIMIT 9223372036854775808"),
        new Topic("distinct")
            .ordered(
                "SELECT DISTINCT {{g;;h;;b;;s;;m;;v;;c;;dt;;ti;;ts;;tz;;iv;;u;;j;;y;;n;;l;;f;;d}}"
                    + " FROM t_{{mid;;big}} ORDER BY 1",
                "SELECT DISTINCT {{f;;d;;n + 0.0000;;m;;w;;z}} FROM t_num ORDER BY 1",
                "SELECT DISTINCT g, h FROM t_big ORDER BY {{g, h;;h DESC, g;;2, 1}}",
                "SELECT DISTINCT {{g % 2;;upper(h);;g IS NULL;;coalesce(h, '-')}} AS x FROM t_big"
                    + " ORDER BY x",
                "SELECT DISTINCT ON ({{g;;h;;g, h;;b;;i % 3;;1}}) {{g;;h}} AS k, id FROM t_mid"
                    + " ORDER BY {{g, id;;h, id;;g, h, id DESC;;b, id;;i % 3, id;;1, id}}",
                "SELECT DISTINCT ON (g) g, i, id FROM t_big ORDER BY g, i DESC NULLS LAST, id",
                "SELECT DISTINCT g FROM t_mid ORDER BY g LIMIT 2 OFFSET 1",
                "SELECT count(*) FROM (SELECT DISTINCT g, h, b FROM t_big) x",
                "SELECT DISTINCT x FROM (VALUES (1.0), (1.00), (1)) v(x)",
                "SELECT DISTINCT x FROM (VALUES (NULL), (NULL), (1)) v(x) ORDER BY 1",
                "SELECT DISTINCT count(*) OVER (PARTITION BY g) FROM t_mid ORDER BY 1",
                "SELECT ALL g FROM t_one",
                "SELECT DISTINCT generate_series(1, 3) % 2 AS x ORDER BY 1"),
        new Topic("values")
            .ordered(
                "VALUES {{(1), (2);;(1, 'a'), (2, NULL);;(NULL), (1);;(NULL), (NULL);;('a'),"
                    + " (NULL);;(1), (2.5);;(1), ('2');;(1), ('x');;(1, 2), (3);;('a'), (1);;(date"
                    + " '2020-01-01'), (timestamp '2021-01-01');;(1::int2),"
                    + " (2::int8);;('a'::varchar(2)), ('bcd'::varchar(3));;(1.5::numeric(4,2)),"
                    + " (2.25::numeric(4,2));;('a'::char(2)), ('b'::char(2))}}",
                "SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (3, NULL)) AS v(n, t) WHERE {{n > 1;;t"
                    + " IS NULL;;t || 'x' = 'ax'}}",
                "VALUES (3), (1), (2) ORDER BY 1",
                "VALUES (3), (1), (2) ORDER BY column1 DESC LIMIT 2",
                "SELECT column1 + 1, column2 FROM (VALUES (1, 'x'), (2, 'y')) v ORDER BY 1",
                "SELECT sum(x), max(y) FROM (VALUES (1, NULL), (2, 'z')) v(x, y)",
                "VALUES (1 + 1, upper('a'), now() IS NULL)",
                "SELECT * FROM (VALUES (1)) AS v(a, b)",
                "VALUES (DEFAULT)"));
  }
}
