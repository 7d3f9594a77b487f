package dev.braid.slt;

import java.util.List;

/// Types of expressions, encodings of text, and texts with a grammar of their own.
final class EncodingTopics {
  private EncodingTopics() {}

  static List<Topic> all() {
    return List.of(types(), sizes(), encodings(), json(), names());
  }

  private static Topic types() {
    return new Topic("types_of")
        .add(
            "SELECT"
                + " pg_typeof({{1;;1.5;;'a';;NULL;;'a'::varchar(3);;'a'::char(4);;ARRAY[1,2];;ARRAY['a'];;now();;DATE"
                + " '2000-01-01';;INTERVAL '1"
                + " day';;'{}'::json;;'{}'::jsonb;;true;;1::int2;;1::float4;;'12:00'::time;;'\\x00'::bytea;;gen_random_uuid();;count(*);;sum(1);;array_agg('a'::varchar);;(SELECT"
                + " 1);;(SELECT 'x');;CASE WHEN true THEN 1 ELSE 2.5"
                + " END;;coalesce(NULL,'a');;lower('a');;'a'||'b';;row_number() OVER ()}})",
            "SELECT pg_typeof(1)::text, pg_typeof(1.0)::varchar, pg_typeof(1)::char(3),"
                + " pg_typeof(1)::varchar(2)",
            "SELECT pg_typeof(1) = pg_typeof(2), pg_typeof(1) <> pg_typeof('a'), pg_typeof(1) ="
                + " 'integer', pg_typeof(1) = 'int4', pg_typeof(1) = 'int'::regtype,"
                + " pg_typeof(now()) = 'timestamptz'::regtype",
            "SELECT pg_typeof(1) IN ('integer','bigint'), pg_typeof('x'::text) IN"
                + " ('integer','bigint')",
            "SELECT pg_typeof(1) ="
                + " {{'foo';;'numeric(10,2)';;'integer[]';;'int[]';;'name';;'23';;'';;'-';;'integer"
                + " 5';;'double precision';;'\"Integer\"';;'TEXT';;'pg_catalog.int4';;'interval"
                + " day';;'interval(3)';;'char';;'\"char\"';;'_int4';;'varchar(3)[]'}}",
            "SELECT {{'foo';;'numeric(10,2)';;'integer[]';;'int[]';;'timestamp(3) with time"
                + " zone';;'float(3)';;'decimal';;'boolean'}}::regtype",
            "SELECT pg_typeof(pg_typeof(1)), pg_typeof(pg_typeof(1)::text)",
            "SELECT pg_typeof(x), count(*) FROM (VALUES (1),(2)) v(x) GROUP BY 1",
            "SELECT pg_typeof(x) FROM (VALUES (1),(2.5)) v(x) ORDER BY 1",
            "SELECT greatest(pg_typeof(1), pg_typeof('a'::text))",
            "SELECT min(pg_typeof(1))",
            "SELECT DISTINCT pg_typeof(x) FROM (VALUES (1),(2.5)) v(x)",
            "SELECT pg_typeof(1/0)",
            "SELECT pg_typeof(current_user)",
            "SELECT pg_typeof()",
            "SELECT pg_typeof(1,2)",
            "SELECT pg_typeof(x) FROM t_mid LIMIT 1",
            "SELECT pg_typeof(id), pg_typeof(t_mid.id) FROM t_mid WHERE pg_typeof(id)::text ="
                + " 'integer' LIMIT 1",
            "SELECT pg_typeof(a) FROM (SELECT 'x' AS a) q",
            "SELECT pg_typeof(a) FROM (VALUES ('x')) q(a)",
            "SELECT pg_typeof(a) FROM (SELECT NULL AS a UNION ALL SELECT 1) q",
            "SELECT pg_typeof(x) || 'a'",
            "SELECT pg_typeof(x)::text || 'a' FROM (SELECT 1 x) q",
            "SELECT count(pg_typeof(1)), coalesce(pg_typeof(1), pg_typeof('a')), CASE WHEN true"
                + " THEN pg_typeof(1) END",
            "SELECT pg_typeof(1)::int",
            "SELECT pg_typeof(1) IS NULL, pg_typeof(NULL) IS NOT NULL",
            "SELECT pg_typeof(date '2000-01-01' + 1), pg_typeof(date '2000-01-01' + interval '1"
                + " day'), pg_typeof(1::int2 + 1::int8), pg_typeof(1 + 1.5), pg_typeof(2 ^ 3),"
                + " pg_typeof(round(1.5)), pg_typeof(avg(1)), pg_typeof(avg(1.5::float4)),"
                + " pg_typeof(extract(year from now()))",
            "SELECT pg_typeof(1) IN ('integer','bigint'), pg_typeof(1) NOT IN ('integer','bigint')",
            "SELECT pg_typeof(1) IN ('integer')",
            "SELECT pg_typeof(1) = 'integer'",
            "SELECT pg_typeof(1) ="
                + " {{'integer';;'int[]';;'varchar(3)';;'foo';;'pg_class';;'int,'}}::regtype",
            "SELECT CASE pg_typeof(1) WHEN 'integer'::regtype THEN 1 ELSE 2 END",
            "SELECT pg_typeof(pg_typeof(1)), pg_typeof(ARRAY[pg_typeof(1)]), 'int'::regtype::text",
            "SELECT 'int'::text::regtype",
            "SELECT pg_typeof(x), count(*) FROM (SELECT 1 x UNION ALL SELECT 2) q WHERE"
                + " pg_typeof(x) = 'int'::regtype GROUP BY pg_typeof(x) HAVING pg_typeof(min(x)) ="
                + " 'int4'::regtype");
  }

