package dev.braid.slt;

/// COLLATE: which collation wins, where two do not go together, and letters under each of them.
final class CollationTopics {
  /// Columns of every collation, under other names than the table has.
  private static final String S =
      "(SELECT id, t, t COLLATE \"C\" AS c, (t || '') COLLATE \"POSIX\" AS p,"
          + " lpad(t, length(t)) COLLATE ucs_basic AS u,"
          + " rpad(t, length(t)) COLLATE pg_c_utf8 AS f FROM t_str) s";

  private CollationTopics() {}

  static Topic topic() {
    Topic topic = new Topic("collations");
    explicit(topic);
    implicit(topic);
    passed(topic);
    compared(topic);
    grouped(topic);
    sets(topic);
    letters(topic);
    return topic;
  }

  private static void explicit(Topic topic) {
    topic.add(
        "SELECT 'a' COLLATE \"C\" {{<;;=;;||;;~~;;~;;IS DISTINCT FROM}} 'b' COLLATE"
            + " {{\"C\";;\"POSIX\"}}",
        "SELECT ('a' COLLATE \"C\") COLLATE \"POSIX\"",
        "SELECT ('a' COLLATE \"C\") COLLATE \"POSIX\" < 'b' COLLATE \"POSIX\"",
        "SELECT {{coalesce;;greatest;;nullif;;concat}}('a' COLLATE \"C\", 'b' COLLATE \"POSIX\")",
        "SELECT nullif(t, 'a' COLLATE \"C\") < 'x' COLLATE {{\"C\";;\"POSIX\"}} FROM t_str",
        "SELECT CASE WHEN id = 1 THEN t COLLATE \"C\" ELSE t COLLATE {{\"C\";;\"POSIX\"}} END FROM"
            + " t_str",
        "SELECT CASE t COLLATE \"C\" WHEN 'b' COLLATE \"POSIX\" THEN 1 END FROM t_str",
        "SELECT t COLLATE \"C\" BETWEEN 'a' COLLATE {{\"C\";;\"POSIX\"}} AND 'b' FROM t_str",
        "SELECT t BETWEEN 'a' COLLATE \"C\" AND 'b' COLLATE \"POSIX\" FROM t_str",
        "SELECT t IN ('a' COLLATE \"C\", 'b' COLLATE {{\"C\";;\"POSIX\"}}) FROM t_str",
        "SELECT t COLLATE \"C\" IN ('a', 'b' COLLATE \"POSIX\") FROM t_str",
        "SELECT t COLLATE \"C\" IN ('abc', 'ABC') FROM t_str",
        "SELECT t = ANY (ARRAY['a' COLLATE \"C\", 'b' COLLATE {{\"C\";;\"POSIX\"}}]) FROM t_str",
        "SELECT ARRAY['a' COLLATE \"C\", 'b' COLLATE \"POSIX\"]",
        "SELECT (ARRAY['a', 'b'] COLLATE \"C\")",
        "SELECT 1 COLLATE \"C\"",
        "SELECT ('a' COLLATE \"C\", 'b') = ('a' COLLATE \"POSIX\", 'b')",
        "SELECT ('a' COLLATE \"C\", 'b') < ('a', 'b' COLLATE \"POSIX\")",
        "SELECT upper('a' COLLATE \"C\" || 'b' COLLATE \"POSIX\")",
        "SELECT length('a' COLLATE \"C\") = length('b' COLLATE \"POSIX\")",
        "SELECT max(t COLLATE \"C\") < max(t COLLATE \"POSIX\") FROM t_str",
        "SELECT max(t COLLATE \"C\" || t COLLATE \"POSIX\") FROM t_str",
        "SELECT substring('abc' COLLATE \"C\" from 1 for length('x' COLLATE \"POSIX\"))",
        "SELECT 'a' COLLATE pg_catalog.\"C\" < 'b' COLLATE \"C\"",
        "SELECT replace('abc' COLLATE \"C\", 'b' COLLATE \"POSIX\", '')",
        "SELECT string_agg(t COLLATE \"C\", ',' COLLATE \"POSIX\") FROM t_str",
        "SELECT * FROM t_str a JOIN t_str b ON a.t COLLATE \"C\" = b.t COLLATE \"POSIX\"");
  }

