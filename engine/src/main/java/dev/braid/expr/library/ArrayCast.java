package dev.braid.expr.library;

import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conversions of arrays, which convert each element.
public final class ArrayCast {
  private ArrayCast() {}

  /// @param element the conversion of an element, to be found in the catalogue
  /// @param from the array's type
  /// @param to the array's type after it, whose element may have a modifier
  public static ScalarFunction make(Cast element, Type from, Type to) {
    ScalarFunction function = element.function();
    return new ScalarFunction(
        "cast",
        List.of(from),
        to,
        false,
        true,
        function == null ? Volatility.IMMUTABLE : function.volatility(),
        call -> bind(function, call));
  }

  private static ScalarFunction.Kernel bind(@Nullable ScalarFunction function, Call call) {
    Type from = call.arguments().getFirst().type().elementType();
    Type to = call.type().elementType();
    ScalarFunction.Kernel kernel =
        function == null
            ? null
            : function
                .binder()
                .bind(new Call(function, List.of(new ColumnRef(0, from, "element")), to));
    return (columns, size, validity, context) ->
        convert(kernel, columns[0], from, to, size, validity, context);
  }

  private static Column convert(
      ScalarFunction.@Nullable Kernel kernel,
      Column arrays,
      Type from,
      Type to,
      int size,
      long @Nullable [] validity,
      EvalContext context) {
    ArrayElements elements = ArrayElements.of(arrays, from, size, validity);
    Column flat = elements.elements();
    Column converted =
        kernel == null || elements.count() == 0
            ? flat
            : kernel.apply(new Column[] {flat}, elements.count(), flat.validity(), context).flat();
    ColumnBuilder out = ColumnBuilder.of(Type.arrayOf(to), size);
    for (int row = 0; row < size; row++) {
      if (!Validity.isValid(validity, row)) {
        out.appendNull();
        continue;
      }
      int start = elements.start(row);
      @Nullable Object[] values = new @Nullable Object[elements.ends()[row] - start];
      for (int i = 0; i < values.length; i++) {
        values[i] = Values.get(converted, start + i, to);
      }
      out.append(new PgArray(to, values));
    }
    return out.build();
  }
}
