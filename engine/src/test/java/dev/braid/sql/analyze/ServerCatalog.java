package dev.braid.sql.analyze;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Cast;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.expr.Volatility;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server's own overloads of every function whose types Braid has, as signatures that compute
/// nothing: what the choice among overloads is tested against.
final class ServerCatalog {
  private final FunctionCatalog catalog = new FunctionCatalog();

  private ServerCatalog() {}

  static FunctionCatalog load() {
    ServerCatalog loader = new ServerCatalog();
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      loader.functions(statement);
      loader.operators(statement);
      loader.aggregates(statement);
      loader.casts(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    loader.forms();
    return loader.catalog;
  }

  /// The engine's type of a name in `pg_type`, empty where there is none.
  static Optional<Type> type(String name) {
    if (name.startsWith("_")) {
      return type(name.substring(1)).map(Type::arrayOf);
    }
    return switch (name) {
      case "anynonarray" -> Optional.of(Type.of(Kind.ANYNONARRAY));
      case "anycompatiblenonarray" -> Optional.of(Type.of(Kind.ANYCOMPATIBLE));
      case "array", "unknown" -> Optional.empty();
      default -> {
        for (Kind kind : Kind.values()) {
          if (kind.typeName().equals(name)) {
            yield Optional.of(Type.of(kind));
          }
        }
        yield Optional.empty();
      }
    };
  }

  private static @Nullable List<Type> types(String names) {
    List<Type> types = new ArrayList<>();
    for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
      Optional<Type> type = type(name);
      if (type.isEmpty()) {
        return null;
      }
      types.add(type.get());
    }
    return types;
  }

  private static final String ARGUMENTS =
      """
      coalesce((SELECT string_agg(t.typname, ',' ORDER BY a.n)
        FROM unnest(p.proargtypes) WITH ORDINALITY a(type, n) JOIN pg_type t ON t.oid = a.type), '')
      """;

