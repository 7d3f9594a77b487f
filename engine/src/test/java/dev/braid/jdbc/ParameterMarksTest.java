package dev.braid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterMarksTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          SELECT ?                          => SELECT $1                          => 1
          SELECT ?, ?                       => SELECT $1, $2                      => 2
          SELECT ?::int, a=?                => SELECT $1::int, a= $2              => 2
          SELECT 1-?                        => SELECT 1- $1                       => 1
          SELECT ?-1                        => SELECT $1-1                        => 1
          SELECT '?', "?", $$?$$, $a$?$a$   => SELECT '?', "?", $$?$$, $a$?$a$    => 0
          SELECT E'\\'?', U&'?'             => SELECT E'\\'?', U&'?'              => 0
          SELECT 1 -- ?                     => SELECT 1 -- ?                      => 0
          SELECT /* ? /* ? */ ? */ ?        => SELECT /* ? /* ? */ ? */ $1        => 1
          SELECT j ?? 'a', j ??| ?          => SELECT j ? 'a', j ?| $1            => 1
          SELECT j ??& ARRAY[?]             => SELECT j ?& ARRAY[$1]              => 1
          SELECT $1, $2, $1                 => SELECT $1, $2, $1                  => 2
          SELECT x FROM t LIMIT ?OFFSET ?   => SELECT x FROM t LIMIT $1 OFFSET $2 => 2
          """)
  void findsTheMarksThatAreParameters(String written, String sent, int count) {
    ParameterMarks marks = ParameterMarks.of(written);
    assertThat(marks.text()).isEqualTo(sent);
    assertThat(marks.count()).isEqualTo(count);
  }

  @Test
  void marksAndNumbersDoNotMix() {
    assertThatThrownBy(() -> ParameterMarks.of("SELECT ?, $1"))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("not both");
  }

  @Test
  void positionsAreThoseOfTheTextAsWritten() {
    String written = "SELECT 'ä', a=?, j ?? 'x', ?, wrong";
    ParameterMarks marks = ParameterMarks.of(written);
    int sent = marks.text().indexOf("wrong") + 1;
    assertThat(marks.original(sent)).isEqualTo(written.indexOf("wrong") + 1);
    assertThat(marks.original(1)).isEqualTo(1);
    int second = marks.text().indexOf("$2") + 1;
    assertThat(marks.original(second)).isEqualTo(written.indexOf("?, wrong") + 1);
  }
}
