package dev.braid.slt;

import java.util.List;

/// Three-valued logic, conditional expressions, the types that alternatives take together.
final class ExpressionTopics {
  private ExpressionTopics() {}

  static List<Topic> all() {
    return List.of(logic(), conditional(), common(), arrays(), json(), columnNames(), errors());
  }

  private static Topic logic() {
    return new Topic("logic")
        .add(
            "SELECT {{true;;false;;NULL}} {{AND;;OR}} {{true;;false;;NULL}}, NOT"
                + " {{true;;false;;NULL::bool}}",
            "SELECT {{true;;false;;NULL::bool;;1 > 2;;'t'}} IS {{;;NOT}}"
                + " {{TRUE;;FALSE;;UNKNOWN;;NULL}}",
            "SELECT {{1;;NULL;;2}} IN ({{1;;NULL;;2, NULL;;1, 2, 3;;4, 5}})",
            "SELECT {{1;;NULL;;2}} NOT IN ({{1;;NULL;;2, NULL;;1, 2, 3;;4, 5}})",
            "SELECT {{1;;NULL}} {{= ANY;;<> ALL;;> ANY;;< ALL;;= SOME}}"
                + " ({{ARRAY[1,2];;ARRAY[2,NULL];;'{}'::int[];;NULL::int[]}})",
            "SELECT {{1;;NULL}} IS {{;;NOT}} DISTINCT FROM {{1;;2;;NULL}}",
            "SELECT {{5;;NULL;;0}} {{;;NOT}} BETWEEN {{;;SYMMETRIC}} {{1;;9;;NULL}} AND"
                + " {{7;;NULL;;3}}",
            "SELECT ROW(1, {{2;;NULL}}) {{=;;<>;;<;;>=}} ROW({{1;;2}}, {{2;;NULL}})",
            "SELECT (1, {{2;;NULL}}) IN ((1, 2), (3, NULL))",
            "SELECT ROW({{1, 2;;1, NULL;;NULL, NULL}}) IS {{;;NOT}} NULL",
            "SELECT {{1 = 1 = true;;NOT 1 = 2;;NOT true AND false;;true OR false AND false;;1 < 2 ="
                + " true;;NOT NOT true;;1 IS NULL = false;;'a' < 'b' IS TRUE}}",
            "SELECT {{1 AND true;;'x' AND true;;NOT 5;;true AND NULL;;1 OR 0;;NOT 'f';;true >"
                + " false;;true + true}}")
        .ordered(
            "SELECT id, {{b AND s > 0;;b OR i > 0;;NOT b;;b IS TRUE;;b IS NOT FALSE;;b IS"
                + " UNKNOWN;;b = true;;b <> (s = 1);;b AND NULL;;b OR NULL;;NULL AND s > 0;;(s > 0)"
                + " IS NOT TRUE}} FROM t_int ORDER BY id",
            "SELECT id FROM t_mid WHERE {{b AND g = 1;;b OR g = 1;;NOT (b OR g = 1);;b AND (g = 1"
                + " OR h = 'red');;NOT b AND NOT (g > 1);;b IS NULL OR g IS NULL;;b AND NULL;;NOT"
                + " (b AND NULL);;NULL;;g = NULL;;h IN ('red', NULL);;h NOT IN ('red', NULL);;NOT"
                + " (h NOT IN ('red', 'blue'));;(g, h) = (1, 'red');;(g, h) < (1, 'red');;(g, h) IN"
                + " ((1, 'red'), (2, 'green'));;g IS DISTINCT FROM 1;;CASE WHEN b THEN g > 1 ELSE i"
                + " > 0 END;;g = ANY (ARRAY[1, 3]);;h <> ALL (ARRAY['red', NULL]);;NOT (i > 0) IS"
                + " TRUE;;(b AND g = 1) IS UNKNOWN;;true;;1 = 1 AND i > 5000;;i > 5000 AND false;;g"
                + " BETWEEN 1 AND 2 AND h >= 'g'}} ORDER BY id");
  }

