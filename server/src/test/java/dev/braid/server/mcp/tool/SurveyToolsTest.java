package dev.braid.server.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.catalog.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What an assistant is told and given of a dataset with weights and classes.
class SurveyToolsTest {
  private static Braid braid;
  private static ToolTests tools;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("users.csv"),
        "id,nccs,age,weight\n1,A1,20,0.5\n2,A2,30,1.5\n3,B1,40,1\n4,E3,50,2\n");
    braid =
        Braid.open(
            ConfigFile.parse(
                """
                datasets:
                  - id: 1
                    name: survey
                    source: {folder: "%s"}
                    weight: {column: users.weight, respondent: users.id, scale: 1000}
                    merge: {nccs: nccs-a-b-cde, panel: {column: nccs, classes: nccs-panel, default: false}}
                """
                    .formatted(folder.toAbsolutePath()),
                "test",
                Map.of()));
    tools = new ToolTests(braid);
  }

  @AfterAll
  static void close() {
    braid.close();
  }

  private static Answer ask(String more) {
    return tools.call(
        "query_dataset",
        "{\"dataset_id\": 1, \"query\": \"SELECT nccs, COUNT(*) FROM users GROUP BY nccs ORDER BY"
            + " 1\""
            + more
            + "}");
  }

  private static JsonNode rows(Answer answer) {
    return ToolTests.json(answer).path("rows");
  }

  @Test
  void answersAreWeightedAndMergedUnlessToldOtherwise() {
    assertThat(rows(ask("")).toString())
        .isEqualTo("[[\"A\",2000.0],[\"B\",1000],[\"C/D/E\",2000]]");
    assertThat(rows(ask(", \"apply_weights\": false")).toString())
        .isEqualTo("[[\"A\",2],[\"B\",1],[\"C/D/E\",1]]");
    assertThat(rows(ask(", \"apply_weights\": false, \"apply_merging\": false")).toString())
        .isEqualTo("[[\"A1\",1],[\"A2\",1],[\"B1\",1],[\"E3\",1]]");
    assertThat(rows(ask(", \"apply_merging\": \"panel\"")).toString())
        .isEqualTo("[[\"A\",500.0],[\"A2\",1500.0],[\"B1\",1000],[\"E3\",2000]]");
    assertThat(rows(ask(", \"apply_merging\": [\"panel\"]")).size()).isEqualTo(4);
  }

  @Test
  void theFooterTellsTheNumbers() {
    assertThat(ask("").text())
        .contains("| base n | effective base |")
        .contains("|      2 |            1.6 |")
        .contains(
            "_Weighted by users.weight × 1000. Base n of the rows 1 to 2, design effect up to"
                + " 1.25._")
        .contains("_Classes merged: users.nccs by nccs._")
        .contains("_Warning: the effective base is under 30 in rows 1, 2, 3: too few")
        .doesNotContain("Statement run");
    assertThat(ask(", \"show_sql\": true").text())
        .contains("_Statement run: SELECT nccs, COALESCE(sum(users.weight");
  }

  @Test
  void theStructuredAnswerHasTheBases() {
    JsonNode survey = ToolTests.json(ask("")).path("survey");
    assertThat(survey.path("weighted").asBoolean()).isTrue();
    assertThat(survey.path("bases").get(0).toString())
        .isEqualTo(
            "{\"n\":2,\"sum_of_weights\":2.0,\"effective_base\":1.6,\"design_effect\":1.25}");
  }

  @Test
  void aBatchTakesTheSameArguments() {
    Answer answer =
        tools.call(
            "execute_multi_query",
            """
            {"queries": [{"dataset_id": 1, "query": "SELECT AVG(age) FROM users"},
                         {"dataset_id": 1, "query": "SELECT SUM(weight) FROM users"}]}
            """);
    assertThat(answer.text())
        .contains(
            "_Weighted by users.weight × 1000. Base n 4, sum of weights 5.0, effective base 3.3,"
                + " design effect 1.20._")
        .contains("_Not weighted: the statement uses users.weight itself._")
        .contains("do not multiply by the weight");
    Answer raw =
        tools.call(
            "execute_multi_query",
            """
            {"queries": [{"dataset_id": 1, "query": "SELECT AVG(age) FROM users"}], "apply_weights": false}
            """);
    assertThat(ToolTests.json(raw).path("results").get(0).path("rows").get(0).get(0).asDouble())
        .isEqualTo(35);
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThat(ask(", \"apply_merging\": \"panels\"").text())
        .contains("the dataset has no merging scheme")
        .contains("panel");
    assertThat(ask(", \"apply_merging\": 3").text()).contains("must be true, false, or names");
    assertThat(ask(", \"apply_weight\": true").text()).contains("apply_weights");
  }

  @Test
  void theContextExplainsWhatIsApplied() {
    assertThat(tools.call("get_context", "{\"level\": 0}").text())
        .contains("aggregates are weighted for you");
    assertThat(tools.call("get_context", "{\"level\": 1}").text())
        .contains("### Survey: survey")
        .contains("- Aggregates over users are weighted by users.weight × 1000; COUNT(DISTINCT id)")
        .contains("- Merging `nccs` of nccs (applied): A = A1, A2, A3; B = B1, B2; C/D/E = ")
        .contains("- Merging `panel` of nccs (by name): ");
  }
}
