package dev.braid.slt;

import java.util.List;

/// Aggregates and groups.
final class AggregateTopics {
  private AggregateTopics() {}

  static List<Topic> all() {
    return List.of(aggregates(), groups(), groupingSets(), parameters());
  }

  private static Topic parameters() {
    return new Topic("aggregate_extremes")
        .add(
            "SELECT"
                + " {{sum;;avg;;min;;max;;count;;stddev;;variance;;var_pop;;stddev_samp}}({{s;;i;;l}})"
                + " FROM t_int",
            "SELECT {{sum;;avg;;min;;max;;count;;stddev;;var_pop}}({{f;;d;;n;;m;;w;;z}}) FROM t_num"
                + " {{;;WHERE id <= 4;;WHERE id IN (3, 4);;WHERE id > 100;;WHERE id = 1}}",
            "SELECT {{bit_and;;bit_or;;bit_xor}}({{s;;i;;l}}) FROM t_int {{;;WHERE id < 5}}",
            "SELECT {{bool_and;;bool_or;;every}}(b) FROM t_int {{;;WHERE id < 3;;WHERE b;;WHERE b"
                + " IS NULL}}",
            "SELECT"
                + " {{corr;;covar_pop;;covar_samp;;regr_avgx;;regr_count;;regr_intercept;;regr_r2;;regr_slope;;regr_sxx;;regr_sxy;;regr_syy}}(i,"
                + " s) FROM t_mid {{;;WHERE id = 3;;WHERE false}}",
            "SELECT {{percentile_cont;;percentile_disc}}({{0;;0.5;;1;;0.25;;NULL;;ARRAY[0.1,0.9]}})"
                + " WITHIN GROUP (ORDER BY {{i;;d;;iv;;m}} {{;;DESC}}) FROM t_mid",
            "SELECT mode() WITHIN GROUP (ORDER BY {{g;;h;;b;;m}}) FROM t_mid",
            "SELECT {{rank;;dense_rank;;percent_rank;;cume_dist}}({{1;;NULL;;0}}) WITHIN GROUP"
                + " (ORDER BY g) FROM t_mid",
            "SELECT any_value(g) FROM t_mid WHERE g = 2",
            "SELECT array_agg({{g ORDER BY id;;DISTINCT g;;h ORDER BY h, id;;DISTINCT h ORDER BY h"
                + " DESC;;m ORDER BY m DESC NULLS LAST, id;;b ORDER BY b, id}}) FROM t_mid",
            "SELECT {{sum;;avg;;min;;max}}({{i;;l;;m;;n;;d}}) FROM t_{{big;;one;;none}}",
            "SELECT count(*), count(g), count(DISTINCT g), count(DISTINCT h), count(DISTINCT m),"
                + " count(DISTINCT (g, h)) FROM t_{{big;;mid;;one;;none}}",
            "SELECT sum(DISTINCT {{i;;m;;d;;n}}), avg(DISTINCT g) FROM t_mid",
            "SELECT json_agg(g ORDER BY id), jsonb_agg(DISTINCT h), jsonb_object_agg(id, h) FROM"
                + " t_mid WHERE id < 8",
            "SELECT min({{u;;j;;b;;y;;ARRAY[g];;iv;;ti}}) FROM t_mid",
            "SELECT max({{u;;j;;b;;y;;ARRAY[g];;iv;;ti}}) FROM t_mid");
  }

