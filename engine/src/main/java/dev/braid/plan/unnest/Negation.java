package dev.braid.plan.unnest;

import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.Expr;
import dev.braid.expr.Not;
import dev.braid.expr.Or;
import dev.braid.expr.ScalarFunction;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;

/// The contrary of a comparison, so that a hash table can look for what it says: `<>` becomes `=`.
final class Negation {
  private Negation() {}

  static Expr of(Expr condition) {
    return switch (condition) {
      case And and -> new Or(and.operands().stream().map(Negation::of).toList());
      case Or or -> new And(or.operands().stream().map(Negation::of).toList());
      case Call call when call.function().name().equals("<>") && call.arguments().size() == 2 ->
          new Call(equality(call.function()), call.arguments(), call.type());
      case Not(Expr operand) -> operand;
      default -> new Not(condition);
    };
  }

  /// An `=` made of a `<>`.
  private static ScalarFunction equality(ScalarFunction unequal) {
    return new ScalarFunction(
        "=",
        unequal.argumentTypes(),
        unequal.resultType(),
        unequal.variadic(),
        unequal.strict(),
        unequal.volatility(),
        call -> {
          ScalarFunction.Kernel kernel =
              unequal.binder().bind(new Call(unequal, call.arguments(), call.type()));
          return (arguments, size, validity, context) ->
              negated(kernel.apply(arguments, size, validity, context), size);
        });
  }

  private static Column negated(Column column, int size) {
    boolean[] values = ((BoolColumn) column.flat()).values();
    boolean[] negated = new boolean[size];
    for (int i = 0; i < size; i++) {
      negated[i] = !values[i];
    }
    return new BoolColumn(negated, size, column.validity());
  }
}
