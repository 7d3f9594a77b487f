package dev.braid.sql.analyze;

import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.SortKey;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// LIMIT, OFFSET and FETCH: bigint expressions without columns of the query.
final class LimitAnalysis {
  private final ExpressionAnalyzer expressions;
  private final @Nullable Expr offset;
  private final @Nullable Expr count;
  private final boolean ties;

  LimitAnalysis(ExpressionAnalyzer expressions, Query query) {
    this.expressions = expressions;
    offset = expression(query.offset(), Clause.OFFSET);
    count = expression(query.limit(), Clause.LIMIT);
    ties = query.withTies();
  }

  /// A constant NULL is no limit.
  private @Nullable Expr expression(@Nullable Expression written, Clause clause) {
    if (written == null) {
      return null;
    }
    Analysis analysis = expressions.analysis;
    Expr expr =
        analysis.coercion.assigned(
            expressions.analyze(written, clause), Type.INT8, clause.name(), Locations.of(written));
    LogicalRewrite.references(
        expr,
        column -> {
          if (expressions.level.owns(column)) {
            throw Errors.columnReference(
                analysis.position(column), "argument of " + clause + " must not contain variables");
          }
        });
    return expr instanceof Constant constant && constant.isNull() ? null : expr;
  }

  Logical apply(Logical plan, List<SortKey> order) {
    return count == null && offset == null
        ? plan
        : new Logical.Limit(
            plan, count, offset, ties && count != null ? List.copyOf(order) : List.of());
  }
}
