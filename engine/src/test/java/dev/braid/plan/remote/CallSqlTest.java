package dev.braid.plan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.TextInput;
import dev.braid.expr.TextOutput;
import dev.braid.expr.Volatility;
import dev.braid.expr.library.Library;
import dev.braid.plan.rewrite.Constants;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Calls of everything in the catalogue, as they are written for servers: PostgreSQL gives them the
/// type and the values that Braid gives them, or the same error.
class CallSqlTest {
  private static final Type INT_ARRAY = Type.arrayOf(Type.INT4);
  private static final Map<Kind, List<String>> VALUES = new EnumMap<>(Kind.class);

  static {
    VALUES.put(Kind.BOOL, List.of("t", "f", "t"));
    VALUES.put(Kind.INT2, List.of("2", "-3", "1"));
    VALUES.put(Kind.INT4, List.of("2", "-3", "1"));
    VALUES.put(Kind.INT8, List.of("2", "-3", "5000000000"));
    VALUES.put(Kind.NUMERIC, List.of("1.50", "-7", "2"));
    VALUES.put(Kind.FLOAT4, List.of("0.5", "-2", "1"));
    VALUES.put(Kind.FLOAT8, List.of("0.5", "-2", "1"));
    VALUES.put(Kind.TEXT, List.of("year", "a'b\\x", "hex", "2024-02-03", "NFC", "{1,2}", ""));
    VALUES.put(Kind.VARCHAR, List.of("year", "12", "hex"));
    VALUES.put(Kind.BPCHAR, List.of("ab ", "12", ""));
    VALUES.put(Kind.BYTEA, List.of("\\x6162", "\\x00ff", "\\x"));
    VALUES.put(Kind.DATE, List.of("2024-02-29", "0044-03-15 BC", "infinity"));
    VALUES.put(Kind.TIME, List.of("12:34:56.5", "00:00:00", "23:59:59"));
    VALUES.put(Kind.TIMESTAMP, List.of("2024-02-29 12:34:56.5", "1999-12-31", "-infinity"));
    VALUES.put(
        Kind.TIMESTAMPTZ, List.of("2024-03-10 02:30:00-05", "1999-12-31 00:00Z", "infinity"));
    VALUES.put(Kind.INTERVAL, List.of("1 mon -2 days 03:04:05.6", "-1 days +02:03:00", "1 year"));
    VALUES.put(Kind.UUID, List.of("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    VALUES.put(Kind.JSON, List.of("{\"a\": [1, null], \"year\": 2}", "[1, \"x\"]", "3"));
    VALUES.put(Kind.JSONPATH, List.of("$.a[*] ? (@ > 0)", "strict $[0]", "$.year == 2"));
    VALUES.put(Kind.JSONB, List.of("{\"a\": [1, null], \"year\": 2}", "[1, \"x\"]", "3"));
  }

  /// Which pseudo types stand for which.
  private static Type real(Type type) {
    return switch (type.kind()) {
      case ANYELEMENT, ANYCOMPATIBLE, ANYNONARRAY -> Type.INT4;
      case ANYARRAY, ANYCOMPATIBLEARRAY -> INT_ARRAY;
      case ANY -> Type.TEXT;
      case ARRAY -> type.element() == null ? INT_ARRAY : type;
      default -> type;
    };
  }

  private static List<String> values(Type type) {
    if (type.kind() != Kind.ARRAY) {
      return Objects.requireNonNull(VALUES.get(type.kind()), type.sqlName());
    }
    return type.elementType().kind() == Kind.TEXT
        ? List.of("{a,NULL,\"x y\"}", "{}", "{year}")
        : List.of("{1,NULL,3}", "{}", "{2}");
  }

  private static Constant constant(Type type, int number) {
    List<String> values = values(type);
    String text = values.get(number % values.size());
    return new Constant(type, TextInput.parse(type, text, JdbcServers.CONTEXT));
  }

  private static boolean isElsewhere(ScalarFunction function) {
    return function.volatility() == Volatility.VOLATILE
        || Set.of(
                "now",
                "current_date",
                "current_timestamp",
                "localtime",
                "localtimestamp",
                "statement_timestamp",
                "transaction_timestamp",
                "current_user",
                "session_user",
                "current_database",
                "current_schema",
                "current_schemas",
                "current_setting",
                "pg_typeof",
                "version")
            .contains(function.name())
        || function.name().equals("age") && function.argumentTypes().size() == 1;
  }

  private static List<Call> calls(ScalarFunction function, Type result) {
    List<Call> calls = new ArrayList<>();
    List<Type> types = function.argumentTypes().stream().map(CallSqlTest::real).toList();
    int rounds = types.isEmpty() ? 1 : 8;
    for (int round = 0; round < rounds; round++) {
      List<Expr> arguments = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        boolean isNull = round == 7 && i == types.size() - 1;
        arguments.add(
            isNull
                ? Constant.nullOf(types.get(i))
                : constant(types.get(i), round < 3 ? round : round + i * (round - 1)));
      }
      calls.add(new Call(function, arguments, result));
    }
    return calls;
  }

