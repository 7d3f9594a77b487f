package dev.braid.plan.logical;

import dev.braid.expr.Expr;
import java.util.List;
import java.util.function.Function;

/// One key of an order.
public record SortKey(Expr expr, boolean descending, boolean nullsFirst) {
  /// The same order by another expression.
  public SortKey map(Function<? super Expr, ? extends Expr> change) {
    return new SortKey(change.apply(expr), descending, nullsFirst);
  }

  /// Each key by another expression.
  public static List<SortKey> map(
      List<SortKey> keys, Function<? super Expr, ? extends Expr> change) {
    return keys.stream().map(key -> key.map(change)).toList();
  }
}
