package dev.braid.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.catalog.ConfigFile;
import dev.braid.guard.Corpus;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote;
import dev.braid.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How much of what people legitimately write can be weighted. Every table of the corpus gets a
/// weight of 1 in each row, so that every answer must stay what it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusRewriteTest {
  private static final List<String> TABLES = List.of("customers", "orders", "events", "employees");

  private Braid braid;

  @BeforeAll
  void weigh() {
    Corpus.createSchema();
    StringBuilder weights = new StringBuilder();
    for (String table : TABLES) {
      TestPostgres.execute(
          "ALTER TABLE shop." + table + " ADD COLUMN survey_weight int NOT NULL DEFAULT 1");
      weights.append("      - {column: shop.%s.survey_weight, respondent: id}%n".formatted(table));
    }
    braid =
        Braid.open(
            ConfigFile.parse(
                """
                datasets:
                  - id: 1
                    name: corpus
                    time_zone: UTC
                    source: postgresql://%s:%s@localhost:%d/postgres?currentSchema=shop
                    limits: {raw_rows: 1000}
                    weight:
                %s
                """
                    .formatted(
                        TestPostgres.READER,
                        TestPostgres.READER_PASSWORD,
                        TestPostgres.port(),
                        weights),
                "test",
                Map.of()));
  }

  @AfterAll
  void close() {
    braid.close();
    Corpus.createSchema();
  }

  @Test
  void atLeastNineOfTenCanBeRewritten() {
    int unread = 0;
    int concerned = 0;
    int weighted = 0;
    List<String> left = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    List<String> all = Corpus.queries();
    for (String sql : all) {
      SurveyNote note = run(sql, SurveyOptions.DEFAULT.withSql(true)).survey();
      String reason = note == null ? null : note.reason();
      if (reason != null && reason.startsWith("the statement cannot be read")) {
        unread++;
        left.add(reason + "\n    " + sql);
      } else if (note != null && note.weighted()) {
        concerned++;
        weighted++;
        String difference =
            Answers.difference(run(sql, SurveyOptions.NONE), run(sql, SurveyOptions.DEFAULT));
        if (difference != null) {
          wrong.add(sql + "\n    " + note.sql() + "\n    " + difference);
        }
      } else if (reason != null
          && !reason.startsWith("it aggregates no rows")
          && !reason.startsWith("nothing in it")
          && !reason.startsWith("its groups are single")) {
        concerned++;
        left.add(reason + "\n    " + sql);
      }
    }
    double readable = 100.0 * (all.size() - unread) / all.size();
    double rewritten = 100.0 * (all.size() - left.size()) / all.size();
    System.out.printf(
        "survey: of %d legitimate statements %d can be read (%.1f %%); of %d over weights %d are"
            + " weighted; %.1f %% answered as they should be%n",
        all.size(), all.size() - unread, readable, concerned, weighted, rewritten);
    left.forEach(one -> System.out.println("  not: " + one));
    assertThat(wrong).isEmpty();
    assertThat(rewritten).isGreaterThanOrEqualTo(90);
  }

  private Result run(String sql, SurveyOptions options) {
    Outcome outcome =
        braid.batch().add(Query.of("corpus", sql)).survey(options).run().outcomes().getFirst();
    return outcome.orThrow();
  }
}
