package dev.braid.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.batch.Query;
import dev.braid.catalog.ConfigFile;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote;
import dev.braid.testing.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A weighted answer is what the same statement says of the population: here there is one, in which
/// each respondent of the sample stands as often as his weight says, with all that he did.
class PopulationTest {
  private static Braid braid;

  @BeforeAll
  static void populate() {
    TestPostgres.execute(
        """
        DROP SCHEMA IF EXISTS sample CASCADE;
        DROP SCHEMA IF EXISTS population CASCADE;
        CREATE SCHEMA sample;
        CREATE SCHEMA population;
        CREATE TABLE sample.u (id int PRIMARY KEY, sex text, city text, age int, pay numeric, w int);
        INSERT INTO sample.u
        SELECT i * 100, CASE WHEN i % 5 = 0 THEN NULL WHEN i % 2 = 0 THEN 'f' ELSE 'm' END,
          (ARRAY['Pune','Delhi','Agra'])[1 + i * i % 3], 18 + i * 7 % 40, CASE WHEN i % 7 = 0 THEN NULL ELSE i * 37 % 100 END,
          1 + i * 5 % 4
        FROM generate_series(1, 30) i;
        CREATE TABLE sample.e (id int PRIMARY KEY, uid int, kind text, minutes int);
        INSERT INTO sample.e
        SELECT i * 100, 100 * (1 + i * 31 % 25), (ARRAY['view','buy'])[1 + i % 2], i * 17 % 50 FROM generate_series(1, 90) i;
        CREATE TABLE sample.c (city text PRIMARY KEY, zone text);
        INSERT INTO sample.c VALUES ('Pune', 'west'), ('Delhi', 'north'), ('Agra', 'north');
        CREATE TABLE population.u AS SELECT id + k AS id, sex, city, age, pay FROM sample.u, generate_series(1, w) k;
        ALTER TABLE population.u ADD PRIMARY KEY (id);
        CREATE TABLE population.e AS
          SELECT e.id + k AS id, uid + k AS uid, kind, minutes FROM sample.e JOIN sample.u ON uid = u.id, generate_series(1, w) k;
        CREATE TABLE population.c AS SELECT * FROM sample.c;
        ALTER TABLE population.c ADD PRIMARY KEY (city);
        GRANT USAGE ON SCHEMA sample, population TO reader;
        """);
    String dataset =
        """
          - id: %d
            name: %s
            time_zone: UTC
            source: postgresql://%s:%s@localhost:%d/postgres?currentSchema=%s
            limits: {raw_rows: 10000}
        """;
    StringBuilder config = new StringBuilder("datasets:\n");
    for (String schema : new String[] {"population", "sample"}) {
      config.append(
          dataset.formatted(
              schema.length(),
              schema,
              TestPostgres.READER,
              TestPostgres.READER_PASSWORD,
              TestPostgres.port(),
              schema));
    }
    config.append("    weight: {column: sample.u.w, respondent: id}\n");
    braid = Braid.open(ConfigFile.parse(config.toString(), "test", Map.of()));
  }

