package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// A value of numeric: a decimal number with a display scale (0 to 16383), or NaN, Infinity,
/// -Infinity.
///
/// Every operation gives the value *and* the scale that PostgreSQL gives. Equality and order are by
/// value: 1.0 equals 1.00, NaN equals NaN and is greater than everything else. Functions that
/// PostgreSQL answers with NULL for NaN and the infinities answer -1 here ([#scale], [#minScale]).
/// A result that needs more than 131072 digits before the point fails with 22003.
public final class Numeric implements Comparable<Numeric> {
  static final int MAX_SCALE = 16383;
  static final int MAX_INTEGER_DIGITS = 131072;

  public static final Numeric ZERO = new Numeric(BigDecimal.ZERO, 0);
  public static final Numeric ONE = new Numeric(BigDecimal.ONE, 0);
  public static final Numeric NAN = new Numeric(BigDecimal.ZERO, 2);
  public static final Numeric INFINITY = new Numeric(BigDecimal.ZERO, 1);
  public static final Numeric NEGATIVE_INFINITY = new Numeric(BigDecimal.ZERO, -1);

  private final BigDecimal value;

  /// 0 for a finite number, else its place in the order: -Infinity -1, Infinity 1, NaN 2.
  private final int special;

  private Numeric(BigDecimal value, int special) {
    this.value = value;
    this.special = special;
  }

  /// A negative scale becomes 0; more than 16383 fractional digits, or 131072 integer digits, fail.
  public static Numeric of(BigDecimal value) {
    if (value.scale() > MAX_SCALE
        || ((long) value.precision() - value.scale() > MAX_INTEGER_DIGITS && value.signum() != 0)) {
      throw NumberErrors.numericOverflow();
    }
    return new Numeric(value.scale() < 0 ? value.setScale(0) : value, 0);
  }

  public static Numeric of(long value) {
    return new Numeric(BigDecimal.valueOf(value), 0);
  }

  /// `unscaled` / 10^`scale`, with that scale (0 to 16383).
  public static Numeric ofUnscaled(long unscaled, int scale) {
    return new Numeric(BigDecimal.valueOf(unscaled, scale), 0);
  }

  /// Reads any text that numeric's input takes: 22P02 for wrong syntax, 22003 for too large.
  public static Numeric parse(String text) {
    return new NumericParser(text).parse();
  }

  /// The cast from float8, which keeps 15 significant digits.
  public static Numeric fromDouble(double value) {
    return NumericConversions.fromDouble(value, 15);
  }

  /// The cast from float4, which keeps 6 significant digits.
  public static Numeric fromFloat(float value) {
    return NumericConversions.fromDouble(value, 6);
  }

  /// `factorial(bigint)`.
  public static Numeric factorial(long n) {
    return NumericIntegers.factorial(n);
  }

  public boolean isFinite() {
    return special == 0;
  }

  public boolean isNaN() {
    return special == 2;
  }

  public boolean isInfinite() {
    return special == 1 || special == -1;
  }

  /// The number itself; only of a finite one.
  public BigDecimal toBigDecimal() {
    if (special != 0) {
      throw new IllegalStateException("no decimal number: " + this);
    }
    return value;
  }

  /// -1, 0 or 1; 1 for Infinity, -1 for -Infinity, 0 for NaN.
  public int signum() {
    return special == 0 ? value.signum() : special == 2 ? 0 : special;
  }

  public Numeric add(Numeric other) {
    if ((special | other.special) != 0) {
      return isNaN() || other.isNaN() || special * other.special < 0
          ? NAN
          : special != 0 ? this : other;
    }
    return of(value.add(other.value));
  }

  public Numeric subtract(Numeric other) {
    return (special | other.special) != 0 ? add(other.negate()) : of(value.subtract(other.value));
  }

  public Numeric multiply(Numeric other) {
    if ((special | other.special) != 0) {
      return isNaN() || other.isNaN() ? NAN : infinity(signum() * other.signum());
    }
    BigDecimal product = value.multiply(other.value);
    return of(
        product.scale() > MAX_SCALE ? product.setScale(MAX_SCALE, RoundingMode.HALF_UP) : product);
  }

  /// NaN for sign 0.
  private static Numeric infinity(int sign) {
    return sign == 0 ? NAN : sign > 0 ? INFINITY : NEGATIVE_INFINITY;
  }

  /// The operator `/`, rounded to a scale that shows at least 16 significant digits.
  public Numeric divide(Numeric divisor) {
    return NumericDivision.divide(this, divisor);
  }

  /// `div`: the quotient without its fraction.
  public Numeric div(Numeric divisor) {
    return NumericDivision.truncated(this, divisor);
  }

  /// The remainder, with the sign of this number.
  public Numeric mod(Numeric divisor) {
    return NumericDivision.remainder(this, divisor);
  }

  public Numeric negate() {
    return switch (special) {
      case 0 -> new Numeric(value.negate(), 0);
      case 2 -> this;
      default -> infinity(-special);
    };
  }

  public Numeric abs() {
    return special == -1 ? INFINITY : special != 0 ? this : new Numeric(value.abs(), 0);
  }

  /// The function `sign`.
  public Numeric sign() {
    return isNaN() ? NAN : of(signum());
  }

