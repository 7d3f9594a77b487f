package dev.braid.fuzz;

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
  private final Selects selects;
  private final CommonTables tables;
  private final List<Common> commons = new ArrayList<>();
  private int budget;
  private int nesting;

  QueryGenerator(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    expressions = new Expressions(random, this);
    froms = new FromClauses(random, this, expressions);
    selects = new Selects(this, expressions, froms);
    tables = new CommonTables(this, expressions, froms);
    budget = 1 + random.nextInt(6);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  List<Common> commons() {
    return commons;
  }

  FromClauses froms() {
    return froms;
  }

  Selects selects() {
    return selects;
  }

  /// Whether another nested query may be made.
  boolean mayNest(int depth) {
    return depth > 0 && budget > 0;
  }

  /// Whether a query within another one is being made.
  boolean nested() {
    return nesting > 1;
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
    Piece body = tables.with(types, null, 1 + random.nextInt(3));
    if (!ordered) {
      return new Generated(body, false);
    }
    return new Generated(
        Piece.of("SELECT * FROM (", body, ") o", order(types.size()), limit()), true);
  }

  /// All columns as keys of an order, by their numbers.
  Piece order(int columns) {
    List<Object> keys = new ArrayList<>();
    int start = random.nextInt(columns);
    for (int i = 0; i < columns; i++) {
      keys.add((start + i) % columns + 1 + expressions.direction());
    }
    return Piece.of(" ORDER BY ", Piece.join(", ", keys));
  }

  Piece limit() {
    return switch (random.nextInt(8)) {
      case 0 -> Piece.optional(" LIMIT " + random.nextInt(12));
      case 1 ->
          Piece.optional(" LIMIT " + (1 + random.nextInt(5)) + " OFFSET " + random.nextInt(3));
      case 2 -> Piece.optional(" OFFSET " + random.nextInt(3));
      case 3 -> Piece.optional(" FETCH FIRST " + (1 + random.nextInt(5)) + " ROWS WITH TIES");
      default -> Piece.of();
    };
  }

  Piece sorted(List<FuzzType> types, Object... parts) {
    return Piece.sorted("query " + types, List.of(), parts);
  }

  Piece query(List<FuzzType> types, @Nullable Scope outer, int depth) {
    budget--;
    nesting++;
    try {
      return make(types, outer, depth);
    } finally {
      nesting--;
    }
  }

  private Piece make(List<FuzzType> types, @Nullable Scope outer, int depth) {
    int choice = random.nextInt(100);
    if (depth > 0 && choice < 6) {
      return tables.with(types, outer, depth - 1);
    }
    if (depth > 0 && choice < 18) {
      return setOperation(types, outer, depth - 1);
    }
    if (choice < 28) {
      return sorted(
          types,
          "(SELECT * FROM (",
          selects.body(types, outer, depth),
          ") " + froms.alias("o"),
          order(types.size()),
          limit(),
          ")");
    }
    return selects.body(types, outer, depth);
  }

  private Piece setOperation(List<FuzzType> types, @Nullable Scope outer, int depth) {
    String word =
        " " + expressions.one("UNION", "UNION", "UNION", "EXCEPT", "EXCEPT", "INTERSECT") + " ";
    String all = chance(40) ? "ALL " : "";
    Piece tail = Piece.of();
    if (chance(25)) {
      tail = Piece.optional(order(types.size()), limit());
    }
    return sorted(
        types,
        "(",
        operand(types, outer, depth),
        word + all,
        operand(types, outer, depth),
        chance(20) ? Piece.optional(" UNION ALL ", operand(types, outer, depth)) : Piece.of(),
        tail,
        ")");
  }

  /// In parentheses always, so that what a clause at its end belongs to is clear.
  private Piece operand(List<FuzzType> types, @Nullable Scope outer, int depth) {
    return sorted(types, "(", query(types, outer, depth), ")");
  }
}
