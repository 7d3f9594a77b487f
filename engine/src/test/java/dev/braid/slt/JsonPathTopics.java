package dev.braid.slt;

import java.util.List;

/// jsonpath: its text, and what paths find.
final class JsonPathTopics {
  private JsonPathTopics() {}

  static List<Topic> all() {
    return List.of(texts(), answers(), tables());
  }

  private static Topic texts() {
    return new Topic("json_path_text")
        .add(
            "SELECT '$.a/*x*/.b'::jsonpath",
            "SELECT '$.a /*x*/.b'::jsonpath",
            "SELECT '($.a + 1).abs() > 2'::jsonpath",
            "SELECT '($.a + 1 > 3).type()'::jsonpath",
            "SELECT '(1).type()'::jsonpath, '1 .type()'::jsonpath, '-1 .type()'::jsonpath, "
                + "'(-1).type()'::jsonpath",
            "SELECT '(-$.a).type()'::jsonpath",
            "SELECT '$ ? ((@.a + 1).abs() > 2)'::jsonpath",
            "SELECT '$ ? (@ like_regex \"a\" && @ starts with \"b\")'::jsonpath",
            "SELECT '($ like_regex \"a\") is unknown'::jsonpath",
            "SELECT '$ . 1ab'::jsonpath",
            "SELECT '$ . 12'::jsonpath",
            "SELECT '000'::jsonpath",
            "SELECT '1 + '::jsonpath",
            "SELECT '1 a'::jsonpath",
            "SELECT '$.a\\u0062\\x63'::jsonpath",
            "SELECT '$.**{4294967295}'::jsonpath",
            "SELECT '$.**{2147483648}'::jsonpath",
            "SELECT '$.**{2147483647}'::jsonpath",
            "SELECT '$.**{3 to 1}'::jsonpath",
            "SELECT '$.**{last to 1}'::jsonpath",
            "SELECT '$.**{last}'::jsonpath",
            "SELECT '\"\\u{1F600}\\u0041\\uD83D\\uDE00\"'::jsonpath",
            "SELECT '\"\\u{110000}\"'::jsonpath",
            "SELECT '\"\\uD83D\"'::jsonpath",
            "SELECT '\"\\u0000\"'::jsonpath",
            "SELECT '\"\\x00\"'::jsonpath",
            "SELECT '\"\\q\"'::jsonpath",
            "SELECT '\"abc'::jsonpath",
            "SELECT '\"abc\\'::jsonpath",
            "SELECT '/* a'::jsonpath",
            "SELECT ''::jsonpath",
            "SELECT '  '::jsonpath",
            "SELECT 'strict'::jsonpath",
            "SELECT '$ ? (@ like_regex \"(\")'::jsonpath",
            "SELECT '$ ? (@ like_regex \"a\" flag \"z\")'::jsonpath",
            "SELECT '$ ? (@ like_regex \"a\" flag \"ix\")'::jsonpath",
            "SELECT '$ ? (@ like_regex \"a\" flag \"qx\")'::jsonpath",
            "SELECT '$ ? (@ like_regex \"a\" flag \"qsimi\")'::jsonpath",
            "SELECT '$.decimal(1,2,3)'::jsonpath",
            "SELECT '$.decimal(-1,+2)'::jsonpath, '$.decimal()'::jsonpath",
            "SELECT '$.datetime(\"a\\\"b\")'::jsonpath, '$.time(3)'::jsonpath, "
                + "'$.date()'::jsonpath",
            "SELECT '@'::jsonpath",
            "SELECT 'last'::jsonpath",
            "SELECT '$[$ ? (@ == last)]'::jsonpath",
            "SELECT '$ ? (last == 1)'::jsonpath",
            "SELECT '0x1F + 0o17 + 0b11 + 1_000 + 1.5e3 + .5 + 1.'::jsonpath",
            "SELECT '1e400'::jsonpath",
            "SELECT '1e200000'::jsonpath",
            "SELECT 'NULL'::jsonpath",
            "SELECT '$.NULL.True.to.IS.Abs'::jsonpath",
            "SELECT '$.a ? (@ > 1).b'::jsonpath",
            "SELECT '$v.a[\"x\"]'::jsonpath",
            "SELECT '$\"a b\".c'::jsonpath",
            "SELECT '$a$b'::jsonpath",
            "SELECT '((($)))'::jsonpath",
            "SELECT '(($.a)).b'::jsonpath",
            "SELECT '1 == 1 == 1'::jsonpath",
            "SELECT '!true'::jsonpath",
            "SELECT '!(1==1) && !exists($)'::jsonpath",
            "SELECT '1==1 || 2==2 && 3==3 || (4==4 || 5==5)'::jsonpath",
            "SELECT '1-2-3*4/5%6-(7-8)'::jsonpath",
            "SELECT '- - 1'::jsonpath, '-+$'::jsonpath, '-(1+2)'::jsonpath, '-$.a * "
                + "2'::jsonpath",
            "SELECT '$[1,2 to last,last - 1]'::jsonpath",
            "SELECT '$ starts with $x'::jsonpath",
            "SELECT '1 <> 2'::jsonpath",
            "SELECT '1 = 2'::jsonpath",
            "SELECT '$.a.b.**.c[*].*'::jsonpath",
            "SELECT '$.abs'::jsonpath, '$.abs().type'::jsonpath",
            "SELECT '$.foo()'::jsonpath",
            "SELECT '(1 == 1) + 1'::jsonpath",
            "SELECT '$ ? ($.a)'::jsonpath",
            "SELECT '1 && 2'::jsonpath",
            "SELECT 'strict $', 'lax $', 'STRICT $.a'::jsonpath");
  }