  /// Rounds half away from zero; `digits` before the point where negative.
  public Numeric round(int digits) {
    return special != 0 ? this : rescale(digits, RoundingMode.HALF_UP);
  }

  public Numeric trunc(int digits) {
    return special != 0 ? this : rescale(digits, RoundingMode.DOWN);
  }

  public Numeric ceil() {
    return special != 0 ? this : of(value.setScale(0, RoundingMode.CEILING));
  }

  public Numeric floor() {
    return special != 0 ? this : of(value.setScale(0, RoundingMode.FLOOR));
  }

  private Numeric rescale(int digits, RoundingMode mode) {
    int scale = Math.clamp(digits, -MAX_INTEGER_DIGITS - 1, MAX_SCALE);
    if (scale >= 0 || (value.signum() != 0 && value.precision() - value.scale() >= -scale)) {
      return of(value.setScale(scale, mode));
    }
    return ZERO;
  }

  /// 2201F for a negative number.
  public Numeric sqrt() {
    return NumericRoots.sqrt(this);
  }

  /// 2201E for zero and less.
  public Numeric ln() {
    return NumericLogarithms.ln(this);
  }

  /// `log` and `log10`: to base 10.
  public Numeric log() {
    return NumericLogarithms.log(of(10), this);
  }

  /// `log(base, x)`.
  public static Numeric log(Numeric base, Numeric x) {
    return NumericLogarithms.log(base, x);
  }

  public Numeric exp() {
    return NumericPowers.exp(this);
  }

  public Numeric power(Numeric exponent) {
    return NumericPowers.power(this, exponent);
  }

  public Numeric gcd(Numeric other) {
    return NumericIntegers.gcd(this, other);
  }

  public Numeric lcm(Numeric other) {
    return NumericIntegers.lcm(this, other);
  }

  /// -1 where PostgreSQL answers NULL: NaN and the infinities.
  public int scale() {
    return special != 0 ? -1 : value.scale();
  }

  /// The least scale that shows the number in full; -1 for NaN and the infinities.
  public int minScale() {
    return special != 0 ? -1 : Math.max(0, value.stripTrailingZeros().scale());
  }

  public Numeric trimScale() {
    return special != 0 ? this : of(value.stripTrailingZeros());
  }

  /// `width_bucket(this, low, high, count)`.
  public int widthBucket(Numeric low, Numeric high, int count) {
    return NumericDivision.widthBucket(this, low, high, count);
  }

  /// The cast to `numeric(precision, scale)`: rounds, and fails where the integer part is too long.
  public Numeric applyModifier(int precision, int scale) {
    if (isNaN()) {
      return this;
    }
    if (isInfinite()) {
      throw fieldOverflow(precision, scale, " cannot hold an infinite value.");
    }
    BigDecimal rounded = rescale(scale, RoundingMode.HALF_UP).value;
    int integerDigits = precision - scale;
    if (rounded.signum() != 0 && rounded.precision() - rounded.scale() > integerDigits) {
      throw fieldOverflow(
          precision,
          scale,
          " must round to an absolute value less than "
              + (integerDigits == 0 ? "1." : "10^" + integerDigits + "."));
    }
    return of(rounded);
  }

  private static BraidException fieldOverflow(int precision, int scale, String rest) {
    return new BraidException(
        SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
        "numeric field overflow",
        0,
        "A field with precision " + precision + ", scale " + scale + rest,
        null,
        null);
  }

  /// The cast to smallint, half away from zero.
  public int toInt2() {
    return (int) NumericConversions.toInteger(this, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
  }

  public int toInt4() {
    return (int)
        NumericConversions.toInteger(this, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
  }

  public long toInt8() {
    return NumericConversions.toInteger(this, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
  }

  /// The cast to double precision; 22003 where the number is too large, or too small to differ from
  /// zero.
  public double toDouble() {
    return NumericConversions.toDouble(this);
  }

  /// The cast to real.
  public float toFloat() {
    return NumericConversions.toFloat(this);
  }

  @Override
  public int compareTo(Numeric other) {
    return (special | other.special) != 0
        ? Integer.compare(special, other.special)
        : value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numeric number && compareTo(number) == 0;
  }

  @Override
  public int hashCode() {
    if (special != 0) {
      return special;
    }
    BigInteger unscaled = value.unscaledValue();
    if (unscaled.bitLength() > 63) {
      BigDecimal stripped = value.stripTrailingZeros();
      BigDecimal least = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
      unscaled = least.unscaledValue();
      return unscaled.bitLength() > 63
          ? unscaled.hashCode() * 31 + least.scale()
          : Long.hashCode(unscaled.longValue()) * 31 + least.scale();
    }
    long digits = unscaled.longValue();
    int scale = value.scale();
    if (digits == 0) {
      return 0;
    }
    while (scale > 0 && digits % 10 == 0) {
      digits /= 10;
      scale--;
    }
    return Long.hashCode(digits) * 31 + scale;
  }

  /// As PostgreSQL prints it: all digits of the scale, never an exponent.
  @Override
  public String toString() {
    return switch (special) {
      case 0 -> value.toPlainString();
      case 1 -> "Infinity";
      case 2 -> "NaN";
      default -> "-Infinity";
    };
  }
}
