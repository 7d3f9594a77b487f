package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.Or;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.library.ArrayQuantifier;
import dev.braid.sql.ast.Expression;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// ARRAY[...], subscripts, and comparisons with ANY and ALL elements of an array.
final class ArrayAnalysis {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  ArrayAnalysis(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    analysis = expressions.analysis;
  }

  Expr constructor(Expression.ArrayConstructor it) {
    return constructor(it, null, it.position());
  }

  /// @param target the array type it is cast to, which its elements are then cast to; null for none
  Expr constructor(Expression.ArrayConstructor it, @Nullable Type target, int position) {
    if (target != null && target.kind() != Kind.ARRAY) {
      return analysis.coercion.explicit(constructor(it), target, position);
    }
    List<CommonType.Placed> elements = new ArrayList<>();
    for (Expression each : it.elements()) {
      Expr element =
          each instanceof Expression.ArrayConstructor nested
              ? constructor(nested, target, nested.position())
              : expressions.analyze(each);
      elements.add(new CommonType.Placed(element, Locations.of(each)));
    }
    if (target != null) {
      return cast(it, elements, target, position);
    }
    if (elements.isEmpty()) {
      throw Errors.error(
              SqlState.INDETERMINATE_DATATYPE,
              it.position(),
              "cannot determine type of empty array")
          .withHint("Explicitly cast to the desired type, for example ARRAY[]::integer[].")
          .at(it.position());
    }
    Type common = analysis.commonType.select(elements, "ARRAY");
    List<Expr> converted = analysis.commonType.convert(elements, common, "ARRAY");
    Type type =
        common.kind() == Kind.ARRAY
            ? common
            : Type.arrayOf(CommonType.withModifier(common, converted));
    return call(converted, type, it.position());
  }

