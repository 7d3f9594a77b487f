package dev.braid.fuzz;

import dev.braid.fuzz.Scope.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random expressions of a type over a scope.
final class Expressions {
  final Random random;
  final QueryGenerator queries;
  final Aggregates aggregates;
  private final Operations operations;
  private final Templates templates;
  private final Conditions conditions;

  Expressions(Random random, QueryGenerator queries) {
    this.random = random;
    this.queries = queries;
    this.aggregates = new Aggregates(this);
    this.operations = new Operations(this);
    this.templates = new Templates(this);
    this.conditions = new Conditions(this);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String one(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  Piece expression(FuzzType type, Object... parts) {
    return Piece.sorted("expression " + type, type.instead(), parts);
  }

  /// @param depth how deep it may be
  Piece make(FuzzType type, Scope scope, int depth) {
    if (scope.grouped() != null && depth > 0 && chance(45)) {
      Piece aggregate = aggregates.make(type, scope.grouped(), depth - 1);
      if (aggregate != null) {
        return aggregate;
      }
    }
    if (depth <= 0 || chance(30)) {
      return leaf(type, scope);
    }
    if (type != FuzzType.BOOL && chance(14) && queries.mayNest(depth)) {
      return type == FuzzType.INTS && chance(60)
          ? array(scope, depth - 1)
          : expression(type, "(", queries.selects().scalar(type, scope, depth - 1), ")");
    }
    if (chance(25)) {
      return general(type, scope, depth - 1);
    }
    if (Templates.has(type) && chance(type == FuzzType.BOOL ? 12 : 35)) {
      return templates.make(type, scope, Math.min(depth - 1, 1));
    }
    return type == FuzzType.BOOL
        ? conditions.make(scope, depth - 1)
        : operations.make(type, scope, depth - 1);
  }

  Piece condition(Scope scope, int depth) {
    return conditions.make(scope, depth);
  }

  private Piece array(Scope scope, int depth) {
    String alias = queries.froms().alias("o");
    return expression(
        FuzzType.INTS,
        "ARRAY(SELECT * FROM (",
        queries.query(List.of(FuzzType.INT), scope, depth),
        ") " + alias + " ORDER BY 1)");
  }

  Piece leaf(FuzzType type, Scope scope) {
    Scope from = scope;
    while (from.outer() != null && chance(from.columns().isEmpty() ? 90 : 25)) {
      from = from.outer();
    }
    List<Ref> columns = from.of(type);
    if (!columns.isEmpty() && chance(88)) {
      return expression(type, columns.get(random.nextInt(columns.size())).text());
    }
    return expression(type, chance(5) ? "NULL::" + type.sql : type.literal(random));
  }

  private Piece general(FuzzType type, Scope scope, int depth) {
    Piece first = make(type, scope, depth);
    return switch (random.nextInt(5)) {
      case 0 -> expression(type, "coalesce(", first, ", ", make(type, scope, depth), ")");
      case 1 -> expression(type, "nullif(", first, ", ", make(type, scope, 0), ")");
      case 2 ->
          expression(
              type,
              "CASE WHEN ",
              make(FuzzType.BOOL, scope, depth),
              " THEN ",
              first,
              Piece.optional(" ELSE ", make(type, scope, depth)),
              " END");
      case 3 ->
          type == FuzzType.JSONB
              ? first
              : expression(
                  type, one("greatest(", "least("), first, ", ", make(type, scope, depth), ")");
      default ->
          expression(
              type,
              "CASE ",
              make(FuzzType.INT, scope, depth),
              " WHEN 1 THEN ",
              first,
              " WHEN 2 THEN ",
              make(type, scope, depth),
              " ELSE ",
              make(type, scope, depth),
              " END");
    };
  }

  FuzzType type() {
    return FuzzType.any(random);
  }

  /// A type that some column in reach has.
  FuzzType typeIn(Scope scope) {
    List<Ref> columns = scope.columns();
    return columns.isEmpty() || chance(15)
        ? type()
        : columns.get(random.nextInt(columns.size())).type();
  }

  /// What rows may be sorted or grouped by: no constant that would be a column's number.
  Piece key(Scope scope, int depth) {
    List<Ref> columns = scope.columns();
    return columns.isEmpty() || chance(40)
        ? Piece.of("coalesce(", make(typeIn(scope), scope, depth), ")")
        : Piece.of(columns.get(random.nextInt(columns.size())).text());
  }

  /// The columns that fix the order of a scope's rows.
  Piece keys(Scope scope) {
    List<Piece> keys = new ArrayList<>();
    for (Ref key : scope.keys()) {
      keys.add(Piece.of(key.text(), direction()));
    }
    return keys.isEmpty() ? Piece.of("NULL::integer") : Piece.join(", ", keys);
  }

  String direction() {
    return one(" DESC", " DESC", " NULLS FIRST", " DESC NULLS LAST", "", "");
  }
}
