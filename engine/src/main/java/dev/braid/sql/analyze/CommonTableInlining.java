package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.sql.ast.With.CommonTable;
import dev.braid.sql.ast.With.Materialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Puts queries of WITH where they are referred to: those referred to once, and those that are NOT
/// MATERIALIZED. Volatile ones are computed once in any case, recursive ones unless only the main
/// query reads them.
final class CommonTableInlining {
  private final Analysis analysis;

  CommonTableInlining(Analysis analysis) {
    this.analysis = analysis;
  }

  Logical apply(List<CommonTable> written, List<CommonTables.Entry> entries, Logical body) {
    Map<Integer, Logical> inlined = new HashMap<>();
    List<Logical.With.Definition> definitions = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      CommonTables.Entry entry = entries.get(i);
      if (entry.references.isEmpty()) {
        continue;
      }
      Logical query = inline(entry.query, inlined);
      if (isInlined(written.get(i), entry, body)) {
        inlined.put(entry.id, query);
      } else {
        definitions.add(new Logical.With.Definition(entry.id, entry.name, query));
      }
    }
    Logical plan = inline(body, inlined);
    return definitions.isEmpty() ? plan : new Logical.With(definitions, plan);
  }

  private static boolean isInlined(CommonTable written, CommonTables.Entry entry, Logical body) {
    boolean wanted =
        written.materialization() == Materialization.NOT_MATERIALIZED
            || (written.materialization() == Materialization.DEFAULT
                && entry.references.size() == 1);
    boolean copied = entry.references.size() > 1 && holdsDefinitions(entry.query);
    return wanted
        && !copied
        && (!(entry.query instanceof Logical.Recursion) || isRead(entry.id, body))
        && !isVolatile(entry.query);
  }

  /// Whether a query reads the rows itself, once, so that it may stop a recursion by its LIMIT.
  private static boolean isRead(int id, Logical plan) {
    return switch (plan) {
      case Logical.CteRef ref -> ref.id() == id;
      case Logical.Recursion _, Logical.With _ -> false;
      default -> plan.inputs().stream().anyMatch(input -> isRead(id, input));
    };
  }

  /// A copy of definitions would define their numbers twice.
  private static boolean holdsDefinitions(Logical plan) {
    return plan instanceof Logical.With
        || plan instanceof Logical.Recursion
        || plan.inputs().stream().anyMatch(CommonTableInlining::holdsDefinitions);
  }

  private static boolean isVolatile(Logical plan) {
    boolean[] found = new boolean[1];
    LogicalRewrite[] search = new LogicalRewrite[1];
    search[0] =
        new LogicalRewrite(
            expr -> {
              found[0] |= isVolatile(expr, search[0]);
              return expr;
            },
            UnaryOperator.identity());
    search[0].apply(plan);
    return found[0];
  }

  private static boolean isVolatile(Expr expr, LogicalRewrite search) {
    if (expr instanceof Subquery subquery) {
      search.apply(subquery.query());
    }
    return ConditionalAnalysis.Volatile.is(expr)
        || expr.children().stream().anyMatch(child -> isVolatile(child, search));
  }

  private Logical inline(Logical plan, Map<Integer, Logical> inlined) {
    if (inlined.isEmpty()) {
      return plan;
    }
    return rewrite(
            UnaryOperator.identity(),
            reference ->
                reference instanceof Logical.CteRef it && inlined.containsKey(it.id())
                    ? renamed(inlined.get(it.id()), it.output())
                    : reference)
        .apply(plan);
  }

  /// A rewrite that goes into subqueries.
  private static LogicalRewrite rewrite(
      UnaryOperator<ColumnRef> columns, UnaryOperator<Logical> references) {
    LogicalRewrite[] rewrite = new LogicalRewrite[1];
    rewrite[0] = new LogicalRewrite(expr -> expression(expr, rewrite[0]), columns, references);
    return rewrite[0];
  }

  private static Expr expression(Expr expr, LogicalRewrite rewrite) {
    if (expr instanceof ColumnRef column) {
      return rewrite.columns().apply(column);
    }
    List<Expr> children =
        expr.children().stream().map(child -> expression(child, rewrite)).toList();
    if (expr instanceof Subquery it) {
      return new Subquery(
          it.kind(), rewrite.apply(it.query()), children, it.operators(), it.type());
    }
    return children.isEmpty() ? expr : expr.withChildren(children);
  }

  /// A copy with columns of its own, put out under the reference's numbers.
  private Logical renamed(Logical query, List<ColumnRef> output) {
    Map<Integer, ColumnRef> fresh = new HashMap<>();
    define(query, fresh);
    UnaryOperator<ColumnRef> columns = column -> fresh.getOrDefault(column.column(), column);
    Logical copy = rewrite(columns, UnaryOperator.identity()).apply(query);
    List<Binding> bindings = new ArrayList<>();
    for (int i = 0; i < output.size(); i++) {
      bindings.add(new Binding(output.get(i), copy.output().get(i)));
    }
    return new Logical.Project(copy, bindings);
  }

  /// New numbers for all columns that a plan defines.
  private void define(Logical plan, Map<Integer, ColumnRef> fresh) {
    LogicalRewrite[] rewrite = new LogicalRewrite[1];
    rewrite[0] =
        new LogicalRewrite(
            expr -> {
              RecursionAnalysis.visit(expr, rewrite[0]);
              return expr;
            },
            column -> {
              fresh.computeIfAbsent(
                  column.column(), _ -> analysis.column(column.name(), column.type()));
              return column;
            });
    rewrite[0].apply(plan);
  }
}
