package dev.braid.fuzz;

import dev.braid.fuzz.FromClauses.From;
import dev.braid.fuzz.Scope.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random queries whose answer is determined: LIMIT, window functions and DISTINCT ON only over
/// rows in a total order.
final class QueryGenerator {
  /// A common table in scope.
  record Common(String name, List<FuzzType> types) {}

  /// A statement and whether it fixes the order of its rows.
  record Generated(Piece piece, boolean ordered) {}

  private final Random random;
  private final Expressions expressions;
  private final FromClauses froms;
  private final List<Common> commons = new ArrayList<>();
  private int budget;

  QueryGenerator(long seed) {
    random = new Random(seed);
    expressions = new Expressions(random, this);
    froms = new FromClauses(random, this, expressions);
    budget = 1 + random.nextInt(6);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  List<Common> commons() {
    return commons;
  }

  /// Whether another nested query may be made.
  boolean mayNest(int depth) {
    return depth > 0 && budget > 0;
  }

  List<FuzzType> types(int most) {
    List<FuzzType> types = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      types.add(expressions.type());
    }
    return types;
  }

  Generated statement() {
    List<FuzzType> types = types(4);
    boolean ordered = chance(35);
    Piece body = with(types, null, 1 + random.nextInt(3));
    if (!ordered) {
      return new Generated(body, false);
    }
    return new Generated(
        Piece.of("SELECT * FROM (", body, ") o", order(types.size()), limit()), true);
  }

  private Piece order(int columns) {
    List<Object> keys = new ArrayList<>();
    int start = random.nextInt(columns);
    for (int i = 0; i < columns; i++) {
      keys.add((start + i) % columns + 1 + expressions.direction());
    }
    return Piece.of(" ORDER BY ", Piece.join(", ", keys));
  }

  private Piece limit() {
    return switch (random.nextInt(5)) {
      case 0 -> Piece.optional(" LIMIT " + random.nextInt(12));
      case 1 ->
          Piece.optional(
              " LIMIT " + random.nextInt(12), Piece.optional(" OFFSET " + random.nextInt(4)));
      case 2 -> Piece.optional(" OFFSET " + random.nextInt(6));
      default -> Piece.of();
    };
  }

  private Piece sorted(List<FuzzType> types, Object... parts) {
    return Piece.sorted("query " + types, List.of(), parts);
  }

  Piece query(List<FuzzType> types, @Nullable Scope outer, int depth) {
    budget--;
    int choice = random.nextInt(100);
    if (depth > 0 && choice < 6) {
      return with(types, outer, depth - 1);
    }
    if (depth > 0 && choice < 18) {
      return setOperation(types, outer, depth - 1);
    }
    if (choice < 28) {
      return sorted(
          types,
          "(SELECT * FROM (",
          body(types, outer, depth),
          ") " + froms.alias("o"),
          order(types.size()),
          limit(),
          ")");
    }
    return body(types, outer, depth);
  }