  private static Topic answers() {
    return new Topic("json_path")
        .add(
            "SELECT "
                + "jsonb_path_query({{'{\"a\":[1,2,{\"b\":3}],\"c\":\"x\",\"d\":null,\"e\":{\"f\":{\"f\":1.50}},\"g\":true}';;'[1,\"2\",null,[3,4],{\"a\":5}]';;'12.5'}},"
                + " '{{;;strict}}{{$;;$.a;;$.*;;$[*];;$[0];;$[last];;$[1 to 2];;$[1 to"
                + " last];;$[-1];;$[10];;$.**;;$.**{1};;$.**{2};;$.**{last};;$.**{1 to 2};;$.**{0"
                + " to 1};;$.**{2 to"
                + " last};;$.a[*].b;;$.a.b;;$[*].a;;$.e.f.f;;$.zz;;$.a[0,2,0];;$[last - "
                + "1];;$[\"a\"];;$[1.9];;$.a.size();;$.type();;$.*.type();;$[*].type();;$.size();;$.*.size();;$.e.keyvalue();;$.**.keyvalue();;$.**.f;;$.a"
                + " + 1;;-$.a[0];;-$;;+$.*;;-$.a;;$.a[*] ? (@ > 1);;$ ? (@.a == 1);;$.* ? (@ =="
                + " \"x\");;$[*] ? (@.a > 1);;$.** ? (@ == null);;$ ? (exists(@.a));;$[*] ?"
                + " (exists(@.a));;$ == 12.5;;$.c starts with \"x\";;$.* starts with \"x\";;$.*"
                + " like_regex \"X\" flag \"i\";;($.a == 1) is unknown;;($.c > 1) is unknown;;!($.g"
                + " == true);;$.g == true && $.c == \"x\";;$.zz == 1 || $.c == "
                + "\"x\";;$.double();;$.abs();;$.*.double();;$.*.string();;$.decimal(3,1);;$.a[$.a[0]];;$[$[0]];;$.boolean()}}')",
            "SELECT "
                + "jsonb_path_{{exists;;match;;query_array;;query_first}}({{'{\"a\":[1,2,{\"b\":3}],\"c\":\"x\",\"d\":null,\"g\":true}';;'[1,\"2\",null,[3,4],{\"a\":5}]';;'\"str\"';;'[]'}},"
                + " '{{;;strict}}{{$;;$.a;;$.*;;$[*];;$[0];;$[10];;$.**;;$.**{2};;$.a[*].b;;$.a.b;;$.zz;;$[\"a\"];;$.a.size();;$.keyvalue();;$.a"
                + " + 1;;-$.a[0];;$.a[*] ? (@ > 1);;$ ? (@.a == 1);;$[*] ? (@.a > 1);;$[*] ?"
                + " (exists(@.a));;$.c starts with \"x\";;($.c > 1) is unknown;;$.g;;$.d;;$.g =="
                + " true && $.c == \"x\";;$.double();;$.zz ? (1 == 1);;$.a[*].abs();;-$.*;;$.a[*] +"
                + " 1}}'{{;;, '{}', true}})",
            "SELECT jsonb '{\"a\":[1,2,{\"b\":3}],\"c\":\"x\",\"d\":null,\"g\":true}' {{@?;;@@}} "
                + "'{{;;strict}}{{$;;$.a;;$.*;;$[*];;$[0];;$[10];;$.**;;$.a.b;;$.zz;;$.g;;$.d;;$.c;;$.a[*]"
                + " > 1;;$.c > 1;;$.zz == 1;;exists($.zz);;$.a[*] ? (@ > "
                + "1);;1/0;;$v;;$.a.double()}}'",
            "SELECT jsonb_path_query('{\"a\":{\"b\":1} }',"
                + " '{{$v;;$v.x;;$.a[$v];;$v.keyvalue();;$.a.b + $v;;$ ? (@.a.b =="
                + " $v);;$v[*];;$w}}', {{'{\"v\":1}';;'{\"v\":{\"x\":[1]}"
                + " }';;'{\"v\":[1,2]}';;'[]';;'1';;NULL;;'{}';;'{\"v\":null}'}}{{;;, true;;,"
                + " NULL;;, false}})",
            "SELECT jsonb_path_query('{{\"12\";;\"1.5\";;\" 7 "
                + "\";;\"1e3\";;\"abc\";;\"nan\";;\"Infinity\";;\"-inf\";;\"\";;\"0x1F\";;\"1_000\";;\"99999999999999999999\";;\"1e400\";;\"1e-400\";;\"t\";;\"TRUE\";;\"yes\";;\"o\";;\"of\";;\"on\";;\"1\";;\"0\";;\""
                + " t\";;\"truex\";;12;;1.5;;2.5;;-2.5;;1e400;;0;;-0.0;;99999999999;;9223372036854775807;;9223372036854775808;;-9223372036854775808.4;;true;;false;;null;;{"
                + " };;[];;[1,\"2\"];;[[1]];;1.500;;1e-5;;123456.789}}', "
                + "'$.{{double;;bigint;;integer;;number;;boolean;;string;;abs;;floor;;ceiling;;decimal;;decimal(5,2);;decimal(3);;decimal(4,-2);;type;;size;;keyvalue}}{{()}}')",
            "SELECT jsonb_path_query('{{12.345;;\"12.345\";;99999;;0.001}}', "
                + "'$.decimal({{4;;4,1;;0;;1001;;5,1001;;5,-1001;;99999999999;;5,99999999999;;2,3;;-1;;5,+2}})'{{;;,"
                + " '{}', true}})",
            "SELECT jsonb_path_query('{}', '{{1;;2.50;;-7;;0;;1e100;;0.001;;\"a\";;null}} "
                + "{{+;;-;;*;;/;;%}} {{3;;0;;-2.5;;1e-10;;true}}')",
            "SELECT jsonb_path_query('[{{1;;\"1\";;true;;null;;[1];;{ };;\"a\"}}, "
                + "{{1;;1.0;;\"1\";;false;;null;;[1];;{ };;\"b\"}}]', '{{;;strict}}$[0] "
                + "{{==;;!=;;<;;>;;<=;;>=}} $[1]')",
            "SELECT jsonb_path_query('[\"abc\",\"ABC\",\"a\n"
                + "b\",\"a.c\",\"\", 1, null]', '$[*] ? (@ like_regex"
                + " \"{{a.b;;^a;;c$;;b$;;^b;;a.c;;\\\\\\\\d;;[^x]b;;(?i)abc;;;;(a)(b)c;;a|A}}\"{{;;"
                + " flag \"i\";; flag \"s\";; flag \"m\";; flag \"sm\";; flag \"q\";; flag \"iq\";;"
                + " flag \"is\"}})')",
            "SELECT jsonb_path_query('[[1,[2,[3]]],{\"a\":[{\"a\":1},{\"b\":[{\"a\":2}]}]}]', "
                + "'{{;;strict}}{{$.**.a;;$.**[*];;$.**{2}[*];;$[*][*];;$[*].a[*].a;;$.**.a.**.a;;$[1].a[*].b[*].a;;$.**.size();;$.**"
                + " ? (@.a == 1);;$.** ? (@.type() == \"number\");;$[0].**{last};;$.**{1 to"
                + " last}.a;;$[*] ? (@.a[*].a == "
                + "1);;$[*].**.keyvalue().value;;$[1].**.keyvalue().id;;$.**.keyvalue().keyvalue();;$[*]"
                + " ? (@.size() > 1);;$[last][0];;$[0 to last][last];;$[0][1][1][0] +"
                + " $[0][0];;$[last].a[last].b;;$[0 ? (1==1)];;$[(0)];;$[0, last, 0 to last]}}')",
            "SELECT "
                + "jsonb_path_query('{\"aa\":1,\"b\":{\"x\":\"yyyyy\",\"z\":[1,2.25,{\"q\":100000000000000000000.5,\"r\":null}],\"w\":{\"0\":-1e-70}"
                + " },\"ccc\":[{\"k\":{} },{\"k\":{\"m\":true}"
                + " }],\"dd\":\"é€😀\",\"e\":0.0001,\"f\":12345678901234567890,\"g\":{\"h\":{\"i\":{\"j\":1}"
                + " } } }', "
                + "'{{$.keyvalue().id;;$.**.keyvalue();;$.b.z[2].keyvalue();;$.ccc[*].keyvalue();;$.ccc[1].k.keyvalue();;$.g.h.i.keyvalue();;$.b.w.keyvalue().keyvalue();;$.keyvalue().value.keyvalue();;$.keyvalue().keyvalue().keyvalue().id;;$v.keyvalue();;$v.a.keyvalue();;$.g"
                + " ? (exists(@.keyvalue() ? (@.id == 4)));;$.* ? (@.keyvalue().id > 100)}}',"
                + " '{\"v\":{\"a\":{\"b\":1} }}')",
            "SELECT * FROM jsonb_path_query('[1,2,3]', '$[*] ? (@ > 1)') WITH ORDINALITY",
            "SELECT * FROM jsonb_path_query('[1,2,3]', '$[*]') AS x(y), "
                + "jsonb_path_query('[1,2]', '$[*]') z WHERE x.y = z.z",
            "SELECT jsonb_path_query('[1,2,3]', '$[*]'), jsonb_path_query('[1,2]', '$[*]')",
            "SELECT jsonb_path_query(NULL, '$'), 1",
            "SELECT jsonb_path_query('1', NULL), 1",
            "SELECT jsonb_path_exists(NULL, '$'), jsonb_path_exists('1', NULL), "
                + "jsonb_path_exists('1', '$', NULL), NULL::jsonb @? '$', '1'::jsonb @@ NULL",
            "SELECT '$.a'::text::jsonpath, '$.a'::jsonpath::text, NULL::jsonpath, CAST('$' "
                + "AS jsonpath), jsonpath '$.b'",
            "SELECT '$'::jsonpath = '$'::jsonpath",
            "SELECT '$'::jsonpath < '$'::jsonpath",
            "SELECT DISTINCT '$'::jsonpath",
            "SELECT '$'::jsonpath ORDER BY 1",
            "SELECT min('$'::jsonpath)",
            "SELECT greatest('$'::jsonpath, '$')",
            "SELECT coalesce('$.x'::jsonpath, '$'), CASE WHEN true THEN '$.a'::jsonpath "
                + "END, ARRAY['$.a'::jsonpath, '$.b c'], array_agg('$.a'::jsonpath), "
                + "'{$.a}'::jsonpath[]",
            "SELECT '{$.a b}'::jsonpath[]",
            "SELECT to_jsonb('$.a'::jsonpath), '$.a'::jsonpath || 'x', "
                + "concat('$.a'::jsonpath, 1), length('$.a'::jsonpath::text)",
            "SELECT '$.a'::varchar::jsonpath, '$.a'::jsonpath::varchar(3), "
                + "'$'::json::jsonpath",
            "SELECT '$'::jsonpath::int",
            "SELECT 1::jsonpath",
            "SELECT jsonb '1' @? '$'::text",
            "SELECT jsonb '1' @? '$'::varchar",
            "SELECT json '1' @? '$'",
            "SELECT jsonb_path_exists(json '1', '$')",
            "SELECT jsonb_path_exists('1'::jsonb, '$'::text)",
            "SELECT jsonb_path_exists('1', '$.**.datetime()')",
            "SELECT jsonb_path_exists('\"2020-01-01\"', '$.datetime()')",
            "SELECT jsonb_path_query_tz('\"2020-01-01\"', '$.datetime()')",
            "SELECT jsonb_path_query('[]', 'lax $.datetime()'), 1",
            "SELECT count(*) FROM (VALUES ('{\"a\":1}'::jsonb), ('{\"a\":2}'), ('[]'), (NULL)) "
                + "AS t(j) WHERE j @? '$ ? (@.a > 1)'",
            "SELECT j, j @@ '$.a == 1', j @? p, jsonb_path_query_first(j, p) FROM (VALUES"
                + " ('{\"a\":1}'::jsonb, '$.a'::jsonpath), ('{\"a\":2}', '$.b'), ('[{\"a\":1}]',"
                + " 'strict $.a'), (NULL, '$'), ('1', NULL)) AS t(j, p)",
            "SELECT jsonb_path_query(j, p) FROM (VALUES ('{\"a\":[1,2]}'::jsonb, "
                + "'$.a[*]'::jsonpath), ('{\"a\":2}', '$.b'), ('[{\"a\":1}]', '$.a'), (NULL, '$'), "
                + "('1', NULL)) AS t(j, p)",
            "SELECT jsonb_path_query('[1,2]', '$[$[*] ? (exists(@[0])), last]')",
            "SELECT jsonb_path_query('[0,1,2]', '$[$[0] ? (exists($[0])), last]')",
            "SELECT jsonb_path_query('[[1],[1,2,3]]', '$[0, $[1] ? (exists(@[0])).size() - "
                + "2, last]')",
            "SELECT jsonb_path_query('{\"a\": 1}', '$.a ? (@ > $x)', '{\"x\": 0}'), "
                + "jsonb_path_query('{\"a\": 1}', '$.a ? (@ > $\"x y\")', '{\"x y\": 0}')",
            "SELECT jsonb_path_query('\"a\"', '{{$ starts with \"a\";;$ starts with $x;;$ "
                + "starts with \"\";;\"abc\" starts with $}}', '{\"x\":\"a\"}')",
            "SELECT jsonb_path_query('{\"a\": \"x\"}', '{{1 + $.a;;$.a + 1;;-$.a;;$.a * "
                + "$.a;;$[$.a];;$.a.floor();;$.b.c;;1 / 0;;1 % 0;;$.a > 1;;$.a starts with "
                + "1}}'{{;;, '{}', true}})",
            "SELECT jsonb_path_query('{{true;;null;;{};;[[1]]}}', " + "'$.{{bigint;;integer}}()')",
            "SELECT jsonb_path_query('12.345', "
                + "'$.decimal({{0;;1001;;5,1001;;-1;;5,99999999999;;99999999999}})'{{;;, '{}', "
                + "true}})",
            "SELECT jsonb_path_query('1', '$.decimal(0)')",
            "SELECT jsonb_path_query_array(('[' || repeat('[', 800) || '1' || repeat(']', "
                + "800) || ']')::jsonb, '$.**{last}')",
            "SELECT jsonb_path_query('{}', ('$' || repeat('.a', 400))::jsonpath)",
            "SELECT jsonb_path_query('1', ('$' || repeat(' + 1', 400))::jsonpath)");
  }

