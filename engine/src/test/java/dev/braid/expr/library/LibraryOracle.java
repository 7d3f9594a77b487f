package dev.braid.expr.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.TextInput;
import dev.braid.expr.TextOutput;
import dev.braid.parallel.Cancellation;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Asks the server and the library's compiled loops the same, for many arguments, and compares
/// texts and SQLSTATEs.
final class LibraryOracle {
  static final EvalContext CONTEXT =
      new EvalContext(Zone.UTC, 800_000_000_000_000L, "reader", "test", new Cancellation());
  private static final String NULL = "<null>";
  private static final int MOST = 1500;

  private LibraryOracle() {}

  /// A list of values of one argument, as text; null for NULL.
  static List<@Nullable String> values(@Nullable String... values) {
    return Arrays.asList(values);
  }

  /// A function of the library by its declared argument types.
  static ScalarFunction function(String name, Type... declared) {
    return find(Library.CATALOG.functions(name), name, declared);
  }

  static ScalarFunction operator(String symbol, Type... declared) {
    return find(Library.CATALOG.operators(symbol), symbol, declared);
  }

  private static ScalarFunction find(List<ScalarFunction> all, String name, Type... declared) {
    return all.stream()
        .filter(f -> f.argumentTypes().equals(List.of(declared)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + Arrays.toString(declared)));
  }

  /// Compares a function whose types are no pseudo types.
  @SafeVarargs
  static void compareFunction(String name, List<Type> types, List<@Nullable String>... values) {
    ScalarFunction function = function(name, types.toArray(new Type[0]));
    compare(function, types, function.resultType(), callOf(name, types.size()), values);
  }

  /// Compares an operator whose types are no pseudo types.
  @SafeVarargs
  static void compareOperator(String symbol, List<Type> types, List<@Nullable String>... values) {
    ScalarFunction function = operator(symbol, types.toArray(new Type[0]));
    compare(function, types, function.resultType(), operatorOf(symbol, types.size()), values);
  }

  static void compareCast(Type from, Type to, List<@Nullable String> values) {
    dev.braid.expr.Cast cast = Library.CATALOG.cast(from.kind(), to.kind());
    assertThat(cast).as("%s to %s", from, to).isNotNull();
    ScalarFunction function = cast.function();
    if (function != null) {
      compare(function, List.of(from), to, "CAST(%s AS " + to.sqlName() + ")", values);
    }
  }

  static String callOf(String name, int arguments) {
    return name + "(" + String.join(", ", java.util.Collections.nCopies(arguments, "%s")) + ")";
  }

  static String operatorOf(String symbol, int arguments) {
    String escaped = symbol.replace("%", "%%");
    return arguments == 1 ? escaped + " %s" : "%s " + escaped + " %s";
  }

