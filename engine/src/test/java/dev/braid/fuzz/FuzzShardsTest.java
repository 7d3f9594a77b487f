package dev.braid.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import dev.braid.fuzz.QueryGenerator.Generated;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random queries over four shards, and those that have found something before.
class FuzzShardsTest {
  private static final int QUERIES = 200;
  private static final long FIRST = 1_000_000;

  private static Comparison comparison;

  @BeforeAll
  static void start() throws SQLException {
    comparison = new Comparison(1, true);
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
  void foundQueriesAreAnsweredAlikeOverShards(String sql) {
    assertThat(comparison.difference(sql, false, List.of(Settings.DEFAULT))).isNull();
  }

  @Test
  void randomQueriesAreAnsweredAsByOneServer() {
    List<String> differences = new ArrayList<>();
    comparison.counts().clear();
    for (long seed = FIRST; seed < FIRST + QUERIES; seed++) {
      Generated query = Fuzz.generate(seed);
      String sql = query.piece().text();
      List<Settings> some = PlanChoices.some(seed).subList(0, 2);
      String found = comparison.difference(sql, query.ordered(), some);
      if (found != null) {
        differences.add("seed " + seed + ": " + found + "\n" + sql);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(comparison.counts().getOrDefault("rows", 0)).isGreaterThan(QUERIES / 3);
  }
}
