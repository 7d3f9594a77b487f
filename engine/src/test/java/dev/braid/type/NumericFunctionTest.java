package dev.braid.type;

import static dev.braid.type.ScalarOracle.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Numeric's roots, logarithms, powers and statistics against the server's.
class NumericFunctionTest {
  private static final List<String> SPECIALS =
      List.of(
          "0",
          "0.000",
          "1",
          "-1",
          "1.00",
          "NaN",
          "Infinity",
          "-Infinity",
          "0.5",
          "-0.5",
          "2.5",
          "2",
          "3",
          "-2",
          "-3",
          "-3.0",
          "4",
          "10",
          "100",
          "1000.00",
          "0.1",
          "0.001",
          "0.9",
          "1.1",
          "0.8999",
          "1.10001",
          "1.0000000001",
          "0.9999999",
          "1e-30",
          "1e30",
          "1e-200",
          "1e200",
          "9999",
          "10000",
          "6000",
          "5999",
          "-5000",
          "-6000.5",
          "2302.5",
          "2147483648",
          "-2147483649",
          "99999999999999999999");

  private static List<String[]> pairs(int count, int digits) {
    return NumericTest.pairs(SPECIALS, count, digits);
  }

  private static List<String[]> singles(int count, int digits) {
    List<String[]> rows = new ArrayList<>();
    for (String special : SPECIALS) {
      rows.add(new String[] {special, ""});
    }
    rows.add(new String[] {"1e5000", ""});
    rows.add(new String[] {"1e-5000", ""});
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      String text = NumericTest.random(random, 1 + random.nextInt(digits));
      rows.add(new String[] {text.startsWith("-") ? text.substring(1) : text, ""});
    }
    return rows;
  }

  @Test
  void squareRoots() {
    assertSame("sqrt(a::numeric)", singles(3000, 40), (a, b) -> Numeric.parse(a).sqrt());
  }

  @Test
  void naturalLogarithms() {
    assertSame("ln(a::numeric)", singles(2000, 40), (a, b) -> Numeric.parse(a).ln());
  }

  @Test
  void logarithmsNearOne() {
    List<String[]> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      String zeros = "0".repeat(random.nextInt(20)) + random.nextInt(100000);
      rows.add(new String[] {"1." + zeros, ""});
      rows.add(new String[] {"0." + zeros.replace('0', '9'), ""});
      rows.add(new String[] {String.valueOf(0.85 + random.nextInt(3000) / 10000.0), ""});
    }
    assertSame("ln(a::numeric)", rows, (a, b) -> Numeric.parse(a).ln());
  }

  @Test
  void decimalLogarithms() {
    assertSame("log(a::numeric)", singles(1000, 40), (a, b) -> Numeric.parse(a).log());
  }

  @Test
  void logarithmsToABase() {
    assertSame(
        "log(a::numeric, b::numeric)",
        pairs(700, 20),
        (a, b) -> Numeric.log(Numeric.parse(a), Numeric.parse(b)));
  }

  @Test
  void exponentials() {
    List<String[]> rows = singles(300, 30);
    Random random = new Random(2);
    for (int i = 0; i < 1500; i++) {
      double x = random.nextGaussian() * Math.pow(10, random.nextInt(6) - 2);
      rows.add(
          new String[] {
            new java.math.BigDecimal(x)
                .round(new java.math.MathContext(1 + random.nextInt(20)))
                .toPlainString(),
            ""
          });
    }
    assertSame("exp(a::numeric)", rows, (a, b) -> Numeric.parse(a).exp());
  }

  @Test
  void powers() {
    List<String[]> rows = pairs(800, 6);
    Random random = new Random(3);
    for (int i = 0; i < 1500; i++) {
      rows.add(
          new String[] {NumericTest.random(random, 8), String.valueOf(random.nextInt(61) - 30)});
      rows.add(
          new String[] {
            NumericTest.random(random, 5).replace("-", ""),
            String.valueOf((random.nextInt(20000) - 10000) / 1000.0)
          });
      rows.add(
          new String[] {
            "1." + "0".repeat(random.nextInt(6)) + random.nextInt(1000),
            String.valueOf(random.nextInt(20000) - 10000)
          });
    }
    assertSame(
        "power(a::numeric, b::numeric)", rows, (a, b) -> Numeric.parse(a).power(Numeric.parse(b)));
  }

  @Test
  void statistics() {
    List<String[]> rows = new ArrayList<>();
    Random random = new Random(4);
    rows.add(new String[] {"{}", ""});
    rows.add(new String[] {"{1}", ""});
    rows.add(new String[] {"{1.50,1.50}", ""});
    rows.add(new String[] {"{1,NaN}", ""});
    rows.add(new String[] {"{1,Infinity}", ""});
    rows.add(new String[] {"{Infinity,-Infinity}", ""});
    for (int i = 0; i < 1000; i++) {
      List<String> values = new ArrayList<>();
      int digits = 1 + random.nextInt(20);
      int count = 1 + random.nextInt(12);
      for (int k = 0; k < count; k++) {
        values.add(NumericTest.random(random, digits));
      }
      rows.add(new String[] {"{" + String.join(",", values) + "}", ""});
    }
    String array = " FROM unnest(a::numeric[]) v";
    assertSame(
        "SELECT sum(v)" + array, rows, (a, b) -> values(a).isEmpty() ? null : sum(values(a)));
    assertSame(
        "SELECT avg(v)" + array,
        rows,
        (a, b) -> NumericStatistics.average(values(a).size(), sum(values(a))));
    assertSame(
        "SELECT var_samp(v)" + array,
        rows,
        (a, b) -> NumericStatistics.varSamp(values(a).size(), sum(values(a)), squares(values(a))));
    assertSame(
        "SELECT var_pop(v)" + array,
        rows,
        (a, b) -> NumericStatistics.varPop(values(a).size(), sum(values(a)), squares(values(a))));
    assertSame(
        "SELECT stddev_samp(v)" + array,
        rows,
        (a, b) ->
            NumericStatistics.stddevSamp(values(a).size(), sum(values(a)), squares(values(a))));
    assertSame(
        "SELECT stddev_pop(v)" + array,
        rows,
        (a, b) ->
            NumericStatistics.stddevPop(values(a).size(), sum(values(a)), squares(values(a))));
  }

  private static List<Numeric> values(String array) {
    List<Numeric> values = new ArrayList<>();
    for (String value : array.substring(1, array.length() - 1).split(",")) {
      if (!value.isEmpty()) {
        values.add(Numeric.parse(value));
      }
    }
    return values;
  }

  private static Numeric sum(List<Numeric> values) {
    return values.stream().reduce(Numeric.ZERO, Numeric::add);
  }

  private static Numeric squares(List<Numeric> values) {
    return sum(values.stream().map(value -> value.multiply(value)).toList());
  }
}
