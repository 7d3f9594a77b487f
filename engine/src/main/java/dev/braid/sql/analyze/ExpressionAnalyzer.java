package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.And;
import dev.braid.expr.Coalesce;
import dev.braid.expr.CollateClause;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.Not;
import dev.braid.expr.NullTest;
import dev.braid.expr.Or;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.OperatorName;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Expressions of one query. The topics that need more than a few lines have classes of their own.
final class ExpressionAnalyzer {
  final Analysis analysis;
  final QueryLevel level;
  private final Literals literals;
  final ComparisonAnalysis comparisons;
  private final ConditionalAnalysis conditionals;
  private final ArrayAnalysis arrays;
  private final JsonAnalysis json;
  private final SubqueryAnalysis subqueries;
  private final CallAnalysis calls;

  ExpressionAnalyzer(QueryLevel level) {
    this.analysis = level.analysis;
    this.level = level;
    literals = new Literals(analysis);
    comparisons = new ComparisonAnalysis(this);
    conditionals = new ConditionalAnalysis(this);
    arrays = new ArrayAnalysis(this);
    json = new JsonAnalysis(this);
    subqueries = new SubqueryAnalysis(this);
    calls = new CallAnalysis(this);
  }

  CallAnalysis calls() {
    return calls;
  }

  /// An expression in a clause.
  Expr analyze(Expression expression, Clause clause) {
    Clause before = level.clause;
    String setless = level.setless;
    level.clause = clause;
    level.setless = null;
    try {
      return analyze(expression);
    } finally {
      level.clause = before;
      level.setless = setless;
    }
  }

  /// A condition in a clause.
  Expr condition(Expression expression, Clause clause, String name) {
    return analysis.coercion.condition(analyze(expression, clause), name, Locations.of(expression));
  }

  /// An expression in a construct that takes no set-returning functions.
  Expr setless(Expression expression, String construct) {
    String before = level.setless;
    level.setless = construct;
    try {
      return analyze(expression);
    } finally {
      level.setless = before;
    }
  }

  List<Expr> analyze(List<Expression> list) {
    List<Expr> result = new ArrayList<>();
    for (Expression each : list) {
      result.add(analyze(each));
    }
    return result;
  }

  Expr analyze(Expression expression) {
    return switch (expression) {
      case Expression.NullLiteral it -> analysis.at(Constant.nullOf(Type.UNKNOWN), it.position());
      case Expression.BooleanLiteral it ->
          analysis.at(new Constant(Type.BOOL, it.value()), it.position());
      case Expression.IntegerLiteral it ->
          analysis.at(new Constant(Type.INT4, it.value()), it.position());
      case Expression.NumericLiteral it -> literals.number(it);
      case Expression.StringLiteral it ->
          analysis.at(new Constant(Type.UNKNOWN, it.value()), it.position());
      case Expression.BitLiteral it -> throw Errors.unsupported(it.position(), "type bit");
      case Expression.TypedLiteral it -> literals.typed(it);
      case Expression.Parameter it -> analysis.parameters.reference(it);
      case Expression.ColumnReference it ->
          new NameResolution(level).resolve(it.names(), it.position());
      case Expression.Star it -> throw star(it);
      case Expression.Operation it -> operation(it);
      case Expression.Logic it -> logic(it);
      case Expression.Not it ->
          new Not(
              analysis.coercion.condition(
                  analyze(it.operand()), "NOT", Locations.of(it.operand())));
      case Expression.Is it -> is(it);
      case Expression.IsJson it -> json.is(it);
      case Expression.IsDistinct it -> comparisons.isDistinct(it);
      case Expression.Between it -> comparisons.between(it);
      case Expression.InList it -> comparisons.inList(it);
      case Expression.InSubquery it -> subqueries.in(it);
      case Expression.Like it -> comparisons.like(it);
      case Expression.Quantified it -> arrays.quantified(it);
      case Expression.QuantifiedSubquery it -> subqueries.quantified(it);
      case Expression.Exists it -> subqueries.exists(it);
      case Expression.ScalarSubquery it -> subqueries.scalar(it);
      case Expression.ArraySubquery it -> subqueries.array(it);
      case Expression.ArrayConstructor it -> arrays.constructor(it);
      case Expression.Row it -> throw Errors.unsupported(it.position(), "a row as a value");
      case Expression.Indirection it -> indirection(it);
      case Expression.Cast it -> cast(it);
      case Expression.Collate it -> collate(it);
      case Expression.Case it -> conditionals.caseOf(it);
      case Expression.Coalesce it -> conditionals.coalesce(it);
      case Expression.NullIf it -> conditionals.nullIf(it);
      case Expression.Extremum it -> conditionals.extremum(it);
      case Expression.FunctionCall it -> calls.call(it);
      case Expression.ValueFunction it -> calls.valueFunction(it);
      case Expression.Grouping it -> calls.grouping(it);
    };
  }

