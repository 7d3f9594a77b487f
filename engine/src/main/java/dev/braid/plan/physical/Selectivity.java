package dev.braid.plan.physical;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.Not;
import dev.braid.expr.NullTest;
import dev.braid.expr.Or;
import dev.braid.plan.logical.Conditions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What part of the rows a condition lets through, from statistics where there are any, else
/// PostgreSQL's guesses. Conditions are taken to be independent, but two that bound the same column
/// from both sides make one range.
final class Selectivity {
  private static final double EQUAL = 0.005;
  private static final double INEQUALITY = 1.0 / 3;
  private static final double RANGE = 0.005;
  private static final double MATCH = 0.005;
  private static final double CONTAINS = 0.02;
  private static final double UNKNOWN = 1.0 / 3;

  private Selectivity() {}

  static double of(List<Expr> conjuncts, Profile rows) {
    double product = 1;
    Map<Integer, double[]> ranges = new HashMap<>();
    for (Expr conjunct : conjuncts) {
      double selectivity = of(conjunct, rows);
      Comparison comparison = Comparison.of(conjunct);
      if (comparison == null || !comparison.isInequality()) {
        product *= selectivity;
        continue;
      }
      double[] bounds =
          ranges.computeIfAbsent(comparison.column().column(), _ -> new double[] {1, 1});
      int side = comparison.operator().startsWith("<") ? 1 : 0;
      bounds[side] = Math.min(bounds[side], selectivity);
    }
    for (double[] bounds : ranges.values()) {
      double both = bounds[0] + bounds[1] - 1;
      if (bounds[0] == 1 || bounds[1] == 1) {
        product *= bounds[0] * bounds[1];
      } else {
        boolean guessed = bounds[0] == INEQUALITY && bounds[1] == INEQUALITY;
        product *= guessed ? RANGE : Math.max(both, 1e-5);
      }
    }
    return clamp(product);
  }

  static double of(Expr condition, Profile rows) {
    return clamp(
        switch (condition) {
          case Constant constant -> Boolean.TRUE.equals(constant.value()) ? 1 : 0;
          case And and -> of(Conditions.conjuncts(and), rows);
          case Or or -> {
            double none = 1;
            for (Expr operand : or.operands()) {
              none *= 1 - of(operand, rows);
            }
            yield 1 - none;
          }
          case Not not -> 1 - of(not.operand(), rows);
          case NullTest test -> nullTest(test, rows);
          case InList in -> inList(in, rows);
          case ColumnRef _ -> 0.5;
          case Call call -> call(call, rows);
          default -> UNKNOWN;
        });
  }

  private static double clamp(double selectivity) {
    return Math.min(1, Math.max(0, selectivity));
  }

  private static double nullTest(NullTest test, Profile rows) {
    double nulls =
        Comparison.column(test.operand()) instanceof ColumnRef column
            ? rows.column(column).nullFraction()
            : EQUAL;
    return test.negated() ? 1 - nulls : nulls;
  }

  private static double inList(InList in, Profile rows) {
    double sum = 0;
    ColumnRef column = Comparison.column(in.operand());
    for (Object value : in.values()) {
      if (value != null) {
        sum += column == null ? EQUAL : equal(value, rows.column(column));
      }
    }
    return in.negated() ? Math.max(0, 1 - sum) : sum;
  }

  private static double call(Call call, Profile rows) {
    Comparison comparison = Comparison.of(call);
    if (comparison != null) {
      ColumnProfile column = rows.column(comparison.column());
      Object value = comparison.value();
      if (value == null) {
        return 0;
      }
      return switch (comparison.operator()) {
        case "=" -> equal(value, column);
        case "<>" -> Math.max(0, 1 - equal(value, column) - column.nullFraction());
        case "<", "<=" -> less(value, column);
        default -> {
          double less = less(value, column);
          yield less == INEQUALITY ? less : Math.max(0, 1 - less - column.nullFraction());
        }
      };
    }
    return switch (call.function().name()) {
      case "=" -> equalColumns(call, rows);
      case "<>" -> 1 - equalColumns(call, rows);
      case "<", "<=", ">", ">=" -> INEQUALITY;
      case "~~", "~~*", "~", "~*" -> match(call);
      case "!~~", "!~~*", "!~", "!~*" -> 1 - match(call);
      default -> UNKNOWN;
    };
  }

  /// Long patterns match less; those that start with a wildcard match anywhere.
  private static double match(Call call) {
    if (call.arguments().size() > 1
        && call.arguments().get(1) instanceof Constant(_, String pattern)
        && pattern.startsWith("%")) {
      return CONTAINS;
    }
    return MATCH;
  }

