package dev.braid.source.postgres.remote;

import dev.braid.type.Numeric;
import dev.braid.vector.ColumnBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// The binary form of numeric: four 16-bit numbers (groups, weight of the first group, sign,
/// display scale) and then groups of four decimal digits, the most significant first.
///
/// What fits into 64 bits at its display scale becomes a `long` without an object.
final class BinaryNumeric {
  private static final int HEAD = 8;
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;

  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private BinaryNumeric() {}

  static void decode(byte[] row, int at, int length, ColumnBuilder builder) {
    check(row, at, length);
    int groups = Binary.int2(row, at);
    int sign = Binary.int2(row, at + 4) & 0xFFFF;
    int scale = Binary.int2(row, at + 6);
    if (inLong(row, at, groups) && (sign == 0 || sign == NEGATIVE)) {
      long digits = 0;
      for (int i = 0; i < groups; i++) {
        digits = digits * 10_000 + Binary.int2(row, at + HEAD + 2 * i);
      }
      // Digits after the point in the groups, and how many more or fewer are shown.
      int shift = scale - 4 * (groups - 1 - Binary.int2(row, at + 2));
      if (digits == 0) {
        builder.append(0L, scale);
        return;
      }
      if (shift <= 0 && shift > -POWERS.length) {
        long power = POWERS[-shift];
        if (digits % power == 0) {
          builder.append(sign == 0 ? digits / power : -(digits / power), scale);
          return;
        }
      } else if (shift > 0 && shift < POWERS.length) {
        long power = POWERS[shift];
        if (digits <= Long.MAX_VALUE / power) {
          builder.append(sign == 0 ? digits * power : -(digits * power), scale);
          return;
        }
      }
    }
    builder.append(value(row, at, length));
  }

  /// Whether the groups as one whole number certainly fit into 64 bits.
  private static boolean inLong(byte[] row, int at, int groups) {
    return groups <= 4 || (groups == 5 && Binary.int2(row, at + HEAD) < 900);
  }

  /// One value of any size.
  static Numeric value(byte[] row, int at, int length) {
    check(row, at, length);
    int groups = Binary.int2(row, at);
    int weight = Binary.int2(row, at + 2);
    int scale = Binary.int2(row, at + 6);
    int sign = Binary.int2(row, at + 4) & 0xFFFF;
    switch (sign) {
      case NAN -> {
        return Numeric.NAN;
      }
      case INFINITY -> {
        return Numeric.INFINITY;
      }
      case NEGATIVE_INFINITY -> {
        return Numeric.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    char[] digits = new char[4 * groups + 1];
    digits[0] = '0';
    for (int i = 0; i < groups; i++) {
      int group = Binary.int2(row, at + HEAD + 2 * i);
      for (int j = 4; j > 0; j--) {
        digits[4 * i + j] = (char) ('0' + group % 10);
        group /= 10;
      }
    }
    BigInteger unscaled = new BigInteger(new String(digits));
    BigDecimal value =
        new BigDecimal(sign == NEGATIVE ? unscaled.negate() : unscaled, 4 * (groups - 1 - weight));
    return Numeric.of(value.setScale(scale, RoundingMode.HALF_UP));
  }

  private static void check(byte[] row, int at, int length) {
    if (length < HEAD || length != HEAD + 2 * Binary.int2(row, at)) {
      throw Binary.malformed("a numeric of " + length + " bytes");
    }
  }
}
