package dev.braid.plan.unnest;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.WindowFrame;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.ScalarFunction;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.WindowCall;
import dev.braid.plan.rewrite.Constants;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;

/// Numbers the rows of groups, by the window function `row_number`.
record RowNumbers(FunctionCatalog functions, EvalContext context) {
  /// The input with one more column: a row's number within its group.
  Logical number(Logical input, List<? extends Expr> group, List<SortKey> order, ColumnRef column) {
    return window("row_number", input, group, order, column);
  }

  private Logical window(
      String name,
      Logical input,
      List<? extends Expr> group,
      List<SortKey> order,
      ColumnRef column) {
    AggregateFunction function =
        functions.aggregates(name).stream()
            .filter(each -> each.argumentTypes().isEmpty())
            .findFirst()
            .orElseThrow(() -> missing(name));
    return new Logical.Window(
        input,
        List.copyOf(group),
        order,
        List.of(new WindowCall(column, function, List.of(), null, WindowFrame.DEFAULT)));
  }

  /// The first rows of each group. With ties: those whose rank, too, is among the first.
  Logical limit(
      Logical input,
      List<? extends Expr> group,
      List<SortKey> order,
      Logical.Limit limit,
      Numbering numbering) {
    Expr count = limit.count();
    Expr offset = limit.offset();
    ColumnRef number = numbering.column(Type.INT8, "row_number");
    long skipped = offset == null ? 0 : Constants.offset(offset, context);
    long taken = count == null ? -1 : Constants.limit(count, context);
    List<Expr> conditions = new ArrayList<>();
    if (skipped > 0) {
      conditions.add(compare(">", number, skipped));
    }
    boolean ties = !limit.ties().isEmpty() && taken > 0;
    ColumnRef rank = ties ? numbering.column(Type.INT8, "rank") : number;
    if (taken >= 0 && taken <= Long.MAX_VALUE - skipped) {
      conditions.add(compare("<=", rank, skipped + taken));
    }
    if (conditions.isEmpty()) {
      return input;
    }
    Logical numbered = number(input, group, order, number);
    return Conditions.filter(
        ties ? window("rank", numbered, group, order, rank) : numbered, conditions);
  }

  private Expr compare(String symbol, ColumnRef column, long number) {
    ScalarFunction operator =
        functions.operators(symbol).stream()
            .filter(each -> each.argumentTypes().equals(List.of(Type.INT8, Type.INT8)))
            .findFirst()
            .orElseThrow(() -> missing(symbol));
    return new Call(operator, List.of(column, new Constant(Type.INT8, number)), Type.BOOL);
  }

  private static BraidException missing(String name) {
    return new BraidException(SqlState.FEATURE_NOT_SUPPORTED, name + " is not supported");
  }
}