  /// A query of one row at most.
  Piece scalar(FuzzType type, Scope outer, int depth) {
    budget--;
    Scope none = Scope.none(outer);
    From from = froms.make(outer, Math.min(depth, 1));
    Scope scope = inside(from, outer);
    if (chance(60)) {
      Piece aggregate = expressions.aggregate(type, scope, 1);
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

  private static Scope inside(From from, @Nullable Scope outer) {
    return new Scope(from.scope().columns(), from.scope().keys(), outer, null);
  }

  private Piece where(Scope scope, int depth) {
    if (chance(35)) {
      return Piece.of();
    }
    Piece condition =
        chance(30) && scope.outer() != null && !scope.outer().columns().isEmpty()
            ? correlation(scope)
            : expressions.condition(scope, depth);
    return Piece.optional(" WHERE ", condition);
  }

  private Piece correlation(Scope scope) {
    FuzzType type = expressions.typeIn(scope);
    Scope outer = Scope.none(scope.outer());
    return Piece.of(
        expressions.make(type, scope, 0),
        chance(75) ? " = " : " < ",
        expressions.make(type, outer, 0),
        chance(40)
            ? Piece.optional(" AND ", expressions.make(FuzzType.BOOL, scope, 2))
            : Piece.of());
  }

  private Piece body(List<FuzzType> types, @Nullable Scope outer, int depth) {
    if (chance(4)) {
      Scope scope = Scope.none(outer);
      return sorted(types, "SELECT ", items(types, scope, depth), where(scope, depth));
    }
    From from = froms.make(outer, depth);
    Scope scope = inside(from, outer);
    int choice = random.nextInt(100);
    if (choice < 30) {
      return grouped(types, from, scope, depth);
    }
    if (choice < 42) {
      return windowed(types, from, scope, depth);
    }
    Piece tail = Piece.of();
    String distinct = "";
    if (choice < 52) {
      distinct = "DISTINCT ";
    } else if (choice < 57) {
      Piece on = expressions.key(scope, 1);
      String text = on.text();
      return sorted(
          types,
          "(SELECT DISTINCT ON (" + text + ") ",
          items(types, scope, depth),
          " FROM ",
          from.piece(),
          where(scope, depth),
          " ORDER BY " + text + ", ",
          expressions.keys(scope),
          ")");
    } else if (choice < 64 && !scope.keys().isEmpty()) {
      Piece key = chance(50) ? Piece.of() : Piece.optional(expressions.key(scope, depth), ", ");
      return sorted(
          types,
          "(SELECT ",
          items(types, scope, depth),
          " FROM ",
          from.piece(),
          where(scope, depth),
          " ORDER BY ",
          key,
          expressions.keys(scope),
          limit(),
          ")");
    }
    return sorted(
        types,
        "SELECT " + distinct,
        items(types, scope, depth),
        " FROM ",
        from.piece(),
        where(scope, depth),
        tail);
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
    List<Piece> items = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Piece item =
          i == 0 || chance(40)
              ? expressions.window(types.get(i), scope, Math.min(1, depth))
              : expressions.make(types.get(i), scope, 1);
      items.add(Piece.of(item, " AS c" + (i + 1)));
    }
    return sorted(
        types, "SELECT ", Piece.join(", ", items), " FROM ", from.piece(), where(scope, depth));
  }

  private Piece grouped(List<FuzzType> types, From from, Scope scope, int depth) {
    List<Ref> by = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count && !scope.columns().isEmpty(); i++) {
      if (chance(15)) {
        FuzzType type = expressions.typeIn(scope);
        Scope own = new Scope(scope.columns(), List.of(), null, null);
        String text = expressions.make(type, own, 1).text();
        if (text.contains(".") && text.contains("(") && !text.contains("SELECT")) {
          by.add(new Ref(text, type));
          continue;
        }
      }
      by.add(scope.columns().get(random.nextInt(scope.columns().size())));
    }
    Scope grouped = new Scope(by, by, scope.outer(), scope);
    Piece having =
        chance(25)
            ? Piece.optional(
                " HAVING ", expressions.make(FuzzType.BOOL, grouped, Math.max(1, depth)))
            : Piece.of();
    return sorted(
        types,
        "SELECT ",
        items(types, grouped, Math.max(1, depth)),
        " FROM ",
        from.piece(),
        where(scope, depth),
        by.isEmpty() ? chance(80) ? "" : " GROUP BY ()" : groupBy(by),
        having);
  }

  private Piece groupBy(List<Ref> by) {
    List<String> texts = by.stream().map(Ref::text).toList();
    String all = String.join(", ", texts);
    return switch (random.nextInt(8)) {
      case 0 -> Piece.of(" GROUP BY ROLLUP (" + all + ")");
      case 1 -> Piece.of(" GROUP BY CUBE (" + all + ")");
      case 2 -> Piece.of(" GROUP BY GROUPING SETS ((" + all + "), (" + texts.getFirst() + "), ())");
      default -> Piece.of(" GROUP BY " + all);
    };
  }

