package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Subquery;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.With.CommonTable;
import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One query of WITH RECURSIVE that refers to itself.
final class RecursionAnalysis {
  private final Analysis analysis;
  private final @Nullable QueryLevel parent;
  private final @Nullable CommonTables tables;

  RecursionAnalysis(Analysis analysis, @Nullable QueryLevel parent, @Nullable CommonTables tables) {
    this.analysis = analysis;
    this.parent = parent;
    this.tables = tables;
  }

  /// Null where the query does not refer to itself.
  CommonTables.@Nullable Entry analyze(CommonTable table) {
    Query query = table.query();
    boolean form =
        query.body() instanceof Query.SetOperation it
            && it.operator() == Query.SetOperator.UNION
            && query.with() == null;
    if (!form) {
      String message =
          "recursive query \"%s\" does not have the form non-recursive-term UNION [ALL] "
              + "recursive-term";
      SetOperationAnalysis probe = operands(refused(table, message, table.position()));
      probe.operand(query);
      return null;
    }
    Query.SetOperation union = (Query.SetOperation) query.body();
    String early =
        "recursive reference to query \"%s\" must not appear within its non-recursive term";
    SetOperationAnalysis operands = operands(refused(table, early, 0));
    QueryResult start = known(operands, operands.operand(union.left()));
    int id = analysis.queryId();
    List<String> names = WithAnalysis.names(table, start.names());
    CommonTables.Entry self = new CommonTables.Entry(id, table.name(), names, start.plan(), true);
    QueryResult step =
        operands(new CommonTables(table.name(), self, tables)).operand(union.right());
    if (self.references.isEmpty()) {
      return null;
    }
    check(table, query, self, step.plan());
    List<Type> types = operands.types(union, start, step);
    for (int i = 0; i < types.size(); i++) {
      Type before = start.columns().get(i).type();
      if (!before.equals(types.get(i))) {
        throw Errors.mismatch(
            start.positions().get(i),
            "recursive query \"%s\" column %d has type %s in non-recursive term but type %s overall"
                .formatted(table.name(), i + 1, before.sqlName(), types.get(i).sqlName()));
      }
    }
    List<ColumnRef> output = WithAnalysis.columns(analysis, names, start.plan());
    Logical plan =
        new Logical.Recursion(
            id,
            table.name(),
            operands.convert(start, types),
            operands.convert(step, types),
            union.all(),
            output);
    return new CommonTables.Entry(
        analysis.queryId(), table.name(), names, analysis.collations.derive(plan), false);
  }

  private CommonTables refused(CommonTable table, String message, int position) {
    CommonTables.Entry entry =
        CommonTables.Entry.refused(
            table.name(),
            new CommonTables.Refusal(
                SqlState.INVALID_RECURSION, message.formatted(table.name()), position));
    return new CommonTables(table.name(), entry, tables);
  }

  private SetOperationAnalysis operands(CommonTables visible) {
    return new SetOperationAnalysis(new QueryLevel(analysis, parent, visible));
  }

  /// Literals of the first part are text.
  private static QueryResult known(SetOperationAnalysis operands, QueryResult start) {
    List<Type> types =
        start.columns().stream()
            .map(c -> TypeCategory.isUnknown(c.type()) ? Type.TEXT : c.type())
            .toList();
    return new QueryResult(operands.convert(start, types), start.names(), start.positions());
  }

  private void check(CommonTable table, Query query, CommonTables.Entry self, Logical step) {
    int first = self.references.getFirst();
    String reference = "recursive reference to query \"" + table.name() + "\" must not appear ";
    if (self.references.size() > 1) {
      throw recursion(self.references.get(1), reference + "more than once");
    }
    String place = place(step, self.id);
    if (place != null) {
      throw recursion(first, reference + place);
    }
    if (!query.orderBy().isEmpty()) {
      throw notImplemented(Locations.of(query.orderBy().getFirst().expression()), "ORDER BY");
    }
    if (query.offset() != null) {
      throw notImplemented(Locations.of(query.offset()), "OFFSET");
    }
    if (query.limit() != null) {
      throw notImplemented(Locations.of(query.limit()), "LIMIT");
    }
  }

  private static RuntimeException recursion(int position, String message) {
    return Errors.error(SqlState.INVALID_RECURSION, position, message);
  }

  private static RuntimeException notImplemented(int position, String clause) {
    return Errors.error(
        SqlState.FEATURE_NOT_SUPPORTED,
        position,
        clause + " in a recursive query is not implemented");
  }

  /// Where the reference stands that must not be there, or null.
  private @Nullable String place(Logical plan, int id) {
    if (!contains(plan, id)) {
      return null;
    }
    switch (plan) {
      case Logical.Join it -> {
        boolean left = it.kind() == JoinKind.RIGHT || it.kind() == JoinKind.FULL;
        boolean right = it.kind() == JoinKind.LEFT || it.kind() == JoinKind.FULL;
        if ((left && contains(it.left(), id)) || (right && contains(it.right(), id))) {
          return "within an outer join";
        }
      }
      case Logical.Aggregate it -> {
        if (!it.calls().isEmpty()) {
          throw recursion(
              analysis.position(it.calls().getFirst().column()),
              "aggregate functions are not allowed in a recursive query's recursive term");
        }
      }
      case Logical.SetOperation it -> {
        if (it.kind() == Logical.SetKind.INTERSECT) {
          return "within INTERSECT";
        }
        if (it.kind() == Logical.SetKind.EXCEPT && contains(it.right(), id)) {
          return "within EXCEPT";
        }
      }
      default -> {}
    }
    boolean below = false;
    for (Logical input : plan.inputs()) {
      String place = place(input, id);
      if (place != null) {
        return place;
      }
      below |= contains(input, id);
    }
    return below || plan instanceof Logical.CteRef ? null : "within a subquery";
  }

  /// Whether a plan refers to a query, its subqueries included.
  static boolean contains(Logical plan, int id) {
    boolean[] found = new boolean[1];
    LogicalRewrite[] search = new LogicalRewrite[1];
    search[0] =
        new LogicalRewrite(
            expr -> {
              visit(expr, search[0]);
              return expr;
            },
            java.util.function.UnaryOperator.identity(),
            reference -> {
              found[0] |= reference instanceof Logical.CteRef it && it.id() == id;
              return reference;
            });
    search[0].apply(plan);
    return found[0];
  }

  static void visit(Expr expr, LogicalRewrite search) {
    if (expr instanceof Subquery subquery) {
      search.apply(subquery.query());
    }
    expr.children().forEach(child -> visit(child, search));
  }
}
