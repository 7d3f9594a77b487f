package dev.braid.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.result.Result;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Merged classes are what a table would show whose column was merged before anybody asked.
class MergingTest {
  private static final SurveyOptions MERGED = SurveyOptions.DEFAULT.withWeights(false);

  private static Panel panel;

  @BeforeAll
  static void open(@TempDir Path folder) {
    panel = Panel.of(folder);
    TestPostgres.execute(
        """
        DROP TABLE IF EXISTS panel_merged;
        CREATE TABLE panel_merged AS SELECT user_id, gender,
          CASE WHEN nccs LIKE 'A%' THEN 'A' WHEN nccs LIKE 'B%' THEN 'B' WHEN nccs ~ '^[CDE]' THEN 'C/D/E' ELSE nccs END AS nccs,
          city, age, spend, score, weight FROM panel_users;
        """);
  }

  @AfterAll
  static void close() {
    panel.close();
  }

  private static final String[] STATEMENTS = {
    "SELECT nccs, COUNT(*), AVG(age) FROM T GROUP BY nccs ORDER BY nccs",
    "SELECT COUNT(*) FROM T WHERE nccs = 'A'",
    "SELECT COUNT(*) FROM T WHERE nccs IN ('C/D/E', 'X') OR nccs < 'B'",
    "SELECT u.nccs, COUNT(*) FROM T AS u JOIN panel_events e ON e.user_id = u.user_id GROUP BY 1"
        + " ORDER BY 2 DESC, 1",
    "SELECT user_id, nccs, COUNT(*) OVER (PARTITION BY nccs), rank() OVER (ORDER BY nccs) FROM T"
        + " ORDER BY nccs, user_id LIMIT 40",
    "SELECT * FROM T ORDER BY user_id LIMIT 20",
    "SELECT t.nccs, COUNT(*) FROM (SELECT * FROM T WHERE age > 30) AS t GROUP BY t.nccs ORDER BY 1",
    "WITH c AS (SELECT nccs, gender FROM T) SELECT gender, nccs, COUNT(*) FROM c GROUP BY ROLLUP"
        + " (gender, nccs) ORDER BY 1, 2",
    "SELECT CASE nccs WHEN 'A' THEN 'top' ELSE 'rest' END, COUNT(*) FROM T GROUP BY 1 ORDER BY 1",
    "SELECT DISTINCT upper(nccs) FROM T ORDER BY 1",
    "SELECT a.nccs, COUNT(*) FROM T a JOIN T b USING (nccs) GROUP BY a.nccs ORDER BY 1",
    "SELECT COUNT(*) FILTER (WHERE nccs = 'B'), string_agg(DISTINCT nccs, ',' ORDER BY nccs) FROM"
        + " T",
    "SELECT x.d, COUNT(*) FROM T AS x(a, b, d) GROUP BY x.d ORDER BY 1",
    "SELECT nccs FROM T WHERE user_id IN (SELECT user_id FROM T WHERE nccs = 'B') GROUP BY nccs"
        + " HAVING COUNT(*) > 1",
    "SELECT nccs, COUNT(*) FROM T GROUP BY nccs UNION ALL SELECT nccs, 0 FROM T WHERE user_id = 1"
        + " ORDER BY 1, 2",
  };

  static Stream<Arguments> statements() {
    return Stream.of(STATEMENTS)
        .flatMap(sql -> Panel.ALL.stream().map(route -> Arguments.of(route, sql)));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void equalsAskingTheMergedColumn(String route, String sql) {
    Result answer = panel.ask(route, MERGED, sql.replaceAll("\\bT\\b", "panel_users"));
    assertThat(Objects.requireNonNull(answer.survey()).merged())
        .containsExactly("panel_users.nccs by nccs");
    assertThat(
            Answers.difference(
                Panel.oracle(sql.replaceAll("\\bT\\b", "panel_merged")), answer.rows()))
        .isNull();
  }

  @Test
  void aMemberThatIsNamedIsShownUnmerged() {
    for (String route : Panel.ALL) {
      Result answer =
          panel.ask(
              route,
              MERGED,
              "SELECT nccs, COUNT(*) FROM panel_users WHERE nccs IN ('A1', 'A2') GROUP BY 1"
                  + " ORDER BY 1");
      assertThat(answer.rows()).containsExactly(List.of("A1", 9L), List.of("A2", 10L));
      assertThat(Objects.requireNonNull(answer.survey()).warnings())
          .containsExactly(
              "panel_users.nccs is not merged: the statement names 'A1', which is a member of a"
                  + " class");
    }
  }

  @Test
  void soIsOneThatIsAParametersValue() {
    Result answer =
        panel.ask(Panel.SERVER, "SELECT age FROM panel_users WHERE nccs = $1 LIMIT 1", "A1");
    assertThat(answer.rows()).hasSize(1);
  }

  @Test
  void aSchemeIsAskedForByName() {
    Result answer =
        panel.ask(
            Panel.SERVER,
            MERGED.withSchemes(List.of("top")),
            "SELECT nccs, COUNT(*) FROM panel_users GROUP BY nccs ORDER BY nccs LIMIT 2");
    assertThat(answer.rows()).containsExactly(List.of("A/B", 48L), List.of("C1", 9L));
  }

  @Test
  void anUnknownSchemeIsAnError() {
    assertThatThrownBy(
            () ->
                panel.ask(
                    Panel.SERVER, MERGED.withSchemes(List.of("tops")), "SELECT 1 FROM panel_users"))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("the dataset has no merging scheme \"tops\"");
  }

  @Test
  void otherColumnsAreNotConcerned() {
    // Weights and classes go by names that were declared, never by parts of names.
    assertThat(
            panel
                .ask(Panel.SERVER, MERGED, "SELECT city, COUNT(*) FROM panel_users GROUP BY 1")
                .survey())
        .isNull();
  }
}
