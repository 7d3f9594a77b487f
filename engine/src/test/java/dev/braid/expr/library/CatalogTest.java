package dev.braid.expr.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.expr.Cast;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Everything in the library exists in PostgreSQL with the same types, strictness and volatility.
class CatalogTest {
  /// What PostgreSQL has as syntax, and the library as functions.
  private static final Set<String> SYNTAX =
      Set.of(
          "greatest",
          "least",
          "array",
          "subscript",
          "slice",
          "IS DISTINCT FROM",
          "IS NOT DISTINCT FROM");

  /// Functions whose type is `name` there and text here.
  private static final Set<String> NAMES =
      Set.of("current_user", "session_user", "current_database", "current_schema");

  /// Names that PostgreSQL's grammar turns into others, or into syntax of their own.
  private static final Set<String> SPECIAL =
      Set.of("current_date", "localtime", "localtimestamp", "current_time", "current_timestamp");

  @Test
  void functionsAreThoseOfTheServer() throws SQLException {
    Set<String> known =
        ask(
            """
            SELECT proname || '(' || coalesce((SELECT
                string_agg(replace(t.typname, 'name', 'text'), ',' ORDER BY n)
                FROM unnest(proargtypes::oid[]) WITH ORDINALITY AS a(o, n)
                JOIN pg_type AS t ON t.oid = a.o WHERE n <= given), '') || ') ' || r.typname
                || CASE WHEN provariadic <> 0 THEN ' variadic' ELSE '' END
                || CASE WHEN proisstrict THEN ' strict' ELSE '' END
                || ' ' || provolatile::text
            FROM pg_proc JOIN pg_type AS r ON r.oid = prorettype,
              generate_series((pronargs - pronargdefaults)::int, pronargs::int) AS given
            WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f'
            """);
    List<String> strange = new ArrayList<>();
    for (ScalarFunction function : Library.CATALOG.functions()) {
      if (!SYNTAX.contains(function.name())
          && !SPECIAL.contains(function.name())
          && !NAMES.contains(function.name())
          && !known.contains(signature(function))) {
        strange.add(signature(function) + near(known, function.name() + "("));
      }
    }
    assertThat(strange).isEmpty();
  }

  @Test
  void operatorsAreThoseOfTheServer() throws SQLException {
    Set<String> known =
        ask(
            """
            SELECT oprname || '(' || CASE WHEN oprleft <> 0 THEN l.typname || ',' ELSE '' END
                || r.typname || ') ' || t.typname
                || CASE WHEN proisstrict THEN ' strict' ELSE '' END || ' ' || provolatile::text
            FROM pg_operator AS o
            JOIN pg_type AS r ON r.oid = oprright
            JOIN pg_type AS t ON t.oid = oprresult
            JOIN pg_proc AS p ON p.oid = oprcode
            LEFT JOIN pg_type AS l ON l.oid = oprleft
            """);
    List<String> strange = new ArrayList<>();
    for (ScalarFunction operator : Library.CATALOG.operators()) {
      if (!SYNTAX.contains(operator.name()) && !known.contains(signature(operator))) {
        strange.add(signature(operator) + near(known, operator.name() + "("));
      }
    }
    assertThat(strange).isEmpty();
  }

  @Test
  void setFunctionsAreThoseOfTheServer() throws SQLException {
    Set<String> known =
        ask(
            """
            SELECT proname || '(' || coalesce((SELECT string_agg(t.typname, ',' ORDER BY n)
                FROM unnest(proargtypes::oid[]) WITH ORDINALITY AS a(o, n)
                JOIN pg_type AS t ON t.oid = a.o WHERE n <= given), '') || ') '
                || coalesce((SELECT string_agg(proargnames[n] || ' ' || t.typname, ',' ORDER BY n)
                FROM unnest(proallargtypes) WITH ORDINALITY AS a(o, n)
                JOIN pg_type AS t ON t.oid = a.o
                WHERE proargmodes[n] = 'o'), proname || ' ' || r.typname)
                || CASE WHEN proisstrict THEN ' strict' ELSE '' END
                || ' ' || provolatile::text
            FROM pg_proc JOIN pg_type AS r ON r.oid = prorettype,
              generate_series((pronargs - pronargdefaults)::int, pronargs::int) AS given
            WHERE pronamespace = 'pg_catalog'::regnamespace AND proretset
            """);
    List<String> strange = new ArrayList<>();
    for (SetFunction function : Library.CATALOG.sets()) {
      List<String> columns = new ArrayList<>();
      for (int i = 0; i < function.columnNames().size(); i++) {
        columns.add(function.columnNames().get(i) + " " + function.columnTypes().get(i).typeName());
      }
      String signature =
          "%s(%s) %s%s %s"
              .formatted(
                  function.name(),
                  names(function.argumentTypes()),
                  String.join(",", columns),
                  function.strict() ? " strict" : "",
                  function.volatility().name().toLowerCase(Locale.ROOT).charAt(0));
      if (!known.contains(signature)) {
        strange.add(signature + near(known, function.name() + "("));
      }
    }
    assertThat(strange).isEmpty();
  }

  @Test
  void castsAreThoseOfTheServer() throws SQLException {
    Map<String, String> known = new HashMap<>();
    for (String cast :
        ask(
            """
            SELECT f.typname || ' ' || t.typname || ' ' || castcontext::text
            FROM pg_cast JOIN pg_type AS f ON f.oid = castsource
            JOIN pg_type AS t ON t.oid = casttarget
            """)) {
      int last = cast.lastIndexOf(' ');
      known.put(cast.substring(0, last), cast.substring(last + 1));
    }
    List<String> strange = new ArrayList<>();
    for (Cast cast : Library.CATALOG.casts()) {
      String context = known.getOrDefault(key(cast.from(), cast.to()), unlisted(cast));
      String here =
          switch (cast.context()) {
            case IMPLICIT -> "i";
            case ASSIGNMENT -> "a";
            case EXPLICIT -> "e";
          };
      if (!here.equals(context)) {
        strange.add(cast.from() + " to " + cast.to() + ": " + here + ", server " + context);
      }
    }
    assertThat(strange).isEmpty();
  }

  private static String key(Kind from, Kind to) {
    return from.typeName() + " " + to.typeName();
  }

  /// Through the types' text: into strings on assignment, from them when asked for.
  private static String unlisted(Cast cast) {
    return cast.to().isText() ? "a" : cast.from().isText() ? "e" : "none";
  }

  private static String near(Set<String> known, String prefix) {
    return known.stream()
        .filter(s -> s.startsWith(prefix))
        .sorted()
        .limit(6)
        .collect(Collectors.joining("; ", " | server: ", "\n"));
  }

  private static String signature(ScalarFunction function) {
    List<Type> types = new ArrayList<>(function.argumentTypes());
    if (function.variadic() && types.getLast().kind() != Kind.ANY) {
      types.set(types.size() - 1, Type.arrayOf(types.getLast()));
    }
    return "%s(%s) %s%s%s %s"
        .formatted(
            function.name(),
            names(types),
            function.resultType().typeName(),
            function.variadic() ? " variadic" : "",
            function.strict() ? " strict" : "",
            function.volatility().name().toLowerCase(Locale.ROOT).charAt(0));
  }

  private static String names(List<Type> types) {
    return types.stream().map(Type::typeName).collect(Collectors.joining(","));
  }

  private static Set<String> ask(String sql) throws SQLException {
    Set<String> rows = new HashSet<>();
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