  private static Topic sizes() {
    return new Topic("sizes")
        .add(
            "SELECT"
                + " pg_size_pretty({{0;;1;;-1;;10239;;10240;;-10240;;-10239;;20479;;10485247;;10485248;;10485760;;-10485760;;1e10;;123456789012345;;9223372036854775807;;-9223372036854775808;;99999999999999999999}}::{{int8;;numeric}})",
            "SELECT"
                + " pg_size_pretty({{1.5;;10239.9;;10240.1;;-20971519.7;;'NaN'::numeric;;'Infinity'::numeric;;'-Infinity'::numeric;;1e40;;NULL;;1;;'1'}})",
            "SELECT pg_size_pretty(2::bigint ^ 40), pg_size_pretty((1::int8 <<"
                + " {{9;;10;;14;;20;;30;;40;;50;;60;;62}}))",
            "SELECT pg_size_pretty((1::int8 <<"
                + " {{9;;10;;13;;14;;20;;24;;30;;34;;40;;44;;50;;54;;60;;62}}) {{-1;;+0;;+1}})",
            "SELECT pg_size_bytes({{'1';;' 1 kB ';;'1.5MB';;'-1.5 gb';;'1e3';;'1e3kb';;'1e';;'1"
                + " e3';;'';;'abc';;'1 xb';;'1 b';;'1B';;'1 byte';;'1 bytes';;'20 PB';;'9000"
                + " PB';;'.5kB';;'5.kB';;'1..5';;'+3 TB';;'NaN';;'1kB x';;'0x10';;'1e-3"
                + " PB';;NULL;;'-'}})");
  }

