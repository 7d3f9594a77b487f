package dev.braid.fuzz;

import dev.braid.fuzz.Scope.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Random window functions of one SELECT: over rows whose order is fixed, or over frames of whole
/// peer groups.
///
/// Rows that are equal in all columns have no order of their own. Each window function may take
/// them in any, but two over different windows may pair their values differently; so over such rows
/// all share one window.
final class Windows {
  private static final FuzzType[] OFFSETS = {
    FuzzType.INT, FuzzType.BIGINT, FuzzType.NUMERIC, FuzzType.DATE, FuzzType.FLOAT
  };

  private final Expressions expressions;
  private final Scope scope;
  private @Nullable Piece shared;

  Windows(Expressions expressions, Scope scope) {
    this.expressions = expressions;
    this.scope = scope;
  }

  private boolean chance(int percent) {
    return expressions.chance(percent);
  }

  Piece make(FuzzType type, int depth) {
    boolean compares = type.minMax() || type == FuzzType.BOOL;
    if (compares && chance(25)) {
      return peers(type, depth);
    }
    Piece over = Piece.of(" OVER (", window(), chance(45) ? frame() : Piece.of(), ")");
    if (compares && chance(50)) {
      if (type == FuzzType.BIGINT && chance(60)) {
        String name = expressions.one("row_number()", "rank()", "dense_rank()", "count(*)");
        return expressions.expression(type, name, over);
      }
      if (type == FuzzType.INT && chance(40)) {
        return expressions.expression(type, "ntile(3)", over);
      }
      return expressions.expression(type, aggregate(type, depth), over);
    }
    Piece value = expressions.make(type, scope, depth);
    return switch (expressions.random.nextInt(6)) {
      case 0 ->
          expressions.expression(
              type,
              expressions.one("lag(", "lead("),
              value,
              ", 2, ",
              expressions.make(type, scope, 0),
              ")",
              over);
      case 1 -> expressions.expression(type, "nth_value(", value, ", 2)", over);
      default -> {
        String name = expressions.one("lag(", "lead(", "first_value(", "last_value(");
        yield expressions.expression(type, name, value, ")", over);
      }
    };
  }

  private Piece window() {
    if (shared != null) {
      return shared;
    }
    boolean keyed = scope.keys().stream().allMatch(key -> key.text().startsWith("t"));
    Piece order =
        Piece.of(
            "ORDER BY ",
            chance(60)
                ? Piece.optional(expressions.key(scope, 1), expressions.direction(), ", ")
                : Piece.of(),
            expressions.keys(scope));
    if (keyed) {
      return Piece.of(partition(), order);
    }
    shared = Piece.of(Piece.of(partition(), order).text());
    return shared;
  }

  private Piece partition() {
    return chance(60)
        ? Piece.optional("PARTITION BY ", expressions.key(scope, 1), " ")
        : Piece.of();
  }

  private Piece frame() {
    String bounds =
        expressions.one(
            "1 PRECEDING AND 1 FOLLOWING",
            "2 PRECEDING AND CURRENT ROW",
            "UNBOUNDED PRECEDING AND CURRENT ROW",
            "CURRENT ROW AND UNBOUNDED FOLLOWING",
            "1 FOLLOWING AND 2 FOLLOWING",
            "3 PRECEDING AND 1 PRECEDING",
            "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING");
    String exclude =
        expressions.one("", "", " EXCLUDE CURRENT ROW", " EXCLUDE TIES", " EXCLUDE GROUP");
    return Piece.optional(
        expressions.one(" ROWS BETWEEN ", " GROUPS BETWEEN ") + bounds, Piece.optional(exclude));
  }

  /// Peers need no order among themselves.
  private Piece peers(FuzzType type, int depth) {
    FuzzType by = OFFSETS[expressions.random.nextInt(OFFSETS.length)];
    List<Ref> columns = scope.of(by);
    Piece key =
        columns.isEmpty()
            ? Piece.of("coalesce(", expressions.make(by, scope, 1), ")")
            : Piece.of(columns.get(expressions.random.nextInt(columns.size())).text());
    String unit = by == FuzzType.DATE ? "interval '2 days'" : by == FuzzType.FLOAT ? "0.5" : "1";
    String frame =
        switch (expressions.random.nextInt(6)) {
          case 0 -> "";
          case 1 -> " RANGE BETWEEN " + unit + " PRECEDING AND CURRENT ROW";
          case 2 -> " RANGE BETWEEN " + unit + " PRECEDING AND " + unit + " FOLLOWING";
          case 3 -> " RANGE BETWEEN " + unit + " FOLLOWING AND UNBOUNDED FOLLOWING";
          case 4 -> " GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE GROUP";
          default -> " RANGE BETWEEN UNBOUNDED PRECEDING AND " + unit + " PRECEDING EXCLUDE TIES";
        };
    Piece over =
        Piece.of(
            " OVER (",
            partition(),
            "ORDER BY ",
            key,
            expressions.direction(),
            Piece.optional(frame),
            ")");
    if (type == FuzzType.FLOAT && chance(40)) {
      return expressions.expression(type, expressions.one("percent_rank()", "cume_dist()"), over);
    }
    if (type == FuzzType.BIGINT && chance(40)) {
      String name = expressions.one("rank()", "dense_rank()", "count(*)");
      return expressions.expression(type, name, over);
    }
    return expressions.expression(type, aggregate(type, depth), over);
  }

  private Piece aggregate(FuzzType type, int depth) {
    Piece filter =
        chance(15)
            ? Piece.optional(" FILTER (WHERE ", expressions.make(FuzzType.BOOL, scope, 1), ")")
            : Piece.of();
    Aggregates of = expressions.aggregates;
    return switch (type) {
      case BIGINT -> of.of("sum", type, "", FuzzType.INT, scope, depth, filter);
      case NUMERIC -> {
        FuzzType argument = chance(50) ? FuzzType.BIGINT : FuzzType.NUMERIC;
        yield of.of(expressions.one("sum", "avg"), type, "", argument, scope, depth, filter);
      }
      case FLOAT, INTERVAL ->
          of.of(expressions.one("sum", "min"), type, "", type, scope, depth, filter);
      case BOOL -> of.of("bool_or", type, "", type, scope, depth, filter);
      default -> of.of(expressions.one("min", "max"), type, "", type, scope, depth, filter);
    };
  }
}
