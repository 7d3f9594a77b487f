package dev.braid.shards;

import dev.braid.testing.TestPostgres;
import dev.braid.testing.TestShards;
import dev.braid.testing.WholeAndShards;
import java.util.List;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases whose text is ordered as in English: what shards can order alone they do, what would
/// have to be ordered here is refused by name, and no literal is compared by other rules than
/// theirs.
///
/// English is ICU's, and libc's where the machine has `en_US.utf8` (`localedef -i en_US -f UTF-8
/// en_US.UTF-8` makes it).
@ParameterizedClass
@MethodSource("locales")
class CollationsOverShardsTest {
  private static final String TABLES =
      """
      CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      CREATE TABLE word (id int PRIMARY KEY, w text, b text COLLATE "C", l text COLLATE loose,
                         u text COLLATE "pg_c_utf8", p text COLLATE "POSIX", d text COLLATE "de-x-icu",
                         k int);
      INSERT INTO word
        SELECT id, v, v, v, v, v, v, id % 5 FROM (
          SELECT id, (ARRAY['a', 'B', 'A', 'b', 'é', 'e', 'E', 'Zoë', 'zoe', 'ß', 'ss', '_', ' a', '', NULL])[id % 15 + 1] AS v
          FROM generate_series(1, 60) id) s;
      CREATE TABLE kind (k int PRIMARY KEY, name text);
      INSERT INTO kind VALUES (0, 'Null'), (1, 'eins'), (2, 'Zwei'), (3, 'drei');
      """;

  private static final String ICU = "LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C'";
  private static final String LIBC = "LOCALE_PROVIDER libc LOCALE 'en_US.utf8'";
  private static WholeAndShards both;

  @Parameter String locale;

  static List<String> locales() {
    String known =
        TestPostgres.ask("SELECT count(*) FROM pg_collation WHERE collname = 'en_US.utf8'");
    return known.equals("0") ? List.of(ICU) : List.of(ICU, LIBC);
  }

  @BeforeParameterizedClassInvocation
  static void create(String locale) {
    TestShards shards =
        new TestShards("collated", locale).execute(TABLES).hashed("word", "id").reference("kind");
    both = new WholeAndShards("collated", locale, TABLES, shards);
  }

