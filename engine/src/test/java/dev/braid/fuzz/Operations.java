package dev.braid.fuzz;

/// Operators and functions that make a value of a type. Few of them can fail, since which rows an
/// expression is evaluated for depends on the plan.
final class Operations {
  private final Expressions expressions;

  Operations(Expressions expressions) {
    this.expressions = expressions;
  }

  Piece make(FuzzType type, Scope scope, int depth) {
    return switch (type) {
      case INT -> integer(scope, depth);
      case BIGINT ->
          switch (pick(4)) {
            case 0 -> call(type, value(FuzzType.INT, scope, depth), "::bigint");
            case 1 -> two(type, FuzzType.INT, one(" + ", " - "), scope, depth);
            case 2 -> call(type, "abs(", value(FuzzType.INT, scope, depth), "::bigint)");
            default -> two(type, type, " - ", scope, depth);
          };
      case NUMERIC ->
          switch (pick(6)) {
            case 0 -> two(type, FuzzType.INT, one(" * ", " + "), scope, depth);
            case 1 -> call(type, one("round(", "trunc("), value(type, scope, depth), ", 1)");
            case 2 ->
                call(type, one("abs(", "floor(", "ceil(", "sign("), value(type, scope, depth), ")");
            case 3 -> call(type, "(", value(type, scope, depth), one(" / 2)", " % 2)", " / 4.0)"));
            case 4 -> two(type, type, " * ", scope, depth);
            default -> two(type, type, one(" + ", " - "), scope, depth);
          };
      case FLOAT ->
          switch (pick(4)) {
            case 0 -> call(type, value(FuzzType.INT, scope, depth), "::double precision");
            case 1 -> call(type, one("abs(", "floor(", "round("), value(type, scope, depth), ")");
            case 2 -> call(type, "(", value(type, scope, depth), " * 0.5)");
            default -> two(type, type, one(" + ", " - "), scope, depth);
          };
      case TEXT -> text(scope, depth);
      case DATE ->
          switch (pick(4)) {
            case 0 -> call(type, value(FuzzType.TIMESTAMP, scope, depth), "::date");
            case 1 -> call(type, "(", value(type, scope, 0), " - 1)");
            default -> call(type, "(", value(type, scope, depth), " + ", small(scope), ")");
          };
      case TIMESTAMP ->
          switch (pick(5)) {
            case 0 -> call(type, value(FuzzType.DATE, scope, depth), "::timestamp");
            case 1 ->
                call(
                    type,
                    "date_trunc(",
                    one("'day'", "'month'", "'hour'"),
                    ", ",
                    value(type, scope, depth),
                    ")");
            case 2 ->
                call(type, "(", value(FuzzType.TIMESTAMPTZ, scope, depth), " AT TIME ZONE 'UTC')");
            case 3 -> two(FuzzType.DATE, FuzzType.INTERVAL, " + ", type, scope, 0);
            default -> two(type, FuzzType.INTERVAL, one(" + ", " - "), scope, 0);
          };
      case TIMESTAMPTZ ->
          switch (pick(3)) {
            case 0 -> two(type, FuzzType.INTERVAL, one(" + ", " - "), scope, 0);
            case 1 -> call(type, value(FuzzType.DATE, scope, depth), "::timestamptz");
            default ->
                call(
                    type,
                    "(",
                    value(FuzzType.TIMESTAMP, scope, depth),
                    " AT TIME ZONE ",
                    one("'UTC'", "'Europe/Berlin'", "'+03'"),
                    ")");
          };
      case INTERVAL ->
          switch (pick(4)) {
            case 0 -> call(type, "(", value(type, scope, 0), " * 2)");
            case 1 -> call(type, "(-", value(type, scope, 0), ")");
            case 2 -> two(type, type, one(" + ", " - "), scope, 0);
            default ->
                call(
                    type,
                    "(",
                    FuzzType.TIMESTAMP.literal(expressions.random),
                    " - ",
                    FuzzType.TIMESTAMP.literal(expressions.random),
                    ")");
          };
      case UUID -> value(type, scope, 0);
      case INTS -> array(scope, depth);
      case JSONB -> json(scope, depth);
      case BOOL -> expressions.condition(scope, depth);
    };
  }

