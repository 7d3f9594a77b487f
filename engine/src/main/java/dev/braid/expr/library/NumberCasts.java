package dev.braid.expr.library;

import static dev.braid.expr.Cast.Context.ASSIGNMENT;
import static dev.braid.expr.Cast.Context.EXPLICIT;
import static dev.braid.expr.Cast.Context.IMPLICIT;

import dev.braid.expr.Call;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.kernel.Widening;
import dev.braid.type.Floats;
import dev.braid.type.Integers;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.NumericColumn;

/// Conversions among the numbers, and between integer and boolean. A target type with precision and
/// scale rounds or refuses.
final class NumberCasts {
  private NumberCasts() {}

  static void register(Definitions d) {
    d.sameValues(Kind.INT2, Kind.INT4, IMPLICIT);
    d.cast(Kind.INT2, Kind.INT8, IMPLICIT, NumberCasts::widen);
    d.cast(Kind.INT4, Kind.INT8, IMPLICIT, NumberCasts::widen);
    d.cast(
        Kind.INT4,
        Kind.INT2,
        ASSIGNMENT,
        (in, row, out, _) -> out.append(Integers.toInt2(in[0].getInt(row))));
    d.cast(
        Kind.INT8,
        Kind.INT2,
        ASSIGNMENT,
        (in, row, out, _) -> out.append(Integers.toInt2(in[0].getLong(row))));
    d.cast(
        Kind.INT8,
        Kind.INT4,
        ASSIGNMENT,
        (in, row, out, _) -> out.append(Integers.toInt4(in[0].getLong(row))));
    for (Kind kind : new Kind[] {Kind.INT2, Kind.INT4, Kind.INT8}) {
      d.cast(kind, Kind.FLOAT8, IMPLICIT, NumberCasts::toDouble);
      boolean wide = kind == Kind.INT8;
      d.cast(
          kind,
          Kind.FLOAT4,
          IMPLICIT,
          (in, row, out, _) ->
              out.append((double) (float) (wide ? in[0].getLong(row) : in[0].getInt(row))));
      d.cast(kind, Kind.NUMERIC, IMPLICIT, NumberCasts::toNumeric);
    }
    floats(d);
    numerics(d);
    d.cast(Kind.INT4, Kind.BOOL, EXPLICIT, (in, row, out, _) -> out.append(in[0].getInt(row) != 0));
    d.cast(
        Kind.BOOL,
        Kind.INT4,
        EXPLICIT,
        (in, row, out, _) -> out.append(in[0].getBoolean(row) ? 1 : 0));
  }

  private static ScalarFunction.Kernel widen(Call call) {
    return (columns, size, _, _) -> Widening.toLongs(columns[0], size);
  }

  private static ScalarFunction.Kernel toDouble(Call call) {
    return (columns, size, _, _) -> Widening.toDoubles(columns[0], size);
  }

  private static ScalarFunction.Kernel toNumeric(Call call) {
    Type type = call.type();
    return type.hasModifier()
        ? Definitions.perRow(
                (in, row, out, _) ->
                    out.append(
                        Widening.toNumerics(in[0], row + 1)
                            .getNumeric(row)
                            .applyModifier(type.precision(), type.scale())))
            .bind(call)
        : (columns, size, _, _) -> Widening.toNumerics(columns[0], size);
  }

  private static void floats(Definitions d) {
    d.sameValues(Kind.FLOAT4, Kind.FLOAT8, IMPLICIT);
    d.cast(
        Kind.FLOAT8,
        Kind.FLOAT4,
        ASSIGNMENT,
        (in, row, out, _) -> out.append((double) Floats.toFloat4(in[0].getDouble(row))));
    for (Kind kind : new Kind[] {Kind.FLOAT4, Kind.FLOAT8}) {
      d.cast(
          kind,
          Kind.INT2,
          ASSIGNMENT,
          (in, row, out, _) -> out.append(Floats.toInt2(in[0].getDouble(row))));
      d.cast(
          kind,
          Kind.INT4,
          ASSIGNMENT,
          (in, row, out, _) -> out.append(Floats.toInt4(in[0].getDouble(row))));
      d.cast(
          kind,
          Kind.INT8,
          ASSIGNMENT,
          (in, row, out, _) -> out.append(Floats.toInt8(in[0].getDouble(row))));
      boolean narrow = kind == Kind.FLOAT4;
      d.cast(
          kind,
          Kind.NUMERIC,
          ASSIGNMENT,
          call ->
              Definitions.perRow(
                      (in, row, out, _) -> {
                        double value = in[0].getDouble(row);
                        Numeric numeric =
                            narrow ? Numeric.fromFloat((float) value) : Numeric.fromDouble(value);
                        out.append(modified(numeric, call.type()));
                      })
                  .bind(call));
    }
  }

  private static Numeric modified(Numeric value, Type type) {
    return type.hasModifier() ? value.applyModifier(type.precision(), type.scale()) : value;
  }

  private static void numerics(Definitions d) {
    d.cast(
        Kind.NUMERIC,
        Kind.INT2,
        ASSIGNMENT,
        (in, row, out, _) -> out.append(in[0].getNumeric(row).toInt2()));
    d.cast(
        Kind.NUMERIC,
        Kind.INT4,
        ASSIGNMENT,
        (in, row, out, _) -> out.append(in[0].getNumeric(row).toInt4()));
    d.cast(
        Kind.NUMERIC,
        Kind.INT8,
        ASSIGNMENT,
        (in, row, out, _) -> out.append(in[0].getNumeric(row).toInt8()));
    d.cast(
        Kind.NUMERIC,
        Kind.FLOAT8,
        IMPLICIT,
        _ ->
            (columns, size, validity, _) -> Widening.numericsToDoubles(columns[0], size, validity));
    d.cast(
        Kind.NUMERIC,
        Kind.FLOAT4,
        IMPLICIT,
        (in, row, out, _) -> out.append((double) in[0].getNumeric(row).toFloat()));
    d.cast(Kind.NUMERIC, Kind.NUMERIC, IMPLICIT, NumberCasts::modify);
  }

  private static ScalarFunction.Kernel modify(Call call) {
    Type type = call.type();
    ScalarFunction.Kernel slow =
        Definitions.perRow((in, row, out, _) -> out.append(modified(in[0].getNumeric(row), type)))
            .bind(call);
    return (columns, size, validity, context) ->
        !type.hasModifier()
                || columns[0] instanceof NumericColumn numeric && fits(numeric, type, size)
            ? columns[0]
            : slow.apply(columns, size, validity, context);
  }

  /// Whether the values have the type's scale already, and no more digits than it allows.
  private static boolean fits(NumericColumn column, Type type, int size) {
    if (!column.isLong() || column.scale() != type.scale() || type.precision() > 18) {
      return false;
    }
    long limit = 1;
    for (int i = 0; i < type.precision(); i++) {
      limit *= 10;
    }
    long[] values = column.low();
    boolean outgrown = false;
    for (int i = 0; i < size; i++) {
      outgrown |= values[i] >= limit || values[i] <= -limit;
    }
    return !outgrown;
  }
}
