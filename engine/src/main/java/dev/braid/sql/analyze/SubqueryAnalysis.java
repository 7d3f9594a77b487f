package dev.braid.sql.analyze;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.Not;
import dev.braid.expr.ScalarFunction;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;

/// Queries within expressions.
final class SubqueryAnalysis {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  SubqueryAnalysis(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    analysis = expressions.analysis;
  }

  private Logical query(Query query) {
    QueryLevel level = expressions.level;
    return analysis.collations.derive(
        new QueryAnalysis(analysis, level, level.commonTables).analyze(query, true).plan());
  }

  Expr exists(Expression.Exists it) {
    return new Subquery(Subquery.Kind.EXISTS, query(it.query()), List.of(), List.of(), Type.BOOL);
  }

  Expr scalar(Expression.ScalarSubquery it) {
    Logical query = query(it.query());
    checkOne(query, it.position());
    Type type = query.output().getFirst().type();
    return new Subquery(Subquery.Kind.SCALAR, query, List.of(), List.of(), type);
  }

  Expr array(Expression.ArraySubquery it) {
    Logical query = query(it.query());
    checkOne(query, it.position());
    Type type = query.output().getFirst().type();
    if (type.kind() == Kind.ARRAY) {
      throw Errors.unsupported(it.position(), "an array of several dimensions");
    }
    AggregateFunction function =
        analysis.functions.aggregates("array_agg").stream()
            .filter(each -> each.argumentTypes().size() == 1)
            .findFirst()
            .orElseThrow(() -> Errors.unsupported(it.position(), "ARRAY(subquery)"));
    Type array = Type.arrayOf(type.plain());
    ColumnRef column = analysis.column("array", array);
    Expr value = query.output().getFirst();
    Logical aggregate =
        new Logical.Aggregate(
            query,
            List.of(),
            List.of(),
            List.of(new AggregateCall(column, function, List.of(value), false, List.of(), null)),
            null);
    Expr all =
        new Subquery(
            Subquery.Kind.SCALAR,
            analysis.collations.derive(aggregate),
            List.of(),
            List.of(),
            array);
    PgArray empty = new PgArray(type.plain(), new Object[0]);
    return new Coalesce(List.of(all, new Constant(array, empty)), array);
  }

  /// `(a, b) = (SELECT x, y)`: unknown without a row, an error with several.
  Expr row(String symbol, Expression.Row left, Expression.ScalarSubquery right, int position) {
    Logical query = query(right.query());
    List<Expr> tests = expressions.analyze(left.fields());
    checkWidth(query, tests, position);
    return new Subquery(
        Subquery.Kind.SCALAR,
        compared(symbol, tests, query, position),
        List.of(),
        List.of(),
        Type.BOOL);
  }

  /// For every row of a query the truth of a comparison of rows.
  private Logical compared(String symbol, List<Expr> tests, Logical query, int position) {
    expressions.level.operandsInside.addAll(tests);
    List<Expr> columns = List.copyOf(query.output());
    Expr truth = expressions.comparisons.rows(symbol, tests, columns, position);
    return analysis.collations.derive(
        new Logical.Project(query, List.of(new Binding(analysis.column("row", Type.BOOL), truth))));
  }

  private static void checkWidth(Logical query, List<Expr> tests, int position) {
    if (query.output().size() < tests.size()) {
      throw Errors.syntax(position, "subquery has too few columns");
    }
    if (query.output().size() > tests.size()) {
      throw Errors.syntax(position, "subquery has too many columns");
    }
  }

  private static void checkOne(Logical query, int position) {
    if (query.output().isEmpty()) {
      throw Errors.syntax(position, "subquery must return a column");
    }
    if (query.output().size() > 1) {
      throw Errors.syntax(position, "subquery must return only one column");
    }
  }

  /// NOT IN is `<> ALL` of one column, and the negation of IN for rows.
  Expr in(Expression.InSubquery it) {
    boolean row = it.operand() instanceof Expression.Row;
    if (it.negated() && !row) {
      Expr any = test("=", it.operand(), it.query(), false, it.position());
      return any instanceof Subquery subquery && subquery.tests().size() == 1
          ? negated(subquery)
          : new Not(any);
    }
    Expr any = test("=", it.operand(), it.query(), false, it.position());
    return it.negated() ? new Not(any) : any;
  }

  private Expr negated(Subquery any) {
    Type column = any.query().output().getFirst().type();
    OperatorResolution.Resolved differs =
        analysis.operators.find("<>", List.of(any.tests().getFirst().type(), column));
    return differs == null
            || !differs
                .function()
                .argumentTypes()
                .equals(any.operators().getFirst().argumentTypes())
        ? new Not(any)
        : new Subquery(
            Subquery.Kind.ALL, any.query(), any.tests(), List.of(differs.function()), Type.BOOL);
  }

  Expr quantified(Expression.QuantifiedSubquery it) {
    String symbol = ExpressionAnalyzer.symbol(it.operator());
    return test(symbol, it.left(), it.query(), it.all(), it.position());
  }

  private Expr test(String symbol, Expression left, Query query, boolean all, int position) {
    List<Expression> fields = left instanceof Expression.Row row ? row.fields() : List.of(left);
    // The subquery is analyzed first.
    Logical plan = query(query);
    List<Expr> tests = expressions.analyze(fields);
    checkWidth(plan, tests, position);
    if (tests.size() > 1 && (all || !symbol.equals("="))) {
      // What is asked is whether the comparison is true for some row, or for all.
      OperatorResolution.Resolved equal =
          analysis.operators.resolve("=", List.of(Type.BOOL, Type.BOOL), position);
      return new Subquery(
          all ? Subquery.Kind.ALL : Subquery.Kind.ANY,
          compared(symbol, tests, plan, position),
          List.of(Constant.TRUE),
          List.of(equal.function()),
          Type.BOOL);
    }
    return compared(symbol, tests, plan, all, position);
  }

  private Expr compared(String symbol, List<Expr> tests, Logical plan, boolean all, int position) {
    List<Expr> converted = new ArrayList<>();
    List<ScalarFunction> operators = new ArrayList<>();
    List<Binding> bindings = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < tests.size(); i++) {
      ColumnRef column = plan.output().get(i);
      OperatorResolution.Resolved resolved =
          analysis.operators.resolve(symbol, List.of(tests.get(i).type(), column.type()), position);
      if (resolved.result().kind() != Kind.BOOL) {
        throw Errors.mismatch(
            position,
            "row comparison operator must yield type boolean, not type "
                + resolved.result().sqlName());
      }
      converted.add(
          analysis.coercion.argument(tests.get(i), resolved.types().getFirst(), position));
      operators.add(resolved.function());
      Expr value = analysis.coercion.argument(column, resolved.types().getLast(), position);
      changed |= !value.equals(column);
      bindings.add(new Binding(analysis.column(column.name(), value.type()), value));
    }
    Logical query =
        changed ? analysis.collations.derive(new Logical.Project(plan, bindings)) : plan;
    return new Subquery(
        all ? Subquery.Kind.ALL : Subquery.Kind.ANY, query, converted, operators, Type.BOOL);
  }
}
