package dev.braid.fuzz;

import java.util.List;

/// Random conditions, with subqueries of all kinds.
final class Conditions {
  private static final FuzzType BOOL = FuzzType.BOOL;

  private final Expressions expressions;

  Conditions(Expressions expressions) {
    this.expressions = expressions;
  }

  private Piece value(FuzzType type, Scope scope, int depth) {
    return expressions.make(type, scope, depth);
  }

  private Piece bool(Object... parts) {
    return expressions.expression(BOOL, parts);
  }

  private boolean chance(int percent) {
    return expressions.chance(percent);
  }

  private String comparison() {
    return expressions.one(" = ", " = ", " = ", " <> ", " < ", " <= ", " > ", " >= ");
  }

  Piece make(Scope scope, int depth) {
    FuzzType type = expressions.typeIn(scope);
    if (depth > 0 && chance(38) && expressions.queries.mayNest(depth)) {
      return bool(subquery(type, scope, depth));
    }
    return switch (expressions.random.nextInt(15)) {
      case 0, 1, 2 ->
          bool(
              "(",
              value(type, scope, depth),
              comparison(),
              type.number() && chance(20)
                  ? value(chance(50) ? FuzzType.INT : FuzzType.NUMERIC, scope, depth)
                  : value(type, scope, depth),
              ")");
      case 3 -> bool("(", value(type, scope, depth), chance(50) ? " IS NULL)" : " IS NOT NULL)");
      case 4, 5 -> bool("(", value(BOOL, scope, depth), " AND ", value(BOOL, scope, depth), ")");
      case 6, 7 -> bool("(", value(BOOL, scope, depth), " OR ", value(BOOL, scope, depth), ")");
      case 8 -> bool("(NOT ", value(BOOL, scope, depth), ")");
      case 9 ->
          bool(
              "(",
              value(type, scope, depth),
              chance(50) ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ",
              value(type, scope, depth),
              ")");
      case 10 ->
          bool(
              "(",
              value(type, scope, depth),
              chance(30) ? " NOT IN (" : " IN (",
              type.literal(expressions.random) + ", " + type.literal(expressions.random),
              Piece.optional(", ", value(type, scope, 0)),
              "))");
      case 11 ->
          bool(
              "(",
              value(BOOL, scope, depth),
              expressions.one(" IS TRUE)", " IS NOT TRUE)", " IS UNKNOWN)", " IS NOT FALSE)"));
      case 12 -> special(scope, depth);
      case 13 -> rows(type, scope);
      default ->
          bool(
              "(",
              value(type, scope, depth),
              chance(20) ? " NOT BETWEEN " : " BETWEEN ",
              value(type, scope, 0),
              " AND ",
              value(type, scope, depth),
              ")");
    };
  }

  private Piece special(Scope scope, int depth) {
    return switch (expressions.random.nextInt(6)) {
      case 0 ->
          bool(
              "(",
              value(FuzzType.TEXT, scope, depth),
              expressions.one(" LIKE ", " NOT LIKE ", " ILIKE "),
              expressions.one("'a%'", "'%b'", "'_'", "'%'", "''", "'a_c'", "'%日%'"),
              ")");
      case 1 ->
          bool(
              "(",
              value(FuzzType.TEXT, scope, depth),
              expressions.one(" ~ ", " !~ ", " ~* "),
              expressions.one("'^a'", "'b$'", "'[^a-c]'", "'(a|b){1,2}'", "'^.$'"),
              ")");
      case 2 ->
          bool(
              "(",
              value(FuzzType.INT, scope, depth),
              comparison(),
              expressions.one("ANY (", "ALL ("),
              value(FuzzType.INTS, scope, depth),
              "))");
      case 3 ->
          bool(
              "(",
              value(FuzzType.INTS, scope, depth),
              expressions.one(" @> ", " <@ ", " && "),
              value(FuzzType.INTS, scope, depth),
              ")");
      case 4 ->
          bool(
              "(",
              value(FuzzType.JSONB, scope, depth),
              expressions.one(" @> ", " <@ "),
              value(FuzzType.JSONB, scope, 0),
              ")");
      default ->
          bool(
              "(", value(FuzzType.JSONB, scope, depth), expressions.one(" ? 'a')", " ?| '{a,b}')"));
    };
  }

  private Piece rows(FuzzType first, Scope scope) {
    FuzzType second = expressions.typeIn(scope);
    return bool(
        "((",
        value(first, scope, 0),
        ", ",
        value(second, scope, 0),
        ")",
        comparison(),
        "(",
        value(first, scope, 0),
        ", ",
        value(second, scope, 0),
        "))");
  }

  private Piece subquery(FuzzType type, Scope scope, int depth) {
    QueryGenerator queries = expressions.queries;
    return switch (expressions.random.nextInt(9)) {
      case 0, 1 ->
          Piece.of(
              chance(40) ? "NOT " : "",
              "EXISTS (",
              queries.query(List.of(FuzzType.INT), scope, depth - 1),
              ")");
      case 2, 3 ->
          Piece.of(
              "(",
              value(type, scope, depth - 1),
              chance(50) ? " NOT IN (" : " IN (",
              queries.query(List.of(type), scope, depth - 1),
              "))");
      case 4, 5 -> {
        FuzzType second = expressions.typeIn(scope);
        String operator =
            expressions.one(") IN (", ") NOT IN (", ") < ANY (", ") = ALL (", ") >= ALL (");
        yield Piece.of(
            "((",
            value(type, scope, 0),
            ", ",
            value(second, scope, 0),
            operator,
            queries.query(List.of(type, second), scope, depth - 1),
            "))");
      }
      default ->
          Piece.of(
              "(",
              value(type, scope, depth - 1),
              comparison(),
              chance(50) ? "ANY (" : "ALL (",
              queries.query(List.of(type), scope, depth - 1),
              "))");
    };
  }
}
