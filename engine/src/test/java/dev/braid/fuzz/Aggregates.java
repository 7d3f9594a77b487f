package dev.braid.fuzz;

import org.jspecify.annotations.Nullable;

/// Random aggregates whose result does not depend on the order of rows.
final class Aggregates {
  private final Expressions expressions;

  Aggregates(Expressions expressions) {
    this.expressions = expressions;
  }

  private boolean chance(int percent) {
    return expressions.chance(percent);
  }

  /// An aggregate of a type, or null when there is none.
  @Nullable Piece make(FuzzType type, Scope over, int depth) {
    // An aggregate of outer columns alone would belong to the outer query.
    Scope input = chance(95) ? new Scope(over.columns(), over.keys(), null, null) : over;
    Piece filter =
        chance(15)
            ? Piece.optional(" FILTER (WHERE ", expressions.make(FuzzType.BOOL, input, depth), ")")
            : Piece.of();
    String distinct = chance(20) ? "DISTINCT " : "";
    if (chance(8) && type != FuzzType.JSONB) {
      return within(type, input, depth, filter);
    }
    return switch (type) {
      case BIGINT ->
          switch (expressions.random.nextInt(4)) {
            case 0 -> expressions.expression(type, "count(*)", filter);
            case 1 -> of("sum", type, distinct, FuzzType.INT, input, depth, filter);
            case 2 -> of("max", type, "", type, input, depth, filter);
            default -> of("count", type, distinct, expressions.type(), input, depth, filter);
          };
      case INT ->
          chance(80)
              ? minMax(type, input, depth, filter)
              : of(
                  expressions.one("bit_and", "bit_or", "bit_xor"),
                  type,
                  "",
                  type,
                  input,
                  depth,
                  filter);
      case DATE, TIMESTAMP, TIMESTAMPTZ -> minMax(type, input, depth, filter);
      case NUMERIC ->
          switch (expressions.random.nextInt(5)) {
            case 0 -> of("avg", type, distinct, FuzzType.INT, input, depth, filter);
            case 1 -> of("sum", type, distinct, FuzzType.BIGINT, input, depth, filter);
            case 2 -> minMax(type, input, depth, filter);
            case 3 ->
                of(
                    expressions.one("var_pop", "stddev_samp"),
                    type,
                    distinct,
                    FuzzType.INT,
                    input,
                    depth,
                    filter);
            default -> of("sum", type, distinct, type, input, depth, filter);
          };
      case FLOAT, INTERVAL ->
          of(expressions.one("sum", "min", "max"), type, distinct, type, input, depth, filter);
      case TEXT -> chance(50) ? minMax(type, input, depth, filter) : list(input, depth, filter);
      case BOOL ->
          of(
              expressions.one("bool_and", "bool_or", "every"),
              type,
              distinct,
              type,
              input,
              depth,
              filter);
      case INTS ->
          chance(25)
              ? distinct(input, depth, filter)
              : ordered(type, "array_agg(", FuzzType.INT, "", input, Math.min(depth, 1), filter);
      case JSONB -> {
        FuzzType element = chance(50) ? FuzzType.INT : FuzzType.TEXT;
        yield ordered(type, "jsonb_agg(", element, "", input, Math.min(depth, 1), filter);
      }
      case UUID -> null;
    };
  }

  private Piece distinct(Scope input, int depth, Piece filter) {
    return of(
        "array_agg", FuzzType.INTS, "DISTINCT ", FuzzType.INT, input, Math.min(depth, 1), filter);
  }

  private Piece minMax(FuzzType type, Scope input, int depth, Piece filter) {
    return of(expressions.one("min", "max"), type, "", type, input, depth, filter);
  }

  Piece of(
      String name,
      FuzzType result,
      String distinct,
      FuzzType argument,
      Scope input,
      int depth,
      Piece filter) {
    Piece value = expressions.make(argument, input, depth);
    return expressions.expression(result, name, "(", distinct, value, ")", filter);
  }

  private Piece ordered(
      FuzzType type,
      String call,
      FuzzType argument,
      String more,
      Scope input,
      int depth,
      Piece filter) {
    Piece value = expressions.make(argument, input, depth);
    return expressions.expression(
        type, call, value, more + " ORDER BY ", expressions.keys(input), ")", filter);
  }

  private Piece list(Scope input, int depth, Piece filter) {
    int least = Math.min(depth, 1);
    if (chance(70)) {
      return ordered(FuzzType.TEXT, "string_agg(", FuzzType.TEXT, ", ','", input, least, filter);
    }
    Piece value = expressions.make(FuzzType.TEXT, input, least);
    String text = value.text();
    return expressions.expression(
        FuzzType.TEXT, "string_agg(DISTINCT " + text + ", '|' ORDER BY " + text + " DESC)", filter);
  }

  /// Ordered-set aggregates.
  private Piece within(FuzzType type, Scope input, int depth, Piece filter) {
    if ((type == FuzzType.BIGINT || type == FuzzType.FLOAT) && chance(50)) {
      FuzzType sorted = chance(50) ? FuzzType.INT : FuzzType.TEXT;
      String name =
          type == FuzzType.BIGINT
              ? expressions.one("rank(", "dense_rank(")
              : expressions.one("percent_rank(", "cume_dist(");
      return expressions.expression(
          type,
          name + sorted.literal(expressions.random) + ") WITHIN GROUP (ORDER BY ",
          expressions.make(sorted, input, depth),
          expressions.direction(),
          ")",
          filter);
    }
    String call =
        type == FuzzType.FLOAT && chance(50)
            ? "percentile_cont(" + expressions.one("0.5", "0.25", "1", "NULL") + ")"
            : expressions.one("percentile_disc(0.5)", "percentile_disc(0.1)", "mode()");
    return expressions.expression(
        type,
        call + " WITHIN GROUP (ORDER BY ",
        expressions.make(type, input, depth),
        call.startsWith("mode") ? "" : chance(50) ? " DESC" : "",
        ")",
        filter);
  }
}