  private static String ours(Call call) {
    try {
      Object value = Constants.value(call, JdbcServers.CONTEXT);
      return value == null
          ? "NULL"
          : TextOutput.write(call.type(), value, JdbcServers.CONTEXT.timeZone());
    } catch (BraidException e) {
      return "!" + e.sqlState();
    }
  }

  private static String theirs(Statement server, String sql, Type type) {
    try (ResultSet row =
        server.executeQuery(
            "SELECT " + sql + ", pg_typeof(" + sql + ") = '" + TypeSql.name(type) + "'::regtype")) {
      row.next();
      String value = row.getString(1);
      return row.getBoolean(2) ? value == null ? "NULL" : value : "of another type: " + value;
    } catch (SQLException e) {
      return "!" + e.getSQLState();
    }
  }

  private static void compare(List<Call> calls) throws SQLException {
    List<String> wrong = new ArrayList<>();
    int answered = 0;
    try (Connection connection = JdbcServers.connect("public");
        Statement server = connection.createStatement()) {
      for (Call call : calls) {
        String sql = new ExprSql(Map.of()).of(call);
        String expected = theirs(server, sql, call.type().plain());
        String actual = ours(call);
        answered += expected.startsWith("!") || expected.equals("NULL") ? 0 : 1;
        if (!actual.equals(expected) && !actual.equals("!0A000")) {
          wrong.add(sql + "\n  server " + expected + "\n  braid  " + actual);
        }
      }
    }
    assertThat(wrong).as("%d of %d", wrong.size(), calls.size()).isEmpty();
    assertThat(answered).as("calls with a value").isGreaterThan(calls.size() * 2 / 5);
  }

  @Test
  void functionsAreFound() throws SQLException {
    List<Call> calls = new ArrayList<>();
    for (ScalarFunction function : Library.CATALOG.functions()) {
      if (!isElsewhere(function)) {
        calls.addAll(calls(function, real(function.resultType())));
      }
    }
    compare(calls);
  }

  @Test
  void operatorsAreFound() throws SQLException {
    List<Call> calls = new ArrayList<>();
    for (ScalarFunction operator : Library.CATALOG.operators()) {
      calls.addAll(calls(operator, real(operator.resultType())));
    }
    compare(calls);
  }

  @Test
  void conversionsAreFound() throws SQLException {
    List<Call> calls = new ArrayList<>();
    for (Cast cast : Library.CATALOG.casts()) {
      ScalarFunction function = cast.function();
      boolean path = cast.from() == Kind.JSONPATH || cast.to() == Kind.JSONPATH;
      if (function != null && !path) {
        calls.addAll(calls(function, real(function.resultType())));
      }
    }
    for (Type type :
        List.of(
            Type.numeric(6, 1),
            Type.of(Kind.VARCHAR, 3),
            Type.of(Kind.BPCHAR, 3),
            Type.of(Kind.TIMESTAMP, 0),
            Type.of(Kind.TIMESTAMPTZ, 0),
            Type.of(Kind.TIME, 0))) {
      ScalarFunction function = cast(type.kind(), type.kind());
      if (function != null) {
        for (Call call : calls(function, type)) {
          calls.add(call);
        }
      }
    }
    compare(calls);
  }

  private static @Nullable ScalarFunction cast(Kind from, Kind to) {
    Cast cast = Library.CATALOG.cast(from, to);
    return cast == null ? null : cast.function();
  }

  /// A server writes less of a path than the path is.
  @Test
  void pathsAreConstantArgumentsOrStayHere() {
    ScalarFunction exists = Library.CATALOG.operators("@?").getFirst();
    Expr value = new Constant(Type.JSONB, "1");
    Expr path = new Constant(Type.JSONPATH, "(1 + $).abs()");
    assertThat(new ExprSql(Map.of()).of(new Call(exists, List.of(value, path), Type.BOOL)))
        .isEqualTo("('1'::jsonb @? '(1 + $).abs()'::jsonpath)");
    ScalarFunction fromText = Objects.requireNonNull(cast(Kind.TEXT, Kind.JSONPATH));
    Call cast = new Call(fromText, List.of(new Constant(Type.TEXT, "$")), Type.JSONPATH);
    assertThatThrownBy(() -> new ExprSql(Map.of()).of(cast)).isInstanceOf(NotExpressible.class);
    assertThatThrownBy(() -> new ExprSql(Map.of()).of(path)).isInstanceOf(NotExpressible.class);
  }

  @Test
  void whatDependsOnTheServerStaysHere() {
    int compared = 0;
    for (ScalarFunction function : Library.CATALOG.functions()) {
      if (isElsewhere(function)) {
        List<Expr> arguments =
            function.argumentTypes().stream().<Expr>map(type -> constant(real(type), 0)).toList();
        Call call = new Call(function, arguments, real(function.resultType()));
        assertThatThrownBy(() -> new ExprSql(Map.of()).of(call)).isInstanceOf(NotExpressible.class);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10);
  }
}
