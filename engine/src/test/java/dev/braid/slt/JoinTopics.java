package dev.braid.slt;

import java.util.List;

/// Joins of all kinds, LATERAL, and what names mean in them.
final class JoinTopics {
  private JoinTopics() {}

  static List<Topic> all() {
    return List.of(joins(), using(), lateral());
  }

  private static Topic joins() {
    String kinds = "{{JOIN;;LEFT JOIN;;RIGHT JOIN;;FULL JOIN}}";
    return new Topic("joins")
        .add(
            "SELECT a.id, b.id FROM t_int a " + kinds + " t_int b ON a.{{s;;i;;l}} = b.{{s;;i;;l}}",
            "SELECT a.id, b.id FROM t_num a "
                + kinds
                + " t_num b ON a.{{f;;d;;n;;m}} = b.{{d;;n;;w}}",
            "SELECT a.id, b.id FROM t_str a " + kinds + " t_str b ON a.{{t;;v;;c}} = b.{{t;;c}}",
            "SELECT a.id, b.id FROM t_time a "
                + kinds
                + " t_time b ON a.{{dt;;ts;;tz}} = b.{{dt;;ts}}",
            "SELECT a.id, b.id FROM t_mid a "
                + kinds
                + " t_one b ON {{a.g = b.g;;a.g = b.g AND a.h = b.h;;a.g < b.g;;a.i > b.i OR a.g ="
                + " b.g;;true;;false;;NULL;;a.g IS NOT DISTINCT FROM b.g;;a.b;;b.b AND a.id <"
                + " 5;;a.id = b.id + 1;;a.i = b.i AND a.m <> b.m}}",
            "SELECT count(*), sum(a.i), sum(b.i), count(a.id), count(b.id) FROM t_mid a "
                + kinds
                + " t_mid b ON a.{{g;;h;;b;;m;;v;;c;;dt;;ti;;ts;;tz;;iv;;u;;j;;y;;n;;d;;f;;l}} ="
                + " b.{{g;;h;;b;;m;;v;;c;;dt;;ti;;ts;;tz;;iv;;u;;j;;y;;n;;d;;f;;l}} AND a.id < 30"
                + " AND b.id > 10")
        .add(
            "SELECT a.id, b.id, c.id FROM t_int a {{JOIN;;LEFT JOIN}} t_int b ON a.s = b.i "
                + kinds
                + " t_num c ON {{b.id = c.id;;a.id = c.id;;c.d = a.s;;coalesce(b.id, 3) = c.id}}",
            "SELECT a.id, b.id, c.id FROM t_int a "
                + kinds
                + " (t_int b {{JOIN;;LEFT JOIN;;FULL JOIN}} t_num c ON b.id = c.id) ON a.s = b.i",
            "SELECT a.id, b.id FROM t_int a "
                + kinds
                + " t_int b ON a.s = b.i WHERE {{a.id IS NULL;;b.id IS NULL;;a.id > 2;;b.id >"
                + " 2;;coalesce(a.id, b.id) = 4;;a.b;;a.b IS NOT TRUE;;b.b IS NULL;;a.id + b.id >"
                + " 5;;a.id IN (1, 2, NULL);;NOT (b.i > 0)}}",
            "SELECT a.id, b.id FROM t_none a " + kinds + " t_int b ON {{a.id = b.id;;true}}",
            "SELECT a.id, b.id FROM t_int a " + kinds + " t_none b ON {{a.id = b.id;;true}}",
            "SELECT count(*) FROM t_mid a, t_int b, t_num c WHERE a.id = b.id AND {{c.id ="
                + " b.id;;c.id = a.id;;c.d > b.s;;true}}",
            "SELECT count(*), sum(a.id) FROM t_big a "
                + kinds
                + " t_big b ON a.id = b.id {{;;+ 1}} {{;;AND a.g = b.g;;AND a.h <> b.h}}",
            "SELECT count(*), sum(a.id) FROM t_big a {{JOIN;;LEFT JOIN}} t_mid b ON a.{{i = b.i;;g"
                + " = b.g AND a.h = b.h AND a.b = b.b;;m = b.m AND a.v = b.v}}",
            "SELECT a.id, b.id FROM t_int a CROSS JOIN t_one b",
            "SELECT * FROM t_one a, t_one b WHERE a.id = b.id",
            "SELECT a.id, b.id FROM t_int a FULL JOIN t_int b ON a.s > b.s",
            "SELECT a.id, b.id FROM t_int a FULL JOIN t_int b ON a.s = b.s AND a.b",
            "SELECT count(*) FROM t_mid a FULL JOIN t_mid b ON a.g = b.g AND a.i > b.i",
            "SELECT x.a, y.b FROM (VALUES (1), (2), (NULL)) x(a) "
                + kinds
                + " (VALUES (2.0), (NULL), (3)) y(b) ON x.a = y.b");
  }

