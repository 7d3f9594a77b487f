package dev.braid.fuzz;

import dev.braid.fuzz.Scope.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random expressions of a type over a scope.
final class Expressions {
  private final Random random;
  private final QueryGenerator queries;

  Expressions(Random random, QueryGenerator queries) {
    this.random = random;
    this.queries = queries;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private Piece expression(FuzzType type, Object... parts) {
    List<String> instead = new ArrayList<>();
    switch (type) {
      case BOOL -> instead.addAll(List.of("true", "false", "NULL::boolean"));
      case INT -> instead.addAll(List.of("1", "NULL::integer"));
      case TEXT -> instead.addAll(List.of("'a'::text", "NULL::text"));
      default -> instead.addAll(List.of("NULL::" + type.name0()));
    }
    return Piece.sorted("expression " + type, instead, parts);
  }

  /// @param depth how deep it may be
  Piece make(FuzzType type, Scope scope, int depth) {
    if (scope.grouped() != null && depth > 0 && chance(45)) {
      Piece aggregate = aggregate(type, scope.grouped(), depth - 1);
      if (aggregate != null) {
        return aggregate;
      }
    }
    if (depth <= 0 || chance(30)) {
      return leaf(type, scope);
    }
    if (type != FuzzType.BOOL && chance(14) && queries.mayNest(depth)) {
      return expression(type, "(", queries.scalar(type, scope, depth - 1), ")");
    }
    if (chance(25)) {
      return general(type, scope, depth - 1);
    }
    return special(type, scope, depth - 1);
  }

  private Piece leaf(FuzzType type, Scope scope) {
    Scope from = scope;
    while (from.outer() != null && chance(from.columns().isEmpty() ? 90 : 25)) {
      from = from.outer();
    }
    List<Ref> columns = from.of(type);
    if (!columns.isEmpty() && chance(85)) {
      return expression(type, columns.get(random.nextInt(columns.size())).text());
    }
    return expression(type, chance(5) ? "NULL::" + type.name0() : type.literal(random));
  }

  private Piece general(FuzzType type, Scope scope, int depth) {
    return switch (random.nextInt(4)) {
      case 0 ->
          expression(
              type, "coalesce(", make(type, scope, depth), ", ", make(type, scope, depth), ")");
      case 1 ->
          expression(type, "nullif(", make(type, scope, depth), ", ", make(type, scope, 0), ")");
      case 2 ->
          expression(
              type,
              "CASE WHEN ",
              make(FuzzType.BOOL, scope, depth),
              " THEN ",
              make(type, scope, depth),
              Piece.optional(" ELSE ", make(type, scope, depth)),
              " END");
      default ->
          expression(
              type,
              "CASE ",
              make(FuzzType.INT, scope, depth),
              " WHEN 1 THEN ",
              make(type, scope, depth),
              " WHEN 2 THEN ",
              make(type, scope, depth),
              " ELSE ",
              make(type, scope, depth),
              " END");
    };
  }

  private Piece special(FuzzType type, Scope scope, int depth) {
    return switch (type) {
      case INT ->
          switch (random.nextInt(5)) {
            case 0 -> two(type, " + ", scope, depth);
            case 1 -> two(type, " - ", scope, depth);
            case 2 -> expression(type, "length(", make(FuzzType.TEXT, scope, depth), ")");
            case 3 -> expression(type, "(", make(type, scope, 0), " * 2)");
            default -> expression(type, "(-", make(type, scope, 0), ")");
          };
      case BIGINT ->
          switch (random.nextInt(3)) {
            case 0 -> expression(type, make(FuzzType.INT, scope, depth), "::bigint");
            case 1 ->
                expression(
                    type,
                    "(",
                    make(type, scope, depth),
                    " + ",
                    make(FuzzType.INT, scope, depth),
                    ")");
            default -> two(type, " - ", scope, depth);
          };
      case NUMERIC -> two(type, chance(50) ? " + " : " - ", scope, depth);
      case FLOAT -> two(type, chance(50) ? " + " : " - ", scope, depth);
      case TEXT ->
          switch (random.nextInt(3)) {
            case 0 -> two(type, " || ", scope, depth);
            case 1 -> expression(type, "upper(", make(type, scope, depth), ")");
            default -> expression(type, make(FuzzType.INT, scope, depth), "::text");
          };
      case DATE ->
          expression(type, "(", make(type, scope, depth), " + ", make(FuzzType.INT, scope, 0), ")");
      case BOOL -> condition(scope, depth);
    };
  }

  private Piece two(FuzzType type, String operator, Scope scope, int depth) {
    return expression(type, "(", make(type, scope, depth), operator, make(type, scope, depth), ")");
  }

  FuzzType type() {
    return FuzzType.values()[random.nextInt(FuzzType.values().length)];
  }

  /// A type that some column in reach has.
  FuzzType typeIn(Scope scope) {
    List<Ref> columns = scope.columns();
    return columns.isEmpty() || chance(15)
        ? type()
        : columns.get(random.nextInt(columns.size())).type();
  }

  private static final List<String> COMPARISONS =
      List.of(" = ", " = ", " = ", " <> ", " < ", " <= ", " > ", " >= ");

  private String comparison() {
    return COMPARISONS.get(random.nextInt(COMPARISONS.size()));
  }

  Piece condition(Scope scope, int depth) {
    FuzzType type = typeIn(scope);
    if (depth > 0 && chance(38) && queries.mayNest(depth)) {
      return expression(FuzzType.BOOL, subquery(type, scope, depth));
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 ->
          expression(
              FuzzType.BOOL,
              "(",
              make(type, scope, depth),
              comparison(),
              type.number() && chance(20)
                  ? make(chance(50) ? FuzzType.INT : FuzzType.NUMERIC, scope, depth)
                  : make(type, scope, depth),
              ")");
      case 3 ->
          expression(
              FuzzType.BOOL,
              "(",
              make(type, scope, depth),
              chance(50) ? " IS NULL)" : " IS NOT NULL)");
      case 4, 5 ->
          expression(
              FuzzType.BOOL,
              "(",
              make(FuzzType.BOOL, scope, depth),
              " AND ",
              make(FuzzType.BOOL, scope, depth),
              ")");
      case 6, 7 ->
          expression(
              FuzzType.BOOL,
              "(",
              make(FuzzType.BOOL, scope, depth),
              " OR ",
              make(FuzzType.BOOL, scope, depth),
              ")");
      case 8 -> expression(FuzzType.BOOL, "(NOT ", make(FuzzType.BOOL, scope, depth), ")");
      case 9 ->
          expression(
              FuzzType.BOOL,
              "(",
              make(type, scope, depth),
              chance(50) ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ",
              make(type, scope, depth),
              ")");
      case 10 ->
          expression(
              FuzzType.BOOL,
              "(",
              make(type, scope, depth),
              chance(30) ? " NOT IN (" : " IN (",
              type.literal(random) + ", " + type.literal(random),
              Piece.optional(", ", make(type, scope, 0)),
              "))");
      default ->
          expression(
              FuzzType.BOOL,
              "(",
              make(type, scope, depth),
              chance(20) ? " NOT BETWEEN " : " BETWEEN ",
              make(type, scope, 0),
              " AND ",
              make(type, scope, depth),
              ")");
    };
  }

  private Piece subquery(FuzzType type, Scope scope, int depth) {
    return switch (random.nextInt(7)) {
      case 0, 1 ->
          Piece.of(
              chance(40) ? "NOT " : "",
              "EXISTS (",
              queries.query(List.of(FuzzType.INT), scope, depth - 1),
              ")");
      case 2, 3 ->
          Piece.of(
              "(",
              make(type, scope, depth - 1),
              chance(50) ? " NOT IN (" : " IN (",
              queries.query(List.of(type), scope, depth - 1),
              "))");
      case 4 -> {
        FuzzType second = typeIn(scope);
        yield Piece.of(
            "((",
            make(type, scope, 0),
            ", ",
            make(second, scope, 0),
            chance(50) ? ") NOT IN (" : ") IN (",
            queries.query(List.of(type, second), scope, depth - 1),
            "))");
      }
      default ->
          Piece.of(
              "(",
              make(type, scope, depth - 1),
              comparison(),
              chance(50) ? "ANY (" : "ALL (",
              queries.query(List.of(type), scope, depth - 1),
              "))");
    };
  }

  /// An aggregate of a type, or null when there is none.
  @Nullable Piece aggregate(FuzzType type, Scope over, int depth) {
    // An aggregate of outer columns alone would belong to the outer query.
    Scope input = chance(92) ? new Scope(over.columns(), over.keys(), null, null) : over;
    Piece filter =
        chance(15)
            ? Piece.optional(" FILTER (WHERE ", make(FuzzType.BOOL, input, depth), ")")
            : Piece.of();
    String distinct = chance(20) ? "DISTINCT " : "";
    return switch (type) {
      case BIGINT ->
          switch (random.nextInt(4)) {
            case 0 -> expression(type, "count(*)", filter);
            case 1 ->
                expression(type, "sum(", distinct, make(FuzzType.INT, input, depth), ")", filter);
            case 2 -> plain("max", type, "", input, depth, filter);
            default ->
                expression(type, "count(", distinct, make(type(), input, depth), ")", filter);
          };
      case INT, DATE -> plain(chance(50) ? "min" : "max", type, "", input, depth, filter);
      case NUMERIC, FLOAT ->
          plain(
              List.of("sum", "min", "max").get(random.nextInt(3)),
              type,
              distinct,
              input,
              depth,
              filter);
      case TEXT ->
          chance(50)
              ? plain(chance(50) ? "min" : "max", type, "", input, depth, filter)
              : ordered(input, depth, filter);
      case BOOL -> plain(chance(50) ? "bool_and" : "bool_or", type, "", input, depth, filter);
    };
  }

  private Piece plain(
      String name, FuzzType type, String distinct, Scope input, int depth, Piece filter) {
    return expression(type, name, "(", distinct, make(type, input, depth), ")", filter);
  }

  private Piece ordered(Scope input, int depth, Piece filter) {
    Piece argument = make(FuzzType.TEXT, input, Math.min(depth, 1));
    return expression(
        FuzzType.TEXT, "string_agg(", argument, ", ',' ORDER BY ", keys(input), ")", filter);
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
    return switch (random.nextInt(6)) {
      case 0, 1 -> " DESC";
      case 2 -> " NULLS FIRST";
      case 3 -> " DESC NULLS LAST";
      default -> "";
    };
  }

  /// A window function over rows whose order is fixed.
  Piece window(FuzzType type, Scope scope, int depth) {
    Piece partition = chance(60) ? Piece.optional("PARTITION BY ", key(scope, 1), " ") : Piece.of();
    Piece order = Piece.of("ORDER BY ", key(scope, 1), direction(), ", ", keys(scope));
    Piece frame =
        chance(40)
            ? Piece.optional(
                List.of(
                        " ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
                        " ROWS BETWEEN 2 PRECEDING AND CURRENT ROW",
                        " ROWS UNBOUNDED PRECEDING",
                        " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                        " GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW")
                    .get(random.nextInt(5)))
            : Piece.of();
    Piece over = Piece.of(" OVER (", partition, order, frame, ")");
    if (chance(50)) {
      if (type == FuzzType.BIGINT && chance(60)) {
        return expression(
            type,
            List.of("row_number()", "rank()", "dense_rank()", "count(*)").get(random.nextInt(4)),
            over);
      }
      Piece aggregate =
          type == FuzzType.TEXT
              ? plain("max", type, "", scope, depth, Piece.of())
              : windowAggregate(type, scope, depth);
      return expression(type, aggregate, over);
    }
    String name = List.of("lag(", "lead(", "first_value(", "last_value(").get(random.nextInt(4));
    return expression(type, name, make(type, scope, depth), ")", over);
  }

  private Piece windowAggregate(FuzzType type, Scope scope, int depth) {
    return switch (type) {
      case BIGINT -> expression(type, "sum(", make(FuzzType.INT, scope, depth), ")");
      case NUMERIC, FLOAT -> plain(chance(50) ? "sum" : "min", type, "", scope, depth, Piece.of());
      case BOOL -> plain("bool_or", type, "", scope, depth, Piece.of());
      default -> plain("max", type, "", scope, depth, Piece.of());
    };
  }
}
