package dev.braid.expr.library;

import static dev.braid.expr.library.ArrayOperators.ANYARRAY;
import static dev.braid.expr.library.ArrayOperators.ANYELEMENT;
import static dev.braid.expr.library.ArrayOperators.COMPATIBLE;
import static dev.braid.expr.library.ArrayOperators.COMPATIBLE_ARRAY;
import static dev.braid.expr.library.ArrayOperators.array;
import static dev.braid.expr.library.ArrayOperators.arrayOrNull;
import static dev.braid.expr.library.ArrayOperators.elementOrder;
import static dev.braid.expr.library.ArrayOperators.function;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.TextOutput;
import dev.braid.expr.Volatility;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.array.ArrayFunctions;
import dev.braid.type.text.StringArrays;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The functions of arrays.
final class ArrayLibrary {
  private static final Type TEXTS = Type.arrayOf(Type.TEXT);

  private ArrayLibrary() {}

  static void register(Definitions d) {
    sizes(d);
    searching(d);
    changing(d);
    texts(d);
  }

  private static void sizes(Definitions d) {
    RowFunction length =
        (in, row, out, _) ->
            Outputs.append(out, ArrayFunctions.length(array(in[0], row), in[1].getInt(row)));
    d.function("array_length", Type.INT4, length, ANYARRAY, Type.INT4);
    d.function("array_upper", Type.INT4, length, ANYARRAY, Type.INT4);
    d.function(
        "array_lower",
        Type.INT4,
        (in, row, out, _) ->
            Outputs.append(out, ArrayFunctions.lower(array(in[0], row), in[1].getInt(row))),
        ANYARRAY,
        Type.INT4);
    d.function(
        "cardinality",
        Type.INT4,
        (in, row, out, _) -> out.append(array(in[0], row).size()),
        ANYARRAY);
    d.function(
        "array_ndims",
        Type.INT4,
        (in, row, out, _) ->
            Outputs.append(out, array(in[0], row).size() == 0 ? null : (Integer) 1),
        ANYARRAY);
    d.function(
        "array_dims",
        Type.TEXT,
        (in, row, out, _) -> {
          int size = array(in[0], row).size();
          Outputs.append(out, size == 0 ? null : "[1:" + size + "]");
        },
        ANYARRAY);
  }

  /// A function of a row, the type of an element and the order of elements.
  @FunctionalInterface
  private interface Ordered {
    RowFunction with(Type element, Comparator<Object> order);
  }

  private static ScalarFunction.Binder ordered(Ordered function) {
    return call -> {
      Type arrays = call.arguments().getFirst().type();
      return Definitions.perRow(function.with(arrays.elementType(), elementOrder(arrays)))
          .bind(call);
    };
  }

  private static void searching(Definitions d) {
    function(
        d,
        "array_position",
        Type.INT4,
        false,
        false,
        ordered((element, order) -> position(element, order, false)),
        COMPATIBLE_ARRAY,
        COMPATIBLE);
    function(
        d,
        "array_position",
        Type.INT4,
        false,
        false,
        ordered((element, order) -> position(element, order, true)),
        COMPATIBLE_ARRAY,
        COMPATIBLE,
        Type.INT4);
    function(
        d,
        "array_positions",
        Type.arrayOf(Type.INT4),
        false,
        false,
        ordered(
            (element, order) ->
                (in, row, out, _) -> {
                  PgArray array = arrayOrNull(in[0], row);
                  ArrayOperators.appendArray(
                      out,
                      array == null
                          ? null
                          : new PgArray(
                              Type.INT4,
                              ArrayFunctions.positions(
                                      array, Values.get(in[1], row, element), order)
                                  .toArray()));
                }),
        COMPATIBLE_ARRAY,
        COMPATIBLE);
  }

  private static RowFunction position(Type element, Comparator<Object> order, boolean from) {
    return (in, row, out, _) -> {
      PgArray array = arrayOrNull(in[0], row);
      if (array == null) {
        out.appendNull();
        return;
      }
      if (from && in[2].isNull(row)) {
        boolean hopeless = in[1].isNull(row) && !Arrays.asList(array.elements()).contains(null);
        if (array.size() == 0 || hopeless) {
          out.appendNull();
          return;
        }
        throw new BraidException(
            SqlState.NULL_VALUE_NOT_ALLOWED, "initial position must not be null");
      }
      Outputs.append(
          out,
          ArrayFunctions.position(
              array, Values.get(in[1], row, element), from ? in[2].getInt(row) : 1, order));
    };
  }

