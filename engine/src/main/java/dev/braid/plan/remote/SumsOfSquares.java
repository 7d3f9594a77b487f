package dev.braid.plan.remote;

import dev.braid.expr.Call;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.library.Definitions;
import dev.braid.type.Numeric;
import dev.braid.type.NumericStatistics;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.LongColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Variances and deviations as functions of a count, a sum and a sum of squares.
final class SumsOfSquares {
  private SumsOfSquares() {}

  /// @param name of the aggregate
  static Expr deviation(String name, Expr count, Expr sum, Expr squares) {
    ScalarFunction function =
        new ScalarFunction(
            name,
            List.of(Type.INT8, Type.NUMERIC, Type.NUMERIC),
            Type.NUMERIC,
            false,
            true,
            Volatility.IMMUTABLE,
            Definitions.perRow((columns, row, out, _) -> append(name, columns, row, out)));
    return new Call(function, List.of(count, sum, squares), Type.NUMERIC);
  }

  private static void append(String name, Column[] columns, int row, ColumnBuilder out) {
    long count = ((LongColumn) columns[0]).values()[row];
    Numeric result = value(name, count, columns[1].getNumeric(row), columns[2].getNumeric(row));
    if (result == null) {
      out.appendNull();
    } else {
      out.append(result);
    }
  }

  private static @Nullable Numeric value(String name, long count, Numeric sum, Numeric squares) {
    return switch (name) {
      case "var_pop" -> NumericStatistics.varPop(count, sum, squares);
      case "stddev_pop" -> NumericStatistics.stddevPop(count, sum, squares);
      case "stddev", "stddev_samp" -> NumericStatistics.stddevSamp(count, sum, squares);
      default -> NumericStatistics.varSamp(count, sum, squares);
    };
  }

  /// A type that has another one's values under its name.
  static ScalarFunction same(Type from, Type to) {
    return new ScalarFunction(
        "cast",
        List.of(from),
        to,
        false,
        true,
        Volatility.IMMUTABLE,
        _ -> (columns, _, _, _) -> columns[0]);
  }
}
