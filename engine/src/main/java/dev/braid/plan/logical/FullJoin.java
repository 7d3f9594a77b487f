package dev.braid.plan.logical;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.Expr;
import java.util.BitSet;

/// What a FULL JOIN needs: an equality of its two sides, as in PostgreSQL.
public final class FullJoin {
  private FullJoin() {}

  /// Whether the condition has an equality with one side's columns on the left of it and the
  /// other's on the right.
  public static boolean isKeyed(Logical.Join join) {
    BitSet left = Columns.output(join.left());
    BitSet right = Columns.output(join.right());
    return Conditions.conjuncts(join.condition()).stream()
        .filter(conjunct -> Conditions.isOperator(conjunct, "="))
        .filter(conjunct -> !Columns.hasSubquery(conjunct) && !Columns.isVolatile(conjunct))
        .map(Call.class::cast)
        .anyMatch(
            call -> {
              Expr a = call.arguments().getFirst();
              Expr b = call.arguments().getLast();
              return isOf(a, left, right) && isOf(b, right, left)
                  || isOf(a, right, left) && isOf(b, left, right);
            });
  }

  private static boolean isOf(Expr expr, BitSet one, BitSet other) {
    BitSet columns = Columns.of(expr);
    return columns.intersects(one) && !columns.intersects(other);
  }

  public static BraidException unsupported() {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "FULL JOIN is only supported with merge-joinable or hash-joinable join conditions");
  }
}
