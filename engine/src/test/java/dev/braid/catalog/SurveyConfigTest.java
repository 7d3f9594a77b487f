package dev.braid.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyConfigTest {
  private static SurveyRules rules(String lines) {
    String text = "datasets:\n  - id: 1\n    name: a\n    source: ./data\n" + lines.indent(4);
    return ConfigFile.parse(text, "braid.yaml", Map.of()).datasets().getFirst().survey();
  }

  @Test
  void aDatasetHasNoneUnlessTold() {
    assertThat(rules("")).isEqualTo(SurveyRules.NONE);
  }

  @Test
  void aWeightIsAColumn() {
    assertThat(rules("weight: users.weight").weights())
        .containsExactly(new WeightRule("users", "weight", null, BigDecimal.ONE, true));
  }

  @Test
  void orAColumnWithRespondentAndScale() {
    SurveyRules rules =
        rules(
            """
            small_base: 50
            weight:
              - {column: public.users.weight, respondent: public.users.user_id, scale: 1000}
              - {column: days.w, respondent: user_id, rows_per_respondent: many}
            """);
    assertThat(rules.weights())
        .containsExactly(
            new WeightRule("public.users", "weight", "user_id", new BigDecimal(1000), true),
            new WeightRule("days", "w", "user_id", BigDecimal.ONE, false));
    assertThat(rules.smallBase()).isEqualTo(50);
  }

  @Test
  void schemesAreReadyOrWrittenOut() {
    SurveyRules rules =
        rules(
            """
            merge:
              nccs: {A: [A1, A2, A3], B: [B1, B2], "C/D/E": [C1, C2, D1, D2, E1, E2, E3]}
              seed: {column: users.nccs, classes: nccs-panel, default: false}
              zone: {classes: {north: [Delhi, Agra]}, column: cities.city}
            """);
    assertThat(rules.schemes())
        .containsExactly(
            new MergeScheme(
                "nccs",
                null,
                "nccs",
                Map.of(
                    "A", List.of("A1", "A2", "A3"),
                    "B", List.of("B1", "B2"),
                    "C/D/E", List.of("C1", "C2", "D1", "D2", "E1", "E2", "E3")),
                true),
            new MergeScheme(
                "seed",
                "users",
                "nccs",
                Map.of("A", List.of("A", "A1"), "C/D/E", List.of("C", "D", "E")),
                false),
            new MergeScheme(
                "zone", "cities", "city", Map.of("north", List.of("Delhi", "Agra")), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          weight: weight                                      | weight: expected table.column, got "weight"
          weight: {column: u.w, respondent: v.id}             | respondent: must be a column of u
          weight: {column: u.w, scale: -1}                    | scale: must be more than 0, got -1
          weight: {column: u.w, scale: many}                  | scale: expected a number, got "many"
          weight: {column: u.w, key: id}                      | unknown key "key"
          weight: [u.w, u.v]                                  | two weights for the table u
          merge: {nccs: nccs-panels}                          | no ready scheme is called "nccs-panels"
          merge: {nccs: {A: [A1], B: [A1]}}                   | "A1" is in two classes
          merge: {nccs: {A: [A1], B: [A]}}                    | "A" is a class and a member of another, "B"
          merge: {a: {column: n, classes: {A: [B]}}, n: nccs-panel} | another scheme already merges n
          """)
  void whatIsWrongIsNamed(String line, String message) {
    assertThatThrownBy(() -> rules(line)).hasMessageContaining(message);
  }
}