  private static void implicit(Topic topic) {
    topic.add(
        "SELECT id FROM " + S + " WHERE {{c;;t}} {{=;;<;;<>;;>=}} {{p;;u;;f;;t;;c}}",
        "SELECT id FROM " + S + " WHERE c = p COLLATE \"C\"",
        "SELECT id FROM " + S + " WHERE c || p = {{t;;t COLLATE \"C\";;f}}",
        "SELECT {{upper;;lower;;initcap;;length;;md5;;reverse;;casefold}}(c || p) FROM " + S,
        "SELECT {{upper;;lower;;initcap;;casefold}}((c || p) COLLATE \"C\") FROM " + S,
        "SELECT c || p {{LIKE;;ILIKE;;NOT LIKE;;SIMILAR TO;;~;;!~;;~*}} 'a%' FROM " + S,
        "SELECT c {{LIKE;;~;;^@}} p FROM " + S + " WHERE t IN ('abc', 'ABC')",
        "SELECT strpos(c, {{p;;t;;'b'}}), replace(c, {{p;;t}}, 'x') FROM " + S,
        "SELECT {{starts_with(c, p);;split_part(c, p, 1);;string_to_array(c, p);;position(c in p)}}"
            + " FROM "
            + S,
        "SELECT {{translate(c, p, 'x');;concat(c, p);;c || p;;lpad(c, 9, p);;btrim(c, p)}} FROM "
            + S,
        "SELECT {{regexp_replace;;translate}}(c, p, 'x') FROM " + S,
        "SELECT {{greatest;;least;;coalesce;;nullif}}(c, {{p;;t}}) FROM " + S,
        "SELECT c IS {{DISTINCT;;NOT DISTINCT}} FROM p FROM " + S,
        "SELECT CASE WHEN id > 3 THEN c ELSE p END {{;;= 'a';;|| 'x'}} FROM " + S,
        "SELECT CASE c WHEN p THEN 1 ELSE 2 END FROM " + S,
        "SELECT c {{BETWEEN;;NOT BETWEEN}} p AND 'z' FROM " + S,
        "SELECT c IN (p, 'a') FROM " + S,
        "SELECT c IN ('abc', 'ABC') FROM " + S,
        "SELECT c || p IN ('abc', 'ABC') FROM " + S,
        "SELECT c = ANY (ARRAY[p, 'a']) FROM " + S,
        "SELECT (c, id) {{=;;<;;<>}} (p, 1) FROM " + S,
        "SELECT (id, c) {{<;;>=}} (1, {{t;;p}}) FROM " + S,
        "SELECT ARRAY[c, p] FROM " + S,
        "SELECT ARRAY[c, t] = ARRAY[{{t;;p;;c}}, 'x'] FROM " + S,
        "SELECT {{array_position;;array_remove}}(ARRAY[c], {{p;;t}}) FROM " + S,
        "SELECT (ARRAY[c, p])[1] = 'abc' FROM " + S,
        "SELECT c = p FROM " + S + " WHERE false",
        "SELECT (NULL::text COLLATE \"C\" || NULL) = x FROM (SELECT 'a' COLLATE \"POSIX\" AS x) s",
        "SELECT NULL::text = x || y FROM (SELECT t COLLATE \"C\" AS x, t COLLATE \"POSIX\" AS y"
            + " FROM t_str) s");
  }

