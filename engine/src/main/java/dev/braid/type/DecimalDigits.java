package dev.braid.type;

/// The digits of decimals that 64 bits hold, as PostgreSQL prints them, without objects.
public final class DecimalDigits {
  private DecimalDigits() {}

  /// Bytes that the longest number of a scale takes: its digits, the sign, the point.
  ///
  /// @param scale digits behind the point, from 0
  public static int longest(int scale) {
    return Math.max(19, scale + 1) + 2;
  }

  /// Writes `unscaled / 10^scale` at the end of an array.
  ///
  /// @param to of at least [#longest] bytes
  /// @return where the number begins
  public static int write(long unscaled, int scale, byte[] to) {
    // Negative numbers are one more than positive ones, so they are what is divided.
    long rest = unscaled < 0 ? unscaled : -unscaled;
    int at = to.length;
    for (int digits = 0; digits <= scale || rest != 0; digits++) {
      if (digits == scale && scale > 0) {
        to[--at] = '.';
      }
      to[--at] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    if (unscaled < 0) {
      to[--at] = '-';
    }
    return at;
  }
}
