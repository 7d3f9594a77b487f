package dev.braid.plan.logical;

import dev.braid.exec.WindowFrame;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A window function's call and the column it becomes.
///
/// @param function a window function (form WINDOW) or an aggregate
/// @param filter of aggregates: rows that count, or null for all
public record WindowCall(
    ColumnRef column,
    AggregateFunction function,
    List<Expr> arguments,
    @Nullable Expr filter,
    WindowFrame frame) {}
