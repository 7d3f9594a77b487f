package dev.braid.expr.library;

import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.NumberFormat;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Column;

/// `to_char` of numbers, and `to_number`. A format is read once.
final class NumberFormats {
  private NumberFormats() {}

  static void register(Definitions d) {
    toChar(d, Type.INT4, (format, in, row) -> format.format(in.getInt(row)));
    toChar(d, Type.INT8, (format, in, row) -> format.format(in.getLong(row)));
    toChar(d, Type.NUMERIC, (format, in, row) -> format.format(in.getNumeric(row)));
    toChar(d, Type.FLOAT4, (format, in, row) -> format.format((float) in.getDouble(row)));
    toChar(d, Type.FLOAT8, (format, in, row) -> format.format(in.getDouble(row)));
    d.function(
        "to_number",
        Type.NUMERIC,
        Volatility.STABLE,
        call -> {
          PatternCache<NumberFormat> formats = cache();
          return Definitions.perRow(
                  (in, row, out, context) -> {
                    Numeric number = formats.get(in[1], row, context).parse(in[0].getString(row));
                    if (number == null) {
                      out.appendNull();
                    } else {
                      out.append(number);
                    }
                  })
              .bind(call);
        },
        Type.TEXT,
        Type.TEXT);
  }

  private static PatternCache<NumberFormat> cache() {
    return new PatternCache<>((format, _, _) -> NumberFormat.of(format));
  }

  /// Writes the number in one row.
  @FunctionalInterface
  private interface Writer {
    String write(NumberFormat format, Column number, int row);
  }

  private static void toChar(Definitions d, Type type, Writer writer) {
    ScalarFunction.Binder binder =
        call -> {
          PatternCache<NumberFormat> formats = cache();
          return Definitions.perRow(
                  (in, row, out, context) ->
                      out.append(writer.write(formats.get(in[1], row, context), in[0], row)))
              .bind(call);
        };
    d.function("to_char", Type.TEXT, Volatility.STABLE, binder, type, Type.TEXT);
  }
}
