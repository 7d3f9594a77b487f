package dev.braid.plan.unnest;

import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.Case;
import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.Not;
import dev.braid.expr.NullTest;
import dev.braid.expr.Or;
import dev.braid.expr.Volatility;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.SameValue;
import dev.braid.plan.logical.Trees;
import java.util.Set;

/// Expressions that may be computed for rows that nobody asked for: comparisons, logic, and sums
/// and products, which fail at the far ends of their types only. Division is not among them.
final class Mild {
  private static final Set<String> OPERATORS =
      Set.of("=", "<>", "<", "<=", ">", ">=", "~~", "!~~", "~~*", "!~~*", "+", "-", "*", "||");

  private Mild() {}

  static boolean isMild(Expr expr) {
    return switch (expr) {
      case ColumnRef _, Constant _ -> true;
      case And _, Or _, Not _, NullTest _, InList _, Coalesce _, Case _, SameValue _ ->
          expr.children().stream().allMatch(Mild::isMild);
      case Call call ->
          call.function().volatility() != Volatility.VOLATILE
              && (OPERATORS.contains(call.function().name()) || isWidening(call))
              && call.arguments().stream().allMatch(Mild::isMild);
      case Expr.Open _ -> false;
    };
  }

  /// Conversions that every value survives.
  private static boolean isWidening(Call call) {
    if (!call.function().name().equals("cast") || call.arguments().isEmpty()) {
      return false;
    }
    var from = call.arguments().getFirst().type();
    return from.sameKind(call.type())
        || from.kind().isText() && call.type().kind().isText()
        || from.kind().isNumber()
            && call.type().kind().isNumber()
            && !call.type().hasModifier()
            && from.kind().compareTo(call.type().kind()) <= 0
            && !from.kind().isFloat();
  }

  /// Whether all expressions of a tree are.
  static boolean isMild(Logical node) {
    boolean[] mild = {true};
    Trees.forEachExpr(node, expr -> mild[0] &= isMild(expr));
    return mild[0]
        && !(node instanceof Logical.FunctionRows)
        && node.inputs().stream().allMatch(Mild::isMild);
  }
}
