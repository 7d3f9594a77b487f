package dev.braid.fuzz;

import dev.braid.fuzz.FromClauses.From;
import dev.braid.fuzz.Scope.Ref;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Random SELECTs of given types: plain, grouped, with windows, distinct, ordered with a limit.
final class Selects {
  private final QueryGenerator queries;
  private final Expressions expressions;
  private final FromClauses froms;

  Selects(QueryGenerator queries, Expressions expressions, FromClauses froms) {
    this.queries = queries;
    this.expressions = expressions;
    this.froms = froms;
  }

  private boolean chance(int percent) {
    return expressions.chance(percent);
  }

  /// A query of one row at most.
  Piece scalar(FuzzType type, Scope outer, int depth) {
    Scope none = Scope.none(outer);
    From from = froms.make(outer, Math.min(depth, 1));
    Scope scope = inside(from, outer);
    if (chance(60)) {
      Piece aggregate = expressions.aggregates.make(type, scope, 1);
      if (aggregate != null) {
        Scope grouped = new Scope(List.of(), List.of(), none.outer(), scope);
        Piece having =
            chance(12)
                ? Piece.optional(" HAVING ", expressions.make(FuzzType.BOOL, grouped, 2))
                : Piece.of();
        Piece item = chance(30) ? expressions.make(type, grouped, 2) : aggregate;
        return Piece.of("SELECT ", item, " AS c1 FROM ", from.piece(), where(scope, depth), having);
      }
    }
    Piece item = expressions.make(type, scope, depth);
    return Piece.of(
        "SELECT ",
        item,
        " AS c1 FROM ",
        from.piece(),
        where(scope, depth),
        " ORDER BY ",
        expressions.keys(scope),
        " LIMIT 1",
        chance(20) ? " OFFSET 1" : "");
  }

  static Scope inside(From from, @Nullable Scope outer) {
    return new Scope(from.scope().columns(), from.scope().keys(), outer, null);
  }

  /// Half of the queries have none, nested ones more often, and some conditions are true for most
  /// rows, so that most queries return some.
  Piece where(Scope scope, int depth) {
    if (chance(queries.nested() ? 62 : 50)) {
      return Piece.of();
    }
    Piece condition =
        chance(40) && scope.outer() != null && !scope.outer().columns().isEmpty()
            ? correlation(scope)
            : expressions.condition(scope, depth);
    return Piece.optional(" WHERE ", weaker(condition, scope));
  }

  private Piece weaker(Piece condition, Scope scope) {
    return switch (expressions.random.nextInt(9)) {
      case 0, 1, 5 -> Piece.of("(", condition, ")", Piece.optional(" IS NOT FALSE"));
      case 2 -> Piece.of("(", condition, ")", Piece.optional(" IS NOT TRUE"));
      case 3, 4 -> Piece.of(condition, Piece.optional(" OR ", expressions.condition(scope, 1)));
      default -> condition;
    };
  }

  private Piece correlation(Scope scope) {
    FuzzType type = expressions.typeIn(scope);
    Scope outer = Scope.none(scope.outer());
    return Piece.of(
        expressions.make(type, scope, 0),
        chance(75) ? " = " : expressions.one(" < ", " >= ", " IS DISTINCT FROM "),
        expressions.make(type, outer, 0),
        chance(40)
            ? Piece.optional(" AND ", expressions.make(FuzzType.BOOL, scope, 2))
            : Piece.of());
  }

  Piece body(List<FuzzType> types, @Nullable Scope outer, int depth) {
    if (chance(4)) {
      Scope scope = Scope.none(outer);
      return queries.sorted(types, "SELECT ", items(types, scope, depth), where(scope, depth));
    }
    From from = froms.make(outer, depth);
    Scope scope = inside(from, outer);
    int choice = expressions.random.nextInt(100);
    if (choice < 30) {
      return grouped(types, from, scope, depth);
    }
    if (choice < 43) {
      return windowed(types, from, scope, depth);
    }
    if (choice < 57 && choice >= 52) {
      return distinctOn(types, from, scope, depth);
    }
    if (choice < 66 && choice >= 57 && !scope.keys().isEmpty()) {
      Piece key = chance(50) ? Piece.of() : Piece.optional(expressions.key(scope, depth), ", ");
      return queries.sorted(
          types,
          "(SELECT ",
          items(types, scope, depth),
          " FROM ",
          from.piece(),
          where(scope, depth),
          " ORDER BY ",
          key,
          expressions.keys(scope),
          queries.limit(),
          ")");
    }
    String distinct = choice < 52 ? "DISTINCT " : "";
    return queries.sorted(
        types,
        "SELECT " + distinct,
        items(types, scope, depth),
        " FROM ",
        from.piece(),
        where(scope, depth));
  }

