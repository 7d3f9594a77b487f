package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// to_char and to_number with one format, in the locale C: point, comma, no currency symbol.
///
/// Make one for a format and use it for many numbers; it may be shared by threads. The format's
/// errors have 42601.
public final class NumberFormat {
  private final NumberPattern pattern;

  private NumberFormat(NumberPattern pattern) {
    this.pattern = pattern;
  }

  public static NumberFormat of(String format) {
    return new NumberFormat(new NumberPattern(format));
  }

  /// `to_char(numeric, text)`.
  public String format(Numeric number) {
    if (pattern.roman) {
      return write(RomanNumerals.of(roman(number)), '+');
    }
    if (pattern.scientific) {
      return number.isFinite()
          ? scientific(number.toBigDecimal())
          : write(unknownScientific(), '+');
    }
    Numeric shifted =
        pattern.shifted ? number.multiply(Numeric.of(BigDecimal.TEN.pow(pattern.shift))) : number;
    return fixed(shifted.round(pattern.fractionDigits).toString(), pattern.fractionDigits);
  }

  private static long roman(Numeric number) {
    try {
      return number.toInt4();
    } catch (BraidException e) {
      return Integer.MAX_VALUE;
    }
  }

  /// `to_char(integer, text)`.
  public String format(int number) {
    if (pattern.roman) {
      return write(RomanNumerals.of(number), '+');
    }
    if (pattern.scientific) {
      return exponential(BigDecimal.valueOf(number));
    }
    return integer(pattern.shifted ? number * power4() : number);
  }

  /// 10 to the power of V's digits; the least integer where that is too large. PostgreSQL lets the
  /// product with it overflow silently.
  private int power4() {
    double power = Math.pow(10, pattern.shift);
    return power <= Integer.MAX_VALUE ? (int) power : Integer.MIN_VALUE;
  }

  /// `to_char(bigint, text)`.
  public String format(long number) {
    if (pattern.roman) {
      return write(RomanNumerals.of(number), '+');
    }
    if (pattern.scientific) {
      return scientific(BigDecimal.valueOf(number));
    }
    return integer(
        pattern.shifted
            ? Integers.multiply8(number, Floats.toInt8(Math.pow(10, pattern.shift)))
            : number);
  }

  /// `to_char(double precision, text)`, which shows at most 15 significant digits.
  public String format(double number) {
    return floating(number, 15);
  }

  /// `to_char(real, text)`, which shows at most 6 significant digits.
  public String format(float number) {
    return floating(number, 6);
  }

  private String integer(long number) {
    String text = Long.toString(number);
    return fixed(
        pattern.fractionDigits > 0 ? text + "." + "0".repeat(pattern.fractionDigits) : text,
        pattern.fractionDigits);
  }

  private String floating(double number, int significantDigits) {
    if (pattern.roman) {
      double rounded = Math.rint(number);
      return write(RomanNumerals.of(rounded >= 1 && rounded <= 3999 ? (long) rounded : 0), '+');
    }
    boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
    if (pattern.scientific) {
      return finite ? exponential(number) : write(unknownScientific(), '+');
    }
    double shifted = number;
    if (pattern.shifted) {
      double factor = Math.pow(10, pattern.shift);
      shifted = significantDigits == 6 ? (float) number * (float) factor : number * factor;
    }
    if (Double.isNaN(shifted) || Double.isInfinite(shifted)) {
      String text = Floats.toText(shifted);
      int room = Math.max(0, significantDigits - Floats.toText(Math.abs(shifted)).length());
      return fixed(text, Math.min(pattern.fractionDigits, room));
    }
    BigDecimal exact = new BigDecimal(shifted);
    int integerDigits = exact.abs().setScale(0, RoundingMode.HALF_EVEN).toPlainString().length();
    int fractionDigits =
        integerDigits >= significantDigits
            ? 0
            : Math.min(pattern.fractionDigits, significantDigits - integerDigits);
    String text = exact.setScale(fractionDigits, RoundingMode.HALF_EVEN).toPlainString();
    boolean negative = number < 0 || 1 / number < 0;
    return fixed(negative && !text.startsWith("-") ? "-" + text : text, fractionDigits);
  }

  /// @param text with a minus where negative
  private String fixed(String text, int fractionDigits) {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    int point = digits.indexOf('.');
    int integerDigits = point < 0 ? digits.length() : point;
    int width = pattern.integerDigits + pattern.shift;
    int blanks = Math.max(0, width - integerDigits);
    if (integerDigits > width) {
      digits = "#".repeat(width) + "." + "#".repeat(fractionDigits);
    }
    return new NumberWriter(pattern, digits, negative ? '-' : '+', blanks, fractionDigits).write();
  }

  private String write(String digits, char sign) {
    return pattern.scientific
        ? digits
        : new NumberWriter(pattern, digits, sign, 0, pattern.fractionDigits).write();
  }

  private String unknownScientific() {
    return " " + "#".repeat(pattern.integerDigits) + "." + "#".repeat(pattern.fractionDigits + 4);
  }

  private String exponential(double number) {
    String text = exponential(new BigDecimal(number));
    return 1 / number < 0 && number == 0 ? "-" + text.substring(1) : text;
  }

  /// As C's printf has it: the mantissa is rounded half to even.
  private String exponential(BigDecimal number) {
    int digits = pattern.fractionDigits + 1;
    BigDecimal rounded = number.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    return mantissa(rounded, weight(rounded));
  }

  private String scientific(BigDecimal number) {
    return mantissa(number, weight(number));
  }

  private static int weight(BigDecimal number) {
    return number.signum() == 0 ? 0 : NumericDivision.decimalWeight(number);
  }

  private String mantissa(BigDecimal number, int exponent) {
    String mantissa =
        number
            .scaleByPowerOfTen(-exponent)
            .setScale(pattern.fractionDigits, RoundingMode.HALF_UP)
            .toPlainString();
    int size = Math.abs(exponent);
    return (mantissa.startsWith("-") ? "" : " ")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }

  /// `to_number(text, text)`; null for an empty format.
  public @Nullable Numeric parse(String text) {
    if (pattern.scientific) {
      throw new BraidException(SqlState.FEATURE_NOT_SUPPORTED, "\"EEEE\" not supported for input");
    }
    return pattern.elements.isEmpty() ? null : new NumberReader(pattern, text).read();
  }
}
