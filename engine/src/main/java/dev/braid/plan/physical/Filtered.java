package dev.braid.plan.physical;

import dev.braid.expr.AggregateFunction.Form;
import dev.braid.expr.Case;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arguments of aggregates with FILTER. They are computed below the aggregate, for all rows at
/// once, but must not be for those that the filter takes away: `sum(1 / x) FILTER (WHERE x <> 0)`
/// never divides by zero.
final class Filtered {
  private Filtered() {}

  /// Direct arguments belong to the group, not to its rows.
  static AggregateCall guarded(AggregateCall call) {
    Expr filter = call.filter();
    if (filter == null) {
      return call;
    }
    boolean direct = call.function().form() == Form.ORDERED_SET;
    return new AggregateCall(
        call.column(),
        call.function(),
        direct ? call.arguments() : guarded(call.arguments(), filter),
        call.distinct(),
        SortKey.map(call.order(), expr -> guarded(expr, filter)),
        filter);
  }

  static List<Expr> guarded(List<Expr> arguments, @Nullable Expr filter) {
    if (filter == null) {
      return arguments;
    }
    List<Expr> guarded = new ArrayList<>();
    for (Expr argument : arguments) {
      guarded.add(guarded(argument, filter));
    }
    return guarded;
  }

  private static Expr guarded(Expr expr, Expr filter) {
    if (expr instanceof ColumnRef || Columns.of(expr).isEmpty() || Columns.isVolatile(filter)) {
      return expr;
    }
    return new Case(
        List.of(new Case.When(filter, expr)), Constant.nullOf(expr.type()), expr.type());
  }
}
