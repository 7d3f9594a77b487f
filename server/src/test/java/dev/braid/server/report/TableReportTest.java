package dev.braid.server.report;

import static dev.braid.server.report.Answers.partialFailure;
import static dev.braid.server.report.Answers.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.BatchResult;
import dev.braid.result.Failure;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableReportTest {
  @Test
  void aBatchIsTitledTablesAndASummary() {
    assertThat(TableReport.batch(partialFailure()))
        .isEqualTo(
            """
            1. Users [survey] 120ms
             id | name | age
            ----+------+-----
              1 | John |  25
              2 | Asha |  31
            (2 rows)
            Only the first 2 rows are shown; aggregate or filter to see all.

            2. Invalid [survey] 1.2ms
            ERROR:  42P01: relation "invalid_table" does not exist
            LINE 1: SELECT * FROM invalid_table
                                  ^

            3. Genders [survey] 135ms
             gender | count
            --------+-------
             Female |  1234
             Male   |  2456
            (2 rows)

            3 queries in 140ms: 2 succeeded, 1 failed (one after another 257ms: 1.8x)
            """);
  }

  @Test
  void widthsAreThoseOfATerminal() {
    assertThat(
            TableReport.table(
                raw(
                    "city text, n int4",
                    List.of("東京", 1),
                    List.of("👩‍🚀 ok", 2),
                    List.of("cafe\u0301", 3),
                    List.of("🇮🇳", 4),
                    List.of("Delhi", 5))))
        .isEqualTo(
            """
             city  | n
            -------+---
             東京  | 1
             👩‍🚀 ok | 2
             cafe\u0301  | 3
             🇮🇳    | 4
             Delhi | 5
            (5 rows)
            """);
  }

  @Test
  void linesStayInTheirColumnAndControlsAreVisible() {
    assertThat(
            TableReport.table(
                raw(
                    "a text, b text",
                    List.of("one\ntwo", "\u001b[2Jx"),
                    Arrays.asList("", null),
                    List.of("\t!", "\u202eabc"))))
        .isEqualTo(
            """
               a   |     b
            -------+-----------
             one   | \\x1B[2Jx
             two   |
                   | <null>
                 ! | \\u202Eabc
            (3 rows)
            """);
  }

  @Test
  void anEmptyResultShowsItsColumns() {
    assertThat(TableReport.table(raw("id int4, id int4")))
        .isEqualTo(
            """
             id | id
            ----+----
            (0 rows)
            """);
  }

  @Test
  void expandedHasALinePerValue() {
    assertThat(
            TableReport.expanded(
                raw("id int4, name text", List.of(1, "John\nSmith"), Arrays.asList(2, null))))
        .isEqualTo(
            """
            -[ RECORD 1 ]
            id   | 1
            name | John
                 | Smith
            -[ RECORD 2 ]
            id   | 2
            name | <null>
            (2 rows)
            """);
  }

  @Test
  void aBatchOfOneIsItsOutcomeAlone() {
    BatchResult one =
        new BatchResult(List.of(Answers.success(1, "A", raw("a int4", List.of(1)), 1)), 1);
    assertThat(Format.TABLE.render(one)).isEqualTo(" a\n---\n 1\n(1 row)\n");
  }

  @Test
  void anErrorPointsAtItsPlaceInALaterLine() {
    Failure error = new Failure("42703", "no column", 20, "more", "less");
    assertThat(ErrorText.of(error, "SELECT '東'\n,  1,\n  nope\nFROM t"))
        .isEqualTo(
            """
            ERROR:  42703: no column
            LINE 3:   nope
                      ^
            DETAIL:  more
            HINT:  less
            """);
  }

  @Test
  void aPositionBeyondTheTextIsNotShown() {
    Failure error = new Failure("42601", "syntax error at end of input", 99, null, null);
    assertThat(ErrorText.of(error, "SELECT"))
        .isEqualTo("ERROR:  42601: syntax error at end of input\n");
  }
}