  private static Topic conditional() {
    return new Topic("conditional")
        .add(
            "SELECT CASE WHEN {{true;;false;;NULL}} THEN {{1;;1.5;;'a'}} ELSE {{2;;NULL;;2.5}} END",
            "SELECT CASE {{1;;2;;NULL}} WHEN 1 THEN 'one' WHEN 2 THEN 'two' {{;;ELSE 'other'}} END",
            "SELECT CASE WHEN true THEN 1 ELSE 1/0 END",
            "SELECT CASE WHEN false THEN 1/0 ELSE 2 END",
            "SELECT CASE 1 WHEN 1.0 THEN 'x' WHEN 2::int8 THEN 'y' END",
            "SELECT CASE 'a' WHEN 'a'::char(3) THEN 1 END",
            "SELECT {{COALESCE;;GREATEST;;LEAST}}({{1;;NULL;;2.5;;'7'}}, {{3;;NULL;;1.5::float8}},"
                + " {{5::int8;;NULL}})",
            "SELECT {{GREATEST;;LEAST}}({{'a', 'b ';;date '2020-01-01',"
                + " '2021-01-01';;'NaN'::float8, 1;;1, 'x';;true, false;;'a'::char(2),"
                + " 'b'::text;;ARRAY[1], ARRAY[2];;interval '1 mon', '31 days'}})",
            "SELECT NULLIF({{1;;NULL;;2.0;;'a'}}, {{1;;NULL;;2;;'a'}})",
            "SELECT NULLIF({{'a', 'b'::text;;'abc'::char(5), 'abc';;1, 1.0;;1, 'x';;date"
                + " '2020-01-01', '2020-01-01'}})",
            "SELECT COALESCE({{NULL, NULL;;1, 1/0;;NULL, 'x', 5;;ARRAY[1], NULL;;'a', 1;;NULL;;date"
                + " '2020-01-01', timestamp '2020-01-02';;1, true;;1::int2,"
                + " 2::float4;;'x'::varchar(3), 'y'::text;;1::int8, 2::float4;;1.5::numeric(4,2),"
                + " 2.123}})")
        .ordered(
            "SELECT id, CASE WHEN {{s > 0;;b;;i = 7}} THEN {{s;;l;;1.5}} WHEN s < 0 THEN"
                + " {{0;;NULL;;i}} {{;;ELSE -1}} END FROM t_int ORDER BY id",
            "SELECT id, CASE s WHEN 0 THEN 'zero' WHEN {{1;;NULL;;7::int8}} THEN 'other' {{;;ELSE"
                + " b::text}} END FROM t_int ORDER BY id",
            "SELECT id, CASE WHEN s <> 0 THEN {{100 / s;;100 % s;;1.0 / s;;1::float8 / s}} ELSE 0"
                + " END FROM t_int ORDER BY id",
            "SELECT id, {{COALESCE;;GREATEST;;LEAST}}({{s, i;;i, l, 0;;s, 1.5;;l, s, NULL}}) FROM"
                + " t_int ORDER BY id",
            "SELECT id, {{COALESCE;;GREATEST;;LEAST}}({{f, d;;n, m;;m, w;;d, n, 5;;f, 'NaN'}}) FROM"
                + " t_num ORDER BY id",
            "SELECT id, {{COALESCE;;GREATEST;;LEAST;;NULLIF}}({{t, v;;v, c;;c, t;;t, 'm'}}) FROM"
                + " t_str ORDER BY id",
            "SELECT id, {{COALESCE;;GREATEST;;LEAST}}({{dt, ts;;ts, tz;;dt, '2010-01-01';;iv, '1"
                + " mon'}}) FROM t_time WHERE id <> 7 ORDER BY id",
            "SELECT id, NULLIF({{s, 1;;i, s;;b, true;;l, i;;s, 7.0}}) FROM t_int ORDER BY id",
            "SELECT id, NULLIF({{f, d;;n, m;;d, 'NaN'}}) FROM t_num ORDER BY id",
            "SELECT id, COALESCE(NULLIF(h, ''), 'none'), CASE g WHEN 0 THEN 'a' WHEN 1 THEN 'b'"
                + " END, CASE WHEN g > 1 AND b THEN m END FROM t_mid ORDER BY id");
  }

  private static Topic common() {
    Topic topic = new Topic("common_types");
    for (String left : SampleValues.types()) {
      for (String right : SampleValues.types()) {
        String a = SampleValues.value(left, 0);
        String b = SampleValues.value(right, 1);
        topic.add(
            "SELECT COALESCE(NULL, %s, %s)".formatted(a, b),
            "SELECT pg_typeof(CASE WHEN true THEN %s ELSE %s END)::text".formatted(a, b));
        topic.add("VALUES (%s), (%s)".formatted(a, b));
      }
    }
    return topic;
  }