  private static Topic aggregates() {
    return new Topic("aggregates")
        .ordered(
            "SELECT {{g;;h;;b}},"
                + " {{sum;;avg;;min;;max;;count;;stddev;;var_pop}}({{s;;i;;l;;f;;d;;n;;m}}) FROM"
                + " t_mid GROUP BY 1 ORDER BY 1",
            "SELECT g, {{min;;max;;count}}({{h;;b;;v;;c;;dt;;ti;;ts;;tz;;iv;;y}}) FROM"
                + " t_{{mid;;big}} WHERE id > 0 GROUP BY g ORDER BY g",
            "SELECT g, {{sum;;avg;;count}}({{i;;m;;d}}) FILTER (WHERE {{b;;i > 0;;h ="
                + " 'red';;false;;NULL}}) FROM t_mid GROUP BY g ORDER BY g",
            "SELECT h, {{count;;sum;;avg}}(DISTINCT {{g;;s;;m}}) FROM t_big GROUP BY h ORDER BY h",
            "SELECT g, {{bool_and(b);;bool_or(b);;every(i > 0);;bit_and(s);;bit_or(i);;array_agg(i"
                + " ORDER BY id);;string_agg(h, ',' ORDER BY id);;string_agg(DISTINCT h, ',' ORDER"
                + " BY h);;array_agg(DISTINCT s ORDER BY s DESC);;jsonb_agg(s ORDER BY id);;mode()"
                + " WITHIN GROUP (ORDER BY h);;percentile_cont(0.5) WITHIN GROUP (ORDER BY"
                + " i);;percentile_disc(0.3) WITHIN GROUP (ORDER BY m);;count(*) FILTER (WHERE"
                + " b);;corr(i, s);;regr_slope(d, i);;any_value(g);;sum(i) /"
                + " count(*);;round(avg(m), 3);;max(i) - min(i);;sum(CASE WHEN b THEN 1 ELSE 0"
                + " END)}} FROM t_mid GROUP BY g ORDER BY g",
            "SELECT g, h, count(*), sum(i), avg(m), min(dt), max(v) FROM t_big GROUP BY g, h ORDER"
                + " BY g, h",
            "SELECT g, sum(i) AS total FROM t_mid GROUP BY g HAVING {{count(*) > 5;;sum(i) > 0;;g"
                + " IS NULL;;g > 1;;avg(m) < 0;;count(DISTINCT h) = 3;;bool_or(b);;NULL;;max(h) ="
                + " 'red';;false}} ORDER BY g",
            "SELECT {{i % 3;;upper(h);;coalesce(g, -1);;g IS NULL;;dt - date"
                + " '2020-01-01';;extract(month FROM ts);;m > 0;;length(v);;CASE WHEN i > 0 THEN"
                + " 'p' ELSE 'n' END;;j;;u;;iv;;ti;;y;;c;;f;;d;;n}} AS k, count(*), sum(s) FROM"
                + " t_mid GROUP BY 1 ORDER BY 1",
            "SELECT g + 1, count(*) FROM t_mid GROUP BY g + 1 ORDER BY g + 1",
            "SELECT g + 1 + count(*) FROM t_mid GROUP BY g ORDER BY 1",
            "SELECT count(*) c, g FROM t_mid GROUP BY g ORDER BY c DESC, g",
            "SELECT g FROM t_mid GROUP BY g ORDER BY count(*) DESC, g",
            "SELECT g AS h, count(*) FROM t_mid GROUP BY h ORDER BY 1, 2",
            "SELECT id, g, count(*) FROM t_one GROUP BY id, g",
            "SELECT DISTINCT count(*) FROM t_mid GROUP BY g ORDER BY 1",
            "SELECT sum(c) FROM (SELECT count(*) c FROM t_mid GROUP BY h) x",
            "SELECT g, sum(sum(i)) OVER (ORDER BY g) FROM t_mid GROUP BY g ORDER BY g",
            "SELECT {{f;;d}}, count(*) FROM t_num GROUP BY 1 ORDER BY 1",
            "SELECT {{n;;m;;w}}, count(*) FROM t_num GROUP BY 1 ORDER BY 1",
            "SELECT n / 1 AS x, count(*) FROM (VALUES (1.0), (1.00), (1), (2.5), (2.50)) v(n) GROUP"
                + " BY n ORDER BY 1",
            "SELECT iv, count(*) FROM (VALUES (interval '1 mon'), ('30 days'), ('720 hours'), ('1"
                + " day')) v(iv) GROUP BY iv ORDER BY 1",
            "SELECT x, count(*) FROM (VALUES (0::float8), (-0.0), ('NaN'), ('NaN'), (NULL), (NULL))"
                + " v(x) GROUP BY x ORDER BY 1",
            "SELECT x, count(*) FROM (VALUES ('a'::char(3)), ('a  '), ('b')) v(x) GROUP BY x ORDER"
                + " BY 1");
  }

