package dev.braid.expr.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sums of doubles are exact whatever their sizes, and the special values are PostgreSQL's.
class ExactSumsTest {
  private static List<@Nullable Object[]> rows(double... values) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (double value : values) {
      rows.add(new @Nullable Object[] {value});
    }
    return rows;
  }

  @Test
  void theSumIsTheTrueOneRounded() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      ExactSums sums = new ExactSums();
      ExactSums parts = new ExactSums();
      sums.resize(1);
      parts.resize(2);
      BigDecimal exact = BigDecimal.ZERO;
      BigDecimal squares = BigDecimal.ZERO;
      ExactSums products = new ExactSums();
      products.resize(1);
      for (int i = 0; i < 40; i++) {
        double value =
            random.nextGaussian() * Math.pow(2, random.nextInt(round % 3 == 0 ? 2000 : 100) - 1000);
        value = random.nextInt(8) == 0 ? -exact.doubleValue() : value;
        value = Double.isFinite(value) ? value : 1;
        exact = exact.add(new BigDecimal(value));
        squares = squares.add(new BigDecimal(value).multiply(new BigDecimal(value)));
        sums.add(0, value);
        parts.add(i & 1, value);
        products.addProduct(0, value, value);
      }
      ExactSums merged = new ExactSums();
      merged.resize(1);
      merged.merge(new int[2], parts.state(0, 2), 0, 2);
      assertThat(sums.get(0)).isEqualTo(exact.doubleValue());
      assertThat(merged.get(0)).isEqualTo(sums.get(0));
      assertThat(sums.exact(0)).isEqualByComparingTo(exact);
      assertThat(products.exact(0)).isEqualByComparingTo(squares);
      assertThat(sums.error(0))
          .isEqualTo(exact.subtract(new BigDecimal(sums.get(0))).doubleValue());
    }
  }

  @Test
  void whatLeavesTheRangeOnTheWayComesBack() {
    ExactSums sums = new ExactSums();
    sums.resize(1);
    sums.add(null, new double[] {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE}, 3, null);
    assertThat(sums.get(0)).isEqualTo(Double.MAX_VALUE);
    sums.add(null, new double[] {Double.MAX_VALUE}, 1, null);
    assertThat(sums.get(0)).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sum", "avg", "var_pop", "var_samp", "stddev_pop", "stddev_samp", "min", "max"})
  void specialValuesAreAsInPostgres(String aggregate) {
    double infinity = Double.POSITIVE_INFINITY;
    for (var rows :
        List.of(
            rows(1, infinity),
            rows(infinity, -infinity, 3),
            rows(-infinity),
            rows(Double.NaN, 1),
            rows(Double.NaN),
            rows(-0.0, -0.0),
            rows(0.0, -0.0),
            rows(1e200, 1e200),
            rows(1e-200, 3e-200, 5e-200),
            rows(1e308, 1e308),
            rows(1e15, 1e15 + 1, 1e15 + 5),
            rows(4))) {
      boolean zeros = rows.get(0)[0] instanceof Double first && first == 0;
      if (!zeros || !aggregate.startsWith("m")) {
        new AggregateOracle(new Random(1), 2, List.of(Type.FLOAT8), rows).check(aggregate, 1e-12);
      }
    }
  }

  @Test
  void pairsWithSpecialValuesAreAsInPostgres() {
    double infinity = Double.POSITIVE_INFINITY;
    for (Regression regression : Regression.values()) {
      for (double odd : new double[] {infinity, -infinity, Double.NaN, 3}) {
        for (boolean swap : new boolean[] {false, true}) {
          List<@Nullable Object[]> rows = new ArrayList<>();
          rows.add(new @Nullable Object[] {1.0, 1.0});
          rows.add(swap ? new @Nullable Object[] {odd, 2.0} : new @Nullable Object[] {2.0, odd});
          rows.add(new @Nullable Object[] {4.0, 1.0});
          new AggregateOracle(new Random(1), 2, List.of(Type.FLOAT8, Type.FLOAT8), rows)
              .check(regression.function, 1e-12);
        }
      }
      List<@Nullable Object[]> line = new ArrayList<>();
      line.add(new @Nullable Object[] {1.0, 2.0});
      line.add(new @Nullable Object[] {1.0, 3.0});
      new AggregateOracle(new Random(1), 2, List.of(Type.FLOAT8, Type.FLOAT8), line)
          .check(regression.function, 1e-12);
    }
  }

  @Test
  void sumsOfNumericsOutgrow128Bits() {
    NumericSums sums = new NumericSums();
    sums.resize(1);
    BigDecimal exact = BigDecimal.ZERO;
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      long value = random.nextLong();
      sums.add(0, Math.multiplyHigh(value, value), value * value, 0);
      exact = exact.add(BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(value)));
    }
    assertThat(sums.get(0)).isEqualTo(Numeric.of(exact));
  }
}