  private void functions(Statement statement) throws SQLException {
    String sql =
        """
        SELECT p.proname, %s, r.typname, p.provariadic <> 0, p.proisstrict, p.provolatile,
          p.proretset,
          (SELECT string_agg(t.typname, ',' ORDER BY n)
            FROM unnest(p.proallargtypes) WITH ORDINALITY a(type, n) JOIN pg_type t ON t.oid = a.type
            WHERE p.proargmodes[n] IN ('o', 't')),
          (SELECT string_agg(p.proargnames[n], ',' ORDER BY n)
            FROM unnest(p.proallargtypes) WITH ORDINALITY a(type, n)
            WHERE p.proargmodes[n] IN ('o', 't')),
          p.pronargdefaults
        FROM pg_proc p JOIN pg_type r ON r.oid = p.prorettype
        WHERE p.prokind = 'f' AND p.pronamespace = 'pg_catalog'::regnamespace
        """
            .formatted(ARGUMENTS);
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<Type> arguments = types(rows.getString(2));
        boolean set = rows.getBoolean(7);
        String out = rows.getString(8);
        if (arguments == null) {
          continue;
        }
        Volatility volatility =
            switch (rows.getString(6)) {
              case "i" -> Volatility.IMMUTABLE;
              case "s" -> Volatility.STABLE;
              default -> Volatility.VOLATILE;
            };
        if (set) {
          set(rows, arguments, out, volatility);
          continue;
        }
        Optional<Type> result = type(rows.getString(3));
        if (result.isEmpty()) {
          continue;
        }
        boolean variadic = rows.getBoolean(4);
        for (int left = 0; left <= rows.getInt(10); left++) {
          List<Type> given = new ArrayList<>(arguments.subList(0, arguments.size() - left));
          if (variadic && given.size() == arguments.size()) {
            Type last = given.removeLast();
            given.add(element(last));
          }
          catalog.function(
              new ScalarFunction(
                  rows.getString(1),
                  given,
                  result.get(),
                  variadic && left == 0,
                  rows.getBoolean(5),
                  volatility,
                  _ -> null));
        }
      }
    }
  }

  /// What is repeated.
  private static Type element(Type last) {
    return switch (last.kind()) {
      case ANYARRAY -> Type.of(Kind.ANYELEMENT);
      case ANYCOMPATIBLEARRAY -> Type.of(Kind.ANYCOMPATIBLE);
      case ARRAY -> last.elementType();
      default -> last;
    };
  }

  private void set(
      ResultSet rows, List<Type> arguments, @Nullable String out, Volatility volatility)
      throws SQLException {
    String name = rows.getString(1);
    List<Type> columns = types(out == null ? rows.getString(3) : out);
    if (columns != null) {
      List<String> names = out == null ? List.of(name) : List.of(rows.getString(9).split(","));
      catalog.set(
          new SetFunction(name, arguments, names, columns, rows.getBoolean(5), volatility, null));
    }
  }

  private void operators(Statement statement) throws SQLException {
    String sql =
        """
        SELECT o.oprname, l.typname, r.typname, t.typname
        FROM pg_operator o LEFT JOIN pg_type l ON l.oid = o.oprleft
          JOIN pg_type r ON r.oid = o.oprright JOIN pg_type t ON t.oid = o.oprresult
        """;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String left = rows.getString(2);
        List<Type> arguments =
            types(left == null ? rows.getString(3) : left + "," + rows.getString(3));
        Optional<Type> result = type(rows.getString(4));
        if (arguments != null && result.isPresent()) {
          catalog.operator(
              new ScalarFunction(
                  rows.getString(1),
                  arguments,
                  result.get(),
                  false,
                  true,
                  Volatility.IMMUTABLE,
                  _ -> null));
        }
      }
    }
  }

  private void aggregates(Statement statement) throws SQLException {
    String sql =
        """
        SELECT p.proname, %s, r.typname, p.prokind, a.aggkind, a.aggnumdirectargs
        FROM pg_proc p JOIN pg_type r ON r.oid = p.prorettype
          LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
        WHERE p.prokind IN ('a', 'w') AND p.pronamespace = 'pg_catalog'::regnamespace
        """
            .formatted(ARGUMENTS);
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<Type> arguments = types(rows.getString(2));
        Optional<Type> result = type(rows.getString(3));
        if (arguments == null || result.isEmpty()) {
          continue;
        }
        boolean plain = "n".equals(rows.getString(5));
        AggregateFunction.Form form =
            rows.getString(4).equals("w")
                ? AggregateFunction.Form.WINDOW
                : plain ? AggregateFunction.Form.PLAIN : AggregateFunction.Form.ORDERED_SET;
        catalog.aggregate(
            new AggregateFunction(
                rows.getString(1), arguments, result.get(), rows.getInt(6), form, false, null));
      }
    }
  }

  private static ScalarFunction conversion(Type from, Type to) {
    return new ScalarFunction(
        "cast", List.of(from), to, false, true, Volatility.IMMUTABLE, _ -> null);
  }

  private void casts(Statement statement) throws SQLException {
    for (Kind kind : Kind.values()) {
      if (kind.isPseudo() || kind == Kind.OPAQUE || kind == Kind.UNKNOWN) {
        continue;
      }
      Type type = Type.of(kind);
      cast(type, Type.TEXT, Cast.Context.ASSIGNMENT, true);
      cast(type, Type.VARCHAR, Cast.Context.ASSIGNMENT, true);
      cast(type, Type.BPCHAR, Cast.Context.ASSIGNMENT, true);
      cast(Type.TEXT, type, Cast.Context.EXPLICIT, true);
      cast(Type.VARCHAR, type, Cast.Context.EXPLICIT, true);
      cast(Type.BPCHAR, type, Cast.Context.EXPLICIT, true);
    }
    String sql =
        """
        SELECT s.typname, t.typname, c.castcontext, c.castmethod
        FROM pg_cast c JOIN pg_type s ON s.oid = c.castsource JOIN pg_type t ON t.oid = c.casttarget
        """;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Optional<Type> from = type(rows.getString(1));
        Optional<Type> to = type(rows.getString(2));
        if (from.isPresent() && to.isPresent()) {
          Cast.Context context =
              switch (rows.getString(3)) {
                case "i" -> Cast.Context.IMPLICIT;
                case "a" -> Cast.Context.ASSIGNMENT;
                default -> Cast.Context.EXPLICIT;
              };
          cast(from.get(), to.get(), context, !rows.getString(4).equals("b"));
        }
      }
    }
    cast(Type.NUMERIC, Type.NUMERIC, Cast.Context.IMPLICIT, true);
    catalog.cast(
        new Cast(
            Kind.ARRAY,
            Kind.ARRAY,
            Cast.Context.IMPLICIT,
            conversion(Type.of(Kind.ANYARRAY), Type.of(Kind.ANYARRAY))));
  }

  private void cast(Type from, Type to, Cast.Context context, boolean function) {
    catalog.cast(new Cast(from.kind(), to.kind(), context, function ? conversion(from, to) : null));
  }

  /// Functions that stand for forms of SQL.
  private void forms() {
    for (String name : List.of("greatest", "least", "array", "subscript", "slice")) {
      catalog.function(
          new ScalarFunction(
              name,
              List.of(Type.of(Kind.ANYCOMPATIBLE)),
              Type.of(Kind.ANYCOMPATIBLE),
              true,
              false,
              Volatility.IMMUTABLE,
              _ -> null));
    }
    for (String name : List.of("current_date:date", "localtimestamp:timestamp", "localtime:time")) {
      String[] parts = name.toLowerCase(Locale.ROOT).split(":");
      catalog.function(
          new ScalarFunction(
              parts[0],
              List.of(),
              type(parts[1]).orElseThrow(),
              false,
              true,
              Volatility.STABLE,
              _ -> null));
    }
  }
}