  private static void changing(Definitions d) {
    function(
        d,
        "array_remove",
        COMPATIBLE_ARRAY,
        false,
        false,
        ordered(
            (element, order) ->
                (in, row, out, _) -> {
                  PgArray array = arrayOrNull(in[0], row);
                  ArrayOperators.appendArray(
                      out,
                      array == null
                          ? null
                          : ArrayFunctions.remove(array, Values.get(in[1], row, element), order));
                }),
        COMPATIBLE_ARRAY,
        COMPATIBLE);
    function(
        d,
        "array_replace",
        COMPATIBLE_ARRAY,
        false,
        false,
        ordered(
            (element, order) ->
                (in, row, out, _) -> {
                  PgArray array = arrayOrNull(in[0], row);
                  ArrayOperators.appendArray(
                      out,
                      array == null
                          ? null
                          : ArrayFunctions.replace(
                              array,
                              Values.get(in[1], row, element),
                              Values.get(in[2], row, element),
                              order));
                }),
        COMPATIBLE_ARRAY,
        COMPATIBLE,
        COMPATIBLE);
    d.function(
        "trim_array",
        ANYARRAY,
        (in, row, out, _) -> out.append(ArrayFunctions.trim(array(in[0], row), in[1].getInt(row))),
        ANYARRAY,
        Type.INT4);
    function(
        d,
        "array_fill",
        ANYARRAY,
        false,
        false,
        ArrayLibrary::fill,
        ANYELEMENT,
        Type.arrayOf(Type.INT4));
    d.function(
        "array_reverse",
        ANYARRAY,
        (in, row, out, _) -> {
          PgArray array = array(in[0], row);
          @Nullable Object[] elements = array.elements().clone();
          Collections.reverse(Arrays.asList(elements));
          out.append(new PgArray(array.elementType(), elements));
        },
        ANYARRAY);
    sort(d, ANYARRAY);
    sort(d, ANYARRAY, Type.BOOL);
    sort(d, ANYARRAY, Type.BOOL, Type.BOOL);
  }

  private static void sort(Definitions d, Type... arguments) {
    d.function(
        "array_sort",
        ANYARRAY,
        ordered(
            (_, order) ->
                (in, row, out, _) -> {
                  boolean descending = in.length > 1 && in[1].getBoolean(row);
                  boolean nullsFirst = in.length > 2 ? in[2].getBoolean(row) : descending;
                  Comparator<Object> values = descending ? order.reversed() : order;
                  PgArray array = array(in[0], row);
                  @Nullable Object[] elements = array.elements().clone();
                  Arrays.sort(
                      elements,
                      nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
                  out.append(new PgArray(array.elementType(), elements));
                }),
        arguments);
  }

  private static ScalarFunction.Kernel fill(Call call) {
    Type element = call.type().elementType();
    return Definitions.perRow(
            (in, row, out, _) -> {
              PgArray sizes = arrayOrNull(in[1], row);
              if (sizes == null) {
                throw new BraidException(
                    SqlState.NULL_VALUE_NOT_ALLOWED,
                    "dimension array or low bound array cannot be null");
              }
              if (sizes.size() > 1) {
                throw new BraidException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "arrays of more than one dimension are not supported");
              }
              if (sizes.size() == 1 && sizes.elements()[0] == null) {
                throw new BraidException(
                    SqlState.NULL_VALUE_NOT_ALLOWED, "dimension values cannot be null");
              }
              int size = sizes.size() == 1 && sizes.elements()[0] instanceof Integer n ? n : 0;
              out.append(ArrayFunctions.fill(element, Values.get(in[0], row, element), size));
            })
        .bind(call);
  }

  private static void texts(Definitions d) {
    d.function("array_to_string", Type.TEXT, Volatility.STABLE, join(false), ANYARRAY, Type.TEXT);
    d.catalog()
        .function(
            new ScalarFunction(
                "array_to_string",
                java.util.List.of(ANYARRAY, Type.TEXT, Type.TEXT),
                Type.TEXT,
                false,
                false,
                Volatility.STABLE,
                join(true)));
    d.nullable("string_to_array", TEXTS, Volatility.IMMUTABLE, split(false), Type.TEXT, Type.TEXT);
    d.nullable(
        "string_to_array",
        TEXTS,
        Volatility.IMMUTABLE,
        split(true),
        Type.TEXT,
        Type.TEXT,
        Type.TEXT);
  }

  private static ScalarFunction.Binder join(boolean withNulls) {
    return call -> {
      Type element = call.arguments().getFirst().type().elementType();
      return Definitions.perRow(
              (in, row, out, context) -> {
                if (in[0].isNull(row) || in[1].isNull(row)) {
                  out.appendNull();
                  return;
                }
                out.append(
                    ArrayFunctions.toString(
                        array(in[0], row),
                        in[1].getString(row),
                        withNulls && !in[2].isNull(row) ? in[2].getString(row) : null,
                        value -> TextOutput.write(element, value, context.timeZone())));
              })
          .bind(call);
    };
  }

  private static RowFunction split(boolean withNulls) {
    return (in, row, out, _) -> {
      if (in[0].isNull(row)) {
        out.appendNull();
        return;
      }
      String delimiter = in[1].isNull(row) ? null : in[1].getString(row);
      String nullText = withNulls && !in[2].isNull(row) ? in[2].getString(row) : null;
      out.append(
          new PgArray(Type.TEXT, StringArrays.toArray(in[0].getString(row), delimiter, nullText)));
    };
  }
}
