package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.TypeOrder;
import dev.braid.expr.Volatility;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.array.ArrayFunctions;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Arrays made, taken apart, joined and compared: ARRAY[...], subscripts and slices (which are
/// syntax in PostgreSQL), `||`, `@>`, `<@`, `&&`.
final class ArrayOperators {
  static final Type ANYARRAY = Type.of(Kind.ANYARRAY);
  static final Type ANYELEMENT = Type.of(Kind.ANYELEMENT);
  static final Type COMPATIBLE = Type.of(Kind.ANYCOMPATIBLE);
  static final Type COMPATIBLE_ARRAY = Type.of(Kind.ANYCOMPATIBLEARRAY);

  private ArrayOperators() {}

  static void register(Definitions d) {
    function(d, "array", ANYARRAY, true, false, ArrayOperators::construct, ANYELEMENT);
    function(
        d, "subscript", ANYELEMENT, false, true, ArrayOperators::subscript, ANYARRAY, Type.INT4);
    d.function(
        "slice",
        ANYARRAY,
        (in, row, out, _) ->
            out.append(
                ArrayFunctions.slice(array(in[0], row), in[1].getInt(row), in[2].getInt(row))),
        ANYARRAY,
        Type.INT4,
        Type.INT4);
    for (boolean operator : new boolean[] {true, false}) {
      joining(
          d, operator ? "||" : "array_append", operator, append(), COMPATIBLE_ARRAY, COMPATIBLE);
      joining(
          d, operator ? "||" : "array_prepend", operator, prepend(), COMPATIBLE, COMPATIBLE_ARRAY);
      joining(
          d, operator ? "||" : "array_cat", operator, cat(), COMPATIBLE_ARRAY, COMPATIBLE_ARRAY);
    }
    comparing(d, "@>", order -> (a, b) -> ArrayFunctions.contains(a, b, order));
    comparing(d, "<@", order -> (a, b) -> ArrayFunctions.contains(b, a, order));
    comparing(d, "&&", order -> (a, b) -> ArrayFunctions.overlaps(a, b, order));
  }

  static PgArray array(Column column, int row) {
    return (PgArray) column.getObject(row);
  }

  static @Nullable PgArray arrayOrNull(Column column, int row) {
    return column.isNull(row) ? null : array(column, row);
  }

  /// The order of an array's elements, by which they are equal or not.
  static Comparator<Object> elementOrder(Type array) {
    Type element = array.elementType();
    if (!TypeOrder.exists(element)) {
      throw new BraidException(
          SqlState.UNDEFINED_FUNCTION,
          "could not identify an equality operator for type " + element.sqlName());
    }
    return TypeOrder.of(element);
  }

  static void function(
      Definitions d,
      String name,
      Type result,
      boolean variadic,
      boolean strict,
      ScalarFunction.Binder binder,
      Type... arguments) {
    d.catalog()
        .function(
            new ScalarFunction(
                name, List.of(arguments), result, variadic, strict, Volatility.IMMUTABLE, binder));
  }

  private static ScalarFunction.Kernel construct(Call call) {
    Type element = call.type().elementType();
    return Definitions.perRow(
            (in, row, out, _) -> {
              @Nullable Object[] elements = new @Nullable Object[in.length];
              for (int i = 0; i < elements.length; i++) {
                elements[i] = Values.get(in[i], row, element);
              }
              out.append(new PgArray(element, elements));
            })
        .bind(call);
  }

  private static ScalarFunction.Kernel subscript(Call call) {
    Type element = call.type();
    return Definitions.perRow(
            (in, row, out, _) ->
                Values.append(
                    out, element, ArrayFunctions.subscript(array(in[0], row), in[1].getInt(row))))
        .bind(call);
  }

  private static ScalarFunction.Binder append() {
    return call -> {
      Type element = call.type().elementType();
      return Definitions.perRow(
              (in, row, out, _) -> {
                PgArray array = arrayOrNull(in[0], row);
                out.append(
                    ArrayFunctions.append(
                        array == null ? PgArray.empty(element) : array,
                        Values.get(in[1], row, element)));
              })
          .bind(call);
    };
  }

  private static ScalarFunction.Binder prepend() {
    return call -> {
      Type element = call.type().elementType();
      return Definitions.perRow(
              (in, row, out, _) -> {
                PgArray array = arrayOrNull(in[1], row);
                out.append(
                    ArrayFunctions.prepend(
                        Values.get(in[0], row, element),
                        array == null ? PgArray.empty(element) : array));
              })
          .bind(call);
    };
  }

  private static ScalarFunction.Binder cat() {
    return Definitions.perRow(
        (in, row, out, _) -> {
          PgArray left = arrayOrNull(in[0], row);
          PgArray right = arrayOrNull(in[1], row);
          if (left != null && right != null) {
            out.append(ArrayFunctions.concat(left, right));
          } else {
            appendArray(out, left == null ? right : left);
          }
        });
  }

  static void appendArray(ColumnBuilder out, @Nullable PgArray array) {
    if (array == null) {
      out.appendNull();
    } else {
      out.append(array);
    }
  }

  private static void joining(
      Definitions d,
      String name,
      boolean operator,
      ScalarFunction.Binder binder,
      Type left,
      Type right) {
    ScalarFunction function =
        new ScalarFunction(
            name,
            List.of(left, right),
            COMPATIBLE_ARRAY,
            false,
            false,
            Volatility.IMMUTABLE,
            binder);
    if (operator) {
      d.catalog().operator(function);
    } else {
      d.catalog().function(function);
    }
  }

  /// Makes the comparison of arrays from the order of their elements.
  private interface Comparing {
    BiFunction<PgArray, PgArray, Boolean> of(Comparator<Object> order);
  }

  private static void comparing(Definitions d, String symbol, Comparing comparing) {
    d.operator(
        symbol,
        Type.BOOL,
        call -> {
          BiFunction<PgArray, PgArray, Boolean> holds =
              comparing.of(elementOrder(call.arguments().getFirst().type()));
          return Definitions.perRow(
                  (in, row, out, _) ->
                      out.append((boolean) holds.apply(array(in[0], row), array(in[1], row))))
              .bind(call);
        },
        ANYARRAY,
        ANYARRAY);
  }
}
