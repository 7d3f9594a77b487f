package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementsTest {
  @Test
  void cutsAtSemicolonsThatEndAStatement() {
    Statements statements = Statements.split("select 1; ; select 2 -- last\n;");
    assertThat(statements.complete()).containsExactly("select 1", "select 2 -- last");
    assertThat(statements.rest()).isNull();
  }

  @Test
  void whatHasNoSemicolonIsTheRest() {
    Statements statements = Statements.split("select 1; select 2");
    assertThat(statements.complete()).containsExactly("select 1");
    assertThat(statements.rest()).isEqualTo("select 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ';'",
        "select 'it''s;'",
        "select E'\\';'",
        "select \";\" from t",
        "select $$;$$",
        "select $tag$ ; $$ ; $tag$",
        "select /* ; /* ; */ ; */ 1",
        "select 1 -- ;\n + 1",
        "select $1 || ';'",
        "select name'\\' || ';'",
      })
  void keepsSemicolonsInsideLiteralsNamesAndComments(String sql) {
    assertThat(Statements.split(sql + ";").complete()).containsExactly(sql);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"select 'a;,'", "select \"a;,`\"`", "select $$a;,$", "select $x$a;$$,$", "/* a;,*"})
  void knowsWhatIsStillOpen(String sql, char open) {
    assertThat(Statements.split(sql).open()).isEqualTo(open);
  }

  @Test
  void commentsAloneAreNothing() {
    Statements statements = Statements.split("-- nothing\n/* here */ ");
    assertThat(statements.all()).isEmpty();
    assertThat(statements.open()).isEqualTo((char) 0);
  }
}
