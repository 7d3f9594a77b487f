package dev.braid.plan.rewrite;

import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.Not;
import dev.braid.expr.NullTest;
import dev.braid.expr.Or;
import java.util.BitSet;
import java.util.List;

/// Whether a condition cannot be true for a row whose columns of one side are all NULL: then an
/// outer join that makes such rows makes them for nothing.
final class NullRejection {
  private NullRejection() {}

  static boolean rejects(List<Expr> conjuncts, BitSet columns) {
    return conjuncts.stream().anyMatch(each -> rejects(each, columns));
  }

  static boolean rejects(Expr condition, BitSet columns) {
    return switch (condition) {
      case And and -> and.operands().stream().anyMatch(each -> rejects(each, columns));
      case Or or -> or.operands().stream().allMatch(each -> rejects(each, columns));
      case Not not -> isNull(not.operand(), columns);
      case NullTest test -> test.negated() && isNull(test.operand(), columns);
      default -> isNull(condition, columns);
    };
  }

  /// Whether the expression is NULL for such a row.
  private static boolean isNull(Expr expr, BitSet columns) {
    return switch (expr) {
      case ColumnRef column -> columns.get(column.column());
      case Constant constant -> constant.isNull();
      case Call call ->
          call.function().strict()
              && call.arguments().stream().anyMatch(each -> isNull(each, columns));
      case InList in -> isNull(in.operand(), columns);
      case Not not -> isNull(not.operand(), columns);
      default -> false;
    };
  }
}
