package dev.braid.plan.rewrite;

import dev.braid.exec.WindowFrame;
import dev.braid.expr.Call;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.Volatility;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.plan.logical.Trees;

/// Errors that PostgreSQL raises while it plans: `SELECT 1 / 0 FROM t` fails whether or not `t` has
/// rows, since immutable functions of constants are computed once, beforehand.
///
/// [Simplify] has computed what could be; a call of an immutable function with nothing but
/// constants that is still there is one that raises an error.
public final class ConstantErrors {
  private ConstantErrors() {}

  /// Whether planning ends in the error of one of the expression's calls.
  static boolean isIn(Expr expr) {
    return raises(expr) || expr.children().stream().anyMatch(ConstantErrors::isIn);
  }

  private static boolean raises(Expr expr) {
    return expr instanceof Call call
        && call.function().volatility() == Volatility.IMMUTABLE
        && call.arguments().stream().allMatch(Constant.class::isInstance);
  }

  /// @param node a simplified tree without what nobody reads
  /// @throws dev.braid.error.BraidException what the first such call raises
  public static void check(Logical node, EvalContext context) {
    Trees.forEachExpr(node, expr -> check(expr, context));
    if (node instanceof Logical.Window window) {
      window.calls().forEach(call -> check(call.frame(), context));
    }
    node.inputs().forEach(input -> check(input, context));
  }

  private static void check(WindowFrame frame, EvalContext context) {
    if (frame.startOffset() != null) {
      check(frame.startOffset(), context);
    }
    if (frame.endOffset() != null) {
      check(frame.endOffset(), context);
    }
  }

  private static void check(Expr expr, EvalContext context) {
    expr.children().forEach(child -> check(child, context));
    if (expr instanceof Subquery subquery) {
      check(subquery.query(), context);
    } else if (raises(expr)) {
      Object _ = Constants.value(expr, context);
    }
  }
}