  private static Topic arrays() {
    return new Topic("arrays")
        .add(
            "SELECT ARRAY[{{1,2;;1,NULL;;1,2.5;;'a','b';;NULL;;1,'2';;true;;date"
                + " '2020-01-01','2021-01-01';;1::int2,2::int8}}]",
            "SELECT ARRAY[]::int[], ARRAY[[1,2],[3,4]], ARRAY[ARRAY[1],ARRAY[2]]",
            "SELECT ARRAY[]",
            "SELECT ARRAY[1,'a']",
            "SELECT ARRAY[[1],[2,3]]",
            "SELECT (ARRAY[1,2,3])[{{1;;0;;4;;-1;;NULL;;'2';;2.6}}]",
            "SELECT (ARRAY[1,2,3])[{{1:2;;2:;;:2;;3:1;;0:1;;:}}]",
            "SELECT ('{{1,2},{3,4}}'::int[])[{{1;;2}}][{{1;;3}}]".replace("{{1,2},", "{ {1,2},"),
            "SELECT (ARRAY[[1,2],[3,4]])[2]",
            "SELECT"
                + " {{array_length;;array_lower;;array_upper}}({{ARRAY[1,2,3];;ARRAY[[1,2],[3,4]];;'{}'::int[];;NULL::int[]}},"
                + " {{1;;2;;0}})",
            "SELECT"
                + " {{cardinality;;array_ndims;;array_dims}}({{ARRAY[1,2,3];;ARRAY[[1,2],[3,4]];;'{}'::int[]}})",
            "SELECT"
                + " {{array_append(ARRAY[1],2);;array_prepend(0,ARRAY[1]);;array_cat(ARRAY[1],ARRAY[2,3]);;array_remove(ARRAY[1,2,1],1);;array_replace(ARRAY[1,2],1,9);;array_position(ARRAY['a','b'],'b');;array_positions(ARRAY[1,2,1],1);;array_to_string(ARRAY[1,NULL,3],',','*');;array_to_string(ARRAY[1,NULL,3],',');;string_to_array('a,b,,c',',');;string_to_array('a,b,,c',',','');;string_to_array('abc',NULL);;array_fill(7,ARRAY[2,2]);;trim_array(ARRAY[1,2,3],1);;array_reverse(ARRAY[1,2,3]);;array_sort(ARRAY[3,1,2,NULL]);;array_append(NULL::int[],1);;array_cat(NULL::int[],NULL)}}",
            "SELECT ARRAY[1,2] {{||;;=;;<;;@>;;<@;;&&;;<>}} ARRAY[{{2,3;;1,2;;NULL::int}}]",
            "SELECT ARRAY[1,2] || {{3;;NULL;;'{4,5}';;ARRAY[[1,2]]}}",
            "SELECT {{0;;NULL}} || ARRAY[1,2]",
            "SELECT 'a' || ARRAY['b']",
            "SELECT ARRAY['a','b'] || 'c'",
            "SELECT ARRAY['a','b'] || 'c'::text",
            "SELECT ARRAY[1,2]::text[], ARRAY['1','2']::int[], ARRAY[1.5,2.5]::int[],"
                + " '{1,2}'::text::int[]",
            "SELECT ARRAY(SELECT s FROM t_int ORDER BY id)",
            "SELECT array_agg(s ORDER BY id), array_agg(DISTINCT b) FROM t_int",
            "SELECT ARRAY['a b','c\"d','e,f','','NULL','\\',NULL]");
  }