  private static Topic encodings() {
    return new Topic("encodings")
        .add(
            "SELECT"
                + " convert_from({{'\\x616263';;'\\xc3a4';;'\\xe4';;'\\xff';;'\\xc3';;'\\x00';;'\\xe282ac';;'\\xeda080';;'\\xf4908080';;'\\xc0af';;'\\xf09f9880';;'\\x';;'\\xf8888080';;'\\x61ff62';;NULL}}::bytea,"
                + " {{'UTF8';;'utf-8';;'LATIN1';;'iso-8859-1';;'SQL_ASCII';;'unicode';;'WIN1252';;'foo';;NULL;;''}})",
            "SELECT convert({{'\\x616263';;'\\xc3a4';;'\\xe4';;'\\xe282ac';;'\\x80'}}::bytea,"
                + " {{'UTF8';;'LATIN1';;'SQL_ASCII';;'x'}},"
                + " {{'UTF8';;'LATIN1';;'SQL_ASCII';;'y'}})",
            "SELECT convert_from(set_byte('\\x00'::bytea, 0, i),"
                + " {{'LATIN1';;'LATIN2';;'LATIN4';;'LATIN5';;'LATIN7';;'LATIN9';;'LATIN10';;'ISO_8859_5';;'ISO_8859_7';;'WIN1250';;'WIN1251';;'WIN1252';;'WIN1253';;'WIN1254';;'WIN1257';;'KOI8R';;'KOI8U'}})"
                + " FROM generate_series(1,127) i",
            "SELECT convert_from(decode(string_agg(to_hex(i), ''), 'hex'),"
                + " {{'LATIN1';;'LATIN2';;'LATIN4';;'LATIN5';;'LATIN7';;'LATIN9';;'LATIN10';;'ISO_8859_5';;'ISO_8859_7';;'WIN1250';;'WIN1251';;'WIN1252';;'WIN1253';;'WIN1254';;'WIN1257';;'KOI8R';;'KOI8U'}})"
                + " FROM generate_series(160,255) i",
            "SELECT length({{'\\xc3a4';;'\\xff';;'\\x616263';;'\\x00'}}::bytea,"
                + " {{'UTF8';;'LATIN1';;'SQL_ASCII';;'bar';;NULL}})",
            "SELECT get_bit({{'\\x1234';;'\\x'}}::bytea,"
                + " {{0;;1;;2;;4;;15;;16;;-1;;NULL;;9223372036854775807}})",
            "SELECT set_bit('\\x1234'::bytea, {{0;;1;;15;;16;;-1}}, {{0;;1;;2;;NULL}})",
            "SELECT crc32({{'\\x616263';;'\\x';;NULL}}::bytea),"
                + " crc32c({{'\\x616263';;'\\x';;NULL}}::bytea)",
            "SELECT {{'\\x61625c63';;'\\x';;'\\x6162';;'\\xff0061'}}::bytea {{LIKE;;NOT LIKE}}"
                + " {{'%';;'a%';;'_b%';;'%c';;'ab\\\\c';;'ab';;'a_';;'\\';;'%\\';;'a\\';;'';;'_';;'%_%_';;'\\\\377%';;'%a%';;NULL}}::bytea",
            "SELECT {{'\\x61255f';;'\\x615c';;'\\x6121'}}::bytea LIKE"
                + " {{'a!%!_';;'a%';;'a\\\\\\\\';;'a!!'}}::bytea ESCAPE"
                + " {{'!';;'';;'\\\\';;'ab'}}::bytea",
            "SELECT \"like\"('\\x61'::bytea, 'a'::bytea), \"notlike\"('\\x61'::bytea, 'a'::bytea),"
                + " like_escape('a!%'::bytea,'!'::bytea)",
            "SELECT overlay('\\x0102030405'::bytea placing '\\xffff'::bytea from"
                + " {{1;;2;;5;;6;;9;;0;;-1;;2147483647}}), overlay('\\x0102030405'::bytea placing"
                + " '\\xffff'::bytea from 2 for {{0;;1;;3;;9;;-1;;-3;;2147483647}})");
  }

  private static Topic json() {
    return new Topic("json_makers")
        .add(
            "SELECT"
                + " array_to_json({{ARRAY[1,2,3];;ARRAY['a',NULL];;'{}'::int[];;ARRAY['{\"a\":1}'::json];;NULL::int[]}},"
                + " {{true;;false;;NULL}})",
            "SELECT jsonb_set_lax('{\"a\":1,\"b\":[1,2]}', {{'{a}';;'{b,0}';;'{c}';;NULL;;'{}'}},"
                + " {{'5';;NULL}}), jsonb_set_lax('{\"a\":1}', '{c}', {{'5';;NULL}},"
                + " {{true;;false;;NULL}})",
            "SELECT jsonb_set_lax('{\"a\":1,\"b\":[1,2]}', '{a}', {{NULL;;'3'}}, true,"
                + " {{'use_json_null';;'delete_key';;'return_target';;'raise_exception';;'x';;NULL}})",
            "SELECT"
                + " {{json_object;;jsonb_object}}({{'{a,1,b,2}';;'{a,1,b}';;'{}';;'{a,NULL}';;'{NULL,a}';;'{b,1,a,2,b,3}';;NULL}}::text[])",
            "SELECT {{json_object;;jsonb_object}}('{a,b}'::text[],"
                + " {{'{1,2}';;'{1}';;'{NULL,x}';;'{}';;NULL}}::text[])",
            "SELECT json_object('{a,1}'), jsonb_object('{a,1}'), jsonb_object('{a}','{1}'),"
                + " json_object('{a}','{1}')",
            "SELECT jsonb_object('{a,b}'::text[], '{}'), jsonb_object('{}'::text[],'{}')");
  }

