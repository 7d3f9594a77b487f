package dev.braid.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.result.Column;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1234567 | 1,234,567 | true
          -123456 | -123,456 | true
          -123 | -123 | true
          0 | 0 | true
          1E+3 | 1,000 | true
          100.00 | 100.00 | true
          42.5000000000000000 | 42.50 | true
          0.0000000000 | 0.00 | true
          1234.5678 | 1,234.57 | false
          -1234.5678 | -1,234.57 | false
          0.1234 | 0.1234 | true
          0.123456 | 0.1235 | false
          0.00000123456 | 0.000001235 | false
          3.14159 | 3.142 | false
          999.999 | 1,000.00 | false
          """)
  void aggregatedNumericIsSeparatedAndShortened(BigDecimal value, String text, boolean exact) {
    assertThat(ReadableNumber.of(value, new Column("sum", "numeric"), true))
        .isEqualTo(new ReadableNumber(text, exact));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1234567.25 | 1234567.25 | true
          28.613939 | 28.613939 | true
          28.61393987 | 28.61394 | false
          1E-7 | 0.0000001 | true
          """)
  void rawNumericKeepsWhatIsStored(BigDecimal value, String text, boolean exact) {
    assertThat(ReadableNumber.of(value, new Column("amount", "numeric"), false))
        .isEqualTo(new ReadableNumber(text, exact));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          count | true | 1,234,567
          count | false | 1234567
          user_id | true | 1234567
          id | true | 1234567
          birth_year | true | 1234567
          """)
  void idsAndYearsAreNamesNotAmounts(String column, boolean aggregated, String text) {
    assertThat(ReadableNumber.of(1234567L, new Column(column, "int8"), aggregated).text())
        .isEqualTo(text);
    assertThat(ReadableNumber.of(2024, new Column(column, "int4"), aggregated).text())
        .isEqualTo("2024");
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN, true",
    "-Infinity, -Infinity, true",
    "1e300, 1e+300, true",
    "0.30000000000000004, 0.30, false",
    "1234567.5, '1,234,567.5', true",
    "0, 0, true"
  })
  void floatsAreReadable(double value, String text, boolean exact) {
    assertThat(ReadableNumber.of(value, new Column("avg", "float8"), true))
        .isEqualTo(new ReadableNumber(text, exact));
  }
}