  private Piece distinctOn(List<FuzzType> types, From from, Scope scope, int depth) {
    Piece on = expressions.key(scope, 1);
    if (chance(30)) {
      on = Piece.of(on, ", ", expressions.key(scope, 1));
    }
    String text = on.text();
    return queries.sorted(
        types,
        "(SELECT DISTINCT ON (" + text + ") ",
        items(types, scope, depth),
        " FROM ",
        from.piece(),
        where(scope, depth),
        " ORDER BY " + text + ", ",
        expressions.keys(scope),
        ")");
  }

  private Piece items(List<FuzzType> types, Scope scope, int depth) {
    List<Piece> items = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      items.add(
          Piece.of(expressions.make(types.get(i), scope, Math.min(depth, 2)), " AS c" + (i + 1)));
    }
    return Piece.join(", ", items);
  }

  private Piece windowed(List<FuzzType> types, From from, Scope scope, int depth) {
    Windows windows = new Windows(expressions, scope);
    List<Piece> items = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Piece item =
          i == 0 || chance(40)
              ? windows.make(types.get(i), Math.min(1, depth))
              : expressions.make(types.get(i), scope, 1);
      items.add(Piece.of(item, " AS c" + (i + 1)));
    }
    return queries.sorted(
        types, "SELECT ", Piece.join(", ", items), " FROM ", from.piece(), where(scope, depth));
  }

  private Piece grouped(List<FuzzType> types, From from, Scope scope, int depth) {
    List<Ref> by = new ArrayList<>();
    int count = expressions.random.nextInt(4);
    for (int i = 0; i < count && !scope.columns().isEmpty(); i++) {
      if (chance(15)) {
        FuzzType type = expressions.typeIn(scope);
        Scope own = new Scope(scope.columns(), List.of(), null, null);
        String text = expressions.make(type, own, 1 + expressions.random.nextInt(2)).text();
        if (text.contains(".") && text.contains("(")) {
          by.add(new Ref(text, type));
          continue;
        }
      }
      by.add(scope.columns().get(expressions.random.nextInt(scope.columns().size())));
    }
    Scope grouped = new Scope(by, by, scope.outer(), scope);
    Piece having =
        chance(12)
            ? Piece.optional(
                " HAVING ", expressions.make(FuzzType.BOOL, grouped, Math.max(1, depth)))
            : Piece.of();
    return queries.sorted(
        types,
        "SELECT ",
        groupedItems(types, by, grouped, Math.max(1, depth)),
        " FROM ",
        from.piece(),
        where(scope, depth),
        by.isEmpty() ? chance(80) ? "" : " GROUP BY ()" : groupBy(by),
        having);
  }

  private Piece groupedItems(List<FuzzType> types, List<Ref> by, Scope grouped, int depth) {
    if (by.isEmpty() || types.getFirst() != FuzzType.INT || chance(70)) {
      return items(types, grouped, depth);
    }
    List<String> some = by.stream().map(Ref::text).filter(_ -> chance(70)).toList();
    String all = some.isEmpty() ? by.getFirst().text() : String.join(", ", some);
    Piece grouping = expressions.expression(FuzzType.INT, "GROUPING(" + all + ")");
    List<Piece> items = new ArrayList<>(List.of(Piece.of(grouping, " AS c1")));
    for (int i = 1; i < types.size(); i++) {
      Piece item = expressions.make(types.get(i), grouped, Math.min(depth, 2));
      items.add(Piece.of(item, " AS c" + (i + 1)));
    }
    return Piece.join(", ", items);
  }

  private Piece groupBy(List<Ref> by) {
    List<String> texts = by.stream().map(Ref::text).toList();
    String all = String.join(", ", texts);
    String first = texts.getFirst();
    return switch (expressions.random.nextInt(12)) {
      case 0 -> Piece.of(" GROUP BY ROLLUP (" + all + ")");
      case 1 -> Piece.of(" GROUP BY CUBE (" + all + ")");
      case 2 -> Piece.of(" GROUP BY GROUPING SETS ((" + all + "), (" + first + "), ())");
      case 3 -> Piece.of(" GROUP BY " + first + ", ROLLUP (" + all + ")");
      case 4 -> Piece.of(" GROUP BY DISTINCT ROLLUP (" + first + "), CUBE (" + all + ")");
      default -> Piece.of(" GROUP BY " + all);
    };
  }
}
