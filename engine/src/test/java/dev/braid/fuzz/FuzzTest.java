package dev.braid.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.fuzz.QueryGenerator.Generated;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What random queries have found stays mended, and some hundred more find nothing.
class FuzzTest {
  private static final int QUERIES = 200;

  private static Comparison comparison;

  @BeforeAll
  static void start() throws SQLException {
    comparison = new Comparison(1);
    comparison.withRefusals();
  }

  @AfterAll
  static void stop() throws SQLException {
    comparison.close();
  }

  static List<String> found() {
    return FoundQueries.all();
  }

  @ParameterizedTest
  @MethodSource("found")
  void foundQueriesAreAnsweredAlikeByAllPlans(String sql) throws SQLException {
    assertThat(comparison.difference(sql, false, PlanChoices.all(1))).isNull();
  }

  @Test
  void randomQueriesAreAnsweredAsByTheServer() throws SQLException {
    List<String> differences = new ArrayList<>();
    try (Comparison random = new Comparison(2)) {
      for (long seed = 1; seed <= QUERIES; seed++) {
        Generated query = Fuzz.generate(seed);
        String sql = query.piece().text();
        String found = random.difference(sql, query.ordered(), PlanChoices.some(seed));
        if (found != null) {
          differences.add("seed " + seed + ": " + found + "\n" + sql);
        }
      }
      assertThat(differences).isEmpty();
      assertThat(random.counts().getOrDefault("rows", 0)).isGreaterThan(QUERIES / 3);
    }
  }
}
