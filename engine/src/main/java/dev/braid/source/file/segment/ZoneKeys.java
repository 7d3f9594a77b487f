package dev.braid.source.file.segment;

import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/// Maps values of every type to longs in the same order, so that zones, statistics of files and
/// filters are compared in one way. Unequal values may share a key (the order is then only
/// not-greater): strings keep 8 bytes, wide numbers are cut off at 64 bits.
public final class ZoneKeys {
  private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private ZoneKeys() {}

  /// NaN is greater than everything else, -0 equals 0, as in PostgreSQL.
  public static long ofDouble(double value) {
    long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
    return bits ^ bits >> 63 & Long.MAX_VALUE;
  }

  /// The number that has the key.
  public static double toDouble(long key) {
    return Double.longBitsToDouble(key ^ key >> 63 & Long.MAX_VALUE);
  }

  /// The first eight bytes, compared without sign.
  public static long ofBytes(byte[] data, int start, int length) {
    long key = 0;
    int used = Math.min(length, 8);
    for (int i = 0; i < used; i++) {
      key |= (data[start + i] & 0xffL) << 56 - 8 * i;
    }
    return key ^ Long.MIN_VALUE;
  }

  static long ofUuid(UUID value) {
    return value.getMostSignificantBits() ^ Long.MIN_VALUE;
  }

  /// A number of 128 bits, cut off at the ends of a long.
  public static long ofInt128(long high, long low) {
    return high == low >> 63 ? low : high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /// A number of any size, cut off at the ends of a long.
  public static long clamp(BigInteger value) {
    return value.compareTo(SMALLEST) < 0
        ? Long.MIN_VALUE
        : value.compareTo(LARGEST) > 0 ? Long.MAX_VALUE : value.longValue();
  }

  static BigDecimal shifted(BigDecimal value, int scale) {
    return value.movePointRight(scale);
  }

  /// Whether zones can be kept for a type at all. Numerics need a common scale.
  public static boolean has(Type type) {
    return switch (type.kind()) {
      case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, TEXT, VARCHAR, BYTEA, DATE, TIME -> true;
      case TIMESTAMP, TIMESTAMPTZ, UUID -> true;
      case NUMERIC -> type.precision() >= 0;
      default -> false;
    };
  }

  /// Whether keys are in the order of `<`. Text may be compared under a collation, then only
  /// equality can be told from its bytes.
  static boolean ordered(Kind kind) {
    return kind != Kind.TEXT && kind != Kind.VARCHAR;
  }
}
