package dev.braid.slt;

/// LIMIT, OFFSET and FETCH with numbers that a subquery computes.
final class LimitTopics {
  private LimitTopics() {}

  static Topic topic() {
    return new Topic("limit_subqueries")
        .ordered(
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT {{3;;0;;NULL;;-1;;2.5;;'4';;count(*)/10"
                + " FROM t_mid;;max(id) FROM t_mid WHERE false;;id FROM t_mid WHERE id = 7;;1 WHERE"
                + " false;;g FROM generate_series(1,2) g}})",
            "SELECT id FROM t_mid ORDER BY id OFFSET (SELECT {{3;;0;;NULL;;-1;;2.5;;1 WHERE"
                + " false;;count(*) - 5 FROM t_mid;;g FROM generate_series(1,2) g}})",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT 3) OFFSET (SELECT 2)",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT 3) + 1 OFFSET 1 + (SELECT 2) * (SELECT"
                + " 2)",
            "SELECT id FROM t_mid ORDER BY id LIMIT 5 OFFSET (SELECT 2)",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT 5) OFFSET 2",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT 'a')",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT 1, 2)",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT true)",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT id)",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT t_mid.id FROM t_mid t LIMIT 1)",
            "SELECT id FROM t_mid ORDER BY id OFFSET (SELECT t_mid.id FROM t_mid t LIMIT 1)",
            "SELECT id FROM t_mid ORDER BY id LIMIT CASE WHEN EXISTS (SELECT 1) THEN 2 ELSE 3 END",
            "SELECT id FROM t_mid ORDER BY id LIMIT coalesce((SELECT NULL::int), (SELECT 2))",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT 9223372036854775807) OFFSET (SELECT"
                + " 9223372036854775807)",
            "SELECT id FROM t_mid WHERE false LIMIT (SELECT {{-1;;1}})",
            "SELECT id FROM t_mid WHERE false OFFSET (SELECT -1)",
            "SELECT id % 3 FROM t_mid ORDER BY id % 3 FETCH FIRST (SELECT {{1;;5;;0;;NULL}}) ROWS"
                + " WITH TIES",
            "SELECT id % 3 FROM t_mid ORDER BY id % 3 OFFSET (SELECT 2) FETCH FIRST (SELECT 1) ROWS"
                + " WITH TIES",
            "SELECT id % 3 FROM t_mid ORDER BY id % 3 OFFSET (SELECT 2) FETCH FIRST 1 ROWS WITH"
                + " TIES",
            "SELECT count(*) FROM (SELECT id FROM t_mid LIMIT (SELECT 4)) q",
            "SELECT count(*) FROM t_mid WHERE id IN (SELECT id FROM t_mid ORDER BY id LIMIT (SELECT"
                + " 4))",
            "SELECT (SELECT id FROM t_mid ORDER BY id LIMIT (SELECT 1) OFFSET (SELECT 3))",
            "SELECT a.id, (SELECT b.id FROM t_mid b WHERE b.id > a.id ORDER BY b.id LIMIT (SELECT"
                + " 1)) FROM t_mid a WHERE a.id < 4 ORDER BY 1",
            "SELECT a.id, (SELECT b.id FROM t_mid b ORDER BY b.id LIMIT (SELECT 1) OFFSET (SELECT"
                + " a.id)) FROM t_mid a WHERE a.id < 4 ORDER BY 1",
            "SELECT a.id, (SELECT b.id FROM t_mid b ORDER BY b.id LIMIT 1 OFFSET a.id) FROM t_mid a"
                + " WHERE a.id < 4 ORDER BY 1",
            "SELECT * FROM (VALUES (1),(2),(3)) v(x) ORDER BY x LIMIT (SELECT 2)",
            "VALUES (1),(2),(3) ORDER BY 1 LIMIT (SELECT 2)",
            "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 ORDER BY 1 LIMIT (SELECT 2) OFFSET"
                + " (SELECT 1)",
            "WITH n AS (SELECT 3 AS k) SELECT id FROM t_mid ORDER BY id LIMIT (SELECT k FROM n)",
            "WITH n AS MATERIALIZED (SELECT count(*)/20 AS k FROM t_mid) SELECT id, k FROM t_mid, n"
                + " ORDER BY id LIMIT (SELECT k FROM n)",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT 1/0)",
            "SELECT DISTINCT id % 5 FROM t_mid ORDER BY 1 LIMIT (SELECT 2)",
            "SELECT id % 5, count(*) FROM t_mid GROUP BY 1 ORDER BY 1 DESC LIMIT (SELECT 2)",
            "SELECT id, row_number() OVER (ORDER BY id) FROM t_mid ORDER BY id LIMIT (SELECT 2)",
            "SELECT a.id, l.id FROM t_mid a, LATERAL (SELECT b.id FROM t_mid b WHERE b.id >= a.id"
                + " ORDER BY b.id LIMIT (SELECT 2)) l WHERE a.id < 3 ORDER BY 1, 2",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT sum(id) FROM (SELECT id FROM t_mid"
                + " ORDER BY id LIMIT (SELECT 2)) q)",
            "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL (SELECT n + 1 FROM r WHERE n < 5 LIMIT"
                + " (SELECT 1))) SELECT * FROM r ORDER BY n",
            "SELECT x FROM (SELECT id AS x FROM t_mid ORDER BY id LIMIT (SELECT 10)) q WHERE x > 3"
                + " ORDER BY 1",
            "SELECT array_agg(id ORDER BY id) FROM (SELECT id FROM t_mid ORDER BY id DESC LIMIT"
                + " (SELECT 3)) q",
            "SELECT random() < 2 FROM t_mid LIMIT (SELECT 2)",
            "SELECT id FROM t_mid ORDER BY id LIMIT (SELECT count(*) FROM t_mid t2 WHERE t2.id <"
                + " (SELECT 4))");
  }
}