  /// @param types the arguments' actual types
  /// @param sql with a `%s` for each argument
  @SafeVarargs
  static void compare(
      ScalarFunction function,
      List<Type> types,
      Type result,
      String sql,
      List<@Nullable String>... values) {
    List<@Nullable String[]> rows = rows(values);
    List<String> wanted = ask(sql, types, rows);
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      arguments.add(new ColumnRef(i, types.get(i), "c" + i));
    }
    Evaluator evaluator = ExprCompiler.evaluator(new Call(function, arguments, result));
    List<String> wrong = new ArrayList<>();
    List<Integer> fine = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String got = one(evaluator, types, result, rows.get(i));
      // What fails there may be refused here.
      boolean refused = got.equals("error 0A000") && wanted.get(i).startsWith("error ");
      if (!got.equals(wanted.get(i)) && !refused) {
        wrong.add(Arrays.toString(rows.get(i)) + ": server " + wanted.get(i) + ", here " + got);
      } else if (!got.startsWith("error ")) {
        fine.add(i);
      }
    }
    assertThat(wrong).as("%s over %s, %s rows", sql, types, rows.size()).isEmpty();
    assertThat(together(evaluator, types, result, rows, fine))
        .as("in one batch: %s", sql)
        .isEqualTo(fine.stream().map(wanted::get).toList());
  }

  private static String one(
      Evaluator evaluator, List<Type> types, Type result, @Nullable String[] row) {
    try {
      Column column = evaluator.evaluate(batch(types, List.<@Nullable String[]>of(row)), CONTEXT);
      return shown(column, 0, result);
    } catch (BraidException e) {
      return "error " + e.sqlState();
    }
  }

  private static List<String> together(
      Evaluator evaluator,
      List<Type> types,
      Type result,
      List<@Nullable String[]> rows,
      List<Integer> fine) {
    List<@Nullable String[]> kept = new ArrayList<>();
    fine.forEach(i -> kept.add(rows.get(i)));
    Column column = evaluator.evaluate(batch(types, kept), CONTEXT);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      shown.add(shown(column, i, result));
    }
    return shown;
  }

  private static String shown(Column column, int row, Type type) {
    Object value = Values.get(column, row, type);
    return value == null ? NULL : TextOutput.write(type, value, CONTEXT.timeZone());
  }

  private static Batch batch(List<Type> types, List<@Nullable String[]> rows) {
    Column[] columns = new Column[types.size()];
    for (int c = 0; c < columns.length; c++) {
      ColumnBuilder builder = ColumnBuilder.of(types.get(c), rows.size());
      for (@Nullable String[] row : rows) {
        Values.append(builder, types.get(c), value(types.get(c), row[c]));
      }
      columns[c] = builder.build();
    }
    return new Batch(columns, rows.size());
  }

  private static @Nullable Object value(Type type, @Nullable String text) {
    return text == null ? null : TextInput.parse(type, text, CONTEXT);
  }

  /// Every combination, or a fixed sample of them.
  @SafeVarargs
  private static List<@Nullable String[]> rows(List<@Nullable String>... values) {
    long all = 1;
    for (List<@Nullable String> list : values) {
      all *= list.size();
    }
    Random random = new Random(7);
    List<@Nullable String[]> rows = new ArrayList<>();
    for (long n = 0; n < Math.min(all, MOST); n++) {
      long at = all <= MOST ? n : random.nextLong(all);
      @Nullable String[] row = new @Nullable String[values.length];
      for (int c = 0; c < row.length; c++) {
        row[c] = values[c].get((int) (at % values[c].size()));
        at /= values[c].size();
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> ask(String sql, List<Type> types, List<@Nullable String[]> rows) {
    String[] texts = new String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      Object[] literals = new Object[types.size()];
      for (int c = 0; c < literals.length; c++) {
        literals[c] = literal(types.get(c), rows.get(i)[c]);
      }
      texts[i] = sql.formatted(literals);
    }
    return ask(texts);
  }

  private static String literal(Type type, @Nullable String text) {
    String quoted = text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    String name = type.kind() == Kind.BPCHAR && !type.hasModifier() ? "bpchar" : type.sqlName();
    return "(" + quoted + "::" + name + ")";
  }

  /// What the server answers to each expression: its text, `<null>` or `error` and the SQLSTATE.
  static List<String> ask(String... expressions) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SET TimeZone = 'UTC';
          CREATE OR REPLACE FUNCTION pg_temp.attempt(expression text) RETURNS text AS $$
          DECLARE answer text;
          BEGIN
            EXECUTE 'SELECT CASE WHEN num_nulls(x) = 1 THEN ''<null>'' ELSE format(''%s'', x) END'
              || ' FROM (SELECT ' || expression || ' AS x) AS q' INTO answer;
            RETURN answer;
          EXCEPTION WHEN OTHERS THEN
            RETURN 'error ' || SQLSTATE;
          END $$ LANGUAGE plpgsql;
          """);
      try (PreparedStatement ask =
          connection.prepareStatement(
              "SELECT pg_temp.attempt(e) FROM unnest(?::text[]) WITH ORDINALITY AS u(e, n)"
                  + " ORDER BY n")) {
        ask.setArray(1, connection.createArrayOf("text", expressions));
        List<String> answers = new ArrayList<>();
        try (ResultSet rows = ask.executeQuery()) {
          while (rows.next()) {
            answers.add(rows.getString(1));
          }
        }
        return answers;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