  private static Topic json() {
    String document =
        "'{\"a\": {\"b\": [1, {\"c\": \"x\"}, null]}, \"n\": 1.50, \"t\": \"tex\\\"t\", \"z\":"
            + " null, \"l\": [true, false]}'";
    return new Topic("json")
        .add(
            "SELECT "
                + document
                + "::{{json;;jsonb}} {{-> 'a';;->> 'a';;-> 'n';;->> 'n';;->> 't';;-> 'z';;->>"
                + " 'z';;-> 'none';;#> '{a,b,1}';;#>> '{a,b,1,c}';;#>> '{a,b,-1}';;-> 0;;#> '{}'}}",
            "SELECT '[1,\"x\",{\"a\":2},null]'::{{json;;jsonb}} {{-> 0;;->> 1;;-> -1;;->> 3;;->"
                + " 9;;-> 'a';;-> 2 -> 'a';;->> 2}}",
            "SELECT "
                + document
                + "::jsonb {{? 'a';;? 'x';;@> '{\"n\": 1.5}';;@> '{\"l\": [true]}';;<@ '{}';;-"
                + " 'a';;- '{a,n}'::text[];;#- '{a,b,0}';;|| '{\"q\": 1}';;= '{}';;> '[]';;?|"
                + " ARRAY['x','a'];;?& ARRAY['a','q']}}",
            "SELECT"
                + " {{jsonb_typeof;;jsonb_strip_nulls;;jsonb_pretty;;jsonb_array_length}}({{'{\"a\":"
                + " null, \"b\": [1]}';;'[1,[2,3]]';;'null';;'\"x\"';;'{}';;'[]'}}::jsonb)",
            "SELECT to_jsonb({{1;;1.50;;'a'::text;;true;;NULL::int;;ARRAY[1,2];;date"
                + " '2020-01-01';;timestamp '2020-01-01 12:00';;'NaN'::float8;;interval '1"
                + " day';;'{\"a\":1}'::jsonb}})",
            "SELECT {{json;;jsonb}}_build_object({{'a', 1, 'b', NULL;;'x', ARRAY[1], 'd', date"
                + " '2020-01-01';;;;'a';;NULL, 1;;1, 2}})",
            "SELECT {{json;;jsonb}}_build_array({{1, 'a', NULL, true;;;;1.50, '{}'::jsonb}})",
            "SELECT {{json;;jsonb}}_agg(s ORDER BY id), {{json;;jsonb}}_object_agg(id, b) FROM"
                + " t_int",
            "SELECT jsonb_set('{\"a\": [1,2]}', '{a,{{0;;5;;-1;;x}}}', '9', {{true;;false}})",
            "SELECT jsonb_insert('{\"a\": [1,2]}', '{a,1}', '9'), jsonb_extract_path('{\"a\":"
                + " [1,2]}', 'a', '1'), jsonb_extract_path_text('{\"a\": [1,\"x\"]}', 'a', '1')",
            "SELECT ('{\"a\": [1,2]}'::jsonb)['a'][0]",
            "SELECT ('5'::jsonb)::int, ('1.5'::jsonb)::numeric, ('true'::jsonb)::bool",
            "SELECT ('\"x\"'::jsonb)::int",
            "SELECT 'null'::jsonb::int",
            "SELECT jsonb_path_query('{\"a\": [1,2]}', '$.a[*]')",
            "SELECT '{\"a\":1}'::jsonb @? '$.a'",
            "SELECT json_object('{a,1,b,2}'), row_to_json(ROW(1,'a'))",
            "SELECT JSON_VALUE('{\"a\": 1}', '$.a')",
            "SELECT '1' IS JSON, 'x' IS JSON")
        .ordered(
            "SELECT id, {{j -> 'a';;j ->> 'a';;j -> 0;;j #>> '{b,1}';;jsonb_typeof(j);;j ? 'a';;j"
                + " @> '{\"a\":1}';;j::text;;j = 'null';;j || '[7]';;j - 'a';;j - 0}} FROM t_misc"
                + " WHERE id NOT IN (7,8,10,1) ORDER BY id",
            "SELECT id, j FROM t_misc ORDER BY j, id",
            "SELECT j, count(*) FROM t_mid GROUP BY j ORDER BY 1",
            "SELECT j ->> 'k' AS k, count(*), sum((j ->> 'k')::int) FROM t_big WHERE"
                + " jsonb_typeof(j) = 'object' GROUP BY 1 ORDER BY 1");
  }

