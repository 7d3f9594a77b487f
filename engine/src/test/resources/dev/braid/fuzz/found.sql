-- What random queries have found, each in its smallest form: answers that once differed from
-- PostgreSQL's, and what once was refused. Queries end with a semicolon at the end of a line.

-- Grouping sets: partial groups did not tell of which set they were.
SELECT bool_and(f), min(x), f FROM fz_d GROUP BY GROUPING SETS ((f, f), (f), ());
SELECT max(t1.s), t2.x FROM fz_e t1 LEFT JOIN fz_d t2 ON true GROUP BY CUBE (t2.x);

-- Subqueries written alike are the same expression.
SELECT DISTINCT ON ((SELECT max(a) FROM fz_e WHERE EXISTS (SELECT 1 FROM fz_c c WHERE c.a = fz_e.a AND c.id = b.id))) a, s
FROM fz_b b
ORDER BY (SELECT max(a) FROM fz_e WHERE EXISTS (SELECT 1 FROM fz_c c WHERE c.a = fz_e.a AND c.id = b.id)), id;
SELECT (SELECT max(e.id) FROM fz_e e WHERE e.a = b.a), count(*) FROM fz_b b
GROUP BY (SELECT max(e.id) FROM fz_e e WHERE e.a = b.a);
SELECT string_agg(DISTINCT (SELECT max(s) FROM fz_c c WHERE c.a = b.a), '|' ORDER BY (SELECT max(s) FROM fz_c c WHERE c.a = b.a) DESC) FROM fz_b b;

-- Ordered-set aggregates of no rows, for an outer row that has none.
SELECT id, (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t2.s DESC) FROM fz_a t2 WHERE t2.d = t1.d) FROM fz_c t1;
SELECT j, (SELECT mode() WITHIN GROUP (ORDER BY s) FROM fz_b t2 WHERE 1 = t1.id) FROM fz_h t1;

-- A full join on a constant.
SELECT t1.id, t2.id FROM fz_e t1 FULL JOIN fz_c t2 ON false;
SELECT t1.id, t2.id FROM fz_e t1 FULL JOIN fz_c t2 ON true;
SELECT t1.id, t2.id FROM fz_f t1 FULL JOIN fz_c t2 ON true;

-- Grouping sets in a correlated subquery, the empty one among them.
SELECT id, (SELECT array_agg(x) FROM (
    SELECT coalesce(s, '~') || count(*) || grouping(s, a) AS x FROM fz_c t2
    WHERE t2.a = t1.a AND t2.id < 4 GROUP BY CUBE (s, a) ORDER BY 1) o)
FROM fz_b t1;
SELECT id FROM fz_b t4 WHERE EXISTS (SELECT 1 FROM fz_x t6 WHERE 1 = t4.a GROUP BY CUBE (t6.i, t6.x));

-- WITH TIES in a correlated subquery.
SELECT id, (SELECT sum(id) FROM (SELECT id FROM fz_c t2 WHERE t2.a < t1.a ORDER BY a FETCH FIRST 2 ROWS WITH TIES) o) FROM fz_b t1;
SELECT id, (SELECT sum(id) FROM (SELECT id FROM fz_c t2 WHERE t2.a < t1.a ORDER BY a OFFSET 1 FETCH FIRST 2 ROWS WITH TIES) o) FROM fz_b t1;
SELECT id, (SELECT sum(id) FROM (SELECT id FROM fz_c t2 WHERE t2.a < t1.a ORDER BY a OFFSET 1 FETCH FIRST 0 ROWS WITH TIES) o) FROM fz_b t1;

-- A subquery over both sides of an outer join.
SELECT t1.id, t2.id FROM fz_e t1 LEFT JOIN fz_c t2 ON t2.a IN (SELECT b FROM fz_b b WHERE b.id > t1.id AND b.a <> t2.id);
SELECT t1.id, t2.id FROM fz_e t1 RIGHT JOIN fz_c t2 ON t1.a = t2.a AND EXISTS (SELECT b FROM fz_b b WHERE b.id > t1.id AND b.a <> t2.id);

