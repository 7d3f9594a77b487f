package dev.braid.server.report;

import static dev.braid.server.report.Answers.aggregated;
import static dev.braid.server.report.Answers.failure;
import static dev.braid.server.report.Answers.partialFailure;
import static dev.braid.server.report.Answers.raw;
import static dev.braid.server.report.Answers.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.BatchResult;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.result.Failure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  @Test
  void aLargeTableDoesNotSpendMoreOnAlignmentThanOnItsValues() {
    List<?>[] rows = new List<?>[10_000];
    Arrays.fill(rows, List.of("y", 1L));
    rows[0] = List.of("x".repeat(31), 1L);
    assertThat(MarkdownReport.table(aggregated("name text, count int8", rows)))
        .contains("| y   |   1 |\n")
        .hasSizeLessThan(200_000);
    rows = Arrays.copyOf(rows, 100);
    assertThat(MarkdownReport.table(aggregated("name text, count int8", rows)))
        .contains("| y                               |     1 |\n");
  }

  @Test
  void aBatchHasHeadlineSectionsAndTips() {
    assertThat(MarkdownReport.batch(partialFailure()))
        .isEqualTo(
            """
            # Multi-Query Results

            **Total Queries**: 3
            **Successful**: 2 ✅
            **Failed**: 1 ❌
            **Total Execution Time**: 140ms

            _⚡ Executed in parallel - 3 queries in 140ms!_
            _Sum of the queries' own times: 257ms - 1.8x the batch's_

            ---

            ## 1. Users

            **Rows**: 2 | **Time**: 120ms | **Dataset**: survey

            |  id | name | age |
            |----:|------|----:|
            |   1 | John |  25 |
            |   2 | Asha |  31 |

            _Only the first 2 rows are shown; aggregate or filter to see all._

            ---

            ## 2. Invalid

            **Error**: relation "invalid_table" does not exist

            **SQLSTATE**: 42P01 | **Position**: 15 | **Time**: 1.2ms | **Dataset**: survey

            **Query**: `SELECT * FROM invalid_table`

            ---

            ## 3. Genders

            **Rows**: 2 | **Time**: 135ms | **Dataset**: survey

            | gender | count |
            |--------|------:|
            | Female | 1,234 |
            | Male   | 2,456 |

            ---

            **Tips**:
            - Raw queries are limited to 2 rows
            - Use GROUP BY for aggregated data
            - Where a table has a weight column, include it for accurate population estimates: SUM(weight), not COUNT(\\*)
            """);
  }

  @Test
  void oneQueryIsNotCalledParallelAndNoFailureHasNoMark() {
    BatchResult batch =
        new BatchResult(List.of(success(1, "One", raw("a int4", List.of(1)), 8.04)), 9);
    assertThat(MarkdownReport.batch(batch))
        .startsWith(
            """
            # Multi-Query Results

            **Total Queries**: 1
            **Successful**: 1 ✅
            **Failed**: 0
            **Total Execution Time**: 9.0ms

            ---

            ## 1. One

            **Rows**: 1 | **Time**: 8.0ms | **Dataset**: survey
            """);
  }

  @Test
  void noSpeedUpIsNotCalledFaster() {
    BatchResult batch =
        new BatchResult(
            List.of(
                success(1, "A", raw("a int4"), 50),
                failure(2, "B", "SELECT", Answers.invalidTable())),
            60);
    assertThat(MarkdownReport.batch(batch))
        .contains("_Sum of the queries' own times: 51ms_\n")
        .doesNotContain("the batch's");
  }

  @Test
  void aSingleAnswerNamesItsQuery() {
    assertThat(
            MarkdownReport.single(
                success(1, "Query 1", aggregated("count int8", List.of(200000L)), 12)))
        .isEqualTo(
            """
            # Query Results

            **Rows Returned**: 1 | **Time**: 12ms | **Dataset**: survey

            **Query**: `SELECT 1`

            |   count |
            |--------:|
            | 200,000 |
            """);
  }

  @Test
  void aSingleFailureTellsWhatToDo() {
    Failure error =
        new Failure("42703", "column \"agee\" does not exist", 8, "a|b", "Perhaps `age`?\nTry it.");
    assertThat(MarkdownReport.single(failure(1, "Query 1", "SELECT agee\n  FROM `users`", error)))
        .isEqualTo(
            """
            # Error

            **Error**: column "agee" does not exist

            **SQLSTATE**: 42703 | **Position**: 8 | **Time**: 1.2ms | **Dataset**: survey

            **Detail**: a\\|b

            **Hint**: Perhaps \\`age\\`?<br>Try it.

            **Query**: `` SELECT agee FROM `users` ``
            """);
  }

  @Test
  void anEmptyResultShowsItsColumnsEvenWhenTheyShareAName() {
    assertThat(MarkdownReport.table(raw("id int4, id int4, name text")))
        .isEqualTo(
            """
            |  id |  id | name |
            |----:|----:|------|

            _No results._
            """);
  }

  @Test
  void hostileCellsStayInTheirCells() {
    assertThat(
            MarkdownReport.table(
                raw(
                    "a|b text, id int4",
                    List.of("x | y", 1),
                    List.of("line\nbreak\r\nand\rmore", 2),
                    List.of("back\\slash `code`", 3),
                    List.of("<b>&lt;</b> & co", 4),
                    List.of("![i](http://evil/?q)", 5),
                    List.of("_null_ a_b *x*", 6),
                    List.of("\u001b[31m\u202e\u061cabc\0", 7))))
        .isEqualTo(
            """
            | a\\|b                         |  id |
            |------------------------------|----:|
            | x \\| y                       |   1 |
            | line<br>break<br>and<br>more |   2 |
            | back\\\\slash \\`code\\`         |   3 |
            | \\<b>\\&lt;\\</b> & co          |   4 |
            | !\\[i\\](http://evil/?q)       |   5 |
            | \\_null\\_ a_b \\*x\\*           |   6 |
            | \\x1B\\[31m\\u202E\\u061Cabc\\x00 |   7 |
            """);
  }

  @Test
  void nullsEmptyAndBlankTextsAndQuotesAreToldApart() {
    assertThat(
            MarkdownReport.table(
                raw(
                    "v text, b bool",
                    Arrays.asList(null, null),
                    List.of("", true),
                    List.of("  ", false),
                    List.of("\"\"", true))))
        .isEqualTo(
            """
            | v      | b      |
            |--------|--------|
            | _null_ | _null_ |
            | ""     | true   |
            | "  "   | false  |
            | \"""\"   | true   |
            """);
  }

  @Test
  void longValuesAreCutAndTheReaderIsTold() {
    assertThat(MarkdownReport.table(raw("v text, n int4", List.of("é".repeat(101), 1))))
        .isEqualTo(
            """
            | v   |   n |
            |-----|----:|
            | %s… |   1 |

            _Values over 100 characters are cut (…). The exact values are in the structured content (JSON)._
            """
                .formatted("é".repeat(99)));
  }

  @Test
  void longFractionsAreRoundedAndTheReaderIsTold() {
    assertThat(
            MarkdownReport.table(
                aggregated(
                    "quartile int4, avg numeric",
                    List.of(1, new BigDecimal("1234567.8912345678")),
                    List.of(2, new BigDecimal("0.00012345678")))))
        .isEqualTo(
            """
            | quartile |          avg |
            |---------:|-------------:|
            |        1 | 1,234,567.89 |
            |        2 |    0.0001235 |

            _Long fractions are rounded for reading. The exact values are in the structured content (JSON)._
            """);
  }

  @Test
  void tipsNameTheLimitsOfTheDatasetsThatWereAsked() {
    BatchResult batch =
        new BatchResult(
            List.of(
                success(1, "A", raw("a int4"), 1),
                new dev.braid.batch.Outcome(
                    2, "B", "SELECT 1", 2, "events", raw("a int4"), null, 1, 0, false)),
            2);
    Config alike = config(new Limits(5, 1000, 1), new Limits(5, 1000, 1));
    assertThat(MarkdownReport.batch(batch, alike))
        .contains("- Raw queries are limited to 5 rows\n")
        .contains("- Use GROUP BY for aggregated data (up to 1,000 rows)\n");
    Config different = config(new Limits(5, 1000, 1), new Limits(1, 50, 1));
    assertThat(MarkdownReport.batch(batch, different))
        .contains("- Raw queries are limited to 5 rows (survey), 1 row (events)\n")
        .contains("(up to 1,000 rows (survey), 50 rows (events))\n");
  }

  private static Config config(Limits survey, Limits events) {
    return new Config(
        List.of(dataset(1, "survey", survey), dataset(2, "events", events)), BatchLimits.DEFAULT);
  }

  private static Dataset dataset(int id, String name, Limits limits) {
    PostgresSource source = new PostgresSource("jdbc:postgresql:x", null, null, "x");
    return new Dataset(
        id, name, "", source, PoolSettings.DEFAULT, limits, false, "", Description.NONE);
  }
}
