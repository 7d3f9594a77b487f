package dev.braid.plan.rewrite;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.LimitNumbers;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.ServerCall;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import org.jspecify.annotations.Nullable;

/// Values of expressions without columns, while a statement is planned.
public final class Constants {
  private static final Batch ONE_ROW = new Batch(new Column[0], 1);

  private Constants() {}

  /// @throws BraidException what the expression raises
  public static @Nullable Object value(Expr expr, EvalContext context) {
    if (expr instanceof Constant constant) {
      return constant.value();
    }
    refuseServerCalls(expr);
    Column column = ExprCompiler.evaluator(expr).evaluate(ONE_ROW, context);
    return Values.get(column, 0, expr.type());
  }

  private static void refuseServerCalls(Expr expr) {
    if (expr instanceof ServerCall call) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, call.name() + " across servers is not supported");
    }
    expr.children().forEach(Constants::refuseServerCalls);
  }

  /// Rows that LIMIT lets through, or -1 for all.
  public static long limit(Expr count, EvalContext context) {
    return LimitNumbers.count(rows(count, context));
  }

  /// Rows that OFFSET leaves out.
  public static long offset(Expr count, EvalContext context) {
    return LimitNumbers.offset(rows(count, context));
  }

  private static @Nullable Object rows(Expr count, EvalContext context) {
    if (Columns.hasSubquery(count) || !Columns.of(count).isEmpty()) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "subqueries in LIMIT or OFFSET are not supported");
    }
    return value(count, context);
  }
}