  private static void passed(Topic topic) {
    topic.add(
        "WITH w AS {{MATERIALIZED;;NOT MATERIALIZED}} (SELECT t COLLATE \"C\" AS a, v COLLATE"
            + " \"POSIX\" AS b FROM t_str) SELECT count(*) FROM w WHERE a = {{b;;a;;'abc'}}",
        "WITH w AS (SELECT t COLLATE \"C\" AS a FROM t_str) SELECT count(*) FROM w x JOIN w y ON"
            + " x.a = y.a",
        "SELECT (SELECT 'a' COLLATE \"C\") = (SELECT 'a' COLLATE {{\"C\";;\"POSIX\"}})",
        "SELECT (SELECT 'a' COLLATE \"C\") = 'a' COLLATE \"POSIX\"",
        "SELECT 'a' COLLATE \"C\" IN (SELECT t COLLATE {{\"C\";;\"POSIX\"}} FROM t_str)",
        "SELECT c IN (SELECT {{p;;c;;t}} FROM " + S + ") FROM " + S,
        "SELECT c {{<> ALL;;< ANY}} (SELECT {{p;;t}} FROM " + S + ") FROM " + S,
        "SELECT (c, 1) IN (SELECT p, 1 FROM " + S + ") FROM " + S,
        "SELECT (1, c) < (SELECT 1, p FROM " + S + " LIMIT 1) FROM " + S,
        "SELECT ARRAY(SELECT t COLLATE \"C\" FROM t_str WHERE id < 3) = ARRAY['a' COLLATE"
            + " {{\"C\";;\"POSIX\"}}]",
        "SELECT count(*) FROM "
            + S
            + " WHERE EXISTS (SELECT FROM t_str WHERE t_str.t = {{c;;c || p}})",
        "SELECT x FROM (VALUES ('a' COLLATE \"C\"), ('b')) v(x) WHERE x < 'c' COLLATE \"POSIX\"",
        "SELECT x FROM (VALUES ('a' COLLATE \"C\"), ('b' COLLATE \"POSIX\")) v(x)",
        "SELECT x FROM (SELECT c || p AS x, t FROM "
            + S
            + ") z WHERE x = {{t;;'a';;t COLLATE \"C\"}}",
        "SELECT x || 'a' = t FROM (SELECT c || p AS x, t FROM " + S + ") z",
        "SELECT a.id FROM " + S + " JOIN t_str a ON a.t = {{c;;c || p}}",
        "SELECT a.id FROM (SELECT t COLLATE \"C\" AS t, id FROM t_str) a JOIN (SELECT t COLLATE"
            + " \"POSIX\" AS t FROM t_str) b USING (t)",
        "SELECT a.x FROM (SELECT t COLLATE \"C\" AS x FROM t_str) a FULL JOIN (SELECT t AS x FROM"
            + " t_str) b ON a.x = b.x",
        "SELECT x FROM unnest(ARRAY['b' COLLATE \"C\", 'a']) x WHERE x < 'b' COLLATE \"POSIX\"",
        "SELECT x = y FROM unnest(ARRAY['b' COLLATE \"C\"]) x, unnest(ARRAY['b' COLLATE \"POSIX\"])"
            + " y",
        "SELECT string_to_table(c, p) FROM " + S,
        "SELECT l.x FROM " + S + ", LATERAL (SELECT c || p AS x) l WHERE l.x = 'a'");
  }

