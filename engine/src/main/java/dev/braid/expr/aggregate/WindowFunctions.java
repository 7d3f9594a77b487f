package dev.braid.expr.aggregate;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.AggregateFunction.Binder;
import dev.braid.expr.AggregateFunction.Form;
import dev.braid.expr.FunctionCatalog;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;

/// The functions that there are only with OVER. They have no accumulators: the window's node knows
/// them by name.
final class WindowFunctions {
  private static final Binder NONE =
      (_, _) -> {
        throw new UnsupportedOperationException("a window function has no accumulator");
      };

  private WindowFunctions() {}

  static void register(FunctionCatalog catalog) {
    Type any = Type.of(Kind.ANYELEMENT);
    Type compatible = Type.of(Kind.ANYCOMPATIBLE);
    window(catalog, "row_number", Type.INT8);
    window(catalog, "rank", Type.INT8);
    window(catalog, "dense_rank", Type.INT8);
    window(catalog, "percent_rank", Type.FLOAT8);
    window(catalog, "cume_dist", Type.FLOAT8);
    window(catalog, "ntile", Type.INT4, Type.INT4);
    for (String name : List.of("lag", "lead")) {
      window(catalog, name, any, any);
      window(catalog, name, any, any, Type.INT4);
      window(catalog, name, compatible, compatible, Type.INT4, compatible);
    }
    window(catalog, "first_value", any, any);
    window(catalog, "last_value", any, any);
    window(catalog, "nth_value", any, any, Type.INT4);
  }

  private static void window(FunctionCatalog catalog, String name, Type result, Type... arguments) {
    catalog.aggregate(
        new AggregateFunction(name, List.of(arguments), result, 0, Form.WINDOW, false, NONE));
  }
}
