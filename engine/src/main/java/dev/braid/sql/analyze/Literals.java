package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.TypeName;
import dev.braid.type.IntervalFields;
import dev.braid.type.Intervals;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.math.BigInteger;

/// Constants as written, and casts of them.
final class Literals {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Analysis analysis;

  Literals(Analysis analysis) {
    this.analysis = analysis;
  }

  /// An integer that fits bigint is one, any other number is numeric.
  Expr number(Expression.NumericLiteral it) {
    BigInteger integer = integer(it.text());
    if (integer != null && integer.compareTo(LEAST) >= 0 && integer.compareTo(GREATEST) <= 0) {
      Constant value =
          integer.bitLength() < Integer.SIZE
              ? new Constant(Type.INT4, integer.intValue())
              : new Constant(Type.INT8, integer.longValue());
      return analysis.at(value, it.position());
    }
    String text = integer == null ? it.text() : integer.toString();
    return analysis.at(
        new Constant(Type.NUMERIC, parse(Type.NUMERIC, text, it.position())), it.position());
  }

  private static @org.jspecify.annotations.Nullable BigInteger integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 2 && digits.charAt(0) == '0') {
      radix =
          switch (Character.toLowerCase(digits.charAt(1))) {
            case 'x' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> 10;
          };
      digits = radix == 10 ? digits : digits.substring(2);
    }
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), radix) < 0) {
        return null;
      }
    }
    BigInteger value = new BigInteger(digits, radix);
    return negative ? value.negate() : value;
  }

  private Object parse(Type type, String text, int position) {
    try {
      return analysis.context.input().parse(type, text);
    } catch (BraidException e) {
      throw e.position() == 0 ? e.at(position) : e;
    }
  }

  /// `date '2025-01-01'`.
  Expr typed(Expression.TypedLiteral it) {
    Type type = analysis.typeNames.resolve(it.type());
    Expr text = analysis.at(new Constant(Type.UNKNOWN, it.value()), it.valuePosition());
    return cast(text, it.type(), type, it.position());
  }

  /// A cast that was written.
  Expr cast(Expr operand, TypeName name, Type type, int position) {
    if (type.kind() != Kind.INTERVAL || (name.intervalFields() == null && !type.hasModifier())) {
      return analysis.coercion.explicit(operand, type, position);
    }
    IntervalFields fields =
        name.intervalFields() == null
            ? IntervalFields.FULL
            : IntervalFields.valueOf(name.intervalFields().name());
    if (!(operand instanceof Constant constant)
        || !TypeCategory.isUnknown(constant.type())
        || analysis.parameters.isOpen(constant)
        || constant.value() == null) {
      int digits = type.hasModifier() ? type.precision() : 6;
      return analysis.coercion.explicit(operand, Type.interval(fields, digits), position);
    }
    try {
      Object value = Intervals.parse(constant.value().toString(), fields, type.precision());
      return analysis.at(new Constant(type, value), position);
    } catch (BraidException e) {
      throw e.at(analysis.position(operand));
    }
  }
}
