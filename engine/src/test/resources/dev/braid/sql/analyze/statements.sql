-- names
SELECT a FROM t
SELECT A, "a" FROM t
SELECT x FROM t
SELECT t.x FROM t
SELECT s.a FROM t
SELECT t.a FROM t AS s
SELECT a FROM t, u
SELECT t.a, u.a FROM t, u
SELECT * FROM t
SELECT t.* FROM t, u
SELECT *, a FROM t
SELECT * FROM t, u
SELECT *
SELECT zz.* FROM t
SELECT 1 FROM nowhere
SELECT 1 FROM ana.t
SELECT ana.t.a FROM ana.t
SELECT ana.t.a FROM t
SELECT foo.t.a FROM t
SELECT 1 FROM foo.t
SELECT 1 FROM t, t
SELECT 1 FROM t, t AS t
SELECT 1 FROM t x, t y
SELECT q FROM t AS x(p, q)
SELECT a FROM t AS x(p, q)
SELECT * FROM t AS x(p, q, r, s, v, w)
SELECT a AS b FROM t ORDER BY b
SELECT a AS b, b AS c FROM t ORDER BY c, b
SELECT a, b AS a FROM t ORDER BY a
SELECT a, a FROM t ORDER BY a
SELECT a FROM t ORDER BY 2
SELECT a FROM t ORDER BY 0
SELECT a FROM t ORDER BY 'x'
SELECT a FROM t ORDER BY 1.5
SELECT a FROM t ORDER BY NULL
SELECT a FROM t ORDER BY -1
SELECT a FROM t ORDER BY b + 1, c DESC NULLS FIRST
SELECT a AS x FROM t ORDER BY x + 1
SELECT 'x' AS y ORDER BY y
SELECT a FROM t ORDER BY a USING >
SELECT a FROM t ORDER BY a USING +
SELECT j FROM w ORDER BY j
-- literals and output types
SELECT 1, 2147483648, 9223372036854775808, 1.5, 1e3, 'x', NULL, true
SELECT -2147483648, -9223372036854775808
SELECT 0x1F, 0xFFFFFFFFF, 1_000
SELECT 1 + 1.5, 1 + 2147483648, 1::int2 + 1
SELECT 'a' || 'b', 'a' || 1, 1 || 'a'
SELECT 1 || 2
SELECT date '2020-01-01' + 1, date '2020-01-01' - date '2019-01-01', date '2020-01-01' + interval '1 day'
SELECT interval '1' day, interval '90' day * 2, interval '1 day' second(3)
SELECT date 'nonsense'
SELECT 'x'::int
SELECT '1'::int + '2'
SELECT '1' + '2'
SELECT 'abc' + 1
SELECT 1 = '1', 1 = 'x'
SELECT a = c FROM t
SELECT a + c FROM t
SELECT - c FROM t
SELECT -a, +a, @ a, ~ a FROM t
SELECT - '1'
SELECT NOT a FROM t
SELECT a AND true FROM t
SELECT h OR 'x' FROM u
SELECT h AND NULL, 't' OR h FROM u
SELECT 1 FROM t WHERE a
SELECT 1 FROM t WHERE NULL
SELECT 1 FROM t WHERE 'x'
SELECT 1 FROM t WHERE a + b
SELECT 1 FROM t HAVING a
SELECT a ^ 2, a % b, a / 2.0, a & b, a << 2 FROM t
SELECT d + f FROM t, u
SELECT i2 + a, i2 + b, f4 + 1, f4 + f FROM w, u
SELECT ts - ts, ts + iv, ts - iv, ti + iv, e + ti FROM w, t
SELECT now() - '1 day', ts > '2020-01-01' FROM w
SELECT e > 'nope' FROM t
SELECT name || a FROM v, t
SELECT name = 'x', bc = 'x', name = bc, name = c FROM v, w, t
SELECT price * 2, price + price, sum(price) FROM v GROUP BY price
SELECT price FROM v
SELECT coalesce(price, price), coalesce(price, 1), CASE WHEN true THEN price END, greatest(price, price) FROM v
SELECT price UNION SELECT price FROM v
SELECT price FROM v UNION SELECT price FROM v
SELECT price FROM v UNION SELECT 1
SELECT 1::foo
SELECT 1::numeric(0)
SELECT 1::numeric(10, 2), 1::numeric(5)
SELECT 1::numeric(1,2,3)
SELECT 'a'::varchar(0)
SELECT 1::text(3)
SELECT a::date FROM t
SELECT e::int FROM t
SELECT a::text, a::varchar, a::bool, true::int, a::float8 FROM t
SELECT CAST(a AS uuid) FROM t
SELECT CAST(h AS int8) FROM u
SELECT c::int, c::date, c::numeric, c::bool, c::json FROM t
SELECT a::int4, c::text, (a + 1)::int8, '1'::int8, 1::int8 AS z FROM t
SELECT int4 '1', numeric '1.5', text 'x', bool 't'
SELECT float8(a), int4(d), text(a), date(g), int8('1'), numeric(a) FROM t, u
-- functions
SELECT lower(c), upper('x'), length(c), abs(a), abs(-1.5), round(d, 2), round(d) FROM t
SELECT lower(a) FROM t
SELECT nofunc(a) FROM t
SELECT nofunc()
SELECT length(a) FROM t
SELECT abs('1')
SELECT abs(c) FROM t
SELECT round('1.5')
SELECT sqrt(a), sqrt(d), power(a, 2), power(d, 2), mod(a, 2), mod(d, 2) FROM t
SELECT substr(c, 1, 2), substring(c from 2), substring(c from 2 for 3), substring(c, 1) FROM t
SELECT position('a' in c), overlay(c placing 'x' from 1), trim(c), trim(both 'x' from c), trim(leading from c) FROM t
SELECT extract(year from e), extract(epoch from g), extract(day from iv) FROM t, u, w
SELECT extract(year from a) FROM t
SELECT g AT TIME ZONE 'UTC', ts AT TIME ZONE 'UTC' FROM u, w
SELECT e AT TIME ZONE 'UTC' FROM t
SELECT date_trunc('month', e), date_trunc('day', g), date_part('year', e) FROM t, u
SELECT concat(a, c, 1, 'x', NULL), concat_ws(',', a, c), format('%s', a) FROM t
SELECT concat_ws(1, a) FROM t
SELECT coalesce(a, 1), coalesce(a, 1.5), coalesce(NULL, 'x'), coalesce(NULL, NULL) FROM t
SELECT coalesce(a, 'x') FROM t
SELECT coalesce(a, c) FROM t
SELECT nullif(a, 1), nullif(1, 2.5), nullif('a', 'b'), nullif(a, b) FROM t
SELECT nullif(a, c) FROM t
SELECT greatest(1, 2.5), least(a, b, 3), greatest('a', 'b'), greatest(e, g) FROM t, u
SELECT greatest(a, c) FROM t
SELECT CASE WHEN a > 1 THEN 1 ELSE 2.5 END, CASE a WHEN 1 THEN 'x' END, CASE WHEN true THEN NULL END FROM t
SELECT CASE WHEN a THEN 1 END FROM t
SELECT CASE a WHEN 'x' THEN 1 END FROM t
SELECT CASE a WHEN c THEN 1 END FROM t
SELECT CASE WHEN true THEN a ELSE c END FROM t
SELECT CASE WHEN true THEN 1 ELSE 'x' END
SELECT CASE WHEN true THEN 'x' ELSE 1 END
SELECT CASE WHEN true THEN e ELSE g END FROM t, u
SELECT a BETWEEN 1 AND 2, a NOT BETWEEN SYMMETRIC 2 AND 1, e BETWEEN '2020-01-01' AND '2021-01-01' FROM t
SELECT a BETWEEN 'x' AND 2 FROM t
SELECT a BETWEEN c AND 2 FROM t
SELECT a IN (1, 2, 3), a IN (1), a IN (1, 2.5), a IN (1, NULL), c IN ('a', 'b'), c NOT IN ('a') FROM t
SELECT a IN (1, 'x') FROM t
SELECT a IN ('x') FROM t
SELECT a IN (1, c) FROM t
SELECT a IN (c) FROM t
SELECT a IN (1, true) FROM t
SELECT (a, b) IN ((1, 2), (3, 4)), (a, b) = (1, 2), (a, b) < (1, 2), (a, b) IS DISTINCT FROM (1, 2) FROM t
SELECT (a, b) = (1, 2, 3) FROM t
SELECT (a, c) = (1, 2) FROM t
SELECT (a, b) IS NULL FROM t
SELECT c LIKE 'a%', c NOT LIKE 'a', c ILIKE 'x', c SIMILAR TO 'x', c LIKE 'a' ESCAPE 'b', c ~ 'x', c !~* 'y' FROM t
SELECT a LIKE 'x' FROM t
SELECT name LIKE 'x', bc LIKE 'x', by LIKE 'x' FROM v, w
SELECT a IS NULL, c IS NOT NULL, h IS TRUE, h IS NOT FALSE, h IS UNKNOWN FROM t, u
SELECT a IS TRUE FROM t
SELECT NULL IS NULL, 'x' IS NULL
SELECT a IS DISTINCT FROM 1, a IS NOT DISTINCT FROM NULL, c IS DISTINCT FROM 'x' FROM t
SELECT a IS DISTINCT FROM c FROM t
SELECT CURRENT_DATE, CURRENT_TIMESTAMP, LOCALTIMESTAMP, CURRENT_TIMESTAMP(3), LOCALTIME
SELECT now(), random(), pi(), version()
SELECT a.b.c.d.e FROM t
-- arrays
SELECT ARRAY[1, 2], ARRAY[1, 2.5], ARRAY['a'], ARRAY[]::int[], ARRAY['1', '2']::int[]
SELECT ARRAY[]
SELECT ARRAY[1, 'x']
SELECT ARRAY[1, true]
SELECT tags[1], n[1], tags[1:2], tags[:2] FROM v
SELECT a[1] FROM t
SELECT tags['x'] FROM v
SELECT tags[true] FROM v
SELECT a = ANY(n), a = ANY(ARRAY[1, 2]), c = ANY('{a,b}'), a <> ALL(n) FROM t, v
SELECT a = ANY(c) FROM t
SELECT a = ANY(tags) FROM t, v
SELECT a + ANY(n) FROM t, v
SELECT n || 1, 1 || n, n || n, tags || 'x'::text, array_append(n, 1), array_length(n, 1), cardinality(n) FROM v
SELECT array_append(n, 'x'::text) FROM v
SELECT n @> ARRAY[1], n = n, n < n, tags && ARRAY['a'] FROM v
SELECT array_agg(a), array_agg(c), array_to_string(array_agg(c), ',') FROM t
SELECT data -> 'x', data ->> 'x', data #> '{a,b}', data @> '{}', j -> 1, j ->> 'a' FROM v, w
SELECT array_position(n, 1), array_position(tags, 'x'), array_remove(n, NULL) FROM v
SELECT array_append(NULL, 1), array_cat(n, NULL) FROM v
SELECT array_length(NULL, 1)
-- aggregates
SELECT count(*), sum(a), avg(a), min(c), max(e), sum(d), avg(d), sum(f), sum(b) FROM t, (SELECT f FROM u) q
SELECT sum(b), avg(b), sum(f), max(g), bool_and(h), count(h) FROM u
SELECT a, count(*) FROM t GROUP BY a
SELECT a, count(*) FROM t
SELECT count(*), a FROM t
SELECT a FROM t GROUP BY b
SELECT a + 1 FROM t GROUP BY a
SELECT a + 1 FROM t GROUP BY a + 1
SELECT a + 2 FROM t GROUP BY a + 1
SELECT (a + 1) * 2 FROM t GROUP BY a + 1
SELECT a, sum(b) AS s FROM t GROUP BY 1 HAVING sum(b) > 1 ORDER BY s
SELECT a, sum(b) AS s FROM t GROUP BY a HAVING s > 1
SELECT a AS x, count(*) FROM t GROUP BY x
SELECT a AS b, count(*) FROM t GROUP BY b
SELECT count(*) AS x FROM t GROUP BY x
SELECT count(*) FROM t GROUP BY 1
SELECT a FROM t GROUP BY 2
SELECT a FROM t GROUP BY 'x'
SELECT a FROM t GROUP BY a ORDER BY b
SELECT a FROM t GROUP BY a ORDER BY sum(b)
SELECT a FROM t ORDER BY sum(b)
SELECT * FROM t GROUP BY a
SELECT 1 FROM t WHERE sum(a) > 1
SELECT sum(sum(a)) FROM t
SELECT sum(a) FILTER (WHERE b > 1) FROM t
SELECT sum(a) FILTER (WHERE sum(b) > 1) FROM t
SELECT sum(a) FILTER (WHERE b) FROM t
SELECT count(DISTINCT a), count(DISTINCT c), sum(DISTINCT a) FROM t
SELECT count(DISTINCT j) FROM w
SELECT string_agg(c, ',' ORDER BY a), string_agg(DISTINCT c, ',') FROM t
SELECT string_agg(DISTINCT c, ',' ORDER BY a) FROM t
SELECT string_agg(a, ',') FROM t
SELECT string_agg(c) FROM t
SELECT sum(c) FROM t
SELECT sum('1')
SELECT count() FROM t
SELECT sum(*) FROM t
SELECT lower(*) FROM t
SELECT lower(DISTINCT c) FROM t
SELECT lower(c ORDER BY a) FROM t
SELECT lower(c) FILTER (WHERE true) FROM t
SELECT lower(c) OVER () FROM t
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a), percentile_disc(0.5) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY c) FROM t
SELECT percentile_cont(0.5) FROM t
SELECT percentile_cont(0.5, 1.0) FROM t
SELECT rank(1) FROM t
SELECT sum(a) WITHIN GROUP (ORDER BY b) FROM t
SELECT rank(1) WITHIN GROUP (ORDER BY a), percent_rank(1) WITHIN GROUP (ORDER BY a) FROM t
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY c), percentile_cont(ARRAY[0.1, 0.5]) WITHIN GROUP (ORDER BY d) FROM t
SELECT a, b, sum(d) FROM t GROUP BY ROLLUP (a, b)
SELECT a, b, grouping(a), grouping(a, b) FROM t GROUP BY CUBE (a, b)
SELECT a, grouping(b) FROM t GROUP BY a
SELECT grouping(a) FROM t
SELECT grouping(a) FROM t WHERE grouping(a) > 1
SELECT a, count(*) FROM t GROUP BY GROUPING SETS ((a), (), (a, b))
SELECT c, count(*) FROM t GROUP BY GROUPING SETS ((a), (), (a, b))
SELECT a, b FROM t GROUP BY DISTINCT ROLLUP (a), ROLLUP (b)
SELECT count(*) FROM t GROUP BY ()
SELECT a FROM t GROUP BY ()
SELECT j FROM w GROUP BY j
SELECT a FROM t GROUP BY a HAVING count(*) > 1 AND b > 1
SELECT max(a) + min(b) * 2 AS r, corr(f, f), stddev(a), variance(d) FROM t, u AS q(z1, z2, f)
SELECT json_agg(a), jsonb_object_agg(c, a), jsonb_agg(c) FROM t
SELECT a FROM t GROUP BY sum(b)
SELECT bit_and(a), every(a > 1), any_value(c) FROM t
-- windows
SELECT row_number() OVER (), rank() OVER (ORDER BY a), sum(a) OVER (PARTITION BY b ORDER BY c) FROM t
SELECT row_number() FROM t
SELECT lag(a) OVER w, lead(a, 2) OVER w, lag(a, 1, 0) OVER w, first_value(c) OVER w, nth_value(a, 2) OVER w, ntile(4) OVER w FROM t WINDOW w AS (ORDER BY b)
SELECT sum(a) OVER x FROM t
SELECT sum(a) OVER x FROM t WINDOW x AS (ORDER BY a), x AS ()
SELECT sum(a) OVER (x ORDER BY b) FROM t WINDOW x AS (PARTITION BY c)
SELECT sum(a) OVER (x PARTITION BY b) FROM t WINDOW x AS (PARTITION BY c)
SELECT sum(a) OVER (x ORDER BY b) FROM t WINDOW x AS (ORDER BY c)
SELECT sum(a) OVER (x) FROM t WINDOW x AS (ORDER BY c ROWS 1 PRECEDING)
SELECT sum(a) OVER x FROM t WINDOW x AS (ORDER BY c ROWS 1 PRECEDING)
SELECT sum(a) OVER (y) FROM t WINDOW x AS (y), y AS ()
SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t
SELECT sum(a) OVER (ORDER BY b ROWS a PRECEDING) FROM t
SELECT sum(a) OVER (ORDER BY b ROWS 'x' PRECEDING) FROM t
SELECT sum(a) OVER (ORDER BY b ROWS 1.5 PRECEDING) FROM t
SELECT sum(a) OVER (ORDER BY b RANGE 1 PRECEDING), sum(a) OVER (ORDER BY e RANGE '1 day' PRECEDING) FROM t
SELECT sum(a) OVER (ORDER BY c RANGE 1 PRECEDING) FROM t
SELECT sum(a) OVER (ORDER BY a, b RANGE 1 PRECEDING) FROM t
SELECT sum(a) OVER (ORDER BY e RANGE 1 PRECEDING) FROM t
SELECT sum(a) OVER (GROUPS 1 PRECEDING) FROM t
SELECT 1 FROM t WHERE row_number() OVER () > 1
SELECT a FROM t GROUP BY a HAVING row_number() OVER () > 1
SELECT sum(row_number() OVER ()) FROM t
SELECT sum(sum(a) OVER ()) OVER () FROM t
SELECT sum(sum(a)) OVER (ORDER BY b) FROM t GROUP BY b
SELECT sum(sum(a)) OVER (ORDER BY c) FROM t GROUP BY b
SELECT rank() OVER (ORDER BY rank() OVER ()) FROM t
SELECT count(DISTINCT a) OVER () FROM t
SELECT rank() FILTER (WHERE true) OVER () FROM t
SELECT sum(a) FILTER (WHERE b > 1) OVER () FROM t
SELECT a FROM t ORDER BY rank() OVER (ORDER BY b)
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) OVER () FROM t
SELECT rank() OVER (ORDER BY j) FROM w
-- joins
SELECT * FROM t JOIN u ON t.a = u.a
SELECT * FROM t JOIN u USING (a)
SELECT a FROM t JOIN u USING (a)
SELECT * FROM t NATURAL JOIN u
SELECT b FROM t JOIN u USING (a)
SELECT b FROM t FULL JOIN u USING (a, b)
SELECT b FROM t LEFT JOIN u USING (a, b)
SELECT * FROM t RIGHT JOIN u USING (a, b)
SELECT * FROM t JOIN u USING (zz)
SELECT * FROM t JOIN u USING (a, a)
SELECT * FROM t JOIN u USING (c)
SELECT * FROM t JOIN u ON a = 1
SELECT * FROM t JOIN u ON t.a
SELECT * FROM t JOIN u ON sum(t.a) > 1
SELECT * FROM t, u JOIN v ON t.a = v.id
SELECT * FROM (t JOIN u USING (a)) AS j
SELECT j.a, j.c FROM (t JOIN u USING (a)) AS j
SELECT t.a FROM (t JOIN u USING (a)) AS j
SELECT x.a FROM t JOIN u USING (a) AS x
SELECT x.c FROM t JOIN u USING (a) AS x
SELECT t.a, u.a, a FROM t FULL JOIN u USING (a)
SELECT a, count(*) FROM t FULL JOIN u USING (a) GROUP BY a
SELECT t1.a FROM t t1 JOIN t t2 ON t1.a = t2.a JOIN t t3 USING (a)
SELECT * FROM t CROSS JOIN u JOIN v ON id = t.a
SELECT * FROM (SELECT 1) x NATURAL JOIN (SELECT 2) y
SELECT t.a FROM t LEFT JOIN LATERAL (SELECT t.a) x ON true
SELECT * FROM t RIGHT JOIN LATERAL (SELECT t.a) x ON true
SELECT * FROM t, LATERAL (SELECT t.a + u.b FROM u) x
SELECT * FROM t, (SELECT t.a) x
SELECT * FROM t, LATERAL (SELECT sum(t.a)) x
-- subqueries
SELECT (SELECT a FROM t), EXISTS (SELECT 1 FROM t), a IN (SELECT a FROM u) FROM t
SELECT (SELECT a, b FROM t)
SELECT (SELECT t.a), (SELECT max(u.a) FROM u WHERE u.a = t.a) FROM t
SELECT a IN (SELECT a, b FROM u) FROM t
SELECT (a, b) IN (SELECT a, b FROM u), (a, b) NOT IN (SELECT a, b FROM u) FROM t
SELECT (a, b) IN (SELECT a FROM u) FROM t
SELECT a IN (SELECT g FROM u) FROM t
SELECT a > ALL (SELECT b FROM u), a = ANY (SELECT b FROM u), a NOT IN (SELECT b FROM u) FROM t
SELECT c LIKE ANY (SELECT c FROM t) FROM t
SELECT ARRAY(SELECT a FROM t)
SELECT ARRAY(SELECT a, b FROM t)
SELECT (SELECT x FROM u) FROM t
SELECT (SELECT sum(t.a)) FROM t
SELECT (SELECT sum(t.a)), b FROM t
SELECT (SELECT sum(t.a + u.a) FROM u) FROM t
SELECT b FROM t WHERE (SELECT sum(t.a)) > 1
SELECT a FROM t GROUP BY a HAVING (SELECT count(*) FROM u WHERE u.a = t.a) > 1
SELECT a FROM t GROUP BY a HAVING (SELECT count(*) FROM u WHERE u.a = t.b) > 1
SELECT * FROM (SELECT a, count(*) FROM t GROUP BY a) x WHERE count > 1
SELECT * FROM (SELECT 'x' AS y, NULL AS z) q
SELECT q.y || 'a' FROM (SELECT 'x' AS y) q
SELECT (SELECT 'x'), (SELECT NULL)
SELECT (SELECT * FROM t)
SELECT (SELECT u.* FROM (SELECT 1 AS one) u)
SELECT (SELECT a FROM t ORDER BY b LIMIT 1) + 1
SELECT a FROM (SELECT 1 AS a, 2 AS a) x
SELECT x.a FROM (VALUES (1, 'x'), (2, NULL)) x(a, b)
SELECT * FROM (VALUES (1, 2), (3)) x
-- sets
SELECT 1 UNION SELECT 2.5
SELECT 1 UNION SELECT 'x'
SELECT '1' UNION SELECT 2
SELECT 'a' UNION SELECT 'b'
SELECT 'a' UNION ALL SELECT NULL UNION ALL SELECT c FROM t
SELECT NULL UNION SELECT NULL UNION SELECT 1
SELECT a FROM t UNION SELECT c FROM t
SELECT a, b FROM t UNION SELECT a FROM t
SELECT a FROM t INTERSECT SELECT b FROM u
SELECT a AS x FROM t EXCEPT SELECT b FROM u ORDER BY x
SELECT a AS x FROM t UNION SELECT b FROM u ORDER BY b
SELECT a AS x FROM t UNION SELECT b FROM u ORDER BY x + 1
SELECT a AS x FROM t UNION SELECT b FROM u ORDER BY 1 LIMIT 3
SELECT a FROM t UNION SELECT b FROM u ORDER BY 2
(SELECT a FROM t ORDER BY b LIMIT 1) UNION ALL SELECT 1
SELECT j FROM w UNION SELECT j FROM w
SELECT j FROM w UNION ALL SELECT j FROM w
SELECT e FROM t UNION SELECT g FROM u
SELECT name FROM v UNION SELECT c FROM t
SELECT c FROM t UNION SELECT name FROM v
SELECT e FROM t UNION SELECT '2020-01-01'
SELECT e FROM t UNION SELECT 'zzz'
SELECT n FROM v UNION SELECT ARRAY[1.5]
VALUES (1, 'a'), (2.5, NULL)
VALUES (1), ('x')
VALUES (1), (true)
VALUES (1, 2), (3)
VALUES (1), (2) ORDER BY column1 DESC LIMIT 1
VALUES (a)
VALUES (1) UNION SELECT 2
TABLE t
-- distinct and limit
SELECT DISTINCT a FROM t ORDER BY b
SELECT DISTINCT a FROM t ORDER BY a
SELECT DISTINCT a + 1 FROM t ORDER BY a + 1
SELECT DISTINCT j FROM w
SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b
SELECT DISTINCT ON (a) a, b FROM t ORDER BY b
SELECT DISTINCT ON (a, b) c FROM t ORDER BY b, a, c
SELECT DISTINCT ON (a, b) c FROM t ORDER BY b, c
SELECT DISTINCT ON (1) a FROM t
SELECT DISTINCT ON (3) a FROM t
SELECT DISTINCT 'x', NULL
SELECT a FROM t LIMIT 1 OFFSET 2
SELECT a FROM t LIMIT a
SELECT a FROM t LIMIT 'x'
SELECT a FROM t LIMIT 1.5
SELECT a FROM t LIMIT (SELECT 1)
SELECT a FROM t LIMIT c
SELECT a FROM t LIMIT true
SELECT a FROM t LIMIT NULL OFFSET NULL
SELECT a FROM t LIMIT sum(1)
SELECT a FROM t ORDER BY a FETCH FIRST 2 ROWS WITH TIES
-- with
WITH x AS (SELECT a FROM t) SELECT * FROM x
WITH x AS (SELECT a FROM t) SELECT * FROM x, x y
WITH x(p) AS (SELECT a, b FROM t) SELECT p, b FROM x
WITH x(p, q, r) AS (SELECT a, b FROM t) SELECT p FROM x
WITH x AS (SELECT 1), x AS (SELECT 2) SELECT * FROM x
WITH x AS (SELECT 1 AS a), y AS (SELECT a + 1 AS b FROM x) SELECT * FROM y
WITH y AS (SELECT a FROM x), x AS (SELECT 1 AS a) SELECT * FROM y
WITH t AS (SELECT 1 AS z) SELECT z FROM t
WITH t AS (SELECT 1 AS z) SELECT a FROM ana.t
WITH x AS MATERIALIZED (SELECT 'a' AS s) SELECT s FROM x WHERE s = 'b'
WITH x AS NOT MATERIALIZED (SELECT a FROM t) SELECT x.a, y.a FROM x, x y
WITH x AS (SELECT a FROM t) SELECT (SELECT max(a) FROM x) FROM x
SELECT (WITH x AS (SELECT t.a) SELECT a FROM x) FROM t
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r
WITH RECURSIVE r(n) AS (VALUES (1) UNION SELECT n + 1 FROM r) SELECT n FROM r
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1.5 FROM r) SELECT * FROM r
WITH RECURSIVE r AS (SELECT n FROM r UNION ALL SELECT 1) SELECT * FROM r
WITH RECURSIVE r AS (SELECT n FROM r) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT r1.n FROM r r1, r r2) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM t LEFT JOIN r ON a = n) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT a FROM t WHERE a IN (SELECT n FROM r)) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT max(n) FROM r) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM r ORDER BY 1) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM r LIMIT 1) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n INTERSECT SELECT n FROM r) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 'a' AS s UNION ALL SELECT s || 'b' FROM r) SELECT * FROM r
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT b FROM u, r) SELECT * FROM r
-- sets of rows
SELECT generate_series(1, 3), generate_series(1, 2) AS g
SELECT * FROM generate_series(1, 3)
SELECT * FROM generate_series(1, 3) AS g
SELECT g.g FROM generate_series(1, 3) AS g
SELECT x FROM generate_series(1, 3) AS g(x)
SELECT * FROM generate_series(1, 3) WITH ORDINALITY
SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a']) AS z(p, q)
SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a'])
SELECT * FROM v, unnest(v.n) AS m
SELECT * FROM v, unnest(n) WITH ORDINALITY AS m(x, i)
SELECT unnest(n), id FROM v
SELECT unnest(tags) FROM v ORDER BY unnest(tags)
SELECT sum(generate_series(1, 3))
SELECT 1 FROM t WHERE generate_series(1, 3) > 1
SELECT CASE WHEN true THEN generate_series(1, 3) END
SELECT coalesce(generate_series(1, 3), 1)
SELECT a FROM t GROUP BY a HAVING generate_series(1, 3) > 1
SELECT * FROM generate_series(1, generate_series(1, 3))
SELECT generate_series(1, generate_series(1, 3))
SELECT generate_series(1, count(*)) FROM t
SELECT generate_series(1, a), count(*) FROM t GROUP BY a
SELECT a FROM t LIMIT generate_series(1, 3)
SELECT * FROM t JOIN u ON generate_series(1, 2) = 1
SELECT * FROM lower('X')
SELECT * FROM lower('X') AS l
SELECT * FROM abs(-1) AS l(x)
SELECT * FROM nofunc(1)
SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) AS x(a, b)
SELECT * FROM jsonb_array_elements('[1]') AS x
SELECT * FROM jsonb_each('{}') AS x
SELECT * FROM regexp_matches('a', 'b')
SELECT generate_series('2020-01-01'::timestamp, '2020-01-02', '1 day')
SELECT generate_series(1, 'x')
SELECT generate_series(1)
-- column names
SELECT count(*), a::text, CASE WHEN true THEN a END, CASE WHEN true THEN 1 ELSE a END, (SELECT a), ARRAY[1], a + 1, -a, NOT true FROM t GROUP BY a
SELECT current_date, localtime, coalesce(1, 2), nullif(1, 2), greatest(1, 2), least(1, 2), EXISTS (SELECT 1), ROW(1, 2) IS NULL
SELECT extract(year from date '2020-01-01'), substring('x' from 1), trim('x'), 'x' AT TIME ZONE 'UTC'
SELECT tags[1], (tags)[1], (n || 1)[1] FROM v
SELECT interval '1 day', date '2020-01-01', '1'::int, bool 't', true
-- more
SELECT true AS x, false
SELECT a FROM t WHERE a = ANY(SELECT b FROM u) AND NOT EXISTS (SELECT 1 FROM v WHERE id = t.a)
SELECT t.a, (SELECT count(*) FROM u WHERE u.a = t.a AND u.b > (SELECT avg(x.b) FROM u x WHERE x.a = t.b)) FROM t
SELECT sum(CASE WHEN a > 1 THEN d * (1 - d) ELSE 0 END) / sum(d) FROM t
SELECT extract(year FROM e) AS y, sum(d) FROM t GROUP BY y ORDER BY y
SELECT extract(year FROM e), sum(d) FROM t GROUP BY extract(year FROM e) ORDER BY extract(year FROM e)
SELECT a FROM t GROUP BY a, b HAVING sum(d) > (SELECT sum(d) * 0.01 FROM t)
SELECT t.* FROM t WHERE (a, b) IN (SELECT a, max(b) FROM u GROUP BY a)
SELECT e >= date '1994-01-01' AND e < date '1994-01-01' + interval '1' year FROM t
SELECT substring(c from 1 for 2) IN ('13', '31') FROM t
SELECT count(*) FILTER (WHERE a > 1) AS n1, count(DISTINCT b) FROM t
SELECT round(avg(d), 2)::float8, to_char(sum(d), '999.99') FROM t
SELECT a, b, lag(sum(d), 1) OVER (PARTITION BY a ORDER BY b) FROM t GROUP BY a, b
SELECT sum(d) OVER (PARTITION BY a) / sum(sum(d)) OVER () FROM t GROUP BY a
SELECT a, rank() OVER (PARTITION BY grouping(a) ORDER BY sum(d)) FROM t GROUP BY ROLLUP (a)
SELECT x.a FROM t x WHERE EXISTS (SELECT FROM u WHERE u.a = x.a)
SELECT FROM t
SELECT DISTINCT ON (a) a, b AS c FROM t ORDER BY a, c
SELECT max(a) FROM t HAVING max(b) > 1
SELECT 1 FROM t HAVING true
SELECT a FROM t HAVING true
SELECT * FROM (SELECT a FROM t) AS x(y) WHERE y IN (SELECT y FROM u)
SELECT t.a FROM t GROUP BY t.a ORDER BY t.a, count(*) DESC
SELECT a + b AS s FROM t GROUP BY a + b ORDER BY a + b
SELECT a + b AS s FROM t GROUP BY s ORDER BY s
SELECT (SELECT b) FROM t GROUP BY a
SELECT EXISTS (SELECT 1 FROM u WHERE u.a = t.b) FROM t GROUP BY t.a
SELECT upper(c) || lower(name), c || NULL, c || 1.5, c || e FROM t, v
SELECT e - 1, e - e, e + ti, e - iv, 2 * iv, iv / 2, -iv, iv * 1.5 FROM t, w
SELECT ts::date, ts::timestamp, e::timestamptz, g::time, ts::text FROM t, u, w
SELECT ts = e, g = e, ts = g, ti = iv FROM t, u, w
SELECT i2 / i2, i2 * a, f4 * f4, f4 * d, i2 + 1.5 FROM w, t
SELECT i2 = 1, i2 > 2147483648, f4 = 0.1, d = 1, f > 1 FROM w, t, u
SELECT by || by, by = 'x', length(by), encode(by, 'hex') FROM w
SELECT uid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', uid < uid FROM w
SELECT uid + 1 FROM w
SELECT j = j FROM w
SELECT data = data, data < data, data || '{}', data - 'a' FROM v WHERE false
SELECT h = true, h < false, NOT h, h::int FROM u
SELECT h + 1 FROM u
SELECT sum(h) FROM u
SELECT min(h) FROM u
SELECT max(tags), min(uid) FROM v, w
SELECT max(j) FROM w
SELECT avg(iv), sum(iv), avg(e) FROM w, t
SELECT left(c, 2), right(c, 2), repeat(c, 3), replace(c, 'a', 'b'), split_part(c, ',', 1), lpad(c, 5), strpos(c, 'x') FROM t
SELECT left(c, '2'), left(c, 2.5) FROM t
SELECT regexp_replace(c, 'a', 'b'), regexp_replace(c, 'a', 'b', 'g'), c ~* 'x', regexp_match(c, 'x') FROM t
SELECT to_date('2020', 'YYYY'), to_timestamp(1), to_number('1', '9'), to_char(e, 'YYYY'), age(g) FROM t, u
SELECT make_date(2020, 1, 1), make_interval(1), date_part('x', iv), justify_days(iv) FROM w
SELECT ceil(a), floor(d), trunc(d, 1), sign(f), exp(1), ln(d), log(a), width_bucket(d, 1, 2, 3) FROM t, u
SELECT a::numeric(5, 2) + d, (a::numeric(5, 2)), round(a::numeric(5, 2)) FROM t
SELECT md5(c), sha256(by), chr(65), ascii(c), initcap(c), reverse(c), translate(c, 'a', 'b') FROM t, w
SELECT num_nulls(a, b, c) FROM t
SELECT json_build_object('a', a, 'b', c), jsonb_build_array(a, c, NULL), to_jsonb(a) FROM t
SELECT a x, b y FROM t WHERE x > 1
SELECT a x FROM t GROUP BY x, y
SELECT max(a) AS m FROM t ORDER BY m + 1
SELECT a AS "A b", b AS "select" FROM t ORDER BY "A b"
SELECT * FROM t x JOIN LATERAL (SELECT * FROM u WHERE u.a = x.a ORDER BY b LIMIT 1) y ON true
SELECT * FROM u, generate_series(1, u.a) AS g(n), LATERAL (SELECT n + 1 AS m) z
SELECT * FROM t LEFT JOIN u ON t.a = u.a AND u.b > x
SELECT (SELECT a FROM t x WHERE x.a = y.a) FROM t
SELECT t.a FROM t JOIN (SELECT a AS aa FROM u) s ON s.a = t.a
WITH a AS (SELECT 1 AS x), b AS (WITH a AS (SELECT 'z' AS x) SELECT x FROM a) SELECT a.x, b.x FROM a, b
WITH a AS (SELECT a FROM t) SELECT a FROM a UNION SELECT b FROM a
SELECT data['a'], data['a'][0] FROM v
SELECT data IS JSON OBJECT, name IS NOT JSON WITH UNIQUE KEYS FROM v
