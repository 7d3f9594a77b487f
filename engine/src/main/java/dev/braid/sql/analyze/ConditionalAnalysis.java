package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.Case;
import dev.braid.expr.Coalesce;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.sql.ast.Expression;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CASE, COALESCE, NULLIF, GREATEST and LEAST.
final class ConditionalAnalysis {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  ConditionalAnalysis(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    analysis = expressions.analysis;
  }

  Expr caseOf(Expression.Case it) {
    @Nullable Expr operand = null;
    if (it.operand() != null) {
      operand = analysis.coercion.known(expressions.setless(it.operand(), "CASE"));
      if (Volatile.is(operand)) {
        throw Errors.unsupported(it.position(), "CASE of a volatile expression");
      }
      analysis.collations.test(operand);
    }
    List<Expr> conditions = new ArrayList<>();
    List<CommonType.Placed> results = new ArrayList<>();
    for (Expression.Case.When when : it.whens()) {
      Expr condition = expressions.setless(when.condition(), "CASE");
      int place = Locations.of(when.condition());
      if (operand != null) {
        condition = analysis.operators.binary("=", operand, condition, when.position());
        place = when.position();
      }
      conditions.add(analysis.coercion.condition(condition, "CASE/WHEN", place));
      results.add(placed(when.result(), "CASE"));
    }
    // The ELSE decides first.
    results.addFirst(
        it.otherwise() == null
            ? new CommonType.Placed(Constant.nullOf(Type.UNKNOWN), it.position())
            : placed(it.otherwise(), "CASE"));
    Type type = analysis.commonType.select(results, "CASE");
    List<Expr> converted = analysis.commonType.convert(results, type, "CASE/ELSE");
    List<Case.When> whens = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      whens.add(new Case.When(conditions.get(i), converted.get(i + 1)));
    }
    return new Case(whens, converted.getFirst(), CommonType.withModifier(type, converted));
  }

  private CommonType.Placed placed(Expression expression, String construct) {
    return new CommonType.Placed(
        expressions.setless(expression, construct), Locations.of(expression));
  }

  private List<CommonType.Placed> placed(List<Expression> list, String construct) {
    List<CommonType.Placed> result = new ArrayList<>();
    for (Expression each : list) {
      result.add(
          construct.equals("COALESCE")
              ? placed(each, construct)
              : new CommonType.Placed(expressions.analyze(each), Locations.of(each)));
    }
    return result;
  }

  Expr coalesce(Expression.Coalesce it) {
    List<CommonType.Placed> arguments = placed(it.arguments(), "COALESCE");
    Type type = analysis.commonType.select(arguments, "COALESCE");
    List<Expr> converted = analysis.commonType.convert(arguments, type, "COALESCE");
    return new Coalesce(converted, CommonType.withModifier(type, converted));
  }

  Expr nullIf(Expression.NullIf it) {
    Expr left = expressions.analyze(it.left());
    Expr right = expressions.analyze(it.right());
    Call equal = (Call) analysis.operators.binary("=", left, right, it.position());
    if (Volatile.is(left)) {
      throw Errors.unsupported(it.position(), "NULLIF of a volatile expression");
    }
    // The type is that of the left side after the comparison's conversion.
    Expr value = equal.arguments().getFirst();
    Type declared = equal.function().argumentTypes().getFirst();
    if (!declared.kind().isPseudo() && !declared.sameKind(value.type())) {
      value = analysis.coercion.relabel(value, declared);
    }
    Expr result =
        new Case(
            List.of(new Case.When(equal, Constant.nullOf(value.type().plain()))),
            value,
            value.type());
    analysis.collations.group(result, equal.arguments());
    return result;
  }

  Expr extremum(Expression.Extremum it) {
    String name = it.greatest() ? "GREATEST" : "LEAST";
    List<CommonType.Placed> arguments = placed(it.arguments(), name);
    Type type = analysis.commonType.select(arguments, name);
    List<Expr> converted = analysis.commonType.convert(arguments, type, name);
    if (type.kind() == Kind.JSON || type.kind() == Kind.JSONPATH) {
      throw new BraidException(
          SqlState.UNDEFINED_FUNCTION,
          "could not identify a comparison function for type " + type.sqlName());
    }
    SortKeys.checkOrder(type, it.position());
    List<ScalarFunction> functions =
        analysis.functions.functions(it.greatest() ? "greatest" : "least");
    if (functions.isEmpty()) {
      throw Errors.unsupported(it.position(), name);
    }
    return new Call(functions.getFirst(), converted, CommonType.withModifier(type, converted));
  }

  /// Whether an expression may give another value each time.
  static final class Volatile {
    private Volatile() {}

    static boolean is(Expr expr) {
      return (expr instanceof Call call && call.function().volatility() == Volatility.VOLATILE)
          || expr.children().stream().anyMatch(Volatile::is);
    }
  }
}
