package dev.braid.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.sql.ast.Expression;
import dev.braid.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'abc'",
        "''",
        "'it''s'",
        "'a\\b'",
        "'a' -- it's\n 'b'",
        "E'a\\n\\t\\r\\b\\f\\v\\\\\\'\\q'",
        "E'it''s'",
        "E'\\101\\x41\\xg\\u0041\\U0001F600'",
        "E'\\uD83D\\uDE00'",
        "E'\\xc3\\xa9'",
        "E'\\303\\251é😀'",
        "E'a'\n'\\x42'",
        "U&'d\\0061t\\+000061 \\\\ '''",
        "U&'d!0061!!' UESCAPE '!'",
        "U&'a'\n'\\0062' UESCAPE '\\'",
        "U&'\\D83D\\DE00'",
        "$$it's$$",
        "$a$b$$c$a$",
        "N'x'"
      })
  void stringsHaveTheServersValue(String literal) {
    Expression parsed = SqlParser.expression(literal);
    String value =
        switch (parsed) {
          case Expression.StringLiteral it -> it.value();
          case Expression.TypedLiteral it -> it.value();
          default -> "";
        };
    assertThat(value).isEqualTo(TestPostgres.ask("SELECT " + literal + "::text"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x1F", "0o17", "0b11", "1_000", "2147483647", "007"})
  void integersHaveTheServersValue(String literal) {
    assertThat(SqlParser.expression(literal))
        .isInstanceOfSatisfying(
            Expression.IntegerLiteral.class,
            it ->
                assertThat(Integer.toString(it.value()))
                    .isEqualTo(TestPostgres.ask("SELECT " + literal)));
  }

  @Test
  void largerNumbersKeepTheirText() {
    assertThat(SqlParser.expression("-2147483648"))
        .isEqualTo(new Expression.NumericLiteral(1, "-2147483648"));
    assertThat(SqlParser.expression("1_0.5e3"))
        .isEqualTo(new Expression.NumericLiteral(1, "10.5e3"));
  }

  @Test
  void badEscapesAreRefused() {
    assertThatThrownBy(() -> SqlParser.expression("E'\\u12'"))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("invalid Unicode escape");
    assertThatThrownBy(() -> SqlParser.expression("E'\\xff'"))
        .hasMessageContaining("invalid byte sequence");
  }
}
