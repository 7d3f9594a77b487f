package dev.braid.source.file.csv;

import dev.braid.type.Dates;
import dev.braid.type.Timestamps;

/// Values in their usual spelling straight from bytes. What is spelled otherwise, or does not fit,
/// comes out as [#OTHER] and is left to the types' own parsers.
final class FastParse {
  /// No value of any of these parsers.
  static final long OTHER = Long.MIN_VALUE;

  private static final long[] POWERS = new long[19];
  private static final double[] DOUBLE_POWERS = new double[23];

  static {
    long power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
    double exact = 1;
    for (int i = 0; i < DOUBLE_POWERS.length; i++) {
      DOUBLE_POWERS[i] = exact;
      exact *= 10;
    }
  }

  private FastParse() {}

  static long powerOfTen(int exponent) {
    return POWERS[exponent];
  }

  /// An integer of at most 18 digits without plus and leading zeros; not `-0`.
  static long integer(byte[] data, int start, int length) {
    int at = start;
    int end = start + length;
    boolean negative = length > 0 && data[at] == '-';
    if (negative) {
      at++;
    }
    int digits = end - at;
    if (digits <= 0 || digits > 18 || (data[at] == '0' && length > 1)) {
      return OTHER;
    }
    long value = 0;
    for (; at < end; at++) {
      int digit = data[at] - '0';
      if (digit < 0 || digit > 9) {
        return OTHER;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  /// Digits behind the point of a decimal number of at most 18 digits, or -1 when it is spelled
  /// otherwise: one zero at most before the point, a digit behind it.
  static int scale(byte[] data, int start, int length) {
    int at = start;
    int end = start + length;
    if (length > 0 && data[at] == '-') {
      at++;
    }
    int first = at;
    int point = -1;
    for (; at < end; at++) {
      if (data[at] == '.') {
        if (point >= 0) {
          return -1;
        }
        point = at;
      } else if (data[at] < '0' || data[at] > '9') {
        return -1;
      }
    }
    int whole = (point < 0 ? end : point) - first;
    int behind = point < 0 ? 0 : end - point - 1;
    if (whole + behind > 18
        || (point < 0 ? whole == 0 : behind == 0)
        || (whole > 1 && data[first] == '0')) {
      return -1;
    }
    return behind;
  }

  /// The digits of a number for which [#scale] has an answer, without the point.
  static long unscaled(byte[] data, int start, int length) {
    long value = 0;
    for (int i = start; i < start + length; i++) {
      int digit = data[i] - '0';
      if (digit >= 0) {
        value = value * 10 + digit;
      }
    }
    return data[start] == '-' ? -value : value;
  }

  /// A decimal number of at most 15 digits as a double, else NaN. Both the digits and the power of
  /// ten are exact, so that one division rounds correctly.
  static double decimal(byte[] data, int start, int length) {
    int scale = scale(data, start, length);
    if (scale < 0) {
      return Double.NaN;
    }
    long unscaled = unscaled(data, start, length);
    if (Math.abs(unscaled) >= POWERS[15] || unscaled == 0) {
      return unscaled == 0 && data[start] != '-' ? 0 : Double.NaN;
    }
    return unscaled / DOUBLE_POWERS[scale];
  }

  /// Days of `YYYY-MM-DD`, years 1 to 9999.
  static long date(byte[] data, int start, int length) {
    if (length != 10 || data[start + 4] != '-' || data[start + 7] != '-') {
      return OTHER;
    }
    int high = two(data, start);
    int low = two(data, start + 2);
    int month = two(data, start + 5);
    int day = two(data, start + 8);
    int year = high * 100 + low;
    if ((high | low | month | day) < 0 || year < 1 || month < 1 || month > 12 || day < 1) {
      return OTHER;
    }
    return day > Dates.daysInMonth(year, month) ? OTHER : Dates.dayNumber(year, month, day);
  }

  /// Microseconds of `HH:MM`, `HH:MM:SS` and `HH:MM:SS.ffffff`.
  static long time(byte[] data, int start, int length) {
    if (length < 5 || data[start + 2] != ':') {
      return OTHER;
    }
    int hour = two(data, start);
    int minute = two(data, start + 3);
    if ((hour | minute) < 0 || hour > 23 || minute > 59) {
      return OTHER;
    }
    long micros =
        hour * Timestamps.MICROS_PER_HOUR + minute * Timestamps.MICROS_PER_MINUTE;
    if (length == 5) {
      return micros;
    }
    int second = length < 8 || data[start + 5] != ':' ? -1 : two(data, start + 6);
    if (second < 0 || second > 59) {
      return OTHER;
    }
    micros += second * Timestamps.MICROS_PER_SECOND;
    if (length == 8) {
      return micros;
    }
    if (data[start + 8] != '.' || length == 9 || length > 15) {
      return OTHER;
    }
    long fraction = 0;
    for (int i = 9; i < 15; i++) {
      int digit = i < length ? data[start + i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return OTHER;
      }
      fraction = fraction * 10 + digit;
    }
    return micros + fraction;
  }

  /// Microseconds of a date and time with a blank or `T` between.
  static long timestamp(byte[] data, int start, int length) {
    if (length < 16 || (data[start + 10] != ' ' && data[start + 10] != 'T')) {
      return OTHER;
    }
    long day = date(data, start, 10);
    long micros = day == OTHER ? OTHER : time(data, start + 11, length - 11);
    return micros == OTHER ? OTHER : day * Timestamps.MICROS_PER_DAY + micros;
  }

  /// Microseconds of a timestamp with `Z`, `+HH`, `+HHMM` or `+HH:MM` behind it.
  static long instant(byte[] data, int start, int length) {
    int zone = length - 1;
    while (zone > 10 && data[start + zone] != '+' && data[start + zone] != '-') {
      zone--;
    }
    int end = start + length;
    if (length > 10 && data[end - 1] == 'Z') {
      return timestamp(data, start, length - 1);
    }
    if (zone <= 10) {
      return OTHER;
    }
    int at = start + zone;
    int size = end - at;
    int hours = size >= 3 ? two(data, at + 1) : -1;
    int minutes =
        size == 3
            ? 0
            : size == 5 ? two(data, at + 3) : size == 6 && data[at + 3] == ':' ? two(data, at + 4) : -1;
    if ((hours | minutes) < 0 || hours > 15 || minutes > 59) {
      return OTHER;
    }
    long local = timestamp(data, start, zone);
    long offset = (hours * 60L + minutes) * Timestamps.MICROS_PER_MINUTE;
    return local == OTHER ? OTHER : data[at] == '+' ? local - offset : local + offset;
  }

  private static int two(byte[] data, int at) {
    int tens = data[at] - '0';
    int ones = data[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