  private Expr cast(
      Expression.ArrayConstructor it, List<CommonType.Placed> elements, Type target, int position) {
    List<Expr> converted = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      boolean nested = it.elements().get(i) instanceof Expression.ArrayConstructor;
      Expr element = elements.get(i).expr();
      Type to = nested || element.type().kind() == Kind.ARRAY ? target : target.elementType();
      converted.add(nested ? element : analysis.coercion.explicit(element, to, position));
    }
    return call(converted, target, it.position());
  }

  private Expr call(List<Expr> elements, Type type, int position) {
    if (elements.stream().anyMatch(element -> element.type().kind() == Kind.ARRAY)) {
      throw Errors.unsupported(position, "an array of several dimensions");
    }
    List<ScalarFunction> functions = analysis.functions.functions("array");
    if (functions.isEmpty()) {
      throw Errors.unsupported(position, "ARRAY[]");
    }
    return new Call(functions.getFirst(), elements, type);
  }

  Expr indirection(Expression.Indirection it, Expr operand) {
    List<Expression> lower = new ArrayList<>();
    for (Expression.Indirection.Step step : it.steps()) {
      switch (step) {
        case Expression.Indirection.Field field ->
            throw Errors.unsupported(field.position(), "a field of a row");
        case Expression.Indirection.AllFields all ->
            throw Errors.unsupported(all.position(), "the fields of a row");
        case Expression.Indirection.Element element -> lower.add(element.index());
        case Expression.Indirection.Slice _ -> {
          return slice(it, operand);
        }
      }
    }
    Type type = operand.type();
    checkArray(type, it);
    checkOneDimension(it);
    List<Expr> arguments = new ArrayList<>();
    arguments.add(operand);
    for (Expression index : lower) {
      arguments.add(index(index));
    }
    return function("subscript", arguments, type.elementType(), it.position());
  }

  private static void checkArray(Type type, Expression.Indirection it) {
    if (type.kind() != Kind.ARRAY) {
      throw Errors.mismatch(
          Locations.of(it.operand()),
          "cannot subscript type %s because it does not support subscripting"
              .formatted(type.plain().sqlName()));
    }
  }

  private static void checkOneDimension(Expression.Indirection it) {
    if (it.steps().size() > 1) {
      throw Errors.unsupported(it.steps().get(1).position(), "an array of several dimensions");
    }
  }

  private Expr index(Expression index) {
    Expr value = expressions.analyze(index);
    Expr converted =
        analysis.coercion.convert(value, Type.INT4, Cast.Context.ASSIGNMENT, Locations.of(index));
    if (converted == null) {
      throw Errors.mismatch(Locations.of(index), "array subscript must have type integer");
    }
    return converted;
  }

  /// With one slice among the subscripts a plain one means from 1 to it; bounds that are left out
  /// are the array's own.
  private Expr slice(Expression.Indirection it, Expr operand) {
    Type type = operand.type();
    checkArray(type, it);
    checkOneDimension(it);
    List<Expr> arguments = new ArrayList<>();
    arguments.add(operand);
    int dimension = 0;
    for (Expression.Indirection.Step step : it.steps()) {
      dimension++;
      if (step instanceof Expression.Indirection.Element element) {
        arguments.add(new Constant(Type.INT4, 1));
        arguments.add(index(element.index()));
      } else if (step instanceof Expression.Indirection.Slice slice) {
        arguments.add(bound(slice.lower(), "array_lower", operand, dimension, 1, it));
        arguments.add(bound(slice.upper(), "array_upper", operand, dimension, 0, it));
      } else {
        throw Errors.unsupported(step.position(), "a field of a row");
      }
    }
    return function("slice", arguments, type, it.position());
  }

  private Expr bound(
      @Nullable Expression written,
      String function,
      Expr operand,
      int dimension,
      int none,
      Expression.Indirection it) {
    if (written != null) {
      return index(written);
    }
    Expr own =
        analysis.calls.call(
            function, List.of(operand, new Constant(Type.INT4, dimension)), it.position());
    return new Coalesce(List.of(own, new Constant(Type.INT4, none)), Type.INT4);
  }

  private Expr function(String name, List<Expr> arguments, Type type, int position) {
    List<ScalarFunction> functions = analysis.functions.functions(name);
    if (functions.isEmpty()) {
      throw Errors.unsupported(position, "the subscripting of arrays");
    }
    return new Call(functions.getFirst(), arguments, type);
  }

  /// `left op ANY (array)`: comparisons with the elements where they were written, else one
  /// function over the array.
  Expr quantified(Expression.Quantified it) {
    String symbol = ExpressionAnalyzer.symbol(it.operator());
    Expr left = expressions.analyze(it.left());
    Expr array = expressions.analyze(it.array());
    Type arrayType = array.type();
    if (!TypeCategory.isUnknown(arrayType) && arrayType.kind() != Kind.ARRAY) {
      throw Errors.error(
          SqlState.WRONG_OBJECT_TYPE,
          it.position(),
          "op ANY/ALL (array) requires array on right side");
    }
    Type element = TypeCategory.isUnknown(arrayType) ? Type.UNKNOWN : arrayType.elementType();
    OperatorResolution.Resolved resolved =
        analysis.operators.resolve(symbol, List.of(left.type(), element), it.position());
    if (resolved.result().kind() != Kind.BOOL) {
      throw Errors.error(
          SqlState.WRONG_OBJECT_TYPE,
          it.position(),
          "op ANY/ALL (array) requires operator to yield boolean");
    }
    Type elementType = resolved.types().getLast();
    Expr value = analysis.coercion.argument(left, resolved.types().getFirst(), it.position());
    Expr list = analysis.coercion.argument(array, Type.arrayOf(elementType), it.position());
    if (array instanceof Call call
        && call.function().name().equals("array")
        && it.array() instanceof Expression.ArrayConstructor
        && element.kind() != Kind.ARRAY
        && !call.arguments().isEmpty()
        && call.arguments().stream().allMatch(ArrayAnalysis::raisesNothing)) {
      return written(it, left, resolved, call.arguments());
    }
    ScalarFunction function = ArrayQuantifier.make(resolved.function(), it.all());
    return new Call(function, List.of(value, list), Type.BOOL);
  }

  /// PostgreSQL computes all elements before it compares the first.
  private static boolean raisesNothing(Expr element) {
    return element instanceof Constant || element instanceof ColumnRef;
  }

  private Expr written(
      Expression.Quantified it,
      Expr left,
      OperatorResolution.Resolved resolved,
      List<Expr> elements) {
    List<Expr> parts = new ArrayList<>();
    List<Expr> together = new ArrayList<>(elements);
    together.addFirst(left);
    for (Expr each : elements) {
      Expr part = analysis.operators.apply(resolved, List.of(left, each), it.position());
      analysis.collations.group(part, together);
      parts.add(part);
    }
    return parts.size() == 1 ? parts.getFirst() : it.all() ? new And(parts) : new Or(parts);
  }
}