  private static void compared(Topic topic) {
    topic.ordered(
        "SELECT id FROM " + S + " ORDER BY {{c;;p;;u;;f}} {{;;DESC}}, id",
        "SELECT c FROM " + S + " ORDER BY c || p",
        "SELECT c || p FROM " + S + " ORDER BY 1",
        "SELECT x FROM (SELECT c || p AS x FROM " + S + ") z ORDER BY x",
        "SELECT id FROM " + S + " ORDER BY (c || p) COLLATE \"C\", id",
        "SELECT id FROM " + S + " ORDER BY c || t, id",
        "SELECT id FROM t_str ORDER BY t COLLATE \"C\" || t COLLATE \"POSIX\"");
    topic.add(
        "SELECT {{min;;max}}({{c || p;;c;;c || t}}) FROM " + S,
        "SELECT count({{DISTINCT;;}} c || p) FROM " + S,
        "SELECT array_agg(c ORDER BY {{c || p;;p, c}}) FROM " + S + " WHERE id < 4",
        "SELECT string_agg(c, p) FROM " + S + " WHERE id < 2",
        "SELECT mode() WITHIN GROUP (ORDER BY {{c || p;;c}}) FROM " + S + " WHERE t = 'abc'",
        "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY {{c || p;;c}}) FROM " + S,
        "SELECT rank('a' COLLATE \"C\") WITHIN GROUP (ORDER BY {{p;;t;;t COLLATE \"POSIX\"}}) FROM "
            + S,
        "SELECT count(*) FILTER (WHERE c = p) FROM " + S,
        "SELECT row_number() OVER (ORDER BY {{c || p;;c, id}}) FROM " + S,
        "SELECT count(*) OVER (PARTITION BY {{c || p;;c}}) FROM " + S,
        "SELECT {{max(c || p) OVER ();;first_value(c || p) OVER (ORDER BY id)}} FROM " + S,
        "SELECT lag(c, 1, p) OVER (ORDER BY id) FROM " + S);
  }

  private static void grouped(Topic topic) {
    topic.add(
        "SELECT count(*) FROM " + S + " GROUP BY {{c;;c || p;;c, p;;(c || p) COLLATE \"C\"}}",
        "SELECT DISTINCT {{c;;c || p;;c, p;;(c || p) COLLATE \"C\"}} FROM " + S,
        "SELECT DISTINCT ON (c || p) id FROM " + S,
        "SELECT x, count(*) FROM (SELECT c || p AS x FROM " + S + ") z GROUP BY x",
        "SELECT DISTINCT x FROM (SELECT c || p AS x FROM " + S + ") z",
        "SELECT t FROM t_str GROUP BY t COLLATE \"C\"",
        "SELECT t COLLATE \"C\", count(*) FROM t_str GROUP BY t {{;;COLLATE \"C\";;COLLATE"
            + " \"POSIX\"}}",
        "SELECT t COLLATE \"C\" || 'x' FROM t_str GROUP BY t COLLATE \"C\"",
        "SELECT t COLLATE \"C\" < 'x' COLLATE \"POSIX\" FROM t_str GROUP BY t COLLATE \"C\"",
        "SELECT max(t) FROM t_str GROUP BY t COLLATE \"C\" HAVING t COLLATE \"C\" < 'b' COLLATE"
            + " \"POSIX\"",
        "SELECT DISTINCT t FROM t_str ORDER BY t COLLATE \"C\"",
        "SELECT c, p FROM " + S + " GROUP BY ROLLUP (c, p) HAVING c < p");
  }

  private static void sets(Topic topic) {
    String kinds = "{{UNION;;UNION ALL;;INTERSECT;;EXCEPT}}";
    topic.add(
        "SELECT c FROM " + S + " " + kinds + " SELECT {{p;;t;;c}} FROM " + S,
        "SELECT t COLLATE \"C\" FROM t_str " + kinds + " SELECT t COLLATE \"POSIX\" FROM t_str",
        "SELECT t COLLATE \"C\" FROM t_str " + kinds + " SELECT p FROM " + S,
        "SELECT x FROM (SELECT c AS x FROM "
            + S
            + " UNION ALL SELECT p FROM "
            + S
            + ") z WHERE x = 'abc'",
        "SELECT x FROM (SELECT c AS x FROM "
            + S
            + " UNION ALL SELECT t FROM "
            + S
            + ") z WHERE x = 'abc' COLLATE \"POSIX\"",
        "SELECT x FROM (SELECT c AS x FROM "
            + S
            + " UNION ALL SELECT t FROM t_str) z, t_str WHERE x = t",
        "SELECT c FROM " + S + " UNION ALL SELECT p FROM " + S + " ORDER BY 1",
        "(SELECT t COLLATE \"C\" FROM t_str UNION SELECT t FROM t_str) UNION SELECT t COLLATE"
            + " \"POSIX\" FROM t_str",
        "(SELECT c FROM " + S + " UNION ALL SELECT p FROM " + S + ") UNION SELECT t FROM t_str",
        "VALUES ('a' COLLATE \"C\") UNION VALUES ('b' COLLATE \"POSIX\")",
        "WITH RECURSIVE r AS (SELECT t {{COLLATE \"C\";;}} AS x, 1 AS n FROM t_str WHERE t = 'abc'"
            + " {{UNION;;UNION ALL}} SELECT {{x || 'a';;(x || 'a') COLLATE \"POSIX\";;(x || 'a')"
            + " COLLATE \"C\"}}, n + 1 FROM r WHERE n < 3) SELECT x FROM r");
  }

