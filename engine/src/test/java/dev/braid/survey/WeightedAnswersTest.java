package dev.braid.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.guard.Guard;
import dev.braid.local.LocalEngine;
import dev.braid.local.SplitBackend;
import dev.braid.local.SplitThresholds;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Weighted answers, on every route, are what the definitions say: each statement stands beside SQL
/// that computes the same by other means (two passes for variances, cumulative sums for
/// percentiles, DISTINCT for respondents), which PostgreSQL answers as it stands. The definitions
/// are those of R's `survey` package: svytotal, svymean, svyratio, svyvar; Kish's for bases.
class WeightedAnswersTest {
  private static Panel panel;
  private static LocalEngine engine;
  private static SplitBackend split;

  @BeforeAll
  static void open(@TempDir Path folder) {
    panel = Panel.of(folder);
    engine = new LocalEngine(256L << 20, 2);
    split =
        new SplitBackend(
            engine,
            TestPostgres.dataset(1, "server", PoolSettings.DEFAULT),
            TestPostgres.source().over(3),
            SplitThresholds.ALWAYS);
  }

  @AfterAll
  static void close() {
    split.close();
    engine.close();
    panel.close();
  }

  /// A statement, and the SQL of its weighted answer.
  private static final String[][] PAIRS = {
    {"SELECT COUNT(*) FROM panel_users", "SELECT sum(weight) * 1000 FROM panel_users"},
    {
      "SELECT gender, COUNT(*), COUNT(spend), SUM(spend), AVG(spend), MIN(age), MAX(score) FROM"
          + " panel_users GROUP BY gender ORDER BY 1",
      """
      SELECT gender, sum(weight) * 1000, sum(weight) FILTER (WHERE spend IS NOT NULL) * 1000, sum(weight * spend) * 1000,
      sum(weight * spend) / sum(weight) FILTER (WHERE spend IS NOT NULL), min(age), max(score)
      FROM panel_users GROUP BY gender ORDER BY 1\
      """
    },
    {
      "SELECT COUNT(*) FILTER (WHERE age > 40), AVG(age) FILTER (WHERE gender = 'f'), SUM(CASE WHEN"
          + " city = 'Pune' THEN 1 ELSE 0 END) FROM panel_users",
      """
      SELECT (SELECT sum(weight) * 1000 FROM panel_users WHERE age > 40),
      (SELECT sum(weight * age) / sum(weight) FROM panel_users WHERE gender = 'f'),
      (SELECT sum(weight) * 1000 FROM panel_users WHERE city = 'Pune')\
      """
    },
    {"SELECT COUNT(*), SUM(age) FROM panel_users WHERE age > 1000", "SELECT 0, NULL"},
    {
      "SELECT city, gender, COUNT(*), GROUPING(city, gender) FROM panel_users GROUP BY ROLLUP"
          + " (city, gender) ORDER BY 1, 2, 4",
      "SELECT city, gender, sum(weight) * 1000, GROUPING(city, gender) FROM panel_users GROUP BY"
          + " ROLLUP (city, gender) ORDER BY 1, 2, 4"
    },
    {
      "SELECT city, COUNT(*) AS n FROM panel_users GROUP BY 1 HAVING COUNT(*) > 18000 AND AVG(age)"
          + " > 40 ORDER BY COUNT(*) DESC, 1",
      """
      SELECT city, sum(weight) * 1000 FROM panel_users GROUP BY 1
      HAVING sum(weight) > 18 AND sum(age * weight) / sum(weight) > 40 ORDER BY sum(weight) DESC, 1\
      """
    },
    {
      "SELECT round(100.0 * COUNT(*) / (SELECT COUNT(*) FROM panel_users), 3) FROM panel_users"
          + " WHERE gender = 'm'",
      "SELECT round(100.0 * (SELECT sum(weight) FROM panel_users WHERE gender = 'm') / (SELECT"
          + " sum(weight) FROM panel_users), 3)"
    },
    {
      "SELECT gender, 100 * COUNT(*) / SUM(COUNT(*)) OVER () FROM panel_users GROUP BY gender ORDER"
          + " BY 1",
      "SELECT gender, 100 * sum(weight) / (SELECT sum(weight) FROM panel_users) FROM panel_users"
          + " GROUP BY gender ORDER BY 1"
    },
    {
      "SELECT COUNT(*) FROM panel_users WHERE spend > (SELECT AVG(spend) FROM panel_users)",
      """
      SELECT sum(weight) * 1000 FROM panel_users
      WHERE spend > (SELECT sum(spend * weight) / sum(weight) FROM panel_users WHERE spend IS NOT NULL)\
      """
    },
    {
      "WITH f AS (SELECT * FROM panel_users WHERE gender = 'f'), g AS (SELECT age FROM f) SELECT"
          + " COUNT(*), AVG(age) FROM g",
      "SELECT sum(weight) * 1000, sum(weight * age) / sum(weight) FROM panel_users WHERE gender ="
          + " 'f'"
    },
    {
      "SELECT q.band, COUNT(*) FROM (SELECT CASE WHEN age < 40 THEN 'young' ELSE 'old' END AS band"
          + " FROM panel_users) AS q GROUP BY q.band ORDER BY 1",
      "SELECT CASE WHEN age < 40 THEN 'young' ELSE 'old' END, sum(weight) * 1000 FROM panel_users"
          + " GROUP BY 1 ORDER BY 1"
    },
    {
      "SELECT u.b, COUNT(*) FROM panel_users AS u(a, b) GROUP BY u.b ORDER BY 1",
      "SELECT gender, sum(weight) * 1000 FROM panel_users GROUP BY 1 ORDER BY 1"
    },
    {
      "SELECT COUNT(*) FROM (SELECT age FROM panel_users WHERE gender = 'f' UNION ALL SELECT age"
          + " FROM panel_users WHERE city = 'Pune') AS x",
      """
      SELECT ((SELECT sum(weight) FROM panel_users WHERE gender = 'f')
      + (SELECT sum(weight) FROM panel_users WHERE city = 'Pune')) * 1000\
      """
    },
    {
      "SELECT COUNT(*) FROM (SELECT user_id FROM panel_users WHERE gender = 'f' UNION SELECT"
          + " user_id FROM panel_users WHERE city = 'Pune') AS x",
      "SELECT sum(weight) * 1000 FROM panel_users WHERE gender = 'f' OR city = 'Pune'"
    },
    {
      "SELECT stddev(spend), stddev_pop(age), variance(score), var_pop(spend), var_samp(age),"
          + " stddev_samp(spend) FROM panel_users",
      """
      WITH p AS (SELECT * FROM panel_users WHERE weight IS NOT NULL), m AS (
        SELECT sum(spend * weight) FILTER (WHERE spend IS NOT NULL) / sum(weight) FILTER (WHERE spend IS NOT NULL) AS ms,
               sum(age * weight) / sum(weight) AS ma,
               sum(score * weight) / sum(weight) FILTER (WHERE score IS NOT NULL) AS mc FROM p),
      v AS (SELECT sum(weight * (spend - ms) ^ 2) / sum(weight) FILTER (WHERE spend IS NOT NULL) AS vs, count(spend)::numeric AS ns,
                   sum(weight * (age - ma) ^ 2) / sum(weight) AS va, count(age)::numeric AS na,
                   sum(weight * (score - mc) ^ 2) / sum(weight) FILTER (WHERE score IS NOT NULL) AS vc, count(score) AS nc FROM p, m)
      SELECT sqrt(vs * ns / (ns - 1)), sqrt(va), vc * nc / (nc - 1), vs, va * na / (na - 1), sqrt(vs * ns / (ns - 1)) FROM v\
      """
    },
    {
      "SELECT corr(spend, age), covar_pop(spend, age), covar_samp(spend, age), regr_slope(spend,"
          + " age), regr_intercept(spend, age), regr_avgx(spend, age), regr_avgy(spend, age),"
          + " regr_r2(spend, age), regr_count(spend, age) FROM panel_users",
      """
      WITH p AS (SELECT spend::float8 AS y, age::float8 AS x, weight::float8 AS w FROM panel_users WHERE weight IS NOT NULL AND spend IS NOT NULL),
      m AS (SELECT sum(w * x) / sum(w) AS mx, sum(w * y) / sum(w) AS my FROM p),
      v AS (SELECT sum(w * (x - mx) * (y - my)) / sum(w) AS xy, sum(w * (x - mx) ^ 2) / sum(w) AS xx,
                   sum(w * (y - my) ^ 2) / sum(w) AS yy, count(*)::float8 AS n, sum(w) AS w FROM p, m)
      SELECT xy / sqrt(xx * yy), xy, xy * n / (n - 1), xy / xx, my - xy / xx * mx, mx, my, xy * xy / (xx * yy), w * 1000 FROM v, m\
      """
    },
    {
      "SELECT gender, percentile_disc(0.5) WITHIN GROUP (ORDER BY spend), percentile_disc(0.9)"
          + " WITHIN GROUP (ORDER BY spend DESC) FROM panel_users GROUP BY gender ORDER BY 1",
      """
      WITH p AS (SELECT * FROM panel_users WHERE spend IS NOT NULL AND weight > 0)
      SELECT gender,
        (SELECT min(a.spend) FROM p a WHERE a.gender IS NOT DISTINCT FROM g.gender
           AND (SELECT sum(b.weight) FROM p b WHERE b.spend <= a.spend AND b.gender IS NOT DISTINCT FROM g.gender)
             >= 0.5 * (SELECT sum(b.weight) FROM p b WHERE b.gender IS NOT DISTINCT FROM g.gender)),
        (SELECT max(a.spend) FROM p a WHERE a.gender IS NOT DISTINCT FROM g.gender
           AND (SELECT sum(b.weight) FROM p b WHERE b.spend >= a.spend AND b.gender IS NOT DISTINCT FROM g.gender)
             >= 0.9 * (SELECT sum(b.weight) FROM p b WHERE b.gender IS NOT DISTINCT FROM g.gender))
      FROM (SELECT DISTINCT gender FROM panel_users) g ORDER BY 1\
      """
    },
    {
      "SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY age), percentile_cont(0.5) WITHIN GROUP"
          + " (ORDER BY spend) FROM panel_users",
      """
      WITH w AS (SELECT 'a' AS k, age::numeric AS v, weight AS w, 0.25 AS p FROM panel_users WHERE weight > 0
                 UNION ALL SELECT 's', spend, weight, 0.5 FROM panel_users WHERE weight > 0 AND spend IS NOT NULL),
      o AS (SELECT k, v, w, p, row_number() OVER (PARTITION BY k ORDER BY v) AS r FROM w),
      c AS (SELECT o.*, (SELECT sum(b.w) FROM o b WHERE b.k = o.k AND b.r < o.r) AS before,
                   (SELECT sum(b.w) FROM o b WHERE b.k = o.k) AS t, (SELECT avg(b.w) FROM o b WHERE b.k = o.k) AS d FROM o),
      l AS (SELECT k, v, greatest(0, least(coalesce(before, 0) + w, p * (t - d) + d) - greatest(coalesce(before, 0), p * (t - d))) AS o, d FROM c)
      SELECT (SELECT sum(v * o / d) FROM l WHERE k = 'a'), (SELECT sum(v * o / d) FROM l WHERE k = 's')\
      """
    },
    {
      "SELECT mode() WITHIN GROUP (ORDER BY city) FROM panel_users",
      "SELECT city FROM panel_users GROUP BY city ORDER BY sum(weight) DESC, city LIMIT 1"
    },
    {
      "SELECT kind, COUNT(*), COUNT(DISTINCT u.user_id), SUM(duration), AVG(duration) FROM"
          + " panel_users u JOIN panel_events e ON e.user_id = u.user_id GROUP BY kind ORDER BY 1",
      """
      SELECT kind, sum(weight) * 1000,
        (SELECT sum(weight) * 1000 FROM panel_users x WHERE user_id IN (SELECT user_id FROM panel_events y WHERE y.kind = e.kind)),
        sum(duration * weight) * 1000, sum(duration * weight) / sum(weight)
      FROM panel_users u JOIN panel_events e ON e.user_id = u.user_id GROUP BY kind ORDER BY 1\
      """
    },
    {
      "SELECT COUNT(DISTINCT CASE WHEN kind = 'buy' THEN e.user_id END), COUNT(DISTINCT user_id)"
          + " FILTER (WHERE duration > 50) FROM panel_users JOIN panel_events e USING (user_id)",
      """
      SELECT (SELECT sum(weight) * 1000 FROM panel_users WHERE user_id IN (SELECT user_id FROM panel_events WHERE kind = 'buy')),
             (SELECT sum(weight) * 1000 FROM panel_users WHERE user_id IN (SELECT user_id FROM panel_events WHERE duration > 50))\
      """
    },
    {
      "SELECT kind, COUNT(DISTINCT user_id) FROM panel_users LEFT JOIN panel_events USING (user_id)"
          + " GROUP BY CUBE (kind) ORDER BY 1, 2",
      """
      SELECT kind, sum(w) * 1000 FROM (
        SELECT DISTINCT kind, user_id, weight AS w, 0 AS g FROM panel_users LEFT JOIN panel_events USING (user_id)
        UNION ALL SELECT NULL, user_id, weight, 1 FROM panel_users) x GROUP BY kind, g ORDER BY 1, 2\
      """
    },
    {
      "WITH t AS (SELECT user_id, COUNT(*) AS n, SUM(duration) AS d FROM panel_users JOIN"
          + " panel_events USING (user_id) GROUP BY user_id) SELECT AVG(n), AVG(d), SUM(n),"
          + " COUNT(*) FROM t",
      """
      SELECT sum(n * weight) / sum(weight), sum(d * weight) / sum(weight), sum(n * weight) * 1000, sum(weight) * 1000
      FROM panel_users JOIN (SELECT user_id, count(*) AS n, sum(duration) AS d FROM panel_events GROUP BY 1) t USING (user_id)\
      """
    },
    {
      "SELECT gender, AVG((SELECT COUNT(*) FROM panel_events e WHERE e.user_id = u.user_id)) FROM"
          + " panel_users u GROUP BY gender ORDER BY 1",
      """
      SELECT gender, sum(weight * (SELECT count(*) FROM panel_events e WHERE e.user_id = u.user_id)) / sum(weight)
      FROM panel_users u GROUP BY gender ORDER BY 1\
      """
    },
    {
      "SELECT COUNT(*) FROM (SELECT DISTINCT u.user_id FROM panel_users u JOIN panel_events e ON"
          + " u.user_id = e.user_id WHERE kind = 'buy') t",
      "SELECT sum(weight) * 1000 FROM panel_users WHERE user_id IN (SELECT user_id FROM"
          + " panel_events WHERE kind = 'buy')"
    },
    {
      "SELECT zone, COUNT(*) FROM panel_cities NATURAL JOIN panel_users GROUP BY zone ORDER BY 1",
      "SELECT zone, sum(weight) * 1000 FROM panel_cities NATURAL JOIN panel_users GROUP BY zone"
          + " ORDER BY 1"
    },
    {
      "SELECT day, COUNT(*), COUNT(DISTINCT respondent), AVG(minutes) FROM panel_days GROUP BY"
          + " ROLLUP (day) ORDER BY 1",
      """
      SELECT day, sum(w::numeric), CASE WHEN day IS NULL THEN (SELECT sum(w::numeric) FROM (SELECT DISTINCT respondent, w FROM panel_days) x)
        ELSE sum(w::numeric) END, sum(w::numeric * minutes) / sum(w::numeric) FROM panel_days GROUP BY ROLLUP (day) ORDER BY 1\
      """
    },
    {
      "SELECT user_id, COUNT(*) OVER (PARTITION BY city), AVG(age) OVER (ORDER BY user_id ROWS 5"
          + " PRECEDING), row_number() OVER (ORDER BY age, user_id) FROM panel_users ORDER BY 1"
          + " LIMIT 20",
      """
      SELECT user_id, (SELECT sum(weight) * 1000 FROM panel_users b WHERE b.city = a.city),
        (SELECT sum(age * weight) / sum(weight) FROM panel_users b WHERE b.user_id BETWEEN a.user_id - 5 AND a.user_id),
        (SELECT count(*) FROM panel_users b WHERE (b.age, b.user_id) <= (a.age, a.user_id))
      FROM panel_users a ORDER BY 1 LIMIT 20\
      """
    },
    {
      "SELECT city, array_agg(gender ORDER BY user_id), bool_or(age > 70), string_agg(gender, ''"
          + " ORDER BY user_id), COUNT(*) FROM panel_users WHERE user_id < 9 GROUP BY city ORDER BY"
          + " 1",
      "SELECT city, array_agg(gender ORDER BY user_id), bool_or(age > 70)::text, string_agg(gender,"
          + " '' ORDER BY user_id), sum(weight) * 1000 FROM panel_users WHERE user_id < 9 GROUP BY"
          + " city ORDER BY 1"
    },
    {
      "SELECT COUNT(*) FROM panel_users WHERE user_id IN (SELECT user_id FROM panel_events GROUP BY"
          + " user_id HAVING COUNT(*) > 5)",
      "SELECT sum(weight) * 1000 FROM panel_users WHERE user_id IN (SELECT user_id FROM"
          + " panel_events GROUP BY user_id HAVING count(*) > 5)"
    },
    {
      "WITH panel_users AS (SELECT * FROM panel_users WHERE age > 30) SELECT gender, COUNT(*) FROM"
          + " panel_users GROUP BY gender ORDER BY 1",
      "SELECT gender, sum(weight) * 1000 FROM panel_users WHERE age > 30 GROUP BY gender ORDER BY 1"
    },
  };

