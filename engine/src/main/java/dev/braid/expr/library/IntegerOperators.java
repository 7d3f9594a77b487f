package dev.braid.expr.library;

import dev.braid.expr.ScalarFunction;
import dev.braid.expr.kernel.IntegerArithmetic;
import dev.braid.expr.kernel.IntegerArithmetic.Operation;
import dev.braid.expr.kernel.IntegerDivision;
import dev.braid.expr.kernel.Widening;
import dev.braid.type.Integers;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import java.util.List;

/// Arithmetic and bits of smallint, integer and bigint, among themselves and mixed.
final class IntegerOperators {
  private static final List<Type> TYPES = List.of(Type.INT2, Type.INT4, Type.INT8);

  private IntegerOperators() {}

  static void register(Definitions d) {
    for (Type left : TYPES) {
      for (Type right : TYPES) {
        arithmetic(d, "+", Operation.ADD, left, right);
        arithmetic(d, "-", Operation.SUBTRACT, left, right);
        arithmetic(d, "*", Operation.MULTIPLY, left, right);
        Type result = wider(left, right);
        d.operator("/", result, division(result), left, right);
      }
    }
    modulo(d);
    unary(d);
    bits(d);
    functions(d);
  }

  private static Type wider(Type left, Type right) {
    return left.kind().compareTo(right.kind()) >= 0 ? left : right;
  }

  private static void arithmetic(
      Definitions d, String symbol, Operation operation, Type left, Type right) {
    Type result = wider(left, right);
    d.operator(
        symbol,
        result,
        _ ->
            switch (result.kind()) {
              case INT8 ->
                  (columns, size, validity, _) ->
                      IntegerArithmetic.apply(
                          operation,
                          Widening.toLongs(columns[0], size),
                          Widening.toLongs(columns[1], size),
                          size,
                          validity);
              default -> {
                boolean small = result.kind() == Kind.INT2;
                yield (columns, size, validity, _) ->
                    IntegerArithmetic.apply(
                        operation,
                        (IntColumn) columns[0],
                        (IntColumn) columns[1],
                        small,
                        size,
                        validity);
              }
            },
        left,
        right);
  }

  private static ScalarFunction.Binder division(Type result) {
    if (result.kind() == Kind.INT8) {
      return _ ->
          (columns, size, validity, _) ->
              IntegerDivision.divide(
                  Widening.toLongs(columns[0], size),
                  Widening.toLongs(columns[1], size),
                  size,
                  validity);
    }
    boolean small = result.kind() == Kind.INT2;
    return _ ->
        (columns, size, validity, _) ->
            IntegerDivision.divide(
                (IntColumn) columns[0], (IntColumn) columns[1], small, size, validity);
  }

  private static void modulo(Definitions d) {
    for (Type type : TYPES) {
      ScalarFunction.Binder mod =
          type.kind() == Kind.INT8
              ? _ ->
                  (columns, size, validity, _) ->
                      IntegerDivision.modulo(
                          (LongColumn) columns[0], (LongColumn) columns[1], size, validity)
              : _ ->
                  (columns, size, validity, _) ->
                      IntegerDivision.modulo(
                          (IntColumn) columns[0], (IntColumn) columns[1], size, validity);
      d.operator("%", type, mod, type, type);
      d.function("mod", type, mod, type, type);
    }
  }

