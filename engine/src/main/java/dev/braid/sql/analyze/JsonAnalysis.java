package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.Expr;
import dev.braid.expr.Not;
import dev.braid.expr.library.JsonPredicate;
import dev.braid.sql.ast.Expression;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.json.JsonShape;
import java.util.ArrayList;
import java.util.List;

/// Subscripts of jsonb, and IS JSON.
final class JsonAnalysis {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  JsonAnalysis(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    analysis = expressions.analysis;
  }

  /// Subscripts are a path, in which an index is its digits.
  Expr subscripts(Expression.Indirection it, Expr operand) {
    List<Expr> arguments = new ArrayList<>();
    arguments.add(operand);
    for (Expression.Indirection.Step step : it.steps()) {
      switch (step) {
        case Expression.Indirection.Element element -> {
          checkNoSlices(it);
          arguments.add(key(element.index()));
        }
        case Expression.Indirection.Slice _ -> checkNoSlices(it);
        case Expression.Indirection.Field field ->
            throw Errors.error(
                SqlState.WRONG_OBJECT_TYPE,
                Locations.of(it.operand()),
                "column notation .%s applied to type jsonb, which is not a composite type"
                    .formatted(field.name()));
        case Expression.Indirection.AllFields _ ->
            throw Errors.error(SqlState.WRONG_OBJECT_TYPE, 0, "type jsonb is not composite");
      }
    }
    return analysis.calls.call("jsonb_extract_path", arguments, it.position());
  }

  /// The error stands at the first subscript, whichever is the slice.
  private static void checkNoSlices(Expression.Indirection it) {
    for (Expression.Indirection.Step step : it.steps()) {
      if (step instanceof Expression.Indirection.Field) {
        return;
      }
      if (step instanceof Expression.Indirection.Slice) {
        Expression first =
            switch (it.steps().getFirst()) {
              case Expression.Indirection.Element element -> element.index();
              case Expression.Indirection.Slice slice ->
                  slice.upper() == null ? slice.lower() : slice.upper();
              default -> null;
            };
        throw Errors.mismatch(
            first == null ? 0 : Locations.of(first), "jsonb subscript does not support slices");
      }
    }
  }

  private Expr key(Expression index) {
    Expr key = expressions.analyze(index);
    int position = Locations.of(index);
    Expr number =
        TypeCategory.isUnknown(key.type())
            ? null
            : analysis.coercion.convert(key, Type.INT4, Cast.Context.IMPLICIT, position);
    if (number != null) {
      return analysis.coercion.explicit(number, Type.TEXT, position);
    }
    Expr text = analysis.coercion.convert(key, Type.TEXT, Cast.Context.IMPLICIT, position);
    if (text == null) {
      throw Errors.mismatch(
              position, "subscript type " + key.type().plain().sqlName() + " is not supported")
          .withHint("jsonb subscript must be coercible to either integer or text.")
          .at(position);
    }
    return text;
  }

  Expr is(Expression.IsJson it) {
    Expr operand = document(it.operand());
    Type type = operand.type().plain();
    if (type.kind() != Kind.TEXT && type.kind() != Kind.JSON && type.kind() != Kind.JSONB) {
      throw Errors.mismatch(0, "cannot use type " + type.sqlName() + " in IS JSON predicate");
    }
    JsonShape shape = JsonShape.valueOf(it.item().name());
    Expr test =
        new Call(JsonPredicate.make(shape, it.uniqueKeys(), type), List.of(operand), Type.BOOL);
    return it.negated() ? new Not(test) : test;
  }

  /// Text of any kind as text.
  Expr document(Expression expression) {
    Expr operand = expressions.analyze(expression);
    int position = Locations.of(expression);
    if (operand.type().kind() == Kind.BYTEA) {
      throw Errors.unsupported(position, "JSON in bytea");
    }
    boolean text =
        TypeCategory.isUnknown(operand.type())
            || TypeCategory.of(operand.type()) == TypeCategory.STRING;
    return text ? analysis.coercion.explicit(operand, Type.TEXT, position) : operand;
  }
}