  static Stream<Arguments> pairs() {
    return Stream.of(PAIRS)
        .flatMap(pair -> Panel.ALL.stream().map(route -> Arguments.of(route, pair[0], pair[1])));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void areWhatTheDefinitionsSay(String route, String sql, String oracle) {
    Result answer = panel.ask(route, SurveyOptions.DEFAULT.withSql(true), sql);
    SurveyNote note = Objects.requireNonNull(answer.survey(), "no note");
    assertThat(note.reason()).isNull();
    assertThat(note.weighted()).isTrue();
    assertThat(Answers.difference(Panel.oracle(oracle), answer.rows())).as(note.sql()).isNull();
    assertThat(answer.columns()).noneMatch(column -> column.name().startsWith("__braid"));
  }

  static Stream<Arguments> written() {
    return Stream.of(PAIRS).map(pair -> Arguments.of(pair[0], pair[1]));
  }

  /// One server over several connections, wherever its statements can be split at all.
  @ParameterizedTest
  @MethodSource("written")
  void areSoOverSeveralConnections(String sql, String oracle) {
    Cancellation cancellation = new Cancellation();
    Rewritten rewritten =
        SurveyRewriter.rewrite(
            Guard.check(sql),
            List.of(),
            panel.braid().config().dataset(Panel.SERVER).survey(),
            SurveyOptions.DEFAULT,
            () -> split.schema(cancellation));
    try (BackendSession session = split.acquire(cancellation)) {
      Result answer =
          rewritten.finish(
              session.run(
                  rewritten.statement(),
                  List.of(),
                  Limits.NONE,
                  new ByteBudget(Long.MAX_VALUE),
                  cancellation));
      assertThat(Answers.difference(Panel.oracle(oracle), answer.rows())).isNull();
    }
  }

  /// A statement with a group in its first column, and the rows of each group's respondents.
  private static final String[][] BASES = {
    {
      "SELECT gender, COUNT(*) FROM panel_users GROUP BY gender ORDER BY 1",
      "SELECT gender AS g, user_id, weight AS w FROM panel_users"
    },
    {
      "SELECT kind, SUM(duration) FROM panel_users JOIN panel_events USING (user_id) GROUP BY kind"
          + " ORDER BY 1",
      "SELECT DISTINCT kind AS g, user_id, weight AS w FROM panel_users JOIN panel_events USING"
          + " (user_id)"
    },
    {
      "SELECT day, COUNT(*) FROM panel_days GROUP BY day ORDER BY 1",
      "SELECT DISTINCT day AS g, respondent, w::numeric AS w FROM panel_days"
    },
    {
      "WITH c AS (SELECT city, COUNT(*) AS n FROM panel_users GROUP BY city) SELECT * FROM c ORDER"
          + " BY city",
      "SELECT city AS g, user_id, weight AS w FROM panel_users"
    },
    {
      "SELECT city, n FROM (SELECT city, COUNT(*) AS n FROM panel_users GROUP BY city) AS c ORDER"
          + " BY city",
      "SELECT city AS g, user_id, weight AS w FROM panel_users"
    },
  };

  static Stream<Arguments> bases() {
    return Stream.of(BASES)
        .flatMap(pair -> Panel.ALL.stream().map(route -> Arguments.of(route, pair[0], pair[1])));
  }

  @ParameterizedTest
  @MethodSource("bases")
  void sayOnHowManyRespondentsTheyRest(String route, String sql, String respondents) {
    SurveyNote note = Objects.requireNonNull(panel.ask(route, sql).survey());
    List<List<@Nullable Object>> told = new ArrayList<>();
    for (SurveyNote.Base base : note.bases()) {
      told.add(
          Arrays.asList(base.respondents(), base.weight(), base.effective(), base.designEffect()));
    }
    List<List<@Nullable Object>> expected =
        Panel.oracle(
            """
            SELECT count(w), sum(w), sum(w) ^ 2 / sum(w ^ 2), count(w) * sum(w ^ 2) / sum(w) ^ 2
            FROM (%s) x GROUP BY g ORDER BY g
            """
                .formatted(respondents));
    assertThat(Answers.difference(expected, told)).isNull();
  }
}
