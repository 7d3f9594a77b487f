package dev.braid.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdbcTextTest {
  private static JdbcText jdbc(String sql) {
    return Guard.check(sql).jdbc();
  }

  @Test
  void leavesAStatementWithoutParametersUntouched() {
    String sql = "SELECT '{}'::jsonb ? 'a', '?', \"?\" -- ?\n";
    assertThat(jdbc(sql)).isEqualTo(new JdbcText(sql, List.of()));
  }

  @Test
  void namesParametersByTheirPlaces() {
    assertThat(jdbc("SELECT $2::int, $1, $2"))
        .isEqualTo(new JdbcText("SELECT ?::int, ?, ?", List.of(2, 1, 2)));
  }

  @Test
  void leavesDollarsAloneThatAreNoParameters() {
    assertThat(jdbc("SELECT '$1', $$ $2 $$, a$3, $1 /* $4 */").sql())
        .isEqualTo("SELECT '$1', $$ $2 $$, a$3, ? /* $4 */");
  }

  @Test
  void doublesQuestionMarksOfOperators() {
    assertThat(jdbc("SELECT a ?| $1 AND a ? 'x?' AND a @? $2").sql())
        .isEqualTo("SELECT a ??| ? AND a ?? 'x?' AND a @?? ?");
  }

  @Test
  void keepsQuestionMarksApart() {
    assertThat(jdbc("SELECT $1?$2").sql()).isEqualTo("SELECT ? ?? ?");
  }

  @Test
  void isBoundByItsOrder() throws SQLException {
    JdbcText text =
        jdbc("SELECT $2::text || $1::text || $2::text, jsonb_build_object($1::text, 1)?$1");
    Object[] parameters = {"one", "two"};
    try (Connection connection = TestPostgres.superuser();
        PreparedStatement prepared = connection.prepareStatement(text.sql())) {
      for (int i = 0; i < text.order().size(); i++) {
        prepared.setObject(i + 1, parameters[text.order().get(i) - 1]);
      }
      try (ResultSet rows = prepared.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("twoonetwo");
        assertThat(rows.getBoolean(2)).isTrue();
      }
    }
  }
}