  private static Topic groups() {
    return new Topic("group_empty")
        .add(
            "SELECT"
                + " {{count(*);;count(g);;sum(i);;avg(m);;min(h);;max(dt);;array_agg(i);;string_agg(h,"
                + " ',');;bool_and(b);;jsonb_agg(i);;stddev(d);;percentile_cont(0.5) WITHIN GROUP"
                + " (ORDER BY i);;mode() WITHIN GROUP (ORDER BY h);;corr(d, d);;count(*) +"
                + " 1;;coalesce(sum(i), 0);;1;;rank(1) WITHIN GROUP (ORDER BY i);;count(DISTINCT"
                + " g);;json_object_agg(id, g);;any_value(i);;bit_or(i)}} FROM t_{{none;;one}}{{;;"
                + " WHERE false;; GROUP BY g;; GROUP BY ();; HAVING count(*) > 0;; HAVING count(*)"
                + " = 0}}",
            "SELECT 1 FROM t_none GROUP BY ()",
            "SELECT count(*) FROM t_mid WHERE NULL",
            "SELECT count(*)",
            "SELECT sum(1), max(2)",
            "SELECT count(*) WHERE false",
            "SELECT 1 HAVING true",
            "SELECT 1 WHERE false",
            "SELECT 1 HAVING false",
            "SELECT count(*) FROM t_mid, t_int",
            "SELECT sum(x) FROM (SELECT 1 AS x WHERE false) y");
  }

  private static Topic groupingSets() {
    return new Topic("grouping_sets")
        .ordered(
            "SELECT g, h, {{count(*);;sum(i);;grouping(g, h);;grouping(h);;avg(m);;string_agg(v, ',' ORDER BY id);;count(DISTINCT b);;min(dt);;count(*) FILTER (WHERE b)}} FROM t_mid GROUP BY {{ROLLUP (g, h);;CUBE (g, h);;GROUPING SETS ((g, h), (g), ());;GROUPING SETS ((g), (h));;g, ROLLUP (h);;ROLLUP ((g, h));;GROUPING SETS (ROLLUP (g), CUBE (h));;GROUPING SETS ((g, h), (g, h))}} ORDER BY 1, 2, 3, {{grouping(g);;4 - 1}}, grouping(g, h)"
                .replace(", {{grouping(g);;4 - 1}}", ""),
            "SELECT g, h, sum(i), grouping(g, h) FROM t_none GROUP BY {{ROLLUP (g, h);;CUBE (g,"
                + " h);;GROUPING SETS ((), (g), ());;GROUPING SETS ((g), (h))}} ORDER BY 1, 2, 4",
            "SELECT g, b, h, count(*), grouping(g, b, h) FROM t_big GROUP BY {{CUBE (g, b, h);;ROLLUP (g, b, h);;GROUPING SETS ((g, b), (b, h), ());;CUBE ((g, b), h);;DISTINCT ROLLUP (g, b), ROLLUP (g, h);;ROLLUP (g), CUBE (b)}} ORDER BY 5, 1, 2, 3, 4"
                .replace("{{CUBE (g, b, h)", "{{CUBE (g, b, h)"),
            "SELECT g + 1, count(*) FROM t_mid GROUP BY ROLLUP (g + 1) ORDER BY 1, 2",
            "SELECT coalesce(g::text, 'all'), count(*) FROM t_mid GROUP BY ROLLUP (g) ORDER BY 1,"
                + " 2",
            "SELECT g, count(*) FROM t_mid GROUP BY ROLLUP (g) HAVING {{grouping(g) = 1;;g IS"
                + " NULL;;count(*) > 10}} ORDER BY 1, 2",
            "SELECT CASE WHEN grouping(g) = 1 THEN 'total' ELSE g::text END AS k, sum(m) FROM t_mid"
                + " GROUP BY CUBE (g) ORDER BY 1, 2",
            "SELECT g, sum(i), rank() OVER (PARTITION BY grouping(g) ORDER BY sum(i)) FROM t_mid"
                + " GROUP BY ROLLUP (g) ORDER BY 1, 2, 3",
            "SELECT g AS a, g AS b, count(*) FROM t_mid GROUP BY GROUPING SETS ((g), ()) ORDER BY"
                + " 1, 3",
            "SELECT count(*) FROM t_mid GROUP BY GROUPING SETS ((), (), ())",
            "SELECT g, h FROM t_mid GROUP BY GROUPING SETS (g, h) ORDER BY 1, 2",
            "SELECT 1 AS x, g, count(*) FROM t_mid GROUP BY ROLLUP (x, g) ORDER BY 1, 2, 3");
  }
}
