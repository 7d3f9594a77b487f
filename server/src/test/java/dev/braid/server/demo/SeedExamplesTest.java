package dev.braid.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.result.Column;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every query that the description of `execute_multi_query` gives as an example runs on the demo's
/// datasets as it stands.
class SeedExamplesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          1; 4; SELECT gender, COUNT(*) FROM users GROUP BY gender
          1; 4; SELECT gender, COUNT(*) as count FROM users GROUP BY gender
          1; 58; SELECT age, COUNT(*) FROM users GROUP BY age
          1; 1; SELECT COUNT(*) as user_count FROM users
          2; 1; SELECT COUNT(*) as user_count FROM users
          1; 5; SELECT * FROM users LIMIT 5
          1; 5; SELECT * FROM orders LIMIT 5
          1; 1; SELECT COUNT(*) FROM users
          2; 1; SELECT COUNT(*) FROM events
          """,
      quoteCharacter = '"')
  void anExampleRuns(String dataset, int rows, String sql) {
    assertThat(SharedDemo.braid().query(dataset, sql).rowCount()).isEqualTo(rows);
  }

  /// The two examples of an age distribution exclude each other: one asks for a column `age_group`,
  /// the other gives that name to an expression, and GROUP BY takes the column where there is one.
  /// The demo has the column; with any other name the expression runs too.
  @Test
  void theAgeGroupsOfAnExpressionNeedAnotherNameThanTheColumn() {
    String example =
        """
        SELECT CASE WHEN age < 25 THEN '18-24' WHEN age < 35 THEN '25-34' WHEN age < 45 THEN '35-44' \
        WHEN age < 55 THEN '45-54' ELSE '55+' END as age_group, COUNT(*) as count \
        FROM users GROUP BY age_group\
        """;
    assertThatThrownBy(() -> SharedDemo.braid().query("1", example))
        .hasMessageContaining("must appear in the GROUP BY clause");
    String renamed = example.replace("age_group", "age_band") + " ORDER BY 1";
    String column = "SELECT age_group, COUNT(*) FROM users GROUP BY age_group ORDER BY 1";
    assertThat(SharedDemo.braid().query("1", renamed).rows())
        .isEqualTo(SharedDemo.braid().query("1", column).rows());
  }

  @Test
  void theComprehensiveAnalysisRuns() {
    BatchResult batch = DemoQueries.batch(SharedDemo.braid(), DemoQueries.ANALYSIS).run();
    assertThat(batch.outcomes())
        .extracting(Outcome::label)
        .containsExactly(
            "Gender",
            "Age",
            "Top Cities",
            "NCCS",
            "Devices",
            "Top Apps",
            "Spend",
            "Active Users (30d)",
            "Platform",
            "Subscriptions");
    assertThat(batch.outcomes())
        .extracting(outcome -> outcome.orThrow().rowCount())
        // The twelve grades of the NCCS are merged into three.
        .containsExactly(4, 5, 10, 3, 4, 10, 4, 1, 3, 4);
  }

  @Test
  void tenAtOnceRun() {
    List<Query> queries = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      String sql = "SELECT '%d' as query_num, COUNT(*) FROM users".formatted(i);
      queries.add(Query.of("1", sql).labelled("Query " + i));
    }
    assertThat(DemoQueries.batch(SharedDemo.braid(), queries).run().successful()).isEqualTo(10);
  }

  @Test
  void theFailureIsPartial() {
    BatchResult batch = DemoQueries.batch(SharedDemo.braid(), DemoQueries.PARTIAL_FAILURE).run();
    assertThat(batch.outcomes()).extracting(Outcome::success).containsExactly(true, false, true);
    assertThat(batch.outcomes().get(1).error().message())
        .isEqualTo("relation \"invalid_table\" does not exist");
    assertThat(batch.outcomes().get(2).orThrow().columns())
        .extracting(Column::name)
        .startsWith("order_id", "amount", "date");
  }
}