-- A column that nobody reads is not computed, and so raises no error.
SELECT 1 FROM (SELECT (SELECT id FROM fz_c) AS c2 FROM fz_e) q;
SELECT 1 FROM (SELECT (SELECT 1 FROM fz_c t5) AS c2 FROM fz_e q3 GROUP BY q3.a) q1;
SELECT a FROM (SELECT a, max((SELECT id FROM fz_c)) AS m FROM fz_e GROUP BY a) q;

-- Ranges between infinities had no selectivity, and so the joins no order.
SELECT count(*) FROM fz_x t1, fz_e t2, fz_c t3 WHERE t1.id = t2.id AND t2.id = t3.id AND t1.x < 1;
SELECT count(*) FROM fz_x t1, fz_e t2, fz_c t3 WHERE t1.id = t2.id AND t2.id = t3.id AND t1.n > 'NaN' AND '-0.5'::float8 BETWEEN t1.x AND t1.x;

-- Each correlated subquery doubled the plan of those before it.
SELECT (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 0 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 1 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 2 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 3 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 4 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 5 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 6 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 7 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 8 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 9 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 10 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 11 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 12 ORDER BY e.id LIMIT 1),
  (SELECT e.a FROM fz_e e WHERE e.id >= t.a + 13 ORDER BY e.id LIMIT 1)
FROM fz_b t;

-- Arguments are not computed for rows that FILTER takes away.
SELECT sum(10 / (id - 1)) FILTER (WHERE id <> 1), string_agg(s, ',' ORDER BY 10 / (id - 1)) FILTER (WHERE id > 1) FROM fz_e;
SELECT a, max(10 / (id - 1)) FILTER (WHERE id <> 1), percentile_disc(0.5) WITHIN GROUP (ORDER BY 10 / (id - 1)) FILTER (WHERE id <> 1) FROM fz_d t JOIN fz_c c USING (id) GROUP BY a;
SELECT id, sum(10 / (id - 1)) FILTER (WHERE id <> 1) OVER (ORDER BY id) FROM fz_c;

-- Over shards: a column that is a constant is no number of a column in ORDER BY.
SELECT c1, c2 FROM (SELECT NULL::date AS c1, true AS c2, 2 AS c3, id FROM fz_d ORDER BY c3 DESC, c2, c1 NULLS FIRST, id LIMIT 7) q;
SELECT NULL::date AS c1 FROM ((SELECT * FROM (SELECT 1 AS c1, true AS c2, NULL::interval AS c3 FROM generate_series(0, least(1, 4)) g5(c1)) o8 ORDER BY 3 NULLS FIRST, 1 DESC, 2 DESC)) q1 RIGHT JOIN fz_f t9 ON q1.c1 = t9.b;

-- FULL JOIN: the operand of ALL was a subquery of one side, ALL was taken for the other's.
SELECT t3.id, t4.id FROM fz_e t3 FULL JOIN fz_x t4 ON t3.s = t4.s AND ((SELECT t5.a FROM fz_g t5 WHERE t5.id = t3.id) <> ALL (SELECT c1 FROM generate_series(0, 1) g(c1))) ORDER BY 1, 2;

-- A subquery without columns of the query is no key as a part of an expression, only alone.
SELECT t1.id, (1 <= (SELECT min(a) FROM fz_e)), (SELECT min(a) FROM fz_e) FROM fz_a t1 GROUP BY t1.id, ROLLUP (t1.id, (SELECT min(a) FROM fz_e)) ORDER BY 1, 2, 3;
SELECT trunc(greatest(NULL::double precision, '2.5'::double precision)) AS c1 FROM fz_c t3 WHERE false GROUP BY GROUPING SETS ((greatest(NULL::double precision, '2.5'::double precision)), ());

-- DISTINCT over rows that went to disk: a batch of nothing but duplicates.
SELECT count(DISTINCT a.k % 2) AS c1, array_agg(b.id ORDER BY a.id, b.id) AS c2 FROM fz_d a, fz_d b;

-- Over shards: ordinality beside LATERAL, numbered by a server in an order of its own.
SELECT t5.id, c2 FROM fz_b t5 LEFT JOIN generate_series(-1, least(t5.id, 4), 2) WITH ORDINALITY g6(c1, c2) ON t5.b = g6.c1;

