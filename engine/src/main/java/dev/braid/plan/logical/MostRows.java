package dev.braid.plan.logical;

import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import org.jspecify.annotations.Nullable;

/// How many rows a tree can have at most, whatever is in its tables.
public final class MostRows {
  /// No bound is known.
  public static final long UNKNOWN = Long.MAX_VALUE;

  private MostRows() {}

  public static long of(Logical tree) {
    return switch (tree) {
      case Logical.ValuesRows values -> values.rows().size();
      case Logical.Filter filter -> of(filter.input());
      case Logical.Project project -> of(project.input());
      case Logical.Window window -> of(window.input());
      case Logical.Sort sort -> of(sort.input());
      case Logical.Distinct distinct -> of(distinct.input());
      case Logical.Aggregate aggregate
          when aggregate.keys().isEmpty() && aggregate.groupingSets().size() <= 1 ->
          1;
      case Logical.Limit limit when limit.ties().isEmpty() ->
          Math.min(of(limit.count()), of(limit.input()));
      default -> UNKNOWN;
    };
  }

  private static long of(@Nullable Expr count) {
    return count instanceof Constant constant && constant.value() instanceof Long rows
        ? Math.max(0, rows)
        : UNKNOWN;
  }
}
