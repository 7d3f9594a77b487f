package dev.braid.plan.unnest;

import dev.braid.expr.Accumulator;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.vector.Values;

/// What aggregates give for no rows: asked of the aggregates themselves.
record EmptyGroups(EvalContext context) {
  Constant result(AggregateCall call) {
    Accumulator accumulator =
        call.function()
            .binder()
            .bind(call.inputs().stream().map(Expr::type).toList(), call.column().type());
    accumulator.resize(1);
    return new Constant(
        call.column().type(),
        Values.get(accumulator.result(0, 1, context), 0, call.column().type()));
  }
}
