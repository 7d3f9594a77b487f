package dev.braid.slt;

import java.util.List;

/// jsonb's subscripts, and IS JSON.
final class JsonTopics {
  private JsonTopics() {}

  static List<Topic> all() {
    return List.of(subscripts(), isJson());
  }

  private static Topic subscripts() {
    return new Topic("json_subscripts")
        .add(
            "SELECT "
                + "{{'{\"a\":[1,{\"b\":2}]}'::jsonb;;'[1,[2,3]]'::jsonb;;'\"x\"'::jsonb;;NULL::jsonb;;'{\"1\":\"x\"}'::jsonb}}"
                + " {{['a'];;[0];;['a'][0];;[-1];;['1'];;[1][0];;['a'][1]['b'];;[NULL];;['a'][NULL]}}",
            "SELECT "
                + "({{'{\"a\":[1,{\"b\":2}]}'::jsonb;;'[1,[2,3]]'::jsonb;;'\"x\"'::jsonb;;NULL::jsonb;;'{\"1\":\"x\"}'::jsonb}})"
                + " {{['a'];;[0];;['a'][0];;[-1];;['1'];;[1][0];;['a'][1]['b'];;[NULL];;['a'][NULL];;[1::smallint];;[1::bigint];;[1.0];;[true];;['a'::varchar];;['a'::char(3)];;[1:2];;[:];;['a'][1:];;.a;;.*;;['a'].b;;[now()];;['1'::jsonb]}}",
            "SELECT ('[1,2]')[0], ('[1,2]'::json)[0]",
            "SELECT id, j['a'], j['b'][1], (j)['n'], j['a']['c'] IS NULL, j[0] FROM t_misc",
            "SELECT count(*) FROM t_misc WHERE j['a'] = '1'");
  }

  private static Topic isJson() {
    return new Topic("is_json")
        .add(
            "SELECT "
                + "{{'{\"a\":1}';;'[1]';;'\"x\"';;'x';;'';;NULL;;NULL::json;;'{\"a\":1,\"a\":2}';;'[{\"a\":1,\"a\":{\"b\":1,\"b\":2}"
                + " }]';;'{\"a\":1,\"a\":2}'::json;;'{\"a\":1,\"a\":2}'::jsonb;;'[1]'::jsonb;;'1'::jsonb;;'null'::json;;'{}'::json;;1;;true;;'\\x7b7d'::bytea;;'\"\\u0000\"';;'\"\\ud800\"';;ARRAY[1];;'{}'::varchar;;'{}'::char(5);;date"
                + " '2020-01-01';;'nan';;' 1 ';;'{\"a\":1} }';;'[[[[]]]]'}} IS {{;;NOT}} JSON"
                + " {{;;VALUE;;ARRAY;;OBJECT;;SCALAR}} {{;;WITH UNIQUE KEYS}}",
            "SELECT 1 IS JSON = true, '1' IS JSON IS NOT NULL, '1' IS JSON IS JSON",
            "SELECT '1' IS JSON IS TRUE, NOT '1' IS JSON ARRAY, '1' IS JSON AND '2' IS NOT "
                + "JSON OBJECT",
            "SELECT '1' IS JSON FOO",
            "SELECT '1' IS JSON WITH",
            "SELECT '1' IS JSON WITHOUT UNIQUE KEY",
            "SELECT '1' IS JSON AS json, '2' IS JSON",
            "SELECT json, scalar, value, object, keys FROM (VALUES (1,2,3,4,5)) AS t(json, "
                + "scalar, value, object, keys)",
            "SELECT '{\"a\":1,\"a\":2}' IS JSON {{WITHOUT UNIQUE KEYS;;WITH UNIQUE;;WITHOUT "
                + "UNIQUE;;OBJECT WITH UNIQUE KEYS}}",
            "SELECT id, j IS JSON {{OBJECT;;ARRAY;;SCALAR;;VALUE WITH UNIQUE KEYS}}, "
                + "j::text IS NOT JSON, u::text IS JSON FROM t_misc",
            "SELECT j IS JSON OBJECT, count(*) FROM t_misc GROUP BY 1");
  }
}
