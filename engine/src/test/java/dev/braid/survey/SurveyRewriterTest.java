package dev.braid.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Query;
import dev.braid.error.BraidException;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is not weighted, and what is said then; what is merged.
class SurveyRewriterTest {
  private static Panel panel;

  @BeforeAll
  static void open(@TempDir Path folder) {
    panel = Panel.of(folder);
  }

  @AfterAll
  static void close() {
    panel.close();
  }

  private static SurveyNote note(String route, String sql) {
    return Objects.requireNonNull(panel.ask(route, sql).survey(), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT SUM(weight) FROM panel_users                           | the statement uses panel_users.weight itself
          SELECT COUNT(*) FROM (SELECT * FROM panel_users) t WHERE t.weight > 1 | the statement uses panel_users.weight itself
          SELECT COUNT(*) FROM panel_events                             | it aggregates no rows of a table with weights (panel_users, panel_days)
          SELECT COUNT(*) FROM (SELECT DISTINCT city FROM panel_users) t | it aggregates no rows of a table with weights (panel_users, panel_days)
          SELECT MIN(age), string_agg(city, ',') FROM panel_users       | nothing in it depends on weights
          SELECT user_id, COUNT(*) FROM panel_users JOIN panel_events USING (user_id) GROUP BY user_id | its groups are single respondents
          SELECT SUM(DISTINCT age), COUNT(*) FROM panel_users           | sum(DISTINCT ...) is of values, and values have no weight
          SELECT COUNT(*), rank(40) WITHIN GROUP (ORDER BY age) FROM panel_users | rank has no weighted form here
          SELECT ntile(4) OVER (ORDER BY age) FROM panel_users          | ntile has no weighted form here
          SELECT COUNT(*) FROM panel_users a JOIN panel_users b ON a.city = b.city | panel_users and panel_users are joined, and both have weights
          SELECT COUNT(*) FROM (SELECT user_id FROM panel_users UNION ALL SELECT user_id FROM panel_events) t | UNION ALL puts rows with and without weights together
          SELECT COUNT(*) FROM (SELECT user_id FROM panel_users EXCEPT SELECT user_id FROM panel_events) t | EXCEPT puts rows with and without weights together
          SELECT AVG(random() * age) FROM panel_users                   | avg of a value that changes from call to call
          SELECT percentile_cont(age / 100.0) WITHIN GROUP (ORDER BY spend) FROM panel_users GROUP BY age | a percentile whose share is no number, but is computed
          SELECT j.gender, COUNT(*) FROM (panel_users u JOIN panel_cities c ON u.city = c.city) AS j GROUP BY j.gender | panel_users stands in a join with an alias
          SELECT AVG(age) FROM (SELECT * FROM panel_users ORDER BY age LIMIT 10) t | LIMIT picks so many respondents, not so many people
          SELECT city FROM panel_users ORDER BY user_id LIMIT (SELECT COUNT(*) / 40 FROM panel_users) | LIMIT counts rows, not people
          SELECT COUNT(DISTINCT (user_id, kind)) FROM panel_users JOIN panel_events USING (user_id) | COUNT(DISTINCT (user_id, kind)) is of respondents and something else
          SELECT city, COUNT(*), (SELECT MAX(u.age) + COUNT(u.age)) FROM panel_users u GROUP BY city | a subquery has an aggregate of the query around it
          SELECT COUNT(*) FROM panel_users a RIGHT JOIN panel_users b USING (user_id) | panel_users and panel_users are joined, and both have weights
          SELECT COUNT(u.*) FROM panel_users u | COUNT of values that are rows
          SELECT COUNT(u) FROM panel_users u | COUNT of values that are rows
          SELECT COUNT(t) FROM (SELECT age FROM panel_users) t          | whole rows of t
          """)
  void saysWhyItIsNotWeighted(String sql, String reason) {
    Result answer = panel.ask(Panel.SERVER, sql);
    SurveyNote note = Objects.requireNonNull(answer.survey());
    assertThat(note.reason()).isEqualTo(reason);
    assertThat(note.weighted()).isFalse();
    if (!sql.contains("random")) {
      Result raw = panel.ask(Panel.SERVER, SurveyOptions.NONE, sql);
      assertThat(answer.rows()).containsExactlyInAnyOrderElementsOf(raw.rows());
    }
  }

  @Test
  void recursionOverRespondentsIsLeftAlone() {
    String sql =
        "WITH RECURSIVE r AS (SELECT user_id, 1 AS n FROM panel_users UNION ALL"
            + " SELECT user_id, n + 1 FROM r WHERE n < 2) SELECT COUNT(*) FROM r";
    assertThat(note(Panel.SERVER, sql).reason()).isEqualTo("WITH RECURSIVE reads panel_users");
    assertThat(panel.ask(Panel.SERVER, sql).single()).isEqualTo(240L);
  }

  @Test
  void aFunctionOfSomebodysOwnMayBeAnAggregate() {
    dev.braid.testing.TestPostgres.execute(
        "CREATE OR REPLACE AGGREGATE panel_sum(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')");
    SurveyNote note = note(Panel.SERVER, "SELECT panel_sum(age), COUNT(*) FROM panel_users");
    assertThat(note.reason()).startsWith("the function panel_sum is not known here");
  }

  @Test
  void whatTheParserCannotReadRunsAsWritten() {
    String sql =
        "SELECT COUNT(*) FROM panel_users, JSON_TABLE('[1]', '$[*]' COLUMNS (a int PATH '$')) AS j";
    assertThat(note(Panel.SERVER, sql).reason()).startsWith("the statement cannot be read here: ");
    assertThat(panel.ask(Panel.SERVER, sql).single()).isEqualTo(120L);
  }

  @Test
  void rowsWithoutAggregatesAreShownAsTheyAre() {
    assertThat(panel.ask(Panel.SERVER, "SELECT user_id, age FROM panel_users").survey()).isNull();
    assertThat(panel.ask(Panel.SERVER, "SELECT 1").survey()).isNull();
  }

  @Test
  void aCallerCanDoWithout() {
    for (String route : Panel.ALL) {
      Result raw =
          panel.ask(
              route, SurveyOptions.NONE, "SELECT COUNT(*), COUNT(DISTINCT nccs) FROM panel_users");
      assertThat(raw.rows()).containsExactly(List.of(120L, 13L));
      assertThat(raw.survey()).isNull();
    }
  }

  @Test
  void aRefusedFormRunsAsWrittenAndSaysSo() {
    // There is no numeric & integer.
    Result answer = panel.ask(Panel.SERVER, "SELECT COUNT(*) & 127 FROM panel_users");
    assertThat(answer.single()).isEqualTo(120L);
    assertThat(Objects.requireNonNull(answer.survey()).reason())
        .startsWith("the rewritten statement was refused: operator does not exist");
  }

  @Test
  void anErrorIsThatOfTheStatementAsWritten() {
    assertThatThrownBy(() -> panel.ask(Panel.SERVER, "SELECT COUNT(*), nonsense FROM panel_users"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("42703");
              assertThat(e.position()).isEqualTo(18);
            });
  }

  @Test
  void classesThatBreakAStatementAreLeftOutAndWeightsKept() {
    // A table has a ctid, a subquery has none.
    Result answer =
        panel.ask(
            Panel.SERVER,
            "SELECT nccs, COUNT(*), MIN(panel_users.ctid) IS NULL FROM panel_users"
                + " GROUP BY nccs ORDER BY nccs LIMIT 1");
    assertThat(answer.rows().getFirst().getFirst()).isEqualTo("A1");
    SurveyNote note = Objects.requireNonNull(answer.survey());
    assertThat(note.weighted()).isTrue();
    assertThat(note.merged()).isEmpty();
    assertThat(note.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("Classes are not merged: the rewritten statement was refused"));
  }

  @Test
  void joinsThatRepeatRespondentsAreNamed() {
    SurveyNote note =
        note(
            Panel.SERVER,
            "SELECT COUNT(*) FROM panel_users u JOIN panel_events e ON e.user_id = u.user_id");
    assertThat(note.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("The join of panel_users with panel_events repeats respondents")
                    .contains("COUNT(DISTINCT user_id) is of people"));
  }

  @Test
  void respondentsWithoutAWeightAreTold() {
    assertThat(note(Panel.SERVER, "SELECT COUNT(*) FROM panel_users").warnings())
        .containsExactly(
            "Rows without a weight count for nothing: up to 1 in a row of the answer.");
  }

  @Test
  void totalsOfOtherTablesBesideWeightedOnesAreWarnedOf() {
    assertThat(
            note(
                    Panel.SERVER,
                    "SELECT COUNT(*), (SELECT COUNT(*) FROM panel_events) FROM panel_users")
                .warnings())
        .contains(
            "Aggregates over panel_events are not weighted: nothing with weights is joined there.");
    assertThat(
            note(
                    Panel.SERVER,
                    "SELECT AVG((SELECT COUNT(*) FROM panel_events e WHERE e.user_id = u.user_id))"
                        + " FROM panel_users u WHERE user_id IN"
                        + " (SELECT user_id FROM panel_events GROUP BY 1 HAVING COUNT(*) > 1)")
                .warnings())
        .noneMatch(warning -> warning.contains("not weighted"));
  }

  @Test
  void aConsistentBatchLooksTablesUpInItsOwnSession() {
    BatchResult result =
        panel
            .braid()
            .batch()
            .consistent(true)
            .add(Query.of(Panel.SERVER, "SELECT COUNT(*) FROM panel_users"))
            .add(Query.of(Panel.SERVER, "SELECT COUNT(*) & 1 FROM panel_users"))
            .add(Query.of(Panel.SERVER, "SELECT gender, COUNT(*) FROM panel_users GROUP BY 1"))
            .run();
    assertThat(result.failed()).isZero();
  }

  @Test
  void theRewrittenStatementIsShownOnRequest() {
    Result answer =
        panel.ask(
            Panel.SERVER,
            SurveyOptions.DEFAULT.withSql(true),
            "SELECT AVG(age) FROM panel_users WHERE nccs = 'A'");
    assertThat(Objects.requireNonNull(answer.survey()).sql())
        .startsWith(
            "SELECT (sum(age * panel_users.weight)) / (NULLIF(sum(CASE WHEN age IS NOT NULL THEN"
                + " panel_users.weight END), 0)) AS avg, ")
        .contains("CASE WHEN nccs IN ('A1', 'A2', 'A3') THEN 'A'");
    assertThat(note(Panel.SERVER, "SELECT AVG(age) FROM panel_users").sql()).isNull();
  }
}
