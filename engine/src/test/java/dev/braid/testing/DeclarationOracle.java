package dev.braid.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.expr.Cast;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares declarations in a catalogue with those in `pg_proc`, `pg_operator` and `pg_cast`:
/// argument types, result type, strictness and volatility, and the contexts of conversions.
public final class DeclarationOracle {
  private final FunctionCatalog catalog;

  public DeclarationOracle(FunctionCatalog catalog) {
    this.catalog = catalog;
  }

  /// Each overload, of functions that return sets too, exists on the server.
  public void functions(String... names) {
    Set<String> known =
        ask(
            """
            SELECT concat_ws(' ', proname, '(', (SELECT string_agg(a::regtype::text, ', ' ORDER BY n)
                FROM unnest(proargtypes) WITH ORDINALITY AS u(a, n)), ')',
                CASE WHEN proretset THEN 'setof' END, prorettype::regtype, provolatile, proisstrict)
            FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
            """);
    for (String name : names) {
      List<ScalarFunction> functions = catalog.functions(name);
      List<SetFunction> sets = catalog.sets(name);
      assertThat(functions.size() + sets.size()).as(name).isPositive();
      functions.forEach(f -> assertThat(known).contains(declaration(f)));
      sets.forEach(f -> assertThat(known).contains(declaration(f)));
    }
  }

  private static String declaration(ScalarFunction f) {
    return words(f.name(), f.argumentTypes(), f.resultType().sqlName(), f.volatility(), f.strict());
  }

  private static String declaration(SetFunction f) {
    String result = "setof " + f.columnTypes().getFirst().sqlName();
    return words(f.name(), f.argumentTypes(), result, f.volatility(), f.strict());
  }

  private static String words(
      String name, List<Type> arguments, String result, Volatility volatility, boolean strict) {
    String types = arguments.stream().map(Type::sqlName).collect(Collectors.joining(", "));
    return name
        + " ( "
        + (types.isEmpty() ? "" : types + " ")
        + ") "
        + result
        + " "
        + letter(volatility)
        + (strict ? " t" : " f");
  }

  private static String letter(Volatility volatility) {
    return switch (volatility) {
      case IMMUTABLE -> "i";
      case STABLE -> "s";
      case VOLATILE -> "v";
    };
  }

  /// Each overload of these operators that has one of the kinds among its arguments.
  public void operators(Set<Kind> kinds, String... symbols) {
    Set<String> known =
        ask(
            """
            SELECT concat_ws(' ', oprname, '(', concat_ws(', ', nullif(oprleft, 0)::regtype, oprright::regtype), ')', oprresult::regtype, provolatile, proisstrict)
            FROM pg_operator JOIN pg_proc ON pg_proc.oid = oprcode
            """);
    for (String symbol : symbols) {
      int found = 0;
      for (ScalarFunction f : catalog.operators(symbol)) {
        if (f.argumentTypes().stream().anyMatch(type -> kinds.contains(type.kind()))) {
          assertThat(known).contains(declaration(f));
          found++;
        }
      }
      assertThat(found).as(symbol).isPositive();
    }
  }

  /// Every conversion between two of these kinds, here and on the server.
  public void casts(Set<Kind> kinds) {
    Set<String> known =
        ask(
            """
            SELECT concat_ws(' ', castsource::regtype, '>', casttarget::regtype, castcontext, provolatile)
            FROM pg_cast LEFT JOIN pg_proc ON pg_proc.oid = castfunc
            """);
    Set<String> ours = new HashSet<>();
    for (Kind from : kinds) {
      for (Kind to : kinds) {
        Cast cast = catalog.cast(from, to);
        if (cast != null) {
          ours.add(declaration(cast));
        }
      }
    }
    Set<String> names = kinds.stream().map(Kind::sqlName).collect(Collectors.toSet());
    known.removeIf(
        cast ->
            !names.contains(cast.substring(0, cast.indexOf(" > ")))
                || !names.contains(
                    cast.substring(cast.indexOf(" > ") + 3).replaceAll(" [aie]( [isv])?$", "")));
    assertThat(ours).isEqualTo(known);
  }

  private static String declaration(Cast cast) {
    String context =
        switch (cast.context()) {
          case IMPLICIT -> "i";
          case ASSIGNMENT -> "a";
          case EXPLICIT -> "e";
        };
    ScalarFunction function = cast.function();
    String volatility = function == null ? "" : " " + letter(function.volatility());
    return cast.from().sqlName() + " > " + cast.to().sqlName() + " " + context + volatility;
  }

  private static Set<String> ask(String sql) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Set<String> all = new HashSet<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