  @AfterAll
  static void close() {
    braid.close();
    TestPostgres.execute("DROP SCHEMA sample CASCADE; DROP SCHEMA population CASCADE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*), COUNT(pay), SUM(pay), AVG(pay), MIN(age), MAX(pay), COUNT(DISTINCT id),"
            + " COUNT(DISTINCT city) FROM u",
        "SELECT sex, city, COUNT(*), AVG(age) FROM u GROUP BY CUBE (sex, city) ORDER BY 1, 2, 3",
        "SELECT var_pop(pay), stddev_pop(age), covar_pop(pay, age), corr(pay, age), regr_slope(pay,"
            + " age), regr_r2(pay, age), regr_count(pay, age), regr_sxx(pay, age), regr_sxy(pay,"
            + " age) FROM u",
        "SELECT sex, percentile_disc(0.37) WITHIN GROUP (ORDER BY pay), percentile_disc(ARRAY[0,"
            + " 0.5, 1]) WITHIN GROUP (ORDER BY age DESC), mode() WITHIN GROUP (ORDER BY age) FROM"
            + " u GROUP BY sex ORDER BY 1",
        "SELECT city, COUNT(*) FILTER (WHERE sex = 'f'), SUM(CASE WHEN age > 30 THEN 1 ELSE 0 END),"
            + " AVG(CASE WHEN age > 30 THEN 1.0 ELSE 0 END) FROM u GROUP BY city ORDER BY 1",
        "SELECT city FROM u GROUP BY city HAVING COUNT(*) > 25 ORDER BY COUNT(*), 1",
        "SELECT city, COUNT(*) * 100.0 / SUM(COUNT(*)) OVER (), rank() OVER (ORDER BY COUNT(*)"
            + " DESC) FROM u GROUP BY city ORDER BY 1",
        "SELECT COUNT(*), COUNT(DISTINCT u.id), SUM(minutes), AVG(minutes), AVG(age) FROM u JOIN e"
            + " ON uid = u.id",
        "SELECT kind, COUNT(DISTINCT uid), COUNT(DISTINCT u.id) FROM u LEFT JOIN e ON u.id = uid"
            + " GROUP BY kind ORDER BY 1",
        "SELECT kind, COUNT(DISTINCT uid) FROM e, u WHERE u.id = uid AND sex = 'f' GROUP BY ROLLUP"
            + " (kind) ORDER BY 1, 2",
        "SELECT COUNT(*) FROM u LEFT JOIN e ON u.id = e.uid",
        "SELECT COUNT(*), COUNT(u.id) FROM e RIGHT JOIN u ON u.id = e.uid WHERE e.id IS NULL",
        "SELECT COUNT(DISTINCT CASE WHEN kind = 'buy' THEN uid END) * 1.0 / COUNT(DISTINCT u.id)"
            + " FROM u LEFT JOIN e ON u.id = uid",
        "SELECT zone, COUNT(*), AVG(pay) FROM u JOIN c USING (city) GROUP BY zone ORDER BY 1",
        "SELECT zone, COUNT(DISTINCT u.id) FROM u NATURAL JOIN c GROUP BY zone ORDER BY 1",
        "SELECT COUNT(*) FROM u WHERE EXISTS (SELECT 1 FROM e WHERE uid = u.id AND minutes > 40)",
        "SELECT COUNT(*) FROM u WHERE id IN (SELECT uid FROM e GROUP BY uid HAVING COUNT(*) > 3)",
        "SELECT COUNT(*) FROM u WHERE pay > (SELECT AVG(pay) FROM u)",
        "SELECT c.city, (SELECT COUNT(*) FROM u WHERE u.city = c.city) FROM c ORDER BY 1",
        "SELECT AVG((SELECT COUNT(*) FROM e WHERE uid = u.id)), MAX((SELECT COUNT(*) FROM e WHERE"
            + " uid = u.id)) FROM u",
        "WITH t AS (SELECT u.id, COUNT(*) AS n, SUM(minutes) AS m FROM u JOIN e ON uid = u.id GROUP"
            + " BY u.id) SELECT AVG(n), SUM(m), COUNT(*), MAX(n) FROM t",
        "SELECT n, COUNT(*) FROM (SELECT uid, COUNT(*) AS n FROM u JOIN e ON u.id = uid GROUP BY"
            + " uid) t GROUP BY n ORDER BY n",
        "SELECT n > 3, COUNT(*), COUNT(DISTINCT uid) FROM (SELECT uid, kind, COUNT(*) AS n FROM u"
            + " JOIN e ON u.id = uid GROUP BY uid, kind) t GROUP BY 1 ORDER BY 1",
        "SELECT sex, AVG(n) FROM (SELECT u.id, u.sex, COUNT(e.id) AS n FROM u LEFT JOIN e ON uid ="
            + " u.id GROUP BY u.id) AS x GROUP BY sex ORDER BY 1",
        "SELECT AVG(n) FROM (SELECT city, COUNT(*) AS n FROM u GROUP BY city) AS x",
        "SELECT COUNT(*), SUM(a) FROM (SELECT city, sex, AVG(age) AS a FROM u GROUP BY 1, 2) AS x",
        "SELECT COUNT(*) FROM (SELECT DISTINCT city, sex FROM u) AS x",
        "SELECT COUNT(*) FROM (SELECT DISTINCT u.id, kind FROM u JOIN e ON uid = u.id) AS x",
        "SELECT COUNT(*) FROM (SELECT DISTINCT ON (u.id) u.id, minutes FROM u JOIN e ON uid = u.id"
            + " ORDER BY u.id, e.id) AS x",
        "SELECT COUNT(*) FROM (SELECT id FROM u WHERE sex = 'f' UNION SELECT id FROM u WHERE city ="
            + " 'Pune') AS x",
        "SELECT COUNT(*) FROM (SELECT id, age FROM u WHERE sex = 'f' INTERSECT SELECT id, age FROM"
            + " u WHERE city = 'Pune') AS x",
        "SELECT COUNT(*), AVG(age) FROM (SELECT id, age FROM u EXCEPT SELECT id, age FROM u WHERE"
            + " city = 'Pune') AS x",
        "SELECT k, COUNT(*) FROM (SELECT 'f' AS k, age FROM u WHERE sex = 'f' UNION ALL SELECT"
            + " 'pune', age FROM u WHERE city = 'Pune') AS x GROUP BY k ORDER BY 1",
        "SELECT 'all', COUNT(*) FROM u UNION ALL SELECT city, COUNT(*) FROM u GROUP BY city ORDER"
            + " BY 1",
        "WITH f AS (SELECT * FROM u WHERE sex = 'f'), g AS (SELECT f.*, zone FROM f JOIN c USING"
            + " (city)) SELECT zone, COUNT(*), AVG(pay) FROM g GROUP BY zone ORDER BY 1",
        "WITH a AS (SELECT city, COUNT(*) AS n FROM u GROUP BY city), b AS (SELECT SUM(n) AS t FROM"
            + " a) SELECT city, n / t FROM a, b ORDER BY 1",
        "WITH a(x, y) AS (SELECT id, age FROM u) SELECT COUNT(DISTINCT x), AVG(y) FROM a",
        "SELECT q.p, COUNT(DISTINCT q.i) FROM (SELECT id, city FROM u) AS q(i, p) GROUP BY q.p"
            + " ORDER BY 1",
        "SELECT band, COUNT(*) FROM (SELECT CASE WHEN age < 30 THEN 'young' ELSE 'old' END AS band"
            + " FROM (SELECT * FROM u) AS z) AS y GROUP BY band ORDER BY 1",
        "SELECT city, x.top, COUNT(*) FROM u, LATERAL (SELECT MAX(minutes) AS top FROM e WHERE uid"
            + " = u.id) AS x GROUP BY 1, 2 ORDER BY 1, 2",
        "SELECT g.n, COUNT(*) FROM u JOIN generate_series(20, 40, 10) AS g(n) ON age > g.n GROUP BY"
            + " g.n ORDER BY 1",
        "SELECT width_bucket(age, 10, 60, 5) AS b, COUNT(*) AS n FROM u GROUP BY b HAVING COUNT(*)"
            + " > 2 ORDER BY n DESC, b",
        "SELECT coalesce(sex, '?'), round(AVG(pay), 6), COUNT(*)::int FROM u GROUP BY 1 ORDER BY 1",
        "SELECT COUNT(*) FROM (SELECT AVG(age) OVER (PARTITION BY city) AS a, age FROM u) AS x"
            + " WHERE age > a",
        "SELECT MAX(n), MIN(s) FROM (SELECT COUNT(*) OVER (PARTITION BY city) AS n, SUM(pay) OVER"
            + " (PARTITION BY sex) AS s FROM u) AS x",
        "SELECT string_agg(DISTINCT city, ',' ORDER BY city), bool_and(age > 18), COUNT(*) FROM u",
        "SELECT COUNT(*) = SUM(CASE WHEN sex = 'f' THEN 1 ELSE 0 END) + COUNT(*) FILTER (WHERE sex"
            + " IS DISTINCT FROM 'f') FROM u",
        "SELECT SUM(age * 2 + 1), SUM(-age), AVG(age + pay), SUM(1) FROM u",
        "SELECT COUNT(DISTINCT id::text), COUNT(DISTINCT (id)) FROM u WHERE pay IS NOT NULL",
        "SELECT COUNT(*) FROM u a WHERE NOT EXISTS (SELECT FROM u b WHERE b.city = a.city AND b.age"
            + " > a.age)",
        "WITH active AS (SELECT DISTINCT u.id FROM u JOIN e ON uid = u.id) SELECT sex, COUNT(*),"
            + " AVG(pay) FROM u JOIN active USING (id) GROUP BY sex ORDER BY 1",
        "SELECT COUNT(*), COUNT(x.n), SUM(x.n) FROM u LEFT JOIN (SELECT u.id, COUNT(*) AS n FROM u"
            + " JOIN e ON uid = u.id GROUP BY u.id) AS x ON x.id = u.id",
        "SELECT a.sex, COUNT(DISTINCT b.id), SUM(b.pay) FROM u a JOIN u b ON a.id = b.id GROUP BY"
            + " a.sex ORDER BY 1",
        "SELECT COUNT(*), AVG(n) FROM u JOIN (SELECT uid, COUNT(*) AS n FROM e GROUP BY uid) AS x"
            + " ON x.uid = u.id",
        "SELECT sex, (SELECT zone FROM c WHERE c.city = MIN(u.city)) FROM u GROUP BY sex ORDER BY"
            + " 1",
        "SELECT AVG(gap) FROM (SELECT minutes - lag(minutes) OVER (PARTITION BY uid ORDER BY"
            + " minutes, e.kind) AS gap FROM u JOIN e ON uid = u.id) AS x",
        "SELECT SUM(p) FROM (SELECT pay / SUM(pay) OVER (PARTITION BY city) AS p FROM u) AS x",
        "SELECT SUM(m) FROM (SELECT MAX(minutes) OVER (PARTITION BY uid) AS m FROM u JOIN e ON uid"
            + " = u.id) AS x",
        "SELECT COUNT(*) FROM (SELECT COUNT(*) OVER (PARTITION BY u.id) AS n FROM u JOIN e ON uid ="
            + " u.id) AS x WHERE n > 3",
        "SELECT city, COUNT(*) FROM u GROUP BY city HAVING COUNT(*) > (SELECT AVG(n) FROM (SELECT"
            + " COUNT(*) AS n FROM u GROUP BY city) AS x) ORDER BY 1",
        "SELECT COUNT(*) FROM u TABLESAMPLE SYSTEM (100)",
        "SELECT COUNT(*) FROM (VALUES ('Pune'), ('Delhi')) AS v(city) JOIN u USING (city)",
        "SELECT GREATEST(COUNT(*), 3), COUNT(*) BETWEEN 1 AND 1000, COUNT(*) IN (SELECT COUNT(*)"
            + " FROM u), NULLIF(COUNT(*), 0) FROM u",
        "SELECT array_length(array_agg(DISTINCT city), 1), COUNT(*) FROM u",
        "SELECT grouping(sex), sex, COUNT(*) FROM u GROUP BY GROUPING SETS ((sex), (), ()) ORDER BY"
            + " 1, 2, 3",
        "SELECT q.k, SUM(q.n) FROM (SELECT sex AS k, COUNT(*) AS n FROM u GROUP BY sex, city) AS q"
            + " GROUP BY q.k ORDER BY 1",
        "SELECT COUNT(*) FROM u WHERE ROW(sex, city) IN (SELECT sex, city FROM u WHERE age > 40)",
        "SELECT to_char(COUNT(*), 'FM9999'), COUNT(*)::text, 'n=' || COUNT(*) FROM u",
        "SELECT AVG(age) FILTER (WHERE id IN (SELECT uid FROM e WHERE kind = 'buy')) FROM u",
        "TABLE c",
        "SELECT COUNT(*) FROM c",
        "SELECT u.city, COUNT(*) AS n FROM u GROUP BY u.city ORDER BY n DESC, 1 LIMIT 2",
        "SELECT EXTRACT(year FROM date '2026-01-01' + age) AS y, COUNT(*) FROM u GROUP BY 1",
      })
  void isWhatTheStatementSaysOfThePopulation(String sql) {
    Result population = ask("population", sql);
    Result weighted = ask("sample", sql);
    SurveyNote note = weighted.survey();
    assertThat(Answers.difference(population, weighted))
        .as(note == null ? "not weighted" : note.reason() + " " + note.sql())
        .isNull();
  }

  private static Result ask(String dataset, String sql) {
    return braid
        .batch()
        .add(Query.of(dataset, sql))
        .survey(SurveyOptions.DEFAULT.withSql(true))
        .run()
        .outcomes()
        .getFirst()
        .orThrow();
  }
}
