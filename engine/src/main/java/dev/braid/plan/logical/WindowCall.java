package dev.braid.plan.logical;

import dev.braid.exec.WindowFrame;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import java.util.List;
import java.util.function.Function;
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
    WindowFrame frame) {
  /// The call that makes another column.
  public WindowCall withColumn(ColumnRef other) {
    return new WindowCall(other, function, arguments, filter, frame);
  }

  /// The call with its expressions changed: arguments, filter.
  public WindowCall map(Function<? super Expr, ? extends Expr> change) {
    return new WindowCall(
        column,
        function,
        arguments.stream().<Expr>map(change).toList(),
        filter == null ? null : change.apply(filter),
        frame);
  }
}