  private Piece integer(Scope scope, int depth) {
    FuzzType type = FuzzType.INT;
    return switch (pick(12)) {
      case 0, 1 -> two(type, type, one(" + ", " - "), scope, depth);
      case 2 -> call(type, "length(", value(FuzzType.TEXT, scope, depth), ")");
      case 3 -> call(type, "(", small(scope), " * 2)");
      case 4 -> call(type, "(-", small(scope), ")");
      case 5 -> call(type, "(", value(type, scope, depth), one(" % 3)", " / 2)", " & 3)"));
      case 6 -> call(type, "abs(", small(scope), ")");
      case 7 -> call(type, "cardinality(", value(FuzzType.INTS, scope, depth), ")");
      case 8 -> call(type, "(", value(FuzzType.INTS, scope, depth), ")[1]");
      case 9 -> call(type, "position('a' IN ", value(FuzzType.TEXT, scope, depth), ")");
      case 10 ->
          call(
              type,
              "extract(",
              one("day", "month", "year", "dow"),
              " FROM ",
              value(FuzzType.TIMESTAMP, scope, 0),
              ")::integer");
      default -> call(type, value(FuzzType.BOOL, scope, depth), "::integer");
    };
  }

  private Piece text(Scope scope, int depth) {
    FuzzType type = FuzzType.TEXT;
    Piece value = value(type, scope, depth);
    return switch (pick(13)) {
      case 0 -> two(type, type, " || ", scope, depth);
      case 1 -> call(type, one("upper(", "lower(", "trim(", "reverse(", "md5("), value, ")");
      case 2 -> call(type, value(FuzzType.INT, scope, depth), "::text");
      case 3 -> call(type, "substr(", value, ", 1, 2)");
      case 4 -> call(type, one("left(", "right("), value, ", 1)");
      case 5 -> call(type, "replace(", value, ", 'a', 'xy')");
      case 6 -> call(type, "lpad(", value, ", 4, '-+')");
      case 7 -> call(type, value(FuzzType.DATE, scope, depth), "::text");
      case 8 -> call(type, "(", value, " || ", value(FuzzType.INT, scope, depth), ")");
      case 9 -> call(type, "concat(", value, ", ", value(FuzzType.INT, scope, depth), ")");
      case 10 -> call(type, "(", value(FuzzType.JSONB, scope, depth), one(" ->> 'b')", " ->> 0)"));
      case 11 -> call(type, "to_char(", value(FuzzType.DATE, scope, 0), ", 'YYYY-MM')");
      default -> call(type, value(FuzzType.UUID, scope, 0), "::text");
    };
  }

  private Piece array(Scope scope, int depth) {
    FuzzType type = FuzzType.INTS;
    Piece element = value(FuzzType.INT, scope, depth);
    return switch (pick(5)) {
      case 0 -> call(type, "ARRAY[", element, ", ", value(FuzzType.INT, scope, 0), "]");
      case 1 -> call(type, "(", value(type, scope, depth), " || ", element, ")");
      case 2 -> call(type, "array_remove(", value(type, scope, depth), ", ", element, ")");
      case 3 -> call(type, "(", value(type, scope, depth), ")[1:2]");
      default -> two(type, type, " || ", scope, depth);
    };
  }

  private Piece json(Scope scope, int depth) {
    FuzzType type = FuzzType.JSONB;
    return switch (pick(5)) {
      case 0 -> call(type, "jsonb_build_object('a', ", value(FuzzType.INT, scope, depth), ")");
      case 1 -> call(type, "to_jsonb(", value(FuzzType.TEXT, scope, depth), ")");
      case 2 -> call(type, "(", value(type, scope, depth), one(" -> 'a')", " -> 0)", " -> 'c')"));
      case 3 -> two(type, type, " || ", scope, depth);
      default ->
          call(
              type,
              "jsonb_build_array(",
              value(FuzzType.INT, scope, depth),
              ", ",
              value(FuzzType.TEXT, scope, depth),
              ")");
    };
  }

  private int pick(int of) {
    return expressions.random.nextInt(of);
  }

  private String one(String... texts) {
    return expressions.one(texts);
  }

  private Piece value(FuzzType type, Scope scope, int depth) {
    return expressions.make(type, scope, depth);
  }

  /// A number far from the edges of its type, so that it can be multiplied.
  private Piece small(Scope scope) {
    return Piece.of("(", expressions.make(FuzzType.INT, scope, 0), " % 1000)");
  }

  private Piece call(FuzzType type, Object... parts) {
    return expressions.expression(type, parts);
  }

  private Piece two(FuzzType type, FuzzType right, String operator, Scope scope, int depth) {
    return two(type, right, operator, type, scope, depth);
  }

  private Piece two(
      FuzzType left, FuzzType right, String operator, FuzzType result, Scope scope, int depth) {
    return call(
        result,
        "(",
        expressions.make(left, scope, depth),
        operator,
        expressions.make(right, scope, depth),
        ")");
  }
}
