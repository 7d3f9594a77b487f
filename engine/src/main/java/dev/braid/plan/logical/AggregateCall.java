package dev.braid.plan.logical;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An aggregate's call and the column it becomes.
///
/// @param arguments converted to the function's types; for `count(*)` none. Of an ordered-set
///   aggregate the direct arguments only.
/// @param distinct whether equal arguments count once
/// @param order ORDER BY inside of the call, or WITHIN GROUP
/// @param filter rows that count, or null for all
public record AggregateCall(
    ColumnRef column,
    AggregateFunction function,
    List<Expr> arguments,
    boolean distinct,
    List<SortKey> order,
    @Nullable Expr filter) {
  /// What the aggregate reads: an ordered-set aggregate also what WITHIN GROUP sorts by.
  public List<Expr> inputs() {
    List<Expr> inputs = new ArrayList<>(arguments);
    if (function.form() == AggregateFunction.Form.ORDERED_SET) {
      order.forEach(key -> inputs.add(key.expr()));
    }
    return inputs;
  }

  /// The call that makes another column.
  public AggregateCall withColumn(ColumnRef other) {
    return new AggregateCall(other, function, arguments, distinct, order, filter);
  }

  /// The call with its expressions changed: arguments, order, filter.
  public AggregateCall map(Function<? super Expr, ? extends Expr> change) {
    return new AggregateCall(
        column,
        function,
        arguments.stream().<Expr>map(change).toList(),
        distinct,
        SortKey.map(order, change),
        filter == null ? null : change.apply(filter));
  }
}
