package dev.braid.type;

import static dev.braid.type.ScalarOracle.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numeric's arithmetic against the server's: value, scale and errors, as text.
class NumericTest {
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
          "9999",
          "10000",
          "99999999.9999",
          "0.0001",
          "0.00009999",
          "1e-100",
          "1e100",
          "9223372036854775807",
          "-9223372036854775808",
          "2147483647.5",
          "32767.5",
          "-32768.5",
          "-32768.4",
          "9223372036854775807.5",
          "3",
          "7",
          "10",
          "0.9",
          "1.1",
          "1.0000000001",
          "0.99999",
          "0.1",
          "100",
          "1e400",
          "1e-400",
          "123456789012345678901234567890");

  /// A number of 0 to `digits` digits before and after the point.
  static String random(Random random, int digits) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    int before = random.nextInt(digits + 1);
    for (int i = 0; i < before; i++) {
      text.append((char) ('0' + (random.nextInt(4) == 0 ? 0 : random.nextInt(10))));
    }
    int after = random.nextBoolean() ? random.nextInt(4) : random.nextInt(digits + 1);
    text.append(before == 0 ? "0." : ".");
    int zeros = random.nextInt(3) == 0 ? random.nextInt(digits) : 0;
    text.append("0".repeat(zeros));
    for (int i = 0; i < after; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    return text.toString();
  }

  static List<String[]> pairs(List<String> specials, int count, int digits) {
    List<String[]> rows = new ArrayList<>();
    for (String a : specials) {
      for (String b : specials) {
        rows.add(new String[] {a, b});
      }
    }
    Random random = new Random(digits);
    for (int i = 0; i < count; i++) {
      int length = 1 + random.nextInt(digits);
      rows.add(new String[] {random(random, length), random(random, 1 + random.nextInt(digits))});
    }
    return rows;
  }

  private static final List<String> EXTREMES =
      List.of("0", "2", "-1e-16383", "9.9e131071", "4e131071", "-Infinity");

  private static List<String[]> pairs() {
    return pairs(SPECIALS, 2500, 40);
  }

  private static void assertBinary(String sql, BinaryOperator<Numeric> braid) {
    assertBinary(sql, pairs(), braid);
  }

  private static void assertBinary(String sql, List<String[]> rows, BinaryOperator<Numeric> braid) {
    assertSame(
        sql.replace("A", "a::numeric").replace("B", "b::numeric"),
        rows,
        (a, b) -> braid.apply(Numeric.parse(a), Numeric.parse(b)));
  }

  private static void assertUnary(String sql, UnaryOperator<Numeric> braid) {
    assertBinary(sql, (a, b) -> braid.apply(a));
  }

  @Test
  void sumsAndDifferences() {
    assertBinary("A + B", Numeric::add);
    assertBinary("A - B", Numeric::subtract);
  }

  @Test
  void extremes() {
    List<String[]> rows = pairs(EXTREMES, 0, 1);
    assertBinary("A + B", rows, Numeric::add);
    assertBinary("A * B", rows, Numeric::multiply);
    assertBinary("A / B", rows, Numeric::divide);
    assertBinary("round(A, -131072)", rows, (a, b) -> a.round(-131072));
    assertBinary("trunc(A, -131072)", rows, (a, b) -> a.trunc(-131072));
  }

  @Test
  void products() {
    assertBinary("A * B", Numeric::multiply);
  }

  @Test
  void quotients() {
    assertBinary("A / B", Numeric::divide);
    assertBinary("div(A, B)", Numeric::div);
    assertBinary("A % B", Numeric::mod);
  }

  @Test
  void signs() {
    assertUnary("- A", Numeric::negate);
    assertUnary("abs(A)", Numeric::abs);
    assertUnary("sign(A)", Numeric::sign);
    assertUnary("ceil(A)", Numeric::ceil);
    assertUnary("floor(A)", Numeric::floor);
  }

  @Test
  void scales() {
    List<String[]> rows = pairs();
    assertSame(
        "scale(a::numeric)",
        rows,
        (a, b) -> Numeric.parse(a).scale() < 0 ? null : Numeric.parse(a).scale());
    assertSame(
        "min_scale(a::numeric)",
        rows,
        (a, b) -> Numeric.parse(a).minScale() < 0 ? null : Numeric.parse(a).minScale());
    assertUnary("trim_scale(A)", Numeric::trimScale);
  }

  @Test
  void order() {
    assertSame(
        "CASE WHEN a::numeric < b::numeric THEN -1 WHEN a::numeric = b::numeric THEN 0 ELSE 1 END",
        pairs(),
        (a, b) -> Numeric.parse(a).compareTo(Numeric.parse(b)));
  }

  @Test
  void equalNumbersHashEqually() {
    for (String[] texts :
        List.of(
            new String[] {"1", "1.000"},
            new String[] {"0", "0.00"},
            new String[] {"100", "100.0"},
            new String[] {"12345678901234567890123.5", "12345678901234567890123.500"},
            new String[] {"1.2", "1.2" + "0".repeat(40)})) {
      Numeric left = Numeric.parse(texts[0]);
      Numeric right = Numeric.parse(texts[1]);
      assertThat(left).isEqualTo(right).hasSameHashCodeAs(right);
    }
    assertThat(Numeric.of(new BigDecimal("1E+3"))).hasToString("1000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, -1, -2, -5, -40, 100, 2000, -131072, -131073, -200000, 20000})
  void roundingAndTruncation(int digits) {
    List<String[]> rows =
        pairs(List.of("0", "0.00", "5", "-5", "45", "NaN", "-Infinity", "95e100"), 300, 40);
    assertBinary("round(A, " + digits + ")", rows, (a, b) -> a.round(digits));
    assertBinary("trunc(A, " + digits + ")", rows, (a, b) -> a.trunc(digits));
  }

  @ParameterizedTest
  @CsvSource({"5,2", "10,0", "3,5", "3,-2", "1000,1000", "2,2", "40,20", "1,-1000"})
  void modifiers(int precision, int scale) {
    assertBinary(
        "A::numeric(%d,%d)".formatted(precision, scale),
        pairs(
            List.of(
                "0",
                "NaN",
                "Infinity",
                "-Infinity",
                "999.994",
                "999.995",
                "99.5",
                "0.00999",
                "0.0099949",
                "99949",
                "99950",
                "0.9949",
                "0.995"),
            500,
            6),
        (a, b) -> a.applyModifier(precision, scale));
  }

  @Test
  void castsToOtherNumbers() {
    List<String[]> rows = pairs(SPECIALS, 1000, 20);
    rows.add(new String[] {"1e308", ""});
    rows.add(new String[] {"1.8e308", ""});
    rows.add(new String[] {"4e-324", ""});
    rows.add(new String[] {"1e-324", ""});
    rows.add(new String[] {"3.5e38", ""});
    rows.add(new String[] {"1e-46", ""});
    assertSame("a::numeric::int2", rows, (a, b) -> Numeric.parse(a).toInt2());
    assertSame("a::numeric::int4", rows, (a, b) -> Numeric.parse(a).toInt4());
    assertSame("a::numeric::int8", rows, (a, b) -> Numeric.parse(a).toInt8());
    assertSame("a::numeric::float8", rows, (a, b) -> Floats.toText(Numeric.parse(a).toDouble()));
    assertSame("a::numeric::float4", rows, (a, b) -> Floats.toText(Numeric.parse(a).toFloat()));
  }

  @Test
  void greatestDivisorsAndLeastMultiples() {
    List<String[]> rows = pairs(SPECIALS.stream().filter(s -> !s.contains("e")).toList(), 1000, 12);
    assertBinary("gcd(A, B)", rows, Numeric::gcd);
    assertBinary("lcm(A, B)", rows, Numeric::lcm);
  }

  @Test
  void factorials() {
    List<String[]> rows = new ArrayList<>();
    for (String n :
        List.of("-1", "0", "1", "2", "7", "8", "9", "20", "21", "100", "500", "32178")) {
      rows.add(new String[] {n, ""});
    }
    assertSame("factorial(a::bigint)", rows, (a, b) -> Numeric.factorial(Long.parseLong(a)));
  }

  @Test
  void buckets() {
    assertSame(
        "width_bucket(a::numeric, b::numeric, 10.5, 7)",
        pairs(),
        (a, b) -> Numeric.parse(a).widthBucket(Numeric.parse(b), Numeric.parse("10.5"), 7));
    assertSame(
        "width_bucket(10.5, a::numeric, b::numeric, 2147483647)",
        pairs(),
        (a, b) ->
            Numeric.parse("10.5").widthBucket(Numeric.parse(a), Numeric.parse(b), 2147483647));
  }
}