  private static Topic columnNames() {
    return new Topic("column_names")
        .add(
            "SELECT {{1;;'a';;1 + 1;;-1;;NULL;;true;;id;;id AS x;;id x;;id AS \"X"
                + " y\";;t_int.id;;t_int.id::text;;id::text;;id::int8;;CAST(id AS"
                + " numeric(5,2));;upper('a');;count(*);;sum(id);;max(id) + 1;;CASE WHEN true THEN"
                + " id END;;CASE WHEN true THEN 1 ELSE id END;;COALESCE(id, 1);;GREATEST(id,"
                + " 2);;NULLIF(id, 1);;(id);;(id + 1);;NOT b;;b IS NULL;;id IN (1);;id BETWEEN 1"
                + " AND 2;;ARRAY[id];;(ARRAY[id])[1];;EXTRACT(year FROM date"
                + " '2020-01-01');;SUBSTRING('abc' FROM 1);;TRIM('a');;POSITION('a' IN"
                + " 'a');;OVERLAY('abc' PLACING 'x' FROM 1);;current_date IS NULL;;(SELECT"
                + " 1);;(SELECT id LIMIT 1);;EXISTS (SELECT 1);;ROW(1, 2) = ROW(1, 2);;interval '1"
                + " day';;date '2020-01-01';;'1'::int;;int4 '1';;row_number() OVER (ORDER BY"
                + " id);;count(*) FILTER (WHERE b);;lower('A') || 'x';;'a' LIKE 'a';;'x' COLLATE"
                + " \"C\";;CURRENT_USER IS NULL;;LOCALTIMESTAMP IS NULL;;timestamp '2020-01-01' AT"
                + " TIME ZONE 'UTC';;'a'::char(3);;id::float;;ARRAY(SELECT"
                + " 1);;grouping(id);;array_agg(id)[1];;ceil(1.5)::int;;nullif(1,"
                + " 2)::text;;coalesce(1)::text}} FROM t_int WHERE id = 7 GROUP BY {{id, b}}",
            "SELECT * FROM (SELECT 1, 2) AS x(a)",
            "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v",
            "SELECT * FROM (VALUES (1, 'a')) v(x, y)",
            "SELECT v.* , 1 FROM (VALUES (1)) v",
            "VALUES (1, 2), (3, 4)",
            "SELECT t_one.id, t_one.* FROM t_one",
            "SELECT o.id AS a, o.g b FROM t_one AS o",
            "SELECT o.h FROM t_one o(a, b, h)",
            "SELECT \"id\" FROM \"t_one\"",
            "SELECT ID FROM T_ONE",
            "SELECT \"ID\" FROM t_one",
            "SELECT public.t_one.id FROM public.t_one",
            "SELECT FROM t_one",
            "TABLE t_int",
            "SELECT count(*) AS \"count\", count(*) FROM t_one");
  }

