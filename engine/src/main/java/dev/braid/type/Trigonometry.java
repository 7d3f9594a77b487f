package dev.braid.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// Sine and its kin, rounded correctly but for one argument in some 2^45.
///
/// Values are computed as sums of two doubles, some 106 bits, and rounded once. `Math` is within a
/// unit of the last place, which is not near enough: C libraries come to within 0.55 of one, so
/// that their results are nearly always the nearest doubles.
final class Trigonometry {
  /// Terms of the series of sine and cosine up to pi / 4.
  private static final int TERMS = 14;

  /// Above this, arguments are reduced with as many digits as it takes.
  private static final double LARGE = 0x1p28;

  private static final MathContext DIGITS = new MathContext(420, RoundingMode.HALF_EVEN);
  private static final BigDecimal HALF_PI = halfPi();

  /// pi / 2 as a sum of four doubles.
  private static final double[] HALF_PI_PARTS = parts(HALF_PI, 4);

  /// 1 / 1!, -1 / 3!, 1 / 5! and so on, as sums of two doubles.
  private static final double[][] SINE = series(1);

  /// 1 / 0!, -1 / 2!, 1 / 4! and so on.
  private static final double[][] COSINE = series(0);

  private Trigonometry() {}

  /// A sum of two doubles, the second of which is less than half a unit of the first's last place.
  private record Sum(double high, double low) {
    static Sum of(double value) {
      return new Sum(value, 0);
    }

    /// Of any two.
    static Sum of(double a, double b) {
      double sum = a + b;
      double part = sum - a;
      return new Sum(sum, (a - (sum - part)) + (b - part));
    }

    /// Of two of which the first is not the smaller.
    private static Sum quick(double a, double b) {
      double sum = a + b;
      return new Sum(sum, b - (sum - a));
    }

    static Sum product(double a, double b) {
      double product = a * b;
      return new Sum(product, Math.fma(a, b, -product));
    }

    Sum plus(Sum other) {
      Sum first = of(high, other.high);
      Sum second = of(low, other.low);
      Sum sum = quick(first.high, first.low + second.high);
      return quick(sum.high, sum.low + second.low);
    }

    Sum minus(Sum other) {
      return plus(other.negative());
    }

    Sum times(Sum other) {
      Sum product = product(high, other.high);
      return quick(product.high, product.low + (high * other.low + low * other.high));
    }

    Sum by(Sum divisor) {
      double first = high / divisor.high;
      Sum rest = minus(divisor.times(of(first)));
      double second = rest.high / divisor.high;
      Sum quotient = quick(first, second);
      Sum left = rest.minus(divisor.times(of(second)));
      return quotient.plus(of(left.high / divisor.high));
    }

    Sum negative() {
      return new Sum(-high, -low);
    }

    double value() {
      return high + low;
    }
  }

  /// An angle less a multiple of pi / 2.
  private record Reduced(Sum rest, int quadrant) {}

  static double sin(double angle) {
    return isTiny(angle) ? angle : sine(angle).value();
  }

  static double cos(double angle) {
    return cosine(angle).value();
  }

  static double tan(double angle) {
    return isTiny(angle) ? angle : sine(angle).by(cosine(angle)).value();
  }

  /// Whether the value is its own sine, tangent and so on, to the last place.
  private static boolean isTiny(double value) {
    return Math.abs(value) < 0x1p-40 || Double.isNaN(value);
  }

  /// @param value from -1 to 1
  static double asin(double value) {
    return isTiny(value) ? value : arcSine(Sum.of(value)).value();
  }

  /// @param value from -1 to 1
  static double acos(double value) {
    if (value > 0.5) {
      // 1 - value is exact; its root is small where the angle is.
      Sum half = arcSine(root((1 - value) / 2));
      return 2 * half.value();
    }
    Sum quarter = new Sum(HALF_PI_PARTS[0], HALF_PI_PARTS[1]);
    return quarter.minus(arcSine(Sum.of(value))).value();
  }

  private static Sum root(double square) {
    double root = Math.sqrt(square);
    return root == 0 ? Sum.of(0) : Sum.quick(root, Math.fma(-root, root, square) / (2 * root));
  }

  private static Sum arcSine(Sum value) {
    if (Math.abs(value.high()) == 1) {
      double sign = value.high();
      return new Sum(sign * HALF_PI_PARTS[0], sign * HALF_PI_PARTS[1]);
    }
    double near = Math.asin(value.high());
    return Sum.of(near).plus(value.minus(sine(near)).by(cosine(near)));
  }

