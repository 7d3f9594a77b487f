package dev.braid.plan.logical;

import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Conditions as lists of their conjuncts.
public final class Conditions {
  private Conditions() {}

  /// The conjuncts of a condition, in order; none for TRUE.
  public static List<Expr> conjuncts(Expr condition) {
    List<Expr> conjuncts = new ArrayList<>();
    collect(condition, conjuncts);
    return conjuncts;
  }

  private static void collect(Expr condition, List<Expr> conjuncts) {
    if (condition instanceof And and) {
      and.operands().forEach(operand -> collect(operand, conjuncts));
    } else if (!isTrue(condition)) {
      conjuncts.add(condition);
    }
  }

  /// The condition that all of these are true.
  public static Expr and(Collection<? extends Expr> conjuncts) {
    List<Expr> flat = new ArrayList<>();
    conjuncts.forEach(conjunct -> collect(conjunct, flat));
    return switch (flat.size()) {
      case 0 -> Constant.TRUE;
      case 1 -> flat.getFirst();
      default -> new And(flat);
    };
  }

  public static Expr and(Expr left, Expr right) {
    return and(List.of(left, right));
  }

  /// A tree's rows that meet conditions; the tree itself when there are none.
  public static Logical filter(Logical input, Collection<? extends Expr> conjuncts) {
    return conjuncts.isEmpty() ? input : new Logical.Filter(input, and(conjuncts));
  }

  public static boolean isTrue(Expr expr) {
    return expr instanceof Constant(_, Boolean value) && value;
  }

  /// Whether a condition never holds: FALSE, or NULL, which a filter does not let through either.
  public static boolean isNeverTrue(Expr expr) {
    return expr instanceof Constant constant && !Boolean.TRUE.equals(constant.value());
  }

  /// Whether an expression is a call of a binary operator.
  public static boolean isOperator(Expr expr, String symbol) {
    return expr instanceof Call call
        && call.arguments().size() == 2
        && call.function().name().equals(symbol);
  }
}