  private static double equalColumns(Call call, Profile rows) {
    double distinct = 0;
    for (Expr argument : call.arguments()) {
      if (Comparison.column(argument) instanceof ColumnRef column) {
        distinct = Math.max(distinct, rows.column(column).distinct());
      }
    }
    return distinct == 0 ? EQUAL : 1 / Math.max(1, distinct);
  }

  /// The part of the rows that holds one value.
  static double equal(Object value, ColumnProfile column) {
    ColumnStatistics statistics = column.statistics();
    if (statistics == null) {
      return column.distinct() > 0
          ? (1 - column.nullFraction()) / Math.max(1, column.distinct())
          : EQUAL;
    }
    double common = 0;
    for (int i = 0; i < statistics.mostCommon().size(); i++) {
      if (statistics.mostCommon().get(i).equals(value)) {
        return statistics.mostCommonFractions().get(i);
      }
      common += statistics.mostCommonFractions().get(i);
    }
    double others = Math.max(1, column.distinct() - statistics.mostCommon().size());
    return Math.max(0, 1 - column.nullFraction() - common) / others;
  }

  private static double less(Object value, ColumnProfile column) {
    ColumnStatistics statistics = column.statistics();
    OptionalDouble at = Scale.of(value);
    if (statistics == null || at.isEmpty()) {
      return INEQUALITY;
    }
    double common = 0;
    double commonLess = 0;
    for (int i = 0; i < statistics.mostCommon().size(); i++) {
      double fraction = statistics.mostCommonFractions().get(i);
      OptionalDouble place = Scale.of(statistics.mostCommon().get(i));
      common += fraction;
      commonLess += place.isPresent() && place.getAsDouble() < at.getAsDouble() ? fraction : 0;
    }
    double rest = Math.max(0, 1 - statistics.nullFraction() - common);
    List<Object> bounds = statistics.histogram();
    if (bounds.size() > 1) {
      return commonLess + rest * below(bounds, at.getAsDouble());
    }
    if (statistics.min() != null && statistics.max() != null) {
      return commonLess + rest * between(statistics.min(), statistics.max(), at.getAsDouble());
    }
    return rest == 0 ? commonLess : INEQUALITY;
  }

  private static double below(List<Object> bounds, double at) {
    int ranges = bounds.size() - 1;
    for (int i = 0; i < ranges; i++) {
      OptionalDouble upper = Scale.of(bounds.get(i + 1));
      if (upper.isPresent() && at < upper.getAsDouble()) {
        return (i + between(bounds.get(i), bounds.get(i + 1), at)) / ranges;
      }
    }
    return 1;
  }

  private static double between(Object low, Object high, double at) {
    OptionalDouble from = Scale.of(low);
    OptionalDouble to = Scale.of(high);
    if (from.isEmpty() || to.isEmpty()) {
      return 0.5;
    }
    if (at <= from.getAsDouble()) {
      return 0;
    }
    double width = to.getAsDouble() - from.getAsDouble();
    return width <= 0 ? 1 : Math.min(1, (at - from.getAsDouble()) / width);
  }

  /// `column operator constant`, whichever side it was written on.
  record Comparison(ColumnRef column, String operator, @Nullable Object value) {
    static @Nullable Comparison of(Expr expr) {
      if (!(expr instanceof Call call) || call.arguments().size() != 2) {
        return null;
      }
      Expr left = call.arguments().get(0);
      Expr right = call.arguments().get(1);
      String operator = call.function().name();
      if (column(left) instanceof ColumnRef column && right instanceof Constant constant) {
        return known(operator) ? new Comparison(column, operator, value(column, constant)) : null;
      }
      if (column(right) instanceof ColumnRef column && left instanceof Constant constant) {
        return known(operator)
            ? new Comparison(column, turned(operator), value(column, constant))
            : null;
      }
      return null;
    }

    private static @Nullable Object value(ColumnRef column, Constant constant) {
      ColumnValue own = ColumnValue.of(column, constant);
      return own == null ? constant.value() : own.value();
    }

    /// The column that an expression is, perhaps behind conversions.
    static @Nullable ColumnRef column(Expr expr) {
      Expr inner = expr;
      while (inner instanceof Call call
          && call.function().name().equals("cast")
          && call.arguments().size() == 1) {
        inner = call.arguments().getFirst();
      }
      return inner instanceof ColumnRef column ? column : null;
    }

    private static boolean known(String operator) {
      return switch (operator) {
        case "=", "<>", "<", "<=", ">", ">=" -> true;
        default -> false;
      };
    }

    static String turned(String operator) {
      return switch (operator) {
        case "<" -> ">";
        case "<=" -> ">=";
        case ">" -> "<";
        case ">=" -> "<=";
        default -> operator;
      };
    }

    boolean isInequality() {
      return operator.startsWith("<") && !operator.equals("<>") || operator.startsWith(">");
    }
  }
}
