package dev.braid.plan.logical;

import dev.braid.expr.Expr;

/// One key of an order.
public record SortKey(Expr expr, boolean descending, boolean nullsFirst) {}