  private Piece setOperation(List<FuzzType> types, @Nullable Scope outer, int depth) {
    String word =
        List.of(
                " UNION ",
                " UNION ALL ",
                " EXCEPT ",
                " EXCEPT ALL ",
                " INTERSECT ",
                " INTERSECT ALL ")
            .get(random.nextInt(6));
    return sorted(
        types, "(", operand(types, outer, depth), word, operand(types, outer, depth), ")");
  }

  /// In parentheses always, so that what a clause at its end belongs to is clear.
  private Piece operand(List<FuzzType> types, @Nullable Scope outer, int depth) {
    return sorted(types, "(", query(types, outer, depth), ")");
  }

  private Piece with(List<FuzzType> types, @Nullable Scope outer, int depth) {
    int before = commons.size();
    int count = chance(outer == null ? 65 : 20) ? 0 : 1 + random.nextInt(2);
    List<Piece> tables = new ArrayList<>();
    boolean recursive = false;
    for (int i = 0; i < count; i++) {
      String name = froms.alias("cte");
      String hint = List.of("", "", " MATERIALIZED", " NOT MATERIALIZED").get(random.nextInt(4));
      if (chance(25)) {
        recursive = true;
        tables.add(recursion(name));
      } else {
        List<FuzzType> columns = types(3);
        Piece query = query(columns, outer, depth - 1);
        tables.add(Piece.of(name + " AS" + hint + " (", query, ")"));
        commons.add(new Common(name, columns));
      }
    }
    Piece body = depth > 0 ? query(types, outer, depth) : body(types, outer, 0);
    while (commons.size() > before) {
      commons.removeLast();
    }
    if (tables.isEmpty()) {
      return body;
    }
    return sorted(
        types,
        "(",
        Piece.optional("WITH " + (recursive ? "RECURSIVE " : ""), Piece.join(", ", tables), " "),
        "SELECT * FROM (",
        body,
        ") " + froms.alias("o"),
        ")");
  }

  /// A common table that reaches at most three steps.
  private Piece recursion(String name) {
    FuzzType type = List.of(FuzzType.INT, FuzzType.TEXT).get(random.nextInt(2));
    List<FuzzType> types = List.of(FuzzType.INT, type);
    From start = froms.make(null, 0);
    Scope starting = inside(start, null);
    String alias = froms.alias("r");
    Scope self = FromClauses.columns(alias, types, "c", true);
    String table = List.of("fz_e", "fz_c").get(random.nextInt(2));
    String other = froms.alias("t");
    Scope both =
        self.and(
            new Scope(
                List.of(
                    new Ref(other + ".id", FuzzType.INT),
                    new Ref(other + ".a", FuzzType.INT),
                    new Ref(other + ".s", FuzzType.TEXT)),
                List.of(),
                null,
                null));
    String join =
        switch (random.nextInt(4)) {
          case 0 -> " JOIN %s %s ON %s.a = %s.c1".formatted(table, other, other, alias);
          case 1 -> " LEFT JOIN %s %s ON %s.a = %s.c1".formatted(table, other, other, alias);
          case 2 -> ", %s %s".formatted("fz_e", other);
          default -> " JOIN %s %s ON %s.id > %s.c1".formatted("fz_e", other, other, alias);
        };
    Piece query =
        Piece.of(
            name + "(c1, c2) AS (SELECT 0, ",
            expressions.make(type, starting, 1),
            " FROM ",
            start.piece(),
            where(starting, 1),
            chance(60) ? " UNION " : " UNION ALL ",
            "SELECT " + alias + ".c1 + 1, ",
            expressions.make(type, both, 1),
            " FROM " + name + " " + alias + join,
            " WHERE " + alias + ".c1 < " + (1 + random.nextInt(2)),
            Piece.optional(" AND ", expressions.make(FuzzType.BOOL, both, 1)),
            ")");
    commons.add(new Common(name, types));
    return query;
  }
}
