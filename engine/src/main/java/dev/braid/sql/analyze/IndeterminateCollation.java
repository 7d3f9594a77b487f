package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import java.util.Arrays;
import java.util.List;

/// Calls that stand for those whose collation nobody knows: they fail (42P22) as soon as there are
/// values to be compared. No server is sent them, and no join or index takes them for a comparison.
final class IndeterminateCollation {
  private IndeterminateCollation() {}

  /// @param purpose as in the message
  static Call call(Call call, String purpose) {
    ScalarFunction own = call.function();
    ScalarFunction guarded =
        new ScalarFunction(
            "indeterminate " + own.name(),
            own.argumentTypes(),
            own.resultType(),
            own.variadic(),
            own.strict(),
            own.volatility(),
            bound -> {
              ScalarFunction.Kernel kernel =
                  own.binder().bind(new Call(own, bound.arguments(), bound.type()));
              int needed = own.strict() ? bound.arguments().size() : 2;
              return (columns, size, validity, context) -> {
                check(columns, size, needed, purpose);
                return kernel.apply(columns, size, validity, context);
              };
            });
    return new Call(guarded, call.arguments(), call.type());
  }

  /// The value itself, which may only be NULL.
  static Call value(Expr value, String purpose) {
    Type type = value.type();
    ScalarFunction guard =
        new ScalarFunction(
            "indeterminate collation",
            List.of(type.plain()),
            type.plain(),
            false,
            true,
            Volatility.IMMUTABLE,
            _ ->
                (columns, size, _, _) -> {
                  check(columns, size, 1, purpose);
                  return columns[0];
                });
    return new Call(guard, List.of(value), type);
  }

  /// True of rows in which all these values are NULL; there must be no others. Volatile, so that it
  /// stays where it is.
  static Call condition(List<Expr> values, String purpose) {
    ScalarFunction guard =
        new ScalarFunction(
            "indeterminate collations",
            values.stream().map(each -> each.type().plain()).toList(),
            Type.BOOL,
            false,
            false,
            Volatility.VOLATILE,
            _ ->
                (columns, size, _, _) -> {
                  check(columns, size, 1, purpose);
                  boolean[] all = new boolean[size];
                  Arrays.fill(all, true);
                  return new BoolColumn(all, size, null);
                });
    return new Call(guard, values, Type.BOOL);
  }

  private static void check(Column[] columns, int size, int needed, String purpose) {
    for (int row = 0; row < size; row++) {
      int values = 0;
      for (Column column : columns) {
        values += column.isNull(row) ? 0 : 1;
      }
      if (values >= needed) {
        throw new BraidException(
                SqlState.INDETERMINATE_COLLATION,
                "could not determine which collation to use for " + purpose)
            .withHint("Use the COLLATE clause to set the collation explicitly.");
      }
    }
  }
}