  @AfterParameterizedClassInvocation
  static void drop() {
    both.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM word WHERE w < 'b'",
        "SELECT id FROM word WHERE w BETWEEN 'A' AND 'e' AND b > 'A'",
        "SELECT id FROM word WHERE w COLLATE \"C\" < 'b'",
        "SELECT id FROM word WHERE b < 'b' AND u >= 'B'",
        "SELECT id, w FROM word ORDER BY w COLLATE \"C\" NULLS FIRST, id",
        "SELECT id, b FROM word ORDER BY b DESC, id LIMIT 9",
        "SELECT id, u FROM word ORDER BY u, id",
        "SELECT min(b), max(u), min(w COLLATE \"C\") FROM word",
        "SELECT b, count(*) FROM word GROUP BY b ORDER BY b",
        "SELECT w, count(*) FROM word GROUP BY w",
        "SELECT count(DISTINCT w) FROM word",
        "SELECT id FROM word WHERE l = 'ZOË'",
        "SELECT id FROM word WHERE w < ANY (ARRAY['b', 'A']) OR w ILIKE ALL (ARRAY['É', '_'])",
        "SELECT id FROM word WHERE id IN (SELECT id FROM word WHERE l = 'a')",
        "SELECT id, upper(w), lower(b), initcap(u) FROM word",
        "SELECT id FROM word WHERE w ILIKE 'É' OR w ~* 'zoë'",
        "SELECT name FROM kind ORDER BY name",
        "SELECT max(name), min(name) FROM kind",
        "SELECT id, max(w) FROM word GROUP BY id",
        "SELECT id, w, rank() OVER (PARTITION BY id ORDER BY w) FROM word",
        "SELECT a.id FROM word a JOIN word b ON a.w = b.w AND b.id < 3",
        "SELECT w FROM word WHERE id = 3 ORDER BY w",
        "SELECT string_agg(w, ',' ORDER BY id) FROM word",
        "SELECT upper(u) || '!' FROM word UNION SELECT 'x'"
      })
  void answersAreThoseOfOneServer(String sql) {
    both.same(sql);
  }

  /// Columns of different collations: no answer where PostgreSQL has none.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          SELECT id FROM word WHERE b = p ; 42P22
          SELECT a.id FROM word a JOIN word b ON a.b = b.p ; 42P22
          SELECT a.id FROM word a JOIN word b ON a.b = b.d ; 42P22
          SELECT a.id FROM word a JOIN word b ON a.b = b.u AND a.k = b.k ; 42P22
          SELECT a.id FROM word a LEFT JOIN word b ON a.d < b.u ; 42P22
          SELECT a.id FROM word a JOIN (SELECT id, d AS b FROM word) c USING (b) ; 42P22
          SELECT id FROM word WHERE b IN (SELECT p FROM word) ; 42P22
          SELECT id FROM word WHERE d = ANY (ARRAY[b, 'a']) ; 42P22
          SELECT lower(b || d) FROM word ; 42P22
          SELECT id FROM word WHERE b || d ~ 'a' ; 42P22
          SELECT greatest(b, p) FROM word ; 42P22
          SELECT max(b || p) FROM word ; 42P22
          SELECT id FROM word WHERE (SELECT max(b) FROM word) = p ; 42P22
          SELECT count(*) FROM word GROUP BY b || d ; 42P21
          SELECT DISTINCT b || p FROM word ; 42P21
          SELECT id FROM word ORDER BY coalesce(b, d) ; 42P21
          SELECT row_number() OVER (PARTITION BY b || p) FROM word ; 42P21
          SELECT count(DISTINCT d || u) FROM word ; 42P21
          SELECT b FROM word UNION SELECT p FROM word ; 42P21
          SELECT b FROM word EXCEPT SELECT d FROM word ; 42P21
          SELECT x FROM (SELECT b AS x FROM word UNION ALL SELECT p FROM word) s ORDER BY x ; 42P22
          SELECT x FROM (SELECT b AS x FROM word UNION ALL SELECT d FROM word) s GROUP BY x ; 42P22
          SELECT id FROM word WHERE b COLLATE "C" < w COLLATE "POSIX" ; 42P21
          WITH RECURSIVE r AS (SELECT b AS x, 1 AS n FROM word WHERE id = 1 UNION ALL SELECT d, n + 1 FROM word, r WHERE n < 2 AND id = 1) SELECT x FROM r ; 42P21
          """)
  void conflictsAreThoseOfOneServer(String sql, String sqlState) {
    both.failsAlike(sql, sqlState);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM word WHERE b = p COLLATE \"C\"",
        "SELECT a.id, b.id FROM word a JOIN word b ON a.b = b.p COLLATE \"POSIX\" WHERE a.k < 2",
        "SELECT a.id, b.id FROM word a JOIN word b ON a.b COLLATE \"C\" = b.d",
        "SELECT a.id, b.id FROM word a JOIN word b ON a.b = b.w",
        "SELECT a.id, b.id FROM word a JOIN word b ON a.b || a.w = b.w || b.w WHERE a.k < 2",
        "SELECT id FROM word WHERE b < w",
        "SELECT b || d, coalesce(b, p), length(d || p) FROM word",
        "SELECT b FROM word UNION ALL SELECT d FROM word",
        "SELECT b FROM word UNION SELECT w FROM word",
        "SELECT b FROM word UNION SELECT d COLLATE \"C\" FROM word ORDER BY 1",
        "SELECT d COLLATE \"C\", count(*) FROM word GROUP BY d COLLATE \"C\" ORDER BY 1",
        "SELECT id FROM word ORDER BY (b || d) COLLATE \"C\", id",
        "SELECT id, upper(d COLLATE \"C\"), initcap(w COLLATE \"POSIX\"), lower(b) FROM word",
        "SELECT max(upper(w COLLATE \"C\")), min(lower(d COLLATE ucs_basic)) FROM word",
        "SELECT id FROM word WHERE upper(w COLLATE pg_c_utf8) = 'É' OR upper(w COLLATE \"C\") ="
            + " 'é'",
        "SELECT id FROM word WHERE w COLLATE \"C\" ILIKE 'É' OR b ILIKE 'ZO%' OR w ILIKE b",
        "SELECT x, count(*) FROM (SELECT w COLLATE \"C\" AS x FROM word ORDER BY id LIMIT 50) s"
            + " GROUP BY x",
        "SELECT count(*) FROM (SELECT w COLLATE \"C\" AS x FROM word ORDER BY id LIMIT 50) s WHERE"
            + " upper(x) = 'é'",
        "SELECT upper(x) FROM (SELECT w COLLATE \"C\" AS x FROM word UNION ALL SELECT 'é') s",
        "SELECT x || y FROM (SELECT w COLLATE \"C\" AS x, d COLLATE \"POSIX\" AS y FROM word) s",
        "SELECT id FROM (SELECT id, w COLLATE \"C\" AS x, d COLLATE \"POSIX\" AS y FROM word) s"
            + " WHERE x = y COLLATE \"C\" AND y < 'b' COLLATE ucs_basic",
        "SELECT upper('é' COLLATE \"C\"), 'a' COLLATE \"C\" < 'B', upper('é' COLLATE \"C\") FROM"
            + " kind",
        "SELECT id, max(b) OVER (PARTITION BY d COLLATE \"C\" ORDER BY p, id) FROM word"
      })
  void oneCollationIsFound(String sql) {
    both.same(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT id FROM word ORDER BY w | comparing column "w"
          SELECT max(w) FROM word | comparing column "w"
          SELECT array_agg(DISTINCT w) FROM word | comparing column "w"
          SELECT id, row_number() OVER (ORDER BY w) FROM word | comparing column "w"
          SELECT l, count(*) FROM word GROUP BY l | grouping column "l"
          SELECT DISTINCT l FROM word | grouping column "l"
          SELECT 'a' < 'B' | comparing an expression
          SELECT id FROM word WHERE id = 1 AND 'a' < 'B' | comparing an expression
          SELECT greatest('a', 'B') FROM kind | comparing an expression
          SELECT x FROM (VALUES ('a'), ('B')) v(x) ORDER BY x | comparing an expression
          SELECT id::text FROM word ORDER BY 1 | comparing an expression
          SELECT concat('x', k) FROM word UNION SELECT 'a' ORDER BY 1 | comparing an expression
          SELECT upper('é') | upper of an expression
          SELECT count(*) FROM (SELECT w FROM word ORDER BY id LIMIT 50) s WHERE upper(w) = 'A' | upper of column "w"
          SELECT b FROM word UNION SELECT w FROM word ORDER BY 1 | comparing column "w"
          SELECT count(*) FROM (SELECT w COLLATE "C" AS x FROM word ORDER BY id LIMIT 50) s WHERE x ~ '[[:alpha:]]' | ~ of an expression
          SELECT count(*) FROM (SELECT b FROM word ORDER BY id LIMIT 50) s WHERE b ~* 'É' | ~* of column "b"
          SELECT count(*) FROM (SELECT w, k FROM word ORDER BY id LIMIT 50) s WHERE w < ANY (string_to_array(concat(w, ',', k), ',')) | comparing column "w"
          SELECT count(*) FROM (SELECT w, k FROM word ORDER BY id LIMIT 50) s WHERE w ILIKE ALL (string_to_array(concat(w, ',', k), ',')) | ~~* ALL of column "w"
          SELECT 'a' < ANY (ARRAY['B', 'c']) | comparing an expression
          SELECT regexp_split_to_table(b, '[[:alpha:]]') FROM (SELECT b FROM word ORDER BY id LIMIT 50) s | regexp_split_to_table of column "b"
          SELECT string_to_table(l, 'x') FROM (SELECT l FROM word ORDER BY id LIMIT 50) s | grouping column "l"
          SELECT count(*) FROM (SELECT b FROM word ORDER BY id LIMIT 50) s, regexp_matches(b, '[[:alpha:]]') | regexp_matches of column "b"
          """)
  void whatWouldBeOrderedHereIsRefused(String sql, String what) {
    both.refusedLike(sql, what);
  }
}