  private static Topic tables() {
    return new Topic("json_path_tables")
        .add(
            "SELECT id, j @? '{{$.a;;$[*];;strict $.a;;$.**.c ? (@ == 1);;$ ? (@.type() == "
                + "\"object\")}}', j @@ '{{$.a == 1;;$[0] > 0;;exists($.b)}}' FROM t_misc",
            "SELECT id, jsonb_path_query_array(j, "
                + "'{{$.*;;$[*];;$.**;;$.keyvalue();;$.**.type()}}') FROM t_misc",
            "SELECT id, jsonb_path_query(j, '{{$.*;;$[*];;$.** ? (@ > 1);;$.a}}') FROM " + "t_misc",
            "SELECT id, x FROM t_misc, jsonb_path_query(j, '$.**', '{}', true) AS x",
            "SELECT id, jsonb_path_exists(j, '$ ? (@.a == $x)', jsonb_build_object('x', "
                + "id)), jsonb_path_match(j, '$.a == $x', jsonb_build_object('x', id), true), "
                + "jsonb_path_query_first(j, '$.*') FROM t_misc",
            "SELECT id FROM t_misc WHERE jsonb_path_exists(j, '{{$.a;;$.b[*] ? (@ == "
                + "1);;$[*];;strict $.a}}'{{;;, '{}', true}})",
            "SELECT count(*), sum((jsonb_path_query_first(j, '$.**.size()'))::int) FROM "
                + "t_misc WHERE j @? '$.*' OR j @@ 'exists($[*])'",
            "SELECT id, jsonb_path_query(j, ('$' || CASE WHEN id % 2 = 0 THEN '.*' ELSE "
                + "'[*]' END)::jsonpath) FROM t_misc",
            "SELECT id, (CASE WHEN id > 2 THEN '$.a + 1' ELSE '(1 + $.b).abs()' "
                + "END)::jsonpath FROM t_misc",
            "SELECT id, CASE WHEN id > 2 THEN '($.a + 1).abs()'::jsonpath ELSE '$' END FROM"
                + " t_misc",
            "SELECT id, jsonb_path_exists(j, CASE WHEN id > 2 THEN '($.a + "
                + "1).abs()'::jsonpath ELSE '$' END) FROM t_misc",
            "SELECT max('($.a + 1).abs()'::jsonpath::text), count('$'::jsonpath) FROM " + "t_misc");
  }
}
