package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.And;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.expr.Selector;
import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error in the data of a join's inner side, which counts only once an outer row asks for it.
///
/// The inner side is computed before the outer one, but is often a subquery that stands in a branch
/// of CASE, behind AND, or in a query whose outer rows turn out to be none: then nobody must hear
/// of its division by zero. Outer rows ask unless the join's condition says no by their own columns
/// alone, as it does for rows that do not get to a subquery.
final class InnerFailure implements Step {
  private final BraidException failure;
  private final @Nullable Expr guard;

  /// @param condition over the outer columns, then others; or null
  InnerFailure(BraidException failure, @Nullable Expr condition, int outerWidth) {
    this.failure = failure;
    List<Expr> own = new ArrayList<>();
    collect(condition, outerWidth, own);
    this.guard = own.isEmpty() ? null : own.size() == 1 ? own.getFirst() : new And(own);
  }

  private static void collect(@Nullable Expr condition, int outerWidth, List<Expr> own) {
    if (condition instanceof And and) {
      and.operands().forEach(each -> collect(each, outerWidth, own));
    } else if (condition != null && isOuter(condition, outerWidth)) {
      own.add(condition);
    }
  }

  private static boolean isOuter(Expr expr, int outerWidth) {
    return expr instanceof ColumnRef column
        ? column.column() < outerWidth
        : expr.children().stream().allMatch(child -> isOuter(child, outerWidth));
  }

  /// Computes an inner side.
  ///
  /// @return an error that can wait, or null
  static @Nullable BraidException drain(
      Execution execution, JoinType type, PlanNode inner, Step step, Sink sink) {
    boolean waits =
        switch (type) {
          case INNER, LEFT, SEMI, ANTI, MARK, SINGLE -> true;
          case RIGHT, FULL, RIGHT_SEMI, RIGHT_ANTI -> false;
        };
    try {
      execution.drain(execution.open(inner).then(step), sink);
      return null;
    } catch (BraidException e) {
      if (waits && isOfData(e.sqlState())) {
        return e;
      }
      throw e;
    }
  }

  private static boolean isOfData(String state) {
    return state.startsWith("22") || state.equals(SqlState.CARDINALITY_VIOLATION);
  }

  @Override
  public BatchConsumer open(Participant participant, BatchConsumer next) {
    Selector selector = guard == null ? null : ExprCompiler.selector(guard);
    return new StepConsumer(next) {
      @Override
      public boolean accept(Batch batch) {
        int asking =
            selector == null
                ? batch.size()
                : selector.select(batch, new int[batch.size()], participant.eval());
        if (asking > 0) {
          throw failure;
        }
        return next.accept(batch);
      }
    };
  }
}