-- A grouping key without columns is none as a part of another expression: it has the value that it
-- has in the group's rows, none where there are none.
SELECT CASE WHEN trunc('1.0'::float8) IS NOT NULL THEN max(t1.a) ELSE min(t1.a) END AS c1, trunc('1.0'::float8) AS c2, count(*) AS c3 FROM fz_g t1 GROUP BY CUBE (t1.t, trunc('1.0'::float8));
SELECT 1 + 1 IS NULL AS c1, coalesce(1 + 1, 7) AS c2, 1 + 1 AS c3, count(*) AS c4 FROM fz_g WHERE id < 0 GROUP BY ROLLUP (1 + 1);
SELECT 1 + 1 IS NULL AS c1, coalesce(1 + 1, 7) AS c2, 1 + 1 AS c3, now() IS NULL AS c4 FROM fz_g GROUP BY ROLLUP (1 + 1, now()) HAVING 1 + 1 = 2 ORDER BY 1 + 1 + 1, 1 + 1;
SELECT random() IS NULL AS c1, random() < 2 AS c2, count(*) AS c3 FROM fz_g WHERE id < 3 GROUP BY ROLLUP (random());
SELECT date '2024-01-01' + 1 IS NULL AS c1, count(*) AS c2 FROM fz_g WHERE id < 3 GROUP BY GROUPING SETS ((date '2024-01-01' + 1), (id));

-- EXCLUDE TIES of a frame that has peers of the current row, but not the row itself.
SELECT a AS c0, first_value(a) OVER (PARTITION BY f ORDER BY a ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING EXCLUDE TIES) AS c1 FROM fz_g;
SELECT a AS c0, last_value(a) OVER (PARTITION BY f ORDER BY a ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING EXCLUDE TIES) AS c1 FROM fz_g;
SELECT a AS c0, nth_value(a, 2) OVER (ORDER BY a ROWS BETWEEN 2 FOLLOWING AND 4 FOLLOWING EXCLUDE TIES) AS c1 FROM fz_i;
SELECT a AS c0, nth_value(a, 3) OVER (ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING EXCLUDE TIES) AS c1 FROM fz_i;
SELECT a AS c0, nth_value(a, 2) OVER (ORDER BY a ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE TIES) AS c1 FROM fz_i;

-- Nor is one with columns of outer queries only, or a subquery of its own.
SELECT coalesce((SELECT 1), 7) AS c1, (SELECT 1) AS c2, count(*) AS c3 FROM fz_g WHERE id < 0 GROUP BY ROLLUP ((SELECT 1));
SELECT coalesce((SELECT 1), 7) AS c1, (SELECT 1) AS c2, count(*) AS c3 FROM fz_g GROUP BY ROLLUP ((SELECT 1));
SELECT t.id AS c1, ARRAY(SELECT t.id + 1 IS NULL FROM fz_g g GROUP BY ROLLUP (t.id + 1)) AS c2 FROM fz_g t WHERE t.id < 3;
SELECT t.id AS c1, ARRAY(SELECT t.id + 1 FROM fz_g g GROUP BY ROLLUP (t.id + 1) ORDER BY 1) AS c2, ARRAY(SELECT t.id IS NULL FROM fz_g g GROUP BY ROLLUP (t.id) ORDER BY 1) AS c3 FROM fz_g t WHERE t.id < 3;
SELECT t.id AS c1, (SELECT sum(coalesce(u.c, 5)) FROM (SELECT coalesce(t.id + 1, 9) AS c FROM fz_g g WHERE g.id < 0 GROUP BY ROLLUP (t.id + 1)) u) AS c2 FROM fz_g t WHERE t.id < 3;