  private Expr indirection(Expression.Indirection it) {
    Expr operand = analyze(it.operand());
    return operand.type().kind() == Kind.JSONB
        ? json.subscripts(it, operand)
        : arrays.indirection(it, operand);
  }

  private RuntimeException star(Expression.Star star) {
    return star.qualifier().isEmpty()
        ? Errors.syntax(star.position(), "invalid use of \"*\"")
        : Errors.unsupported(star.position(), "a whole row as a value");
  }

  private Expr operation(Expression.Operation it) {
    String symbol = symbol(it.operator());
    Expression left = it.left();
    if (left == null) {
      return analysis.operators.call(symbol, List.of(analyze(it.right())), it.position());
    }
    if (left instanceof Expression.Row a) {
      if (it.right() instanceof Expression.Row b) {
        return comparisons.rows(symbol, a, b, it.position());
      }
      if (it.right() instanceof Expression.ScalarSubquery b) {
        return subqueries.row(symbol, a, b, it.position());
      }
    }
    Expr first = analyze(left);
    return analysis.operators.binary(symbol, first, analyze(it.right()), it.position());
  }

  static String symbol(OperatorName name) {
    if (!name.schema().isEmpty() && !name.schema().equals(List.of("pg_catalog"))) {
      throw Errors.error(
          SqlState.INVALID_SCHEMA_NAME,
          name.position(),
          "schema \"" + name.schema().getFirst() + "\" does not exist");
    }
    return name.name();
  }

  private Expr logic(Expression.Logic it) {
    String word = it.connective().name();
    List<Expr> operands = new ArrayList<>();
    for (Expression operand : it.operands()) {
      operands.add(analysis.coercion.condition(analyze(operand), word, Locations.of(operand)));
    }
    return it.connective() == Expression.Logic.Connective.AND
        ? new And(operands)
        : new Or(operands);
  }

  private Expr is(Expression.Is it) {
    if (it.test() == Expression.Is.Test.NULL) {
      if (it.operand() instanceof Expression.Row row && !row.fields().isEmpty()) {
        List<Expr> tests = new ArrayList<>();
        for (Expr field : analyze(row.fields())) {
          tests.add(new NullTest(analysis.parameters.unasked(field), it.negated()));
        }
        return tests.size() == 1 ? tests.getFirst() : new And(tests);
      }
      Expr operand = analysis.parameters.unasked(analyze(it.operand()));
      return new NullTest(
          analysis.parameters.isOpen(operand) ? operand : analysis.coercion.known(operand),
          it.negated());
    }
    String clause = "IS " + (it.negated() ? "NOT " : "") + it.test();
    Expr operand =
        analysis.coercion.condition(analyze(it.operand()), clause, Locations.of(it.operand()));
    Expr test =
        switch (it.test()) {
          case TRUE -> new Coalesce(List.of(operand, Constant.FALSE), Type.BOOL);
          case FALSE -> new Not(new Coalesce(List.of(operand, Constant.TRUE), Type.BOOL));
          default -> new NullTest(operand, it.negated());
        };
    return it.negated() && !(test instanceof NullTest) ? new Not(test) : test;
  }

  private Expr cast(Expression.Cast it) {
    Type type = analysis.typeNames.resolve(it.type());
    if (it.operand() instanceof Expression.ArrayConstructor array) {
      return arrays.constructor(array, type, it.position());
    }
    Expr operand = analyze(it.operand());
    return literals.cast(operand, it.type(), type, it.position());
  }

  /// Collations that order by the code of characters, as the engine does.
  private static final Set<String> BY_CODE = Set.of("C", "POSIX", "ucs_basic", "pg_c_utf8");

  private Expr collate(Expression.Collate it) {
    Expr operand = analyze(it.operand());
    Type type = operand.type();
    if (TypeCategory.isUnknown(type)) {
      operand = analysis.coercion.known(operand);
    } else if (!CollationDerivation.isCollatable(type)
        && TypeCategory.of(type) != TypeCategory.STRING) {
      throw Errors.mismatch(
          it.position(), "collations are not supported by type " + type.plain().sqlName());
    }
    String collation = it.collation().getLast();
    boolean own =
        it.collation().size() == 1 || it.collation().equals(List.of("pg_catalog", collation));
    if (!own || !BY_CODE.contains(collation)) {
      throw Errors.unsupported(
          it.position(), "collation \"" + String.join(".", it.collation()) + "\"");
    }
    analysis.collations.named(collation);
    return analysis.at(CollateClause.of(operand, collation), it.position());
  }
}
