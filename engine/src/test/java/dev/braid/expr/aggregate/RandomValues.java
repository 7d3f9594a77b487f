package dev.braid.expr.aggregate;

import dev.braid.type.Bytes;
import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Values of every type, with duplicates, extremes and NULLs.
final class RandomValues {
  private static final String[] TEXTS = {"", "a", "b", "ab", "ä", "Z", "z", "€uro", "a b", "\"q\\"};
  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  List<@Nullable Object[]> rows(int count, double nulls, Type... types) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      @Nullable Object[] row = new @Nullable Object[types.length];
      for (int c = 0; c < types.length; c++) {
        row[c] = random.nextDouble() < nulls ? null : value(types[c]);
      }
      rows.add(row);
    }
    return rows;
  }

  Object value(Type type) {
    return switch (type.kind()) {
      case BOOL -> random.nextInt(4) > 0;
      case INT2 -> pick((int) Short.MAX_VALUE, (int) Short.MIN_VALUE, random.nextInt(20) - 10);
      case INT4 ->
          pick(Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt(100) - 10, random.nextInt());
      case INT8 ->
          pick(Long.MAX_VALUE, Long.MIN_VALUE, (long) random.nextInt(100), random.nextLong());
      case FLOAT4 -> (double) (float) random.nextGaussian(5, 2);
      case FLOAT8 -> random.nextInt(5) == 0 ? 1.5 : random.nextGaussian(5, 2);
      case NUMERIC -> numeric(type);
      case TEXT, VARCHAR -> TEXTS[random.nextInt(TEXTS.length)];
      case BPCHAR -> (TEXTS[random.nextInt(TEXTS.length)] + "       ").substring(0, 5);
      case BYTEA -> new Bytes(BigInteger.valueOf(random.nextInt(1000) - 500).toByteArray());
      case DATE -> pick(Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt(10_000));
      case TIME -> random.nextLong(86_400_000_000L);
      case TIMESTAMP, TIMESTAMPTZ ->
          pick(Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong(900_000_000_000_000L));
      case INTERVAL ->
          new Interval(
              random.nextInt(5) - 2, random.nextInt(70) - 20, random.nextLong(90_000_000_000L));
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case JSON, JSONB ->
          pick("{\"a\": 1}", "[1, 2]", "null", "\"x\"", String.valueOf(random.nextInt(50)));
      case ARRAY -> {
        @Nullable Object[] elements = new @Nullable Object[random.nextInt(4)];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = random.nextInt(5) == 0 ? null : value(type.elementType());
        }
        yield new PgArray(type.elementType(), elements);
      }
      default -> throw new AssertionError(type);
    };
  }

  private Object numeric(Type type) {
    if (type.hasModifier()) {
      BigInteger top = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
      BigInteger unscaled =
          random.nextInt(4) == 0 ? top : new BigInteger(top.bitLength() - 1, random);
      unscaled = random.nextBoolean() ? unscaled : unscaled.negate();
      return Numeric.of(new BigDecimal(unscaled, type.scale()));
    }
    return switch (random.nextInt(60)) {
      case 0 -> Numeric.NAN;
      case 1 -> Numeric.INFINITY;
      case 2 -> Numeric.NEGATIVE_INFINITY;
      default ->
          Numeric.of(
              new BigDecimal(
                  new BigInteger(1 + random.nextInt(200), random).subtract(BigInteger.valueOf(50)),
                  random.nextInt(30)));
    };
  }

  /// The last one mostly.
  private Object pick(Object... values) {
    int at = random.nextInt(values.length * 3);
    return values[Math.min(at, values.length - 1)];
  }
}
