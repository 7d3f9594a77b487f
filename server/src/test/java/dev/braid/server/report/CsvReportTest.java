package dev.braid.server.report;

import static dev.braid.server.report.Answers.partialFailure;
import static dev.braid.server.report.Answers.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.BatchResult;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReportTest {
  @Test
  void fieldsAreQuotedWhereTheyMustBe() {
    assertThat(
            CsvReport.table(
                raw(
                    "a,b text, c text",
                    List.of("plain", "with \"quotes\""),
                    List.of("two\nlines", "x,y"),
                    List.of(" outer ", "\\."))))
        .isEqualTo(
            "\"a,b\",c\r\n"
                + "plain,\"with \"\"quotes\"\"\"\r\n"
                + "\"two\nlines\",\"x,y\"\r\n"
                + "\" outer \",\"\\.\"\r\n");
  }

  @Test
  void nullIsEmptyAndTheEmptyTextIsQuoted() {
    assertThat(CsvReport.table(raw("a text, b text", Arrays.asList(null, ""))))
        .isEqualTo("a,b\r\n,\"\"\r\n");
  }

  @Test
  void valuesAreInPostgresText() {
    assertThat(
            CsvReport.table(
                raw(
                    "a numeric, b float8, c float8, d bool, e float4, f float8",
                    List.of(
                        new BigDecimal("1E+3"), 1e15, 1e-5, true, 1234567f, 123456789012345.0))))
        .isEqualTo("a,b,c,d,e,f\r\n1000,1e+15,1e-05,t,1.234567e+06,123456789012345\r\n");
  }

  @Test
  void severalResultsAreLabelledBlocks() {
    assertThat(CsvReport.batch(partialFailure()))
        .isEqualTo(
            """
            # 1. Users
            id,name,age
            1,John,25
            2,Asha,31

            # 2. Invalid
            sqlstate,error
            42P01,"relation ""invalid_table"" does not exist"

            # 3. Genders
            gender,count
            Female,1234
            Male,2456
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void oneResultIsAPlainDocument() {
    BatchResult one =
        new BatchResult(List.of(Answers.success(1, "A", raw("a int4", List.of(1)), 1)), 1);
    assertThat(CsvReport.batch(one)).isEqualTo("a\r\n1\r\n");
  }
}
