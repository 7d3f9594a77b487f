package dev.braid.plan.logical;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.SetFunction;
import java.util.List;

/// A set-returning function in a select list.
public record SetCall(ColumnRef column, SetFunction function, List<Expr> arguments) {}
