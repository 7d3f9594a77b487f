package dev.braid.type;

import dev.braid.error.BraidException;

/// Functions of angles in radians and in degrees, with the cases that are errors.
///
/// Of 100,000 random arguments glibc has another last digit for 0.05 to 0.25 %, where its own
/// result is not the nearest one ([Trigonometry]).
///
/// Angles in degrees are brought into the first quadrant, and what sine and cosine give there is
/// divided by what they give for 30 and 60 degrees, so that the exact values come out exactly.
public final class Angles {
  private static final double DEGREE = 0.017453292519943295;
  private static final double SINE_OF_30 = Trigonometry.sin(30 * DEGREE);
  private static final double ONE_LESS_COSINE_OF_60 = 1 - Trigonometry.cos(60 * DEGREE);
  private static final double ARC_SINE_OF_HALF = Trigonometry.asin(0.5);
  private static final double ARC_COSINE_OF_HALF = Trigonometry.acos(0.5);
  private static final double ARC_TANGENT_OF_ONE = Trigonometry.atan(1);
  private static final double TANGENT_OF_45 = sineInQuadrant(45) / cosineInQuadrant(45);
  private static final double COTANGENT_OF_45 = cosineInQuadrant(45) / sineInQuadrant(45);

  private Angles() {}

  private static BraidException outOfRange() {
    return NumberErrors.range("input is out of range");
  }

  private static double finite(double angle) {
    if (Double.isInfinite(angle)) {
      throw outOfRange();
    }
    return angle;
  }

  private static double ratio(double value) {
    if (value < -1 || value > 1) {
      throw outOfRange();
    }
    return value;
  }

  public static double sin(double angle) {
    return Trigonometry.sin(finite(angle));
  }

  public static double cos(double angle) {
    return Trigonometry.cos(finite(angle));
  }

  public static double tan(double angle) {
    return Trigonometry.tan(finite(angle));
  }

  public static double cot(double angle) {
    return 1 / tan(angle);
  }

  public static double asin(double value) {
    return Trigonometry.asin(ratio(value));
  }

  public static double acos(double value) {
    return Trigonometry.acos(ratio(value));
  }

  public static double atan(double value) {
    return Trigonometry.atan(value);
  }

  public static double atan2(double y, double x) {
    return Trigonometry.atan2(y, x);
  }

  public static double sinOfDegrees(double angle) {
    Quarter quarter = Quarter.of(finite(angle));
    return quarter.signOfSine() * sineInQuadrant(quarter.angle());
  }

  public static double cosOfDegrees(double angle) {
    Quarter quarter = Quarter.of(finite(angle));
    return quarter.signOfCosine() * cosineInQuadrant(quarter.angle());
  }

  public static double tanOfDegrees(double angle) {
    Quarter quarter = Quarter.of(finite(angle));
    double tangent = sineInQuadrant(quarter.angle()) / cosineInQuadrant(quarter.angle());
    return positiveZero(quarter.sign() * (tangent / TANGENT_OF_45));
  }

  public static double cotOfDegrees(double angle) {
    Quarter quarter = Quarter.of(finite(angle));
    double cotangent = cosineInQuadrant(quarter.angle()) / sineInQuadrant(quarter.angle());
    return positiveZero(quarter.sign() * (cotangent / COTANGENT_OF_45));
  }

  public static double degreesOfSine(double value) {
    return ratio(value) < 0 ? -degreesOfPositiveSine(-value) : degreesOfPositiveSine(value);
  }

  public static double degreesOfCosine(double value) {
    return ratio(value) < 0 ? 90 + degreesOfPositiveSine(-value) : degreesOfPositiveCosine(value);
  }

  public static double degreesOfTangent(double value) {
    return Trigonometry.atan(value) / ARC_TANGENT_OF_ONE * 45;
  }

  public static double degreesOfDirection(double y, double x) {
    return Trigonometry.atan2(y, x) / ARC_TANGENT_OF_ONE * 45;
  }

  private static double degreesOfPositiveSine(double value) {
    return value <= 0.5
        ? Trigonometry.asin(value) / ARC_SINE_OF_HALF * 30
        : 90 - Trigonometry.acos(value) / ARC_COSINE_OF_HALF * 60;
  }

  private static double degreesOfPositiveCosine(double value) {
    return value <= 0.5
        ? 90 - Trigonometry.asin(value) / ARC_SINE_OF_HALF * 30
        : Trigonometry.acos(value) / ARC_COSINE_OF_HALF * 60;
  }

  private static double sineInQuadrant(double angle) {
    return angle <= 30 ? sineUpTo30(angle) : cosineUpTo60(90 - angle);
  }

  private static double cosineInQuadrant(double angle) {
    return angle <= 60 ? cosineUpTo60(angle) : sineUpTo30(90 - angle);
  }

  private static double sineUpTo30(double angle) {
    return Trigonometry.sin(angle * DEGREE) / SINE_OF_30 / 2;
  }

  private static double cosineUpTo60(double angle) {
    return 1 - (1 - Trigonometry.cos(angle * DEGREE)) / ONE_LESS_COSINE_OF_60 / 2;
  }

  private static double positiveZero(double value) {
    return value == 0 ? 0 : value;
  }

  /// An angle of 0 to 90 degrees that has the same sine and cosine as another but for the signs.
  private record Quarter(double angle, int signOfSine, int signOfCosine) {
    static Quarter of(double any) {
      double angle = any % 360;
      int sine = 1;
      int cosine = 1;
      if (angle < 0) {
        angle = -angle;
        sine = -sine;
      }
      if (angle > 180) {
        angle = 360 - angle;
        sine = -sine;
      }
      if (angle > 90) {
        angle = 180 - angle;
        cosine = -cosine;
      }
      return new Quarter(angle, sine, cosine);
    }

    /// Of the tangent.
    int sign() {
      return signOfSine * signOfCosine;
    }
  }
}
