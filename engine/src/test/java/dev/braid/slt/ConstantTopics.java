package dev.braid.slt;

/// Constants that raise an error: PostgreSQL computes what is immutable before it looks for rows,
/// unless nobody reads it.
final class ConstantTopics {
  /// Each raises an error once it is computed, some of them only then.
  private static final String RAISING =
      "{{1/0;;2147483647 +"
          + " 1;;'abc'::text::int;;'2024-13-01'::text::date;;'{1'::text::int[];;sqrt(-1);;ln(0::numeric);;chr(-1);;repeat('x',"
          + " 2000000000);;'a' ~ '(';;to_date('x', 'YYYY');;to_number('', 'x');;make_date(2024, 13,"
          + " 1);;substring('abc', 1, -1);;('x'::text)::uuid;;jsonb_path_query_array('{}', 'strict"
          + " $.a');;'{'::text::jsonb;;format('%z', 1);;jsonb_build_object(NULL,"
          + " 1);;date_trunc('x', timestamp '2024-01-01');;date '2024-01-01' +"
          + " 2147483647;;(random() * 0)::int / 0;;encode('a', 'none');;decode('a', 'hex');;1 / (2"
          + " - 2);;power(0::float8, -1);;(1 / 0) + NULL::int;;NULL::int / 0;;width_bucket(1, 1, 1,"
          + " 1);;'x' LIKE 'x\\' ESCAPE '\\';;split_part('a', 'b', 0);;round(1e308::float8 *"
          + " 10);;string_to_array('1,a', ',')::int[]}}";

  private ConstantTopics() {}

  static Topic topic() {
    return new Topic("constant_errors")
        .add(
            "SELECT " + RAISING + " FROM t_none",
            "SELECT {{1/0 FROM t_one LIMIT 0;;1/0 WHERE false;;1/0 FROM t_one WHERE"
                + " false;;count(1/0) FROM t_none;;count(*) FILTER (WHERE 1/0 = 1) FROM"
                + " t_none;;count(*) FROM t_none HAVING 1/0 = 1;;id FROM t_none ORDER BY id +"
                + " 1/0;;id FROM t_none GROUP BY id, 1/0;;DISTINCT 1/0 FROM t_none;;id FROM t_none"
                + " LIMIT 1/0;;id FROM t_none OFFSET 1/0;;rank() OVER (ORDER BY 1/0) FROM"
                + " t_none;;sum(1/0) OVER () FROM t_none;;sum(id) OVER (ROWS 1/0 PRECEDING) FROM"
                + " t_none;;1 UNION ALL SELECT 1/0 WHERE false;;id FROM t_none JOIN (SELECT 1 AS b)"
                + " q ON 1/0 = b;;percentile_disc(1/0) WITHIN GROUP (ORDER BY id) FROM t_none}}",
            "SELECT CASE {{WHEN id > 0 THEN id ELSE 1/0;;WHEN id > 0 THEN id WHEN 1/0 = 1 THEN"
                + " 3;;WHEN true THEN 1 ELSE 1/0;;WHEN false THEN 1/0;;WHEN NULL THEN 1/0 ELSE"
                + " 2;;WHEN id IS NULL THEN 1/0 WHEN true THEN 3 ELSE 4;;id WHEN 1/0 THEN 1;;1 WHEN"
                + " 1 THEN 5 WHEN 1/0 THEN 6;;2 WHEN 1 THEN 1/0 ELSE 7;;1/0 WHEN id THEN 1}} END"
                + " FROM t_one",
            "SELECT {{coalesce(1, 1/0);;coalesce(id, 1/0);;coalesce(NULL, 1/0);;coalesce(NULL, 2,"
                + " 1/0);;greatest(id, 1/0);;nullif(id, 1/0);;1/0 IS NULL;;1/0 IN (1, 2);;id IN (1,"
                + " 1/0);;id BETWEEN 1 AND 1/0;;ARRAY[id, 1/0];;(ARRAY[1,2])[1/0];;ROW(1, 1/0) ="
                + " ROW(1, 2);;1 = ANY (ARRAY[1, 1/0]);;id = ANY (ARRAY[1, 1 / (id - 1)])}} FROM"
                + " {{t_one;;t_none}}",
            "SELECT id FROM t_one WHERE {{false AND 1/0 = 1;;1/0 = 1 AND false;;true OR 1/0 ="
                + " 1;;1/0 = 1 OR true;;id < 0 AND 1/0 = 1;;1/0 = 1 AND id < 0;;NULL AND 1/0 ="
                + " 1;;false AND (1/0 = 1 OR id > 0);;NOT (true OR 1/0 = 1);;NOT (1/0 = 1 OR"
                + " true);;(id < 0 AND false) OR true OR 1/0 = 1;;(id < 0 AND 1/0 = 1) OR true}}",
            "SELECT id FROM (SELECT id, {{1/0;;count(1/0) OVER ();;(SELECT 1/0)}} AS"
                + " x FROM t_one {{;;LIMIT 1;;OFFSET 0}}) q",
            "SELECT id FROM (SELECT {{DISTINCT id, 1/0;;id, 1/0 FROM t_one UNION SELECT id,"
                + " 2;;id, 1/0 FROM t_one UNION ALL SELECT id, 2}} FROM t_none) q(id, x)",
            "SELECT id FROM (SELECT id, {{count(1/0);;max(id) / (1/0)}} AS x FROM t_one GROUP BY"
                + " id) q",
            "WITH c AS {{;;MATERIALIZED;;NOT MATERIALIZED}} (SELECT id, 1/0 AS x FROM t_one) SELECT"
                + " id FROM c",
            "WITH c AS (SELECT id, 1/0 AS x FROM t_one) SELECT a.id FROM c a, c b",
            "WITH c AS (SELECT 1/0 AS x) SELECT 1",
            "SELECT {{EXISTS (SELECT 1/0);;EXISTS (SELECT 1/0 FROM t_none);;EXISTS (SELECT 1 WHERE"
                + " 1/0 = 1);;1 IN (SELECT 1/0 FROM t_none);;(SELECT 1/0 FROM t_none);;ARRAY(SELECT"
                + " 1/0 FROM t_none);;(SELECT id FROM (SELECT id, 1/0 FROM t_one) q)}}",
            "SELECT id FROM t_one WHERE {{EXISTS (SELECT 1/0 FROM t_one);;false AND (SELECT 1/0) ="
                + " 1;;id = ANY (SELECT 1/0 FROM t_none)}}",
            "SELECT x FROM (VALUES (1, 1/0), (2, 3)) v(x, y)",
            "SELECT g FROM generate_series(1, 1/0) g",
            "SELECT id FROM t_none, generate_series(1, 1/0) g",
            "SELECT q.id FROM t_one q LEFT JOIN (SELECT id, 1/0 AS x FROM t_none) r ON"
                + " {{false;;r.id = q.id}}",
            "SELECT q.id, x FROM t_one q LEFT JOIN (SELECT id, 1/0 AS x FROM t_none) r ON {{false;;"
                + "r.id = q.id}}");
  }
}