  private static Topic errors() {
    return new Topic("errors")
        .add(
            "SELECT nosuch FROM t_int",
            "SELECT * FROM nosuch",
            "SELECT nosuch(1)",
            "SELECT t.id FROM t_int",
            "SELECT t_int.nosuch FROM t_int",
            "SELECT x.y.z FROM t_int",
            "SELECT id FROM t_int, t_num",
            "SELECT id FROM t_int a, t_int a",
            "SELECT sum(id), s FROM t_int",
            "SELECT s FROM t_int GROUP BY i",
            "SELECT id FROM t_int WHERE sum(id) > 1",
            "SELECT sum(sum(id)) FROM t_int",
            "SELECT id FROM t_int GROUP BY 2",
            "SELECT id FROM t_int GROUP BY sum(id)",
            "SELECT id FROM t_int ORDER BY 2",
            "SELECT id FROM t_int ORDER BY 0",
            "SELECT id FROM t_int ORDER BY 'x'",
            "SELECT id FROM t_int ORDER BY nosuch",
            "SELECT id FROM t_int HAVING true",
            "SELECT id FROM t_int HAVING id > 1",
            "SELECT 1 FROM t_int HAVING false",
            "SELECT 1 FROM t_int HAVING true",
            "SELECT id FROM t_int LIMIT -1",
            "SELECT id FROM t_int OFFSET -1",
            "SELECT id FROM t_int LIMIT 'x'",
            "SELECT id FROM t_int LIMIT id",
            "SELECT id FROM t_int WHERE id",
            "SELECT id FROM t_int WHERE 'x'",
            "SELECT id FROM t_int WHERE 1",
            "SELECT CASE WHEN 1 THEN 2 END",
            "SELECT CASE WHEN true THEN 1 ELSE 'x' END",
            "SELECT CASE WHEN true THEN 1 ELSE date '2020-01-01' END",
            "SELECT 1 + 'x'",
            "SELECT 'a' + 'b'",
            "SELECT 1 || 2",
            "SELECT date '2020-01-01' + date '2020-01-01'",
            "SELECT true < 1",
            "SELECT '1' = 1, 'x' = 1",
            "SELECT NULL + NULL",
            "SELECT -'1'",
            "SELECT - 'x'::text",
            "SELECT abs('x')",
            "SELECT abs('-1')",
            "SELECT upper(1)",
            "SELECT substr(1, 2)",
            "SELECT sum('1')",
            "SELECT sum('1'::text)",
            "SELECT avg(true)",
            "SELECT max(true)",
            "SELECT min(u) FROM t_misc",
            "SELECT max(j) FROM t_misc",
            "SELECT max(h) FROM t_mid",
            "SELECT DISTINCT ON (id) s FROM t_int ORDER BY s",
            "SELECT DISTINCT id FROM t_int ORDER BY s",
            "SELECT DISTINCT j::json FROM t_misc",
            "SELECT j::json FROM t_misc ORDER BY 1",
            "SELECT count(DISTINCT j::json) FROM t_misc",
            "SELECT 1 UNION SELECT 'x'",
            "SELECT 1 UNION SELECT 1, 2",
            "SELECT row_number() FROM t_int",
            "SELECT id FROM t_int WHERE row_number() OVER () > 1",
            "SELECT sum(row_number() OVER ()) FROM t_int",
            "SELECT row_number() OVER w FROM t_int",
            "SELECT rank() OVER (ORDER BY nosuch) FROM t_int",
            "SELECT lag(id) FROM t_int",
            "SELECT upper('a') OVER () FROM t_int",
            "SELECT count(*) OVER (ROWS 1 FOLLOWING) FROM t_int",
            "SELECT count(*) OVER (ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM t_int",
            "SELECT count(*) OVER (RANGE 1 PRECEDING) FROM t_int",
            "SELECT count(*) OVER (ORDER BY id ROWS -1 PRECEDING) FROM t_int",
            "SELECT ntile(0) OVER () FROM t_int",
            "SELECT nth_value(id, 0) OVER () FROM t_int",
            "SELECT count(DISTINCT id) OVER () FROM t_int",
            "SELECT first_value(id) FILTER (WHERE b) OVER () FROM t_int",
            "SELECT upper('a') FILTER (WHERE true)",
            "SELECT count(DISTINCT *) FROM t_int",
            "SELECT count() FROM t_int",
            "SELECT sum(*) FROM t_int",
            "SELECT sum() FROM t_int",
            "SELECT grouping(id) FROM t_int",
            "SELECT grouping(s) FROM t_int GROUP BY id",
            "SELECT percentile_cont(0.5) FROM t_int",
            "SELECT percentile_cont(2) WITHIN GROUP (ORDER BY id) FROM t_int",
            "SELECT sum(id) WITHIN GROUP (ORDER BY id) FROM t_int",
            "SELECT mode() WITHIN GROUP (ORDER BY id, s) FROM t_int",
            "SELECT string_agg(id, ',') FROM t_int",
            "SELECT string_agg(t) FROM t_str",
            "SELECT array_agg(id ORDER BY nosuch) FROM t_int",
            "SELECT string_agg(DISTINCT t, ',' ORDER BY id) FROM t_str",
            "SELECT 1 FROM generate_series(1, 'x')",
            "SELECT generate_series(1, 2) WHERE generate_series(1, 2) > 1",
            "SELECT sum(generate_series(1, 3))",
            "SELECT CASE WHEN true THEN generate_series(1, 2) END",
            "SELECT 'abc'::int",
            "SELECT 'abc'::date",
            "SELECT '1'::nosuch",
            "SELECT CAST(1 AS date)",
            "SELECT 1::bool::date",
            "SELECT LIKE",
            "SELECT 1 1",
            "SELECT (1",
            "SELECT 'abc",
            "SELECT \"abc",
            "SELECT 1 FROM",
            "SELEC 1",
            "SELECT * ",
            "SELECT",
            "SELECT 1;",
            "SELECT 1,",
            "SELECT 'a' LIKE 'b' ESCAPE 'cc'",
            "SELECT 'a' LIKE 'a\\'",
            "SELECT 'a' ~ '('",
            "SELECT 'a' ~ '[z-a]'",
            "SELECT regexp_replace('a', '(', 'b')",
            "SELECT 'a' SIMILAR TO '('",
            "SELECT repeat('a', 2000000000)",
            "SELECT lpad('a', 2000000000)",
            "SELECT chr(0)",
            "SELECT chr(-1)",
            "SELECT chr(1114112)",
            "SELECT sqrt(-1)",
            "SELECT sqrt(-1::numeric)",
            "SELECT ln(0)",
            "SELECT ln(-1.0)",
            "SELECT log(0)",
            "SELECT log(-2, 3)",
            "SELECT acos(2)",
            "SELECT exp(1000)",
            "SELECT exp(100000.0)",
            "SELECT power(0, -1)",
            "SELECT power(-1, 0.5)",
            "SELECT factorial(100000)",
            "SELECT 10::numeric ^ 200000",
            "SELECT substring('a', 1, -1)",
            "SELECT overlay('abc' placing 'x' from 0)",
            "SELECT split_part('a', ',', 0)",
            "SELECT to_timestamp('x', 'YYYY')",
            "SELECT to_date('2020-13-01', 'YYYY-MM-DD')",
            "SELECT to_number('x', '9')",
            "SELECT make_date(2020, 2, 30)",
            "SELECT make_time(25, 0, 0)",
            "SELECT make_interval(years => 1)",
            "SELECT date '2020-01-01' + 100000000",
            "SELECT timestamp '2020-01-01' + interval '300000 years'",
            "SELECT extract(nosuch FROM date '2020-01-01')",
            "SELECT extract(hour FROM date '2020-01-01')",
            "SELECT date_trunc('nosuch', now())",
            "SELECT date_part('epoch', time '12:00')",
            "SELECT now() AT TIME ZONE 'Nowhere/City'",
            "SELECT encode('\\x01', 'nosuch')",
            "SELECT decode('x', 'hex')",
            "SELECT decode('!', 'base64')",
            "SELECT get_byte('\\x01', 5)",
            "SELECT convert_from('\\xff', 'UTF8')",
            "SELECT jsonb_build_object('a')",
            "SELECT '{'::jsonb",
            "SELECT ('[1]'::jsonb)::int",
            "SELECT 1 IN (1, 'x')",
            "SELECT 1 IN ('1', '2')",
            "SELECT ROW(1, 2) = ROW(1)",
            "SELECT (1, 2) IN ((1, 2, 3))",
            "SELECT ARRAY[1, date '2020-01-01']",
            "SELECT 1 = ANY (5)",
            "SELECT 1 = ANY ('{1,x}')",
            "SELECT 1 = ANY ('{1,2}')",
            "SELECT max(id) FILTER (WHERE id) FROM t_int",
            "SELECT count(*) FILTER (WHERE sum(id) > 1) FROM t_int",
            "SELECT $1",
            "SELECT id FROM t_int FETCH FIRST 2 ROWS WITH TIES",
            "SELECT id FROM t_int FOR UPDATE",
            "SELECT 99999999999999999999::int8",
            "SELECT (1e200000)::numeric",
            "SELECT 1e500::float8",
            "SELECT id COLLATE \"C\" FROM t_int",
            "SELECT 'a' COLLATE nosuch",
            "INSERT INTO t_int VALUES (1)",
            "DELETE FROM t_int",
            "CREATE TABLE x (a int)",
            "SELECT pg_sleep('x')",
            "SELECT id INTO x FROM t_int",
            "WITH x AS (SELECT 1) SELECT * FROM y",
            "SELECT * FROM t_int TABLESAMPLE SYSTEM (0)",
            "SELECT string_agg(t, ',' ORDER BY t DESC) FROM (VALUES ('a'), ('b')) v(t)",
            "SELECT xmin IS NULL FROM t_int",
            "SELECT ctid IS NULL FROM t_int",
            "SELECT t_int FROM t_int WHERE id = 1",
            "SELECT (t_int).id FROM t_int WHERE id = 1",
            "SELECT ROW(1, 'a')",
            "SELECT (ROW(1, 'a')).f1",
            "SELECT t_int.* IS NULL FROM t_int WHERE id = 1",
            "SELECT count(t_int) FROM t_int",
            "SELECT DISTINCT ON (nosuch) id FROM t_int",
            "SELECT current_setting('TimeZone')",
            "SELECT 1 LIMIT NULL",
            "SELECT 1 LIMIT ALL",
            "SELECT 1 OFFSET NULL",
            "SELECT 1 LIMIT 1.5",
            "SELECT 1 LIMIT '1'",
            "SELECT 1 FETCH FIRST ROW ONLY");
  }
}
