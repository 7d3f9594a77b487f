package dev.braid.shards;

import dev.braid.testing.TestShards;
import dev.braid.testing.WholeAndShards;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Types that only servers have: passed through, computed on the shards where that is right, and
/// refused by name where it is not.
class OpaqueTypesTest {
  private static final String TABLES =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
      CREATE TYPE pair AS (a int, b text);
      CREATE DOMAIN rare_mood AS mood CHECK (VALUE <> 'ok');
      CREATE FUNCTION twice(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 2 * $1';
      CREATE FUNCTION loud(mood) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT upper($1::text)';
      CREATE TABLE thing (
        id int PRIMARY KEY, feeling mood, rare rare_mood, feelings mood[], address inet, net cidr, mac macaddr,
        bits bit(3), more varbit, price money, spot point, area box, words tsvector, span int4range,
        spans nummultirange, couple pair, doc xml, lsn pg_lsn, clock timetz, label name, path jsonpath);
      INSERT INTO thing
        SELECT id, CASE WHEN id % 5 > 0 THEN (ARRAY['sad', 'ok', 'happy'])[id % 3 + 1]::mood END,
               CASE WHEN id % 2 = 0 THEN 'sad'::mood END,
               CASE WHEN id % 3 > 0 THEN ARRAY['happy', NULL]::mood[] END,
               CASE WHEN id % 4 > 0 THEN ('10.0.' || id % 3 || '.' || id % 4 || CASE WHEN id % 2 = 0 THEN '' ELSE '/24' END)::inet END,
               ('10.' || id % 3 || '.0.0/16')::cidr, ('08:00:2b:01:02:0' || id % 3)::macaddr,
               (id % 8)::bit(3), substring('10110' FROM 1 FOR id % 5)::varbit, (id * 1.5)::numeric::money,
               CASE WHEN id % 6 > 0 THEN point(id, -id / 2.0) END, box(point(0, 0), point(id, 1)),
               to_tsvector('simple', 'a word of ' || id % 4), int4range(id, id + id % 4),
               nummultirange(numrange(id, id + 1.50)), CASE id % 4 WHEN 0 THEN NULL WHEN 1 THEN ROW(NULL, NULL)::pair ELSE ROW(id, 'x "y", z')::pair END,
               ('<a>' || id || '</a>')::xml, ('0/' || id)::pg_lsn, ('10:00:0' || id % 10 || '+02')::timetz,
               'n' || id % 3, '$.a[*]'
        FROM generate_series(1, 40) id;
      CREATE TABLE other (k int, feeling mood, address inet, at_ point);
      INSERT INTO other SELECT k, (ARRAY['sad', 'ok', 'happy'])[k % 2 + 1]::mood, ('10.0.1.' || k)::inet, point(k, 0)
        FROM generate_series(1, 9) k;
      """;

  private static WholeAndShards both;

  @BeforeAll
  static void create() {
    String locale = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'";
    TestShards shards =
        new TestShards("opaque").execute(TABLES).hashed("thing", "id").sliced("other", "k % 4");
    both = new WholeAndShards("opaque", locale, TABLES, shards);
  }

  @AfterAll
  static void drop() {
    both.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM thing ORDER BY id",
        "SELECT feeling, rare, address FROM thing WHERE feeling = 'happy'",
        "SELECT id FROM thing WHERE feeling > 'sad' AND feeling <> 'ok'",
        "SELECT id FROM thing WHERE feeling IN ('sad', 'happy') AND rare IS NULL",
        "SELECT id FROM thing WHERE feeling BETWEEN 'sad' AND 'ok'",
        "SELECT id FROM thing WHERE feeling IS DISTINCT FROM 'ok'",
        "SELECT id, feeling::text FROM thing WHERE feeling::text LIKE 'h%'",
        "SELECT id FROM thing WHERE 'ok'::mood = feeling",
        "SELECT feeling, count(*), count(feeling) FROM thing GROUP BY feeling",
        "SELECT DISTINCT feeling, bits FROM thing",
        "SELECT count(DISTINCT feeling), count(DISTINCT address) FROM thing",
        "SELECT id, CASE WHEN id > 5 THEN feeling END, coalesce(feeling, rare) FROM thing",
        "SELECT feeling FROM thing UNION SELECT feeling FROM other",
        "SELECT feeling FROM thing EXCEPT SELECT 'ok'::mood",
        "SELECT t.id, o.k FROM thing t JOIN other o ON t.feeling = o.feeling WHERE t.id < 9",
        "SELECT count(*) FROM thing t JOIN other o USING (feeling)",
        "SELECT k FROM other WHERE feeling IN (SELECT feeling FROM thing WHERE id < 4)",
        "SELECT id, host(address), masklen(address), family(address) FROM thing",
        "SELECT id FROM thing WHERE address << '10.0.1.0/24'",
        "SELECT id FROM thing WHERE address = '10.0.1.1/32' OR address && net",
        "SELECT address, count(*) FROM thing GROUP BY address",
        "SELECT id FROM thing WHERE spot <@ box '((0,-9),(5,9))'",
        "SELECT id, spot <-> point '(1,1)' FROM thing ORDER BY id",
        "SELECT id FROM thing ORDER BY spot <-> point '(7,1)', id LIMIT 5",
        "SELECT id FROM thing WHERE words @@ to_tsquery('simple', 'word & 3')",
        "SELECT id, lower(span), upper(span), isempty(span) FROM thing WHERE span @> 7",
        "SELECT id, bits & '101', length(more) FROM thing",
        "SELECT id FROM thing WHERE bits = '101' OR more IN ('10', '101', '1')",
        "SELECT id FROM thing WHERE mac = '08-00-2b-01-02-01' AND net = '10.1/16'",
        "SELECT id FROM thing WHERE bits <> '101' GROUP BY id, bits HAVING bits = '001'",
        "SELECT id, (price * 2)::numeric FROM thing WHERE price > '30'",
        "SELECT id, twice(id) FROM thing WHERE twice(id) > 70",
        "SELECT id, loud(feeling) FROM thing WHERE loud(feeling) = 'OK'",
        "SELECT twice(id) % 3, count(*) FROM thing GROUP BY 1",
        "SELECT id FROM thing WHERE couple IS NULL",
        "SELECT id, count(couple) OVER (PARTITION BY id) FROM thing",
        "SELECT count(couple), count(spot), count(doc) FROM thing",
        "SELECT max(id) FROM thing GROUP BY label",
        "SELECT feeling, lag(feeling) OVER (ORDER BY id) FROM thing",
        "SELECT id, path, path::text FROM thing",
        "SELECT id, jsonb_path_query_array('{\"a\": [1, 2]}', path) FROM thing",
        "SELECT id FROM thing WHERE jsonb_build_object('a', id) @? path AND path IS NOT NULL",
        "SELECT id FROM thing WHERE jsonb_build_object('a', id) @? '$.a ? (@ > 38)'",
        "SELECT id FROM thing WHERE jsonb_path_exists(to_jsonb(id), '(1 + $).abs() ? (@ > 38)')",
        "SELECT id, ('$.x' || id)::jsonpath, coalesce('($ + 1).abs()'::jsonpath, '$') FROM thing",
        "SELECT id FROM thing WHERE ('$.x' || id)::jsonpath::text LIKE '%x_\"'",
        "SELECT id, path::jsonpath FROM thing",
        "SELECT id, CASE WHEN id > 2 THEN path ELSE '$.b' END FROM thing"
      })
  void answersAreThoseOfOneServer(String sql) {
    both.same(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT id FROM thing ORDER BY feeling, id | comparing values of type mood across servers is not supported
          SELECT id, row_number() OVER (ORDER BY price) FROM thing | comparing values of type money across servers is not supported
          SELECT spans, count(*) FROM thing GROUP BY spans | grouping values of type nummultirange across servers is not supported
          SELECT DISTINCT price FROM thing | grouping values of type money across servers is not supported
          SELECT min(feeling) FROM thing | function min(mood) is not supported
          SELECT array_agg(feeling ORDER BY id) FROM thing | function array_agg(mood) is not supported
          SELECT t.id FROM thing t JOIN other o ON t.address << o.address | operator inet << inet across servers is not supported
          SELECT sum(id), host('10.0.0.1') FROM thing | function host(unknown) across servers is not supported
          SELECT id FROM thing ORDER BY id LIMIT masklen('10.0.0.0/8') | function masklen(unknown) across servers is not supported
          SELECT count(*) FROM (SELECT id, couple FROM thing ORDER BY id LIMIT 30) s WHERE couple IS NULL | IS NULL of type pair across servers is not supported
          """)
  void whatOnlyServersKnowIsRefusedByName(String sql, String message) {
    both.refused(sql, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT id FROM thing WHERE feeling = 'glad' | 22P02
          SELECT 'glad'::mood FROM thing | 22P02
          SELECT id FROM thing WHERE spot = spot | 42883
          SELECT id FROM thing WHERE feeling = 7 | 42883
          SELECT nosuch(feeling) FROM thing | 42883
          SELECT id::nosuch FROM thing | 42704
          """)
  void errorsAreThoseOfOneServer(String sql, String sqlState) {
    both.failsAlike(sql, sqlState);
  }
}