  private static Topic using() {
    return new Topic("join_names")
        .add(
            "SELECT * FROM t_int a {{JOIN;;LEFT JOIN;;RIGHT JOIN;;FULL JOIN}} (VALUES (1, 'x'),"
                + " (20, 'y'), (NULL, 'z')) v(id, t) USING (id)",
            "SELECT {{id;;a.id;;v.id;;a.*;;v.*;;id, t;;count(*), max(id);;j.id;;j.*}} FROM t_int a"
                + " {{JOIN;;FULL JOIN}} (VALUES (1::int8, 'x'), (20, 'y')) v(id, t) USING (id)"
                + " {{;;AS j}}",
            "SELECT id FROM t_int {{NATURAL JOIN;;NATURAL LEFT JOIN;;NATURAL FULL JOIN}} (VALUES"
                + " (1, true), (2, true), (50, NULL)) v(id, b)",
            "SELECT * FROM t_one NATURAL JOIN (SELECT 5 AS zz) x",
            "SELECT id FROM t_int a JOIN t_int b USING (id) WHERE {{id > 3;;a.id = 2;;b.i = 1}}",
            "SELECT id FROM t_int a, t_int b",
            "SELECT * FROM t_int a JOIN t_int b USING (nosuch)",
            "SELECT * FROM t_int a JOIN t_str b USING (id, t)",
            "SELECT 1 FROM t_int JOIN t_int ON true",
            "SELECT 1 FROM t_int a JOIN t_num a ON true",
            "SELECT a.id FROM t_int a JOIN t_num b ON c.id = 1 JOIN t_str c ON true",
            "SELECT t_int.id FROM t_int a",
            "SELECT x FROM (SELECT 1) y(x)",
            "SELECT y FROM (SELECT 1 AS x) y(z)",
            "SELECT z FROM (SELECT 1 AS x, 2 AS w) y(z)",
            "SELECT w, z FROM (SELECT 1 AS x, 2 AS w) y(z)",
            "SELECT * FROM (SELECT 1 AS x, 2 AS x) y",
            "SELECT x FROM (SELECT 1 AS x, 2 AS x) y",
            "SELECT * FROM (SELECT 1) y(a, b)",
            "SELECT * FROM (t_int a JOIN t_one b ON a.id = b.id) j",
            "SELECT a.id FROM (t_int a JOIN t_one b ON a.id = b.id)",
            "SELECT 1 FROM (VALUES (1)) v(id) JOIN (VALUES ('a')) w(id) USING (id)",
            "SELECT * FROM (VALUES (1, 2)) v(id, x) JOIN (VALUES (1, 3)) w(id, y) USING (id) JOIN"
                + " (VALUES (1, 4)) z(id, x) USING (id, x)",
            "SELECT * FROM (VALUES (1, 2)) v(id, x) JOIN (VALUES (1, 3)) w(id, y) USING (id) JOIN"
                + " (VALUES (1, 4)) z(id, q) USING (id)",
            "SELECT t_one.* FROM t_one, t_int WHERE false",
            "SELECT nosuch.* FROM t_one",
            "SELECT public.t_one.id FROM public.t_one",
            "SELECT nosuch.t_one.id FROM t_one",
            "SELECT * FROM nosuch.t_one",
            "SELECT * FROM nosuch");
  }

  private static Topic lateral() {
    return new Topic("lateral")
        .add(
            "SELECT a.id, x.n FROM t_int a {{, LATERAL;;CROSS JOIN LATERAL}} (SELECT {{a.s +"
                + " 1;;count(*);;max(b.i);;a.b}} AS n FROM t_mid b WHERE {{b.g = a.id;;b.id <"
                + " a.s;;b.i = a.i OR a.id = 1;;false}}) x",
            "SELECT a.id, x.n FROM t_int a {{JOIN;;LEFT JOIN}} LATERAL (SELECT b.id AS n FROM t_mid"
                + " b WHERE b.g = a.id ORDER BY b.{{i, b.id;;h DESC, b.id;;id}} LIMIT {{1;;3}}"
                + " {{;;OFFSET 1}}) x ON {{true;;x.n > 10}}",
            "SELECT a.id, g FROM t_int a, generate_series(1, a.{{id;;s % 3;;i}}) g WHERE a.id IN"
                + " (1, 2, 3, 4, 8)",
            "SELECT a.id, u.x, u.n FROM t_int a, unnest(ARRAY[a.s, a.i, NULL]) WITH ORDINALITY u(x,"
                + " n)",
            "SELECT a.id, x.* FROM t_int a LEFT JOIN LATERAL (VALUES (a.s), (a.i)) x(v) ON x.v > 0",
            "SELECT a.id, x.c, y.c FROM t_int a, LATERAL (SELECT a.id + 1 AS c) x, LATERAL (SELECT"
                + " x.c * 2 AS c) y",
            "SELECT a.id, x.k, x.c FROM t_int a, LATERAL (SELECT b.h AS k, count(*) AS c FROM t_mid"
                + " b WHERE b.g = a.id GROUP BY b.h) x",
            "SELECT a.id, x.id, x.r FROM t_int a, LATERAL (SELECT b.id, row_number() OVER (ORDER BY"
                + " b.id DESC) AS r FROM t_mid b WHERE b.g = a.id) x WHERE r <= 2",
            "SELECT a.id, x.v FROM t_int a, LATERAL (SELECT DISTINCT b.b AS v FROM t_mid b WHERE"
                + " b.g = a.id) x",
            "SELECT a.id, x.v FROM t_int a, LATERAL (SELECT b.g AS v FROM t_mid b WHERE b.id = a.id"
                + " {{UNION;;UNION ALL;;INTERSECT;;EXCEPT}} SELECT a.s) x",
            "SELECT a.id FROM t_int a, (SELECT a.id) x",
            "SELECT a.id FROM t_int a RIGHT JOIN LATERAL (SELECT a.id) x ON true",
            "SELECT a.id FROM LATERAL (SELECT b.id) a, t_int b",
            "SELECT a.id, (SELECT sum(x) FROM unnest(ARRAY[a.s, a.i]) x) FROM t_int a WHERE id < 5",
            "SELECT x.id, z FROM t_mid x, LATERAL (SELECT x.g + 1 AS z WHERE x.g > 0) y");
  }
}
