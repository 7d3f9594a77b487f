package dev.braid.expr.library;

import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.ColumnBuilder;
import java.util.List;

/// Short forms to fill a catalogue with.
public final class Definitions {
  private final FunctionCatalog catalog;

  public Definitions(FunctionCatalog catalog) {
    this.catalog = catalog;
  }

  public FunctionCatalog catalog() {
    return catalog;
  }

  /// A strict, immutable function.
  public void function(String name, Type result, ScalarFunction.Binder binder, Type... arguments) {
    catalog.function(
        new ScalarFunction(
            name, List.of(arguments), result, false, true, Volatility.IMMUTABLE, binder));
  }

  /// A strict, immutable function that works row by row.
  public void function(String name, Type result, RowFunction function, Type... arguments) {
    function(name, result, perRow(function), arguments);
  }

  /// A strict function that depends on the session, row by row.
  public void stable(String name, Type result, RowFunction function, Type... arguments) {
    catalog.function(
        new ScalarFunction(
            name, List.of(arguments), result, false, true, Volatility.STABLE, perRow(function)));
  }

  /// A strict function.
  public void function(
      String name,
      Type result,
      Volatility volatility,
      ScalarFunction.Binder binder,
      Type... arguments) {
    catalog.function(
        new ScalarFunction(name, List.of(arguments), result, false, true, volatility, binder));
  }

  /// A function that is called with NULLs too, row by row.
  public void nullable(
      String name, Type result, Volatility volatility, RowFunction function, Type... arguments) {
    catalog.function(
        new ScalarFunction(
            name, List.of(arguments), result, false, false, volatility, perRow(function)));
  }

  /// A function that is called with NULLs too and whose last argument may be repeated, row by row.
  public void variadic(
      String name, Type result, Volatility volatility, RowFunction function, Type... arguments) {
    catalog.function(
        new ScalarFunction(
            name, List.of(arguments), result, true, false, volatility, perRow(function)));
  }

  /// A strict, immutable operator.
  public void operator(
      String symbol, Type result, ScalarFunction.Binder binder, Type... arguments) {
    catalog.operator(
        new ScalarFunction(
            symbol, List.of(arguments), result, false, true, Volatility.IMMUTABLE, binder));
  }

  /// A strict operator that may depend on the session.
  public void operator(
      String symbol,
      Type result,
      Volatility volatility,
      ScalarFunction.Binder binder,
      Type... arguments) {
    catalog.operator(
        new ScalarFunction(symbol, List.of(arguments), result, false, true, volatility, binder));
  }

  /// A strict, immutable operator that works row by row.
  public void operator(String symbol, Type result, RowFunction function, Type... arguments) {
    operator(symbol, result, perRow(function), arguments);
  }

  /// A conversion.
  public void cast(Kind from, Kind to, Cast.Context context, ScalarFunction.Binder binder) {
    cast(from, to, context, Volatility.IMMUTABLE, binder);
  }

  /// A conversion that works row by row.
  public void cast(Kind from, Kind to, Cast.Context context, RowFunction function) {
    cast(from, to, context, perRow(function));
  }

  /// A conversion that may depend on the session.
  public void cast(
      Kind from,
      Kind to,
      Cast.Context context,
      Volatility volatility,
      ScalarFunction.Binder binder) {
    catalog.cast(
        new Cast(
            from,
            to,
            context,
            new ScalarFunction(
                "cast", List.of(Type.of(from)), Type.of(to), false, true, volatility, binder)));
  }

  /// Two types with the same values.
  public void sameValues(Kind from, Kind to, Cast.Context context) {
    catalog.cast(new Cast(from, to, context, null));
  }

  /// The loop that calls a function for every row; of a strict one for those that hold all values.
  public static ScalarFunction.Binder perRow(RowFunction function) {
    return call -> perRow(function, call);
  }

  private static ScalarFunction.Kernel perRow(RowFunction function, Call call) {
    Type type = call.type();
    boolean strict = call.function().strict();
    return (columns, size, validity, context) -> {
      ColumnBuilder builder = ColumnBuilder.of(type, size);
      for (int row = 0; row < size; row++) {
        if (strict && validity != null && (validity[row >> 6] >>> row & 1) == 0) {
          builder.appendNull();
        } else {
          function.apply(columns, row, builder, context);
        }
      }
      return builder.build();
    };
  }
}
