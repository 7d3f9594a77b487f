package dev.braid.plan.physical;

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
import dev.braid.plan.logical.SameValue;
import java.util.Set;

/// Which expressions can be evaluated for any row without fear of an error: only they may be moved
/// in front of conditions that were written before them.
public final class Safety {
  private static final Set<String> SAFE =
      Set.of("=", "<>", "<", "<=", ">", ">=", "~~", "!~~", "~~*", "!~~*");

  private Safety() {}

  /// Comparisons and logic over columns and constants never fail. Everything else may.
  public static boolean isSafe(Expr expr) {
    return switch (expr) {
      case ColumnRef _, Constant _ -> true;
      case And _, Or _, Not _, NullTest _, InList _, Coalesce _, Case _, SameValue _ ->
          expr.children().stream().allMatch(Safety::isSafe);
      case Call call ->
          SAFE.contains(call.function().name())
              && call.arguments().size() == 2
              && call.arguments().stream().allMatch(Safety::isSafe);
      case Expr.Open _ -> false;
    };
  }
}
