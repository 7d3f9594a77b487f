package dev.braid.slt;

import java.util.List;

/// Window functions and frames.
final class WindowTopics {
  private WindowTopics() {}

  static List<Topic> all() {
    String bounds =
        "{{UNBOUNDED PRECEDING AND CURRENT ROW;;CURRENT ROW AND UNBOUNDED FOLLOWING;;UNBOUNDED"
            + " PRECEDING AND UNBOUNDED FOLLOWING;;1 PRECEDING AND 1 FOLLOWING;;2 PRECEDING AND 1"
            + " PRECEDING;;1 FOLLOWING AND 3 FOLLOWING;;CURRENT ROW AND CURRENT ROW;;0 PRECEDING"
            + " AND 0 FOLLOWING}}";
    String exclude = "{{;;EXCLUDE CURRENT ROW;;EXCLUDE GROUP;;EXCLUDE TIES;;EXCLUDE NO OTHERS}}";
    return List.of(
        new Topic("window_functions")
            .ordered(
                "SELECT id,"
                    + " {{row_number();;rank();;dense_rank();;percent_rank();;cume_dist();;ntile(4);;lag(i);;lead(i);;lag(i,"
                    + " 2, -1);;lead(h, 1, 'none');;lag(i, -1);;lag(i, 0);;lag(i,"
                    + " NULL);;first_value(i);;last_value(i);;nth_value(i, 2);;nth_value(h,"
                    + " 100);;count(*);;sum(i);;avg(m);;min(h);;max(dt);;count(g);;array_agg(i);;string_agg(h,"
                    + " ',');;bool_or(b);;sum(i) FILTER (WHERE b);;stddev(d);;ntile(NULL);;lag(m,"
                    + " 1, 0)}} OVER ({{;;PARTITION BY g}} {{ORDER BY g, id;;ORDER BY h DESC,"
                    + " id;;ORDER BY id}}) FROM t_mid ORDER BY id LIMIT 20",
                "SELECT id,"
                    + " {{rank();;dense_rank();;percent_rank();;cume_dist();;sum(i);;count(*)}}"
                    + " OVER ({{PARTITION BY b;;}} ORDER BY {{g;;h DESC NULLS LAST;;g, h;;m"
                    + " DESC;;b}}) FROM t_mid ORDER BY id LIMIT 25",
                "SELECT id, {{sum(i);;count(*);;max(h);;avg(n)}} OVER ({{;;PARTITION BY"
                    + " g;;PARTITION BY g, h;;PARTITION BY i % 3}}) FROM t_mid ORDER BY id LIMIT"
                    + " 15",
                "SELECT id, count(*) OVER w, sum(i) OVER w, rank() OVER (w ORDER BY h) FROM"
                    + " t_mid WINDOW w AS (PARTITION BY g) ORDER BY id, 2",
                "SELECT id, sum(i) OVER w1, count(*) OVER w2 FROM t_mid WINDOW w1 AS (ORDER BY id),"
                    + " w2 AS (w1 ROWS 2 PRECEDING) ORDER BY id",
                "SELECT * FROM (SELECT id, g, row_number() OVER (PARTITION BY g ORDER BY i, id) rn"
                    + " FROM t_big) x WHERE rn {{= 1;;<= 2;;BETWEEN 2 AND 3}} ORDER BY g, rn",
                "SELECT g, sum(i), rank() OVER (ORDER BY sum(i) DESC) FROM t_mid GROUP BY g ORDER"
                    + " BY g",
                "SELECT DISTINCT g, count(*) OVER (PARTITION BY g) FROM t_mid ORDER BY 1",
                "SELECT sum(i) OVER (ORDER BY id) - lag(i) OVER (ORDER BY id) FROM t_mid ORDER BY"
                    + " id",
                "SELECT id FROM t_mid ORDER BY row_number() OVER (ORDER BY h DESC, id) LIMIT 10",
                "SELECT row_number() OVER () FROM t_none",
                "SELECT sum(i) OVER () FROM t_one",
                "SELECT id, lag(id) OVER (ORDER BY id DESC), first_value(id) OVER (PARTITION BY b"
                    + " ORDER BY id DESC) FROM t_int ORDER BY id"),
        new Topic("window_frames")
            .ordered(
                "SELECT id, {{sum(i);;count(*);;first_value(id);;array_agg(g)}} OVER (ORDER BY id"
                    + " ROWS BETWEEN "
                    + bounds
                    + " "
                    + exclude
                    + ") FROM t_mid ORDER BY id LIMIT 12",
                "SELECT id, {{sum(i);;count(*);;min(h);;last_value(g)}} OVER (ORDER BY g GROUPS"
                    + " BETWEEN "
                    + bounds
                    + " {{;;EXCLUDE CURRENT ROW;;EXCLUDE GROUP;;EXCLUDE TIES}}) FROM (SELECT * FROM"
                    + " t_mid ORDER BY id) t ORDER BY id LIMIT 12",
                "SELECT id, {{sum(i);;count(*);;max(h)}} OVER (ORDER BY g {{;;DESC;;NULLS"
                    + " FIRST;;DESC NULLS LAST}} RANGE BETWEEN "
                    + bounds
                    + ") FROM t_mid ORDER BY id LIMIT 12",
                "SELECT id, count(*) OVER (ORDER BY {{m RANGE BETWEEN 1.5 PRECEDING AND 2"
                    + " FOLLOWING;;d RANGE BETWEEN 1 PRECEDING AND 0.5 FOLLOWING;;dt RANGE BETWEEN"
                    + " '1 month' PRECEDING AND '10 days' FOLLOWING;;ts RANGE BETWEEN '1 day'"
                    + " PRECEDING AND CURRENT ROW;;tz RANGE BETWEEN CURRENT ROW AND '1 mon'"
                    + " FOLLOWING;;ti RANGE '1 hour' PRECEDING;;iv RANGE '10 days' PRECEDING;;l"
                    + " RANGE BETWEEN 10000000000 PRECEDING AND 1 FOLLOWING;;s RANGE 3 PRECEDING;;f"
                    + " RANGE BETWEEN 1.5 PRECEDING AND 1.5 FOLLOWING;;h RANGE 1 PRECEDING;;i, g"
                    + " RANGE 1 PRECEDING;;n RANGE BETWEEN 2 PRECEDING AND 0.5 PRECEDING;;i RANGE"
                    + " -1 PRECEDING;;i RANGE NULL PRECEDING}}) FROM t_mid ORDER BY id",
                "SELECT id, sum(s) OVER (PARTITION BY g ORDER BY id ROWS {{3;;UNBOUNDED;;0}}"
                    + " PRECEDING) FROM t_mid ORDER BY id",
                "SELECT id, {{avg(i);;sum(m);;min(i);;max(i);;count(h);;bool_and(b);;string_agg(c,"
                    + " ',');;sum(d);;min(v)}} OVER (PARTITION BY b ORDER BY id ROWS BETWEEN 2"
                    + " PRECEDING AND 2 FOLLOWING) FROM t_mid ORDER BY id",
                "SELECT sum(x) FROM (SELECT sum(i) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN"
                    + " {{10 PRECEDING AND CURRENT ROW;;UNBOUNDED PRECEDING AND 5 FOLLOWING}}) AS x"
                    + " FROM t_big) y",
                "SELECT id, {{nth_value(i, 3);;first_value(h);;last_value(h)}} OVER (PARTITION BY g"
                    + " ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING {{;;EXCLUDE CURRENT"
                    + " ROW}}) FROM t_mid ORDER BY id"));
  }
}