-- FULL JOIN: subqueries over both sides in its condition, and outer columns.
SELECT a.id AS c1, b.id AS c2 FROM fz_a a FULL JOIN fz_b b ON a.id = b.a AND EXISTS (SELECT 1 FROM fz_c c WHERE c.id = a.b AND c.a IS DISTINCT FROM b.id);
SELECT a.id AS c1, b.id AS c2 FROM fz_a a FULL JOIN fz_b b ON a.id = b.a AND (a.b, b.b) NOT IN (SELECT c.a, c.id FROM fz_c c WHERE c.id < a.id) WHERE a.id IS NULL OR b.id IS NULL;
SELECT t.id AS c1, (SELECT count(*) FROM fz_b b FULL JOIN fz_c c ON b.id = c.a AND b.a > t.a) AS c2 FROM fz_a t;
SELECT t.id AS c1, (SELECT count(b.id) - count(c.id) FROM fz_b b FULL JOIN fz_c c ON b.id = c.a + t.b AND c.id < t.a WHERE b.id IS NULL OR b.id < t.id) AS c2 FROM fz_a t;
SELECT t.id AS c1, (SELECT count(*) FROM fz_b b FULL JOIN fz_c c ON b.id = c.a AND b.b = ANY (SELECT d.b FROM fz_d d WHERE d.id = c.id OR d.k = t.a)) AS c2 FROM fz_a t WHERE t.id < 20;
SELECT a.id AS c1, g.x AS c2 FROM fz_a a LEFT JOIN LATERAL (SELECT b.id AS x, b.a FROM fz_b b WHERE b.b = a.b) g ON EXISTS (SELECT 1 FROM fz_c c WHERE c.id = g.a AND c.a = a.a);
SELECT count(*) AS c1 FROM (SELECT id, a FROM fz_a LIMIT 0) a FULL JOIN (SELECT id, b FROM fz_b LIMIT 0) b ON a.id = b.id AND (SELECT a.a = b.b);

-- Conditions that never hold: what nothing comes out of is not computed.
SELECT a.id AS c1, b.s AS c2 FROM fz_a a LEFT JOIN (fz_g g RIGHT JOIN fz_b b ON g.a = b.a) ON a.n = b.n AND coalesce('2024-01-03'::date, '2024-01-04'::date) IS NULL;
SELECT a.id AS c1, b.id AS c2 FROM fz_a a RIGHT JOIN fz_b b ON a.id = b.a AND NULL;
SELECT a.id AS c1, b.id AS c2 FROM fz_a a FULL JOIN fz_b b ON a.id = b.a AND false;
SELECT a.id AS c1 FROM fz_a a WHERE NOT EXISTS (SELECT FROM fz_b b WHERE b.id = a.b AND 1 = 2) AND a.id < 9;
SELECT a.id AS c1, a.n IN (SELECT b.n FROM fz_b b WHERE false) AS c2, a.n NOT IN (SELECT b.n FROM fz_b b WHERE NULL) AS c3 FROM fz_a a;
SELECT count(*) AS c1 FROM (SELECT a, count(*) FROM fz_a GROUP BY GROUPING SETS ((), (a))) s WHERE 1 > 2;
SELECT count(*) AS c1 FROM fz_a HAVING 1 > 2;
SELECT t.id AS c1, (SELECT max(b.a) FROM fz_b b JOIN fz_g g ON b.id = g.id AND t.id IS NULL AND false) AS c2 FROM fz_a t;

-- A grouping key whose columns are gone when constants have been computed has a value in every grouping set.
SELECT (CASE WHEN true THEN (SELECT 1) ELSE t.id END = 1) AS c1, count(*) AS c2 FROM fz_g t GROUP BY CUBE (CASE WHEN true THEN (SELECT 1) ELSE t.id END);
SELECT CASE WHEN true THEN (SELECT 1) ELSE t.id END AS c1, count(*) AS c2 FROM fz_g t GROUP BY CUBE (CASE WHEN true THEN (SELECT 1) ELSE t.id END);
SELECT (CASE 2 WHEN 1 THEN t.a WHEN 2 THEN 3 END + 1) AS c1, count(*) AS c2 FROM fz_g t GROUP BY ROLLUP (CASE 2 WHEN 1 THEN t.a WHEN 2 THEN 3 END);
SELECT (coalesce(4, t.a) + 1) AS c1, (false AND t.a = 1) IS NULL AS c2, count(*) AS c3 FROM fz_g t GROUP BY CUBE (coalesce(4, t.a), (false AND t.a = 1));
SELECT (CASE WHEN now() IS NULL THEN t.a ELSE 1 END + 1) AS c1, count(*) AS c2 FROM fz_g t GROUP BY ROLLUP (CASE WHEN now() IS NULL THEN t.a ELSE 1 END);
SELECT (CASE WHEN true THEN 1 ELSE t.a END + 1) AS c1, count(*) AS c2 FROM fz_g t WHERE t.id < 0 GROUP BY ROLLUP (CASE WHEN true THEN 1 ELSE t.a END);
