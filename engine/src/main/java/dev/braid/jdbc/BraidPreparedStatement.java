package dev.braid.jdbc;

import dev.braid.guard.Lexer;
import dev.braid.guard.Token;
import dev.braid.source.ParameterText;
import dev.braid.source.TypedParameter;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement with parameters, which are bound and never spliced into its text.
///
/// Nothing is kept on a server between executions.
final class BraidPreparedStatement extends ParameterSetters {
  /// In the place of a parameter that nobody has set; null is NULL.
  private static final Object NOT_SET = new Object();

  private final ParameterMarks marks;
  private final @Nullable Object[] values;
  private @Nullable ResultColumns columns;

  BraidPreparedStatement(BraidConnection connection, ParameterMarks marks) {
    super(connection);
    this.marks = marks;
    this.values = new @Nullable Object[marks.count()];
    Arrays.fill(values, NOT_SET);
  }

  @Override
  void bind(int number, @Nullable Object value) throws SQLException {
    checkOpen();
    if (number < 1 || number > values.length) {
      throw SqlErrors.invalid(
          "there is no parameter %d, the statement has %d".formatted(number, values.length));
    }
    values[number - 1] = value;
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    Arrays.fill(values, NOT_SET);
  }

  private Request request() throws SQLException {
    checkOpen();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == NOT_SET) {
        throw SqlErrors.invalid("parameter %d has no value".formatted(i + 1));
      }
    }
    return new Request(marks.text(), Arrays.asList(values.clone()), marks);
  }

  @Override
  public boolean execute() throws SQLException {
    boolean rows = run(request());
    ResultSet result = getResultSet();
    columns = result == null ? null : (ResultColumns) result.getMetaData();
    return rows;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    ResultSet rows = runQuery(request());
    columns = (ResultColumns) rows.getMetaData();
    return rows;
  }

  @Override
  public int executeUpdate() throws SQLException {
    return Math.toIntExact(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return runUpdate(request());
  }

  @Override
  public void addBatch() throws SQLException {
    add(request());
  }

  /// Known after the first execution; null before it.
  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return columns;
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    List<@Nullable PgType> types = new ArrayList<>();
    for (Object value : values) {
      types.add(value instanceof TypedParameter typed ? PgType.of(typed.type()) : null);
    }
    return new ParameterTypes(types);
  }

  private static SQLException textOfItsOwn() {
    return SqlErrors.invalid("a prepared statement has its text already");
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw textOfItsOwn();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw textOfItsOwn();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw textOfItsOwn();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw textOfItsOwn();
  }

  /// The statement with its values written into it: for people to read. It is never sent.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String sql = marks.text();
    int copied = 0;
    List<Token> tokens = marks.count() == 0 ? List.of() : Lexer.lex(sql);
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.PARAMETER) {
        text.append(sql, copied, token.start());
        text.append(literal(values[Integer.parseInt(token.value()) - 1]));
        copied = token.end();
      }
    }
    return text.append(sql, copied, sql.length()).toString();
  }

  private static String literal(@Nullable Object value) {
    if (value == NOT_SET) {
      return "?";
    }
    String text =
        switch (value) {
          case null -> null;
          case TypedParameter typed -> typed.text();
          default -> ParameterText.of(value);
        };
    if (text == null) {
      return "NULL";
    }
    boolean number =
        value instanceof TypedParameter(String type, _)
            && PgType.of(type).isNumber()
            && Character.isDigit(text.charAt(text.length() - 1));
    return number ? text : "'" + text.replace("'", "''") + "'";
  }
}