  private static void unary(Definitions d) {
    RowFunction negate2 = (in, row, out, _) -> out.append(Integers.negate2(in[0].getInt(row)));
    RowFunction negate4 = (in, row, out, _) -> out.append(Integers.negate4(in[0].getInt(row)));
    RowFunction negate8 = (in, row, out, _) -> out.append(Integers.negate8(in[0].getLong(row)));
    d.operator("-", Type.INT2, negate2, Type.INT2);
    d.operator("-", Type.INT4, negate4, Type.INT4);
    d.operator("-", Type.INT8, negate8, Type.INT8);
    for (Type type : TYPES) {
      d.operator("+", type, (in, row, out, _) -> out.appendFrom(in[0], row), type);
    }
    RowFunction abs2 = (in, row, out, _) -> out.append(Integers.abs2(in[0].getInt(row)));
    RowFunction abs4 = (in, row, out, _) -> out.append(Integers.abs4(in[0].getInt(row)));
    RowFunction abs8 = (in, row, out, _) -> out.append(Integers.abs8(in[0].getLong(row)));
    for (String name : List.of("abs", "@")) {
      for (Type type : TYPES) {
        RowFunction abs =
            switch (type.kind()) {
              case INT2 -> abs2;
              case INT4 -> abs4;
              default -> abs8;
            };
        if (name.equals("@")) {
          d.operator(name, type, abs, type);
        } else {
          d.function(name, type, abs, type);
        }
      }
    }
  }

  private static void bits(Definitions d) {
    for (Type type : TYPES) {
      boolean wide = type.kind() == Kind.INT8;
      d.operator(
          "&",
          type,
          (in, row, out, _) -> {
            if (wide) {
              out.append(in[0].getLong(row) & in[1].getLong(row));
            } else {
              out.append(in[0].getInt(row) & in[1].getInt(row));
            }
          },
          type,
          type);
      d.operator(
          "|",
          type,
          (in, row, out, _) -> {
            if (wide) {
              out.append(in[0].getLong(row) | in[1].getLong(row));
            } else {
              out.append(in[0].getInt(row) | in[1].getInt(row));
            }
          },
          type,
          type);
      d.operator(
          "#",
          type,
          (in, row, out, _) -> {
            if (wide) {
              out.append(in[0].getLong(row) ^ in[1].getLong(row));
            } else {
              out.append(in[0].getInt(row) ^ in[1].getInt(row));
            }
          },
          type,
          type);
      d.operator(
          "~",
          type,
          (in, row, out, _) -> {
            if (wide) {
              out.append(~in[0].getLong(row));
            } else {
              out.append(~in[0].getInt(row));
            }
          },
          type);
      shifts(d, type);
    }
  }

  private static void shifts(Definitions d, Type type) {
    d.operator(
        "<<",
        type,
        (in, row, out, _) -> {
          int distance = in[1].getInt(row);
          switch (type.kind()) {
            case INT2 -> out.append(Integers.shiftLeft2(in[0].getInt(row), distance));
            case INT4 -> out.append(in[0].getInt(row) << distance);
            default -> out.append(in[0].getLong(row) << distance);
          }
        },
        type,
        Type.INT4);
    d.operator(
        ">>",
        type,
        (in, row, out, _) -> {
          int distance = in[1].getInt(row);
          if (type.kind() == Kind.INT8) {
            out.append(in[0].getLong(row) >> distance);
          } else {
            out.append(in[0].getInt(row) >> distance);
          }
        },
        type,
        Type.INT4);
  }

  private static void functions(Definitions d) {
    RowFunction gcd4 =
        (in, row, out, _) -> out.append(Integers.gcd4(in[0].getInt(row), in[1].getInt(row)));
    RowFunction gcd8 =
        (in, row, out, _) -> out.append(Integers.gcd8(in[0].getLong(row), in[1].getLong(row)));
    RowFunction lcm4 =
        (in, row, out, _) -> out.append(Integers.lcm4(in[0].getInt(row), in[1].getInt(row)));
    RowFunction lcm8 =
        (in, row, out, _) -> out.append(Integers.lcm8(in[0].getLong(row), in[1].getLong(row)));
    d.function("gcd", Type.INT4, gcd4, Type.INT4, Type.INT4);
    d.function("gcd", Type.INT8, gcd8, Type.INT8, Type.INT8);
    d.function("lcm", Type.INT4, lcm4, Type.INT4, Type.INT4);
    d.function("lcm", Type.INT8, lcm8, Type.INT8, Type.INT8);
  }
}
