package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.SetFunction;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.SetCall;
import dev.braid.sql.ast.ColumnNames;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.FromItem;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;

/// Functions in FROM. Several side by side are a ProjectSet of one row.
final class FunctionRowsAnalysis {
  private final FromAnalysis from;
  private final Analysis analysis;
  private final QueryLevel level;
  private final ExpressionAnalyzer expressions;

  FunctionRowsAnalysis(FromAnalysis from, ExpressionAnalyzer expressions) {
    this.from = from;
    this.expressions = expressions;
    analysis = from.analysis;
    level = from.level;
  }

  /// One function, with its arguments converted.
  private record Rows(
      SetFunction function,
      List<Expr> arguments,
      String name,
      FunctionResolution.Resolved resolved) {
    List<Type> types() {
      return function.columnTypes().stream().map(resolved.meaning()::of).toList();
    }
  }

  FromAnalysis.Source analyze(FromItem.Functions it) {
    Clause clause = level.clause;
    boolean lateral = level.lateral;
    level.clause = Clause.FROM_FUNCTION;
    level.lateral = true;
    try {
      return rows(it);
    } finally {
      level.clause = clause;
      level.lateral = lateral;
    }
  }

  private FromAnalysis.Source rows(FromItem.Functions it) {
    List<Rows> functions = new ArrayList<>();
    for (FromItem.Function each : it.functions()) {
      if (!each.columns().isEmpty()) {
        throw Errors.unsupported(each.columns().getFirst().position(), "a column definition list");
      }
      FunctionCall call = each.call() instanceof FunctionCall c ? c : null;
      if (call != null && isMultipleUnnest(call)) {
        for (FunctionCall.Argument argument : call.arguments()) {
          functions.add(
              set(
                  FunctionCall.of(
                      call.position(), "unnest", call.form(), List.of(argument.value())),
                  it));
        }
      } else if (call != null && !analysis.functions.sets(call.name().getLast()).isEmpty()) {
        functions.add(set(call, it));
      } else if (it.functions().size() == 1 && !it.withOrdinality()) {
        return scalar(each.call(), it);
      } else {
        throw Errors.unsupported(each.position(), "this function in FROM");
      }
    }
    return functions.size() == 1 ? one(functions.getFirst(), it) : several(functions, it);
  }

  /// `unnest(a, b)`.
  private static boolean isMultipleUnnest(FunctionCall call) {
    return call.name().getLast().equals("unnest")
        && call.arguments().size() > 1
        && call.orderBy().isEmpty()
        && !call.distinct();
  }

  private Rows set(FunctionCall call, FromItem.Functions it) {
    CallAnalysis.Found found = expressions.calls().find(call);
    if (!(found.resolved().target() instanceof SetFunction function)) {
      throw Errors.unsupported(it.position(), "this function in FROM");
    }
    List<Expr> arguments =
        analysis.calls.convert(found.resolved(), found.arguments(), call.position());
    return new Rows(function, arguments, found.name(), found.resolved());
  }

  /// A function that returns one value is a table of one row.
  private FromAnalysis.Source scalar(Expression call, FromItem.Functions it) {
    Expr value = analysis.coercion.known(expressions.analyze(call));
    String name = ColumnNames.of(call, _ -> ColumnNames.UNKNOWN);
    String alias = it.alias() == null ? name : it.alias().name();
    ColumnRef column = analysis.column(alias, value.type());
    Logical plan = new Logical.Project(FromAnalysis.oneRow(), List.of(new Binding(column, value)));
    return from.source(
        plan, alias, null, false, FromAnalysis.renamed(List.of(alias), it.alias(), alias));
  }

  private FromAnalysis.Source one(Rows rows, FromItem.Functions it) {
    String alias = it.alias() == null ? rows.name() : it.alias().name();
    List<String> names = new ArrayList<>(names(rows, alias));
    List<ColumnRef> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(analysis.column(names.get(i), rows.types().get(i)));
    }
    if (it.withOrdinality()) {
      names.add("ordinality");
      columns.add(analysis.column("ordinality", Type.INT8));
    }
    Logical plan =
        new Logical.FunctionRows(
            rows.function(), rows.arguments(), alias, it.withOrdinality(), columns);
    return from.source(plan, alias, null, false, FromAnalysis.renamed(names, it.alias(), alias));
  }

  /// The only column of a plain set is called like the alias.
  private static List<String> names(Rows rows, String alias) {
    List<String> names = rows.function().columnNames();
    return names.size() == 1 && names.getFirst().equals(rows.function().name())
        ? List.of(alias)
        : names;
  }

  private FromAnalysis.Source several(List<Rows> functions, FromItem.Functions it) {
    if (it.withOrdinality()) {
      throw Errors.unsupported(it.position(), "WITH ORDINALITY of several functions");
    }
    String alias = it.alias() == null ? functions.getFirst().name() : it.alias().name();
    List<String> names = new ArrayList<>();
    List<SetCall> calls = new ArrayList<>();
    for (Rows rows : functions) {
      if (rows.types().size() != 1) {
        throw Errors.unsupported(
            it.position(), "a function that returns rows beside others in FROM");
      }
      names.addAll(names(rows, rows.name()));
      ColumnRef column = analysis.column(names.getLast(), rows.types().getFirst());
      calls.add(new SetCall(column, rows.function(), rows.arguments()));
    }
    Logical plan = new Logical.ProjectSet(FromAnalysis.oneRow(), calls);
    return from.source(plan, alias, null, false, FromAnalysis.renamed(names, it.alias(), alias));
  }
}