  private static void letters(Topic topic) {
    String collations = "{{\"C\";;\"POSIX\";;ucs_basic;;pg_c_utf8}}";
    topic.add(
        "SELECT {{upper;;lower;;initcap}}(t COLLATE " + collations + ") FROM t_str",
        "SELECT {{upper;;lower;;initcap}}('aBé Élan ǆx ñandú1É 2éa_bÄ' COLLATE " + collations + ")",
        "SELECT {{upper;;lower;;initcap}}(string_agg(chr(i) || 'x', ' ' ORDER BY i) COLLATE "
            + collations
            + ") FROM generate_series({{1, 2000;;2001, 12000;;40000, 55000;;63000, 75000;;120000,"
            + " 130000}}) i",
        "SELECT casefold('É' COLLATE {{\"C\";;ucs_basic}})",
        "SELECT upper({{c;;p;;u;;f;;t;;c || t}}) FROM " + S,
        "SELECT id FROM t_str WHERE t COLLATE " + collations + " ILIKE '{{ÄÖ%;;%ABC%}}'",
        "SELECT 'É' COLLATE "
            + collations
            + " ILIKE 'é', 'AÉ' COLLATE "
            + collations
            + " NOT ILIKE 'aÉ'",
        "SELECT 'é' COLLATE "
            + collations
            + " ~ '{{^.$;;é;;[[:alpha:]];;\\w;;[a-z];;^[é-ü]$;;\\d}}'",
        "SELECT 'É' COLLATE " + collations + " {{~*;;!~*}} 'é'",
        "SELECT 'éa' COLLATE " + collations + " SIMILAR TO '{{_a;;%[[:alpha:]]%;;é(a|b)}}'",
        "SELECT regexp_replace('éa' COLLATE {{\"C\";;pg_c_utf8}}, '{{a;;\\w}}', 'x')",
        "SELECT substring('éa' COLLATE \"C\" from {{'.a';;2;;'\\w'}})",
        "SELECT substring(t COLLATE \"C\" from {{id;;id for 1}}) FROM t_str WHERE id > 0",
        "SELECT 'É' COLLATE "
            + collations
            + " {{ILIKE;;NOT ILIKE;;~*;;~}} {{ANY;;ALL}} (ARRAY['é', 'É'])",
        "SELECT 'É' COLLATE "
            + collations
            + " {{ILIKE;;NOT ILIKE;;~*;;~}} {{ANY;;ALL}} (string_to_array('é,É', ','))",
        "SELECT regexp_split_to_table('aéb' COLLATE "
            + collations
            + ", '{{é;;\\w;;.;;[[:alpha:]]}}')",
        "SELECT * FROM regexp_matches('aéb1' COLLATE "
            + collations
            + ", '{{é;;\\w;;.;;\\d}}', 'g')",
        "SELECT id FROM t_str WHERE upper(t COLLATE \"C\") = upper(t)",
        "SELECT upper(x) FROM (SELECT 'é' COLLATE \"C\" AS x UNION ALL SELECT 'É') s",
        "SELECT count(*) FROM t_str GROUP BY upper(t COLLATE \"C\")",
        "SELECT 'a' COLLATE {{\"de_DE\";;\"default\";;pg_unicode_fast;;nosuch}} < 'b'");
  }
}
