package dev.braid.sql.ast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.sql.parse.SqlParser;
import dev.braid.sql.parse.Statements;
import dev.braid.testing.TestPostgres;
import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SqlTextTest {
  /// A tree without its positions.
  private static String shape(@Nullable Object node) throws ReflectiveOperationException {
    if (node instanceof List<?> list) {
      List<String> shapes = new ArrayList<>();
      for (Object item : list) {
        shapes.add(shape(item));
      }
      return shapes.toString();
    }
    if (!(node instanceof Record)) {
      return String.valueOf(node);
    }
    StringBuilder shape = new StringBuilder(node.getClass().getSimpleName()).append('(');
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      if (!component.getName().toLowerCase(java.util.Locale.ROOT).endsWith("position")) {
        component.getAccessor().setAccessible(true);
        shape.append(component.getName()).append('=');
        shape.append(shape(component.getAccessor().invoke(node))).append(' ');
      }
    }
    return shape.append(')').toString();
  }

  @Test
  void printsWhatParsesToTheSameTree() throws ReflectiveOperationException {
    int printed = 0;
    for (String sql : Statements.all()) {
      List<Statement> statements;
      try {
        statements = SqlParser.statements(sql);
      } catch (BraidException e) {
        continue;
      }
      for (Statement statement : statements) {
        String text = SqlText.of(statement);
        assertThat(shape(SqlParser.statement(text))).as(text).isEqualTo(shape(statement));
        printed++;
      }
    }
    assertThat(printed).isGreaterThan(400);
  }

  private static final String[] OPERATORS = {
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "||",
    "=",
    "<",
    ">=",
    "<>",
    "AND",
    "OR",
    "IS DISTINCT FROM",
    "LIKE",
    "NOT LIKE",
    "& ",
    "#",
    "<<",
    "~",
    "COLLATE \"C\" ||",
    "::text ||",
    "::int +",
    "IS NULL =",
    "IS NOT NULL AND",
    "ISNULL OR",
    "OPERATOR(pg_catalog.+)",
    "OPERATOR(pg_catalog.*)",
    "BETWEEN 1 AND",
    "NOT BETWEEN 0 AND",
    "IN (1, 2) OR",
    "= ANY ('{1}') OR",
    "::date AT TIME ZONE 'UTC' >",
    "->",
    "->>"
  };

  private static final String[] OPERANDS = {
    "i",
    "j",
    "2",
    "n",
    "b",
    "c",
    "NOT b",
    "- i",
    "- n",
    "~ i",
    "@ n",
    "s",
    "t",
    "'x'",
    "true",
    "NOT NOT c",
    "+ 1",
    "-2",
    "|/ n"
  };

  /// The printed text has parentheses everywhere: the server must see the same view in it.
  @Test
  void bindsOperatorsAsPostgresDoes() throws SQLException {
    Random random = new Random(20261121);
    int compared = 0;
    TestPostgres.execute(
        "DROP TABLE IF EXISTS binds CASCADE;"
            + " CREATE TABLE binds (i int, j int, n float8, b bool, c bool, s text, t text)");
    try (Connection connection = TestPostgres.superuser()) {
      for (int k = 0; k < 6000; k++) {
        StringBuilder sql = new StringBuilder(OPERANDS[random.nextInt(OPERANDS.length)]);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          sql.append(' ').append(OPERATORS[random.nextInt(OPERATORS.length)]);
          sql.append(' ').append(OPERANDS[random.nextInt(OPERANDS.length)]);
        }
        String written = sql.toString();
        String view = view(connection, written);
        if (view != null) {
          String printed = SqlText.of(SqlParser.expression(written));
          assertThat(view(connection, printed)).as(written + " as " + printed).isEqualTo(view);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(300);
  }

  /// How the server shows an expression in a view; null when its types do not fit.
  private static @Nullable String view(Connection connection, String expression)
      throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "CREATE OR REPLACE TEMP VIEW v AS SELECT (" + expression + ")::text AS x FROM binds");
      try (var rows = statement.executeQuery("SELECT pg_get_viewdef('v'::regclass)")) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      return null;
    }
  }

  @Test
  void quotesNamesThatNeedIt() {
    assertThat(
            List.of("a", "A", "select", "year", "1a", "a b", "a\"b", "é").stream()
                .map(SqlText::identifier)
                .collect(Collectors.joining(" ")))
        .isEqualTo("a \"A\" \"select\" \"year\" \"1a\" \"a b\" \"a\"\"b\" \"é\"");
  }
}
