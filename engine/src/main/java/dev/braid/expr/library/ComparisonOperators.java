package dev.braid.expr.library;

import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.TypeOrder;
import dev.braid.expr.Volatility;
import dev.braid.expr.kernel.BytesComparisons;
import dev.braid.expr.kernel.Comparison;
import dev.braid.expr.kernel.DoubleComparisons;
import dev.braid.expr.kernel.IntComparisons;
import dev.braid.expr.kernel.LongComparisons;
import dev.braid.expr.kernel.NumericComparisons;
import dev.braid.expr.kernel.Widening;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `= <> < <= > >=` within each type and between the numbers, IS [NOT] DISTINCT FROM, GREATEST and
/// LEAST.
final class ComparisonOperators {
  private static final List<Type> TYPES =
      List.of(
          Type.BOOL,
          Type.TEXT,
          Type.BPCHAR,
          Type.BYTEA,
          Type.NUMERIC,
          Type.UUID,
          Type.JSONB,
          Type.of(Kind.ANYARRAY));

  private ComparisonOperators() {}

  static void register(Definitions d) {
    for (Comparison comparison : Comparison.values()) {
      for (Type type : TYPES) {
        define(d, comparison, type, type, same(comparison));
      }
      integers(d, comparison);
      floats(d, comparison);
    }
    distinct(d, "IS DISTINCT FROM", true);
    distinct(d, "IS NOT DISTINCT FROM", false);
    extreme(d, "greatest", 1);
    extreme(d, "least", -1);
  }

  private static void define(
      Definitions d, Comparison comparison, Type left, Type right, ScalarFunction.Binder binder) {
    d.operator(comparison.symbol(), Type.BOOL, binder, left, right);
  }

  /// The loop for two columns of one type.
  static ScalarFunction.Binder same(Comparison comparison) {
    return call -> {
      Type type = call.arguments().getFirst().type();
      return (columns, size, validity, context) ->
          compare(comparison, type, columns[0], columns[1], size, validity);
    };
  }

  static Column compare(
      Comparison comparison,
      Type type,
      Column left,
      Column right,
      int size,
      long @Nullable [] validity) {
    return switch (type.kind()) {
      case INT2, INT4, DATE -> IntComparisons.compare(comparison, left, right, size, validity);
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ ->
          LongComparisons.compare(comparison, left, right, size, validity);
      case FLOAT4, FLOAT8 -> DoubleComparisons.compare(comparison, left, right, size, validity);
      case NUMERIC -> NumericComparisons.compare(comparison, left, right, size, validity);
      case TEXT, VARCHAR, BYTEA, UUID, UNKNOWN ->
          BytesComparisons.compare(comparison, false, left, right, size, validity);
      case BPCHAR -> BytesComparisons.compare(comparison, true, left, right, size, validity);
      default -> values(comparison, type, left, right, size, validity);
    };
  }

  private static Column values(
      Comparison comparison,
      Type type,
      Column left,
      Column right,
      int size,
      long @Nullable [] validity) {
    Comparator<Object> order = TypeOrder.of(type);
    boolean[] result = new boolean[size];
    for (int row = 0; row < size; row++) {
      if (validity == null || (validity[row >> 6] >>> row & 1) != 0) {
        Object a = Values.get(left, row, type);
        Object b = Values.get(right, row, type);
        result[row] = a != null && b != null && comparison.holds(order.compare(a, b));
      }
    }
    return new BoolColumn(result, size, validity);
  }

  private static void integers(Definitions d, Comparison comparison) {
    List<Type> integers = List.of(Type.INT2, Type.INT4, Type.INT8);
    for (Type left : integers) {
      for (Type right : integers) {
        boolean wide = left.kind() == Kind.INT8 || right.kind() == Kind.INT8;
        define(
            d,
            comparison,
            left,
            right,
            _ ->
                wide
                    ? (columns, size, validity, _) ->
                        LongComparisons.compare(
                            comparison,
                            Widening.toLongs(columns[0], size),
                            Widening.toLongs(columns[1], size),
                            size,
                            validity)
                    : (columns, size, validity, _) ->
                        IntComparisons.compare(comparison, columns[0], columns[1], size, validity));
      }
    }
  }

  private static void floats(Definitions d, Comparison comparison) {
    List<Type> floats = List.of(Type.FLOAT4, Type.FLOAT8);
    for (Type left : floats) {
      for (Type right : floats) {
        define(
            d,
            comparison,
            left,
            right,
            _ ->
                (columns, size, validity, _) ->
                    DoubleComparisons.compare(comparison, columns[0], columns[1], size, validity));
      }
    }
  }

  private static void distinct(Definitions d, String name, boolean wanted) {
    d.catalog()
        .operator(
            new ScalarFunction(
                name,
                List.of(Type.of(Kind.ANYCOMPATIBLE), Type.of(Kind.ANYCOMPATIBLE)),
                Type.BOOL,
                false,
                false,
                Volatility.IMMUTABLE,
                call -> {
                  Type type = call.arguments().getFirst().type();
                  return (columns, size, _, _) ->
                      distinct(type, columns[0], columns[1], size, wanted);
                }));
  }

  private static Column distinct(Type type, Column left, Column right, int size, boolean wanted) {
    Column equal = compareWhereValid(type, left, right, size);
    boolean[] result = new boolean[size];
    for (int row = 0; row < size; row++) {
      boolean differ =
          left.isNull(row) || right.isNull(row)
              ? left.isNull(row) != right.isNull(row)
              : !equal.getBoolean(row);
      result[row] = differ == wanted;
    }
    return new BoolColumn(result, size, null);
  }

  private static Column compareWhereValid(Type type, Column left, Column right, int size) {
    return compare(
        Comparison.EQUAL,
        type,
        left,
        right,
        size,
        Validity.and(left.validity(), right.validity(), size));
  }

  private static void extreme(Definitions d, String name, int sign) {
    d.catalog()
        .function(
            new ScalarFunction(
                name,
                List.of(Type.of(Kind.ANYCOMPATIBLE)),
                Type.of(Kind.ANYCOMPATIBLE),
                true,
                false,
                Volatility.IMMUTABLE,
                call -> {
                  Type type = call.type();
                  Comparator<Object> order = TypeOrder.of(type);
                  return (columns, size, _, context) ->
                      extreme(type, order, sign, columns, size, context);
                }));
  }

  private static Column extreme(
      Type type,
      Comparator<Object> order,
      int sign,
      Column[] columns,
      int size,
      EvalContext context) {
    context.cancellation().check();
    ColumnBuilder builder = ColumnBuilder.of(type, size);
    for (int row = 0; row < size; row++) {
      Column best = null;
      Object value = null;
      for (Column column : columns) {
        Object candidate = Values.get(column, row, type);
        if (candidate != null && (value == null || order.compare(candidate, value) * sign > 0)) {
          best = column;
          value = candidate;
        }
      }
      if (best == null) {
        builder.appendNull();
      } else {
        builder.appendFrom(best, row);
      }
    }
    return builder.build();
  }
}
