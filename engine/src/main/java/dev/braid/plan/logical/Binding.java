package dev.braid.plan.logical;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;

/// An expression and the column it becomes.
public record Binding(ColumnRef column, Expr expr) {}