  private static Topic names() {
    return new Topic("identifiers")
        .add(
            "SELECT parse_ident({{'a';;'a.b.c';;'\"A\".b';;' a . b"
                + " ';;'A.B';;'a..b';;'.a';;'a.';;'';;'\"a';;'\"\"';;'\"a\"\"b\"';;'1a';;'a1$';;'é.Ü';;'a"
                + " b';;'a(b)';;'a.b+';;'\"a\"b';;NULL;;'a.\"\"'}})",
            "SELECT parse_ident({{'a b';;'a.b(c)';;'a.b)';;'.x';;'a.\"'}}, {{false;;true;;NULL}})",
            "SELECT substring('foobar', '%#\"o_b#\"%', '#'), substring('foobar' SIMILAR"
                + " '%#\"o_b#\"%' ESCAPE '#'), substring('foobar', '#\"o_b#\"%', '#')",
            "SELECT normalize({{U&'\\0061\\0308';;'ä';;'ﬁ';;'';;NULL}}),"
                + " normalize(U&'\\0061\\0308ﬁ', {{NFC;;NFD;;NFKC;;NFKD}}), U&'\\0061\\0308' IS"
                + " NORMALIZED, 'ä' IS NFD NORMALIZED, 'ﬁ' IS NOT NFKC NORMALIZED",
            "SELECT \"normalize\"('a', 'x'), is_normalized('a')",
            "SELECT unicode_assigned({{'abc';;U&'\\0378';;'';;NULL;;U&'a\\0378b'}})",
            "SELECT"
                + " uuid_extract_version({{'c232ab00-9414-11ec-b3c8-9f6bdeced846';;'41db1265-8bc1-4ab3-992f-885799a4af1d';;'017f22e2-79b0-7cc3-98c4-dc0c0c07398f';;'00000000-0000-0000-0000-000000000000';;'ffffffff-ffff-ffff-ffff-ffffffffffff'}}::uuid),"
                + " uuid_extract_timestamp({{'c232ab00-9414-11ec-b3c8-9f6bdeced846';;'41db1265-8bc1-4ab3-992f-885799a4af1d';;'017f22e2-79b0-7cc3-98c4-dc0c0c07398f';;'00000000-0000-1000-8000-000000000000';;'ffffffff-ffff-1fff-bfff-ffffffffffff';;'ffffffff-ffff-7fff-bfff-ffffffffffff';;'00000000-0000-7000-8000-000000000000'}}::uuid)",
            "SELECT reverse('\\x010203'::bytea), 5::int2::bytea, '\\x05'::bytea::int",
            "SELECT substring({{'foobar';;'abcdef';;'';;'a\"b';;'aaa';;NULL}},"
                + " {{'%#\"o_b#\"%';;'#\"%#\"';;'#\"a*#\"%';;'%#\"a*#\"';;'a#\"%#\"f';;'abc#\"def#\"';;'abc';;'%';;'#\"abc';;'%(b|bc)#\"%#\"_*';;'x#\"%#\"';;'#\"#\"%';;'%#\"#\"%#\"';;'##';;'[#\"]%';;NULL;;'_{3}#\"%#\"';;'(a|b)+#\"c|d#\"%'}},"
                + " '#')",
            "SELECT substring('foobar' SIMILAR {{'%o_b%';;'fooxar';;'%\\\"o_b\\\"%'}} ESCAPE"
                + " {{'\\';;'';;'ab';;NULL}})",
            "SELECT substring('foobar' FROM '%#\"o_b#\"%' FOR '#')",
            "SELECT count(*), sum(g) FROM generate_series(1, 1114111) g WHERE g NOT BETWEEN 55296"
                + " AND 57343 AND unicode_assigned(chr(g))",
            "SELECT count(*) FROM generate_series(1, 1114111) g WHERE g NOT BETWEEN 55296 AND 57343"
                + " AND chr(g) IS {{NFC;;NFKD}} NORMALIZED",
            "SELECT md5(string_agg(normalize(chr(g), {{NFC;;NFD;;NFKC;;NFKD}}), ',' ORDER BY g))"
                + " FROM generate_series(160, 13000) g");
  }
}