  static double atan(double value) {
    if (Double.isInfinite(value) || isTiny(value)) {
      return Math.atan(value);
    }
    return atan2(value, 1);
  }

  static double atan2(double y, double x) {
    double near = Math.atan2(y, x);
    if (y == 0
        || x == 0
        || !Double.isFinite(y)
        || !Double.isFinite(x)
        || Math.abs(near) < 0x1p-900) {
      return near;
    }
    int scale = -Math.max(Math.getExponent(y), Math.getExponent(x));
    Sum up = Sum.of(Math.scalb(y, scale));
    Sum along = Sum.of(Math.scalb(x, scale));
    Sum sine = sine(near);
    Sum cosine = cosine(near);
    Sum across = up.times(cosine).minus(along.times(sine));
    return Sum.of(near).plus(across.by(along.times(cosine).plus(up.times(sine)))).value();
  }

  private static Sum sine(double angle) {
    Reduced reduced = reduced(angle);
    return sine(reduced.rest(), reduced.quadrant());
  }

  private static Sum cosine(double angle) {
    Reduced reduced = reduced(angle);
    return sine(reduced.rest(), reduced.quadrant() + 1);
  }

  private static Sum sine(Sum rest, int quadrant) {
    Sum square = rest.times(rest);
    Sum sine = (quadrant & 1) == 0 ? sum(SINE, square).times(rest) : sum(COSINE, square);
    return (quadrant & 2) == 0 ? sine : sine.negative();
  }

  private static Sum sum(double[][] series, Sum square) {
    Sum sum = new Sum(series[TERMS - 1][0], series[TERMS - 1][1]);
    for (int i = TERMS - 2; i >= 0; i--) {
      sum = sum.times(square).plus(new Sum(series[i][0], series[i][1]));
    }
    return sum;
  }

  private static Reduced reduced(double angle) {
    if (Math.abs(angle) > LARGE) {
      BigDecimal exact = new BigDecimal(angle);
      BigInteger times =
          exact.divide(HALF_PI, DIGITS).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
      double[] rest = parts(exact.subtract(HALF_PI.multiply(new BigDecimal(times))), 2);
      return new Reduced(new Sum(rest[0], rest[1]), times.intValue() & 3);
    }
    double times = Math.rint(angle / HALF_PI_PARTS[0]);
    Sum rest = Sum.of(angle);
    for (double part : HALF_PI_PARTS) {
      rest = rest.minus(Sum.product(times, part));
    }
    return new Reduced(rest, (int) (long) times & 3);
  }

  private static double[] parts(BigDecimal number, int count) {
    double[] parts = new double[count];
    BigDecimal rest = number;
    for (int i = 0; i < count; i++) {
      parts[i] = rest.doubleValue();
      rest = rest.subtract(new BigDecimal(parts[i]));
    }
    return parts;
  }

  private static double[][] series(int first) {
    double[][] series = new double[TERMS][];
    BigDecimal factorial = BigDecimal.ONE;
    for (int i = 0; i < TERMS; i++) {
      int n = 2 * i + first;
      if (n > 1) {
        factorial = factorial.multiply(BigDecimal.valueOf((long) n * (n - 1)));
      }
      BigDecimal term = BigDecimal.ONE.divide(factorial, DIGITS);
      series[i] = parts(i % 2 == 0 ? term : term.negate(), 2);
    }
    return series;
  }

  /// By Machin: pi / 4 = 4 arctan(1 / 5) - arctan(1 / 239).
  private static BigDecimal halfPi() {
    return arcTangentOfOneBy(5)
        .multiply(BigDecimal.valueOf(4))
        .subtract(arcTangentOfOneBy(239))
        .multiply(BigDecimal.TWO);
  }

  private static BigDecimal arcTangentOfOneBy(int number) {
    int scale = 420;
    BigDecimal power =
        BigDecimal.ONE.divide(BigDecimal.valueOf(number), scale, RoundingMode.HALF_EVEN);
    BigDecimal square = BigDecimal.valueOf((long) number * number);
    BigDecimal sum = power;
    for (int n = 3; power.signum() != 0; n += 2) {
      power = power.divide(square, scale, RoundingMode.HALF_EVEN).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(n), scale, RoundingMode.HALF_EVEN));
    }
    return sum;
  }
}
