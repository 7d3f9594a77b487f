package dev.braid.type;

import static dev.braid.type.ScalarOracle.assertSame;
import static dev.braid.type.ScalarOracle.differences;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

/// Arithmetic of integers and floats against the server's.
class NumberArithmeticTest {
  private interface FloatOperator {
    float apply(float left, float right);
  }

  private static List<String[]> integers(int bits) {
    List<String> values = new ArrayList<>();
    long greatest = (1L << (bits - 1)) - 1;
    for (long value :
        new long[] {
          0,
          1,
          -1,
          2,
          -2,
          3,
          7,
          10,
          -13,
          31,
          32,
          63,
          64,
          100,
          181,
          46341,
          -46341,
          3037000500L,
          greatest,
          -greatest,
          -greatest - 1,
          greatest / 2,
          greatest / 2 + 1
        }) {
      if (value >= -greatest - 1 && value <= greatest) {
        values.add(Long.toString(value));
      }
    }
    Random random = new Random(bits);
    List<String[]> rows = new ArrayList<>();
    for (String a : values) {
      for (String b : values) {
        rows.add(new String[] {a, b});
      }
    }
    for (int i = 0; i < 1000; i++) {
      rows.add(new String[] {random(random, bits), random(random, bits)});
    }
    return rows;
  }

  private static String random(Random random, int bits) {
    return Long.toString(random.nextLong() >> (64 - bits + random.nextInt(bits)));
  }

  private static void int2(String sql, IntBinaryOperator braid) {
    assertSame(
        sql.replace("A", "a::int2").replace("B", "b::int2"),
        integers(16),
        (a, b) -> braid.applyAsInt(Integer.parseInt(a), Integer.parseInt(b)));
  }

  private static void int4(String sql, IntBinaryOperator braid) {
    assertSame(
        sql.replace("A", "a::int4").replace("B", "b::int4"),
        integers(32),
        (a, b) -> braid.applyAsInt(Integer.parseInt(a), Integer.parseInt(b)));
  }

  private static void int8(String sql, LongBinaryOperator braid) {
    assertSame(
        sql.replace("A", "a::int8").replace("B", "b::int8"),
        integers(64),
        (a, b) -> braid.applyAsLong(Long.parseLong(a), Long.parseLong(b)));
  }

  @Test
  void smallint() {
    int2("A + B", Integers::add2);
    int2("A - B", Integers::subtract2);
    int2("A * B", Integers::multiply2);
    int2("A / B", Integers::divide2);
    int2("A % B", Integers::mod);
    int2("- A", (a, b) -> Integers.negate2(a));
    int2("abs(A)", (a, b) -> Integers.abs2(a));
    int2("A << B::int4", Integers::shiftLeft2);
    int2("A >> B::int4", (a, b) -> a >> b);
  }

  @Test
  void integer() {
    int4("A + B", Integers::add4);
    int4("A - B", Integers::subtract4);
    int4("A * B", Integers::multiply4);
    int4("A / B", Integers::divide4);
    int4("A % B", Integers::mod);
    int4("- A", (a, b) -> Integers.negate4(a));
    int4("abs(A)", (a, b) -> Integers.abs4(a));
    int4("A << B", (a, b) -> a << b);
    int4("A >> B", (a, b) -> a >> b);
    int4("gcd(A, B)", Integers::gcd4);
    int4("lcm(A, B)", Integers::lcm4);
    int4("A::int2", (a, b) -> Integers.toInt2(a));
  }

  @Test
  void bigint() {
    int8("A + B", Integers::add8);
    int8("A - B", Integers::subtract8);
    int8("A * B", Integers::multiply8);
    int8("A / B", Integers::divide8);
    int8("A % B", Integers::mod8);
    int8("- A", (a, b) -> Integers.negate8(a));
    int8("abs(A)", (a, b) -> Integers.abs8(a));
    int8("A << (B % 100)::int4", (a, b) -> a << (b % 100));
    int8("A >> (B % 100)::int4", (a, b) -> a >> (b % 100));
    int8("gcd(A, B)", Integers::gcd8);
    int8("lcm(A, B)", Integers::lcm8);
    int8("A::int4", (a, b) -> Integers.toInt4(a));
  }

  private static List<String[]> floats(double greatest, double least) {
    List<String> values = new ArrayList<>(List.of("NaN", "Infinity", "-Infinity", "0", "-0"));
    for (double value :
        new double[] {
          1,
          -1,
          0.5,
          -0.5,
          1.5,
          2.5,
          -2.5,
          3,
          -3,
          2,
          10,
          32767.4,
          32767.5,
          -32768.5,
          2147483647,
          2147483647.5,
          -2147483648.5,
          9.2e18,
          9.3e18,
          1e15,
          greatest,
          -greatest,
          least,
          -least,
          Math.sqrt(greatest),
          Math.sqrt(least),
          100,
          700,
          709.9,
          -745,
          -746
        }) {
      values.add(Double.toString(value));
    }
    List<String[]> rows = new ArrayList<>();
    for (String a : values) {
      for (String b : values) {
        rows.add(new String[] {a, b});
      }
    }
    Random random = new Random(8);
    for (int i = 0; i < 2000; i++) {
      rows.add(
          new String[] {
            Float.toString((float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 8))),
            Float.toString((float) (random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4)))
          });
    }
    return rows;
  }

  private static List<String[]> floats() {
    return floats(Double.MAX_VALUE, Double.MIN_VALUE);
  }

  private static void float8(String sql, DoubleBinaryOperator braid) {
    assertSame(float8(sql), floats(), calculation(braid));
  }

  private static String float8(String sql) {
    return sql.replace("A", "a::float8").replace("B", "b::float8");
  }

  private static ScalarOracle.Calculation calculation(DoubleBinaryOperator braid) {
    return (a, b) ->
        Floats.toText(braid.applyAsDouble(Floats.parseFloat8(a), Floats.parseFloat8(b)));
  }

  private static void float4(String sql, FloatOperator braid) {
    assertSame(
        sql.replace("A", "a::float4").replace("B", "b::float4"),
        floats(Float.MAX_VALUE, Float.MIN_VALUE),
        (a, b) -> Floats.toText(braid.apply(Floats.parseFloat4(a), Floats.parseFloat4(b))));
  }

  @Test
  void doublePrecision() {
    float8("A + B", Floats::add);
    float8("A - B", Floats::subtract);
    float8("A * B", Floats::multiply);
    float8("A / B", Floats::divide);
    float8("sqrt(A)", (a, b) -> Floats.sqrt(a));
    float8("round(A)", (a, b) -> Floats.round(a));
    float8("trunc(A)", (a, b) -> Floats.trunc(a));
    float8("sign(A)", (a, b) -> Floats.sign(a));
    float8("sign((A > B)::int - (A < B)::int)", (a, b) -> Floats.compare(a, b));
    float8("width_bucket(A, B, 10, 9)", (a, b) -> Floats.widthBucket(a, b, 10, 9));
    float8("width_bucket(10, A, B, 9)", (a, b) -> Floats.widthBucket(10, a, b, 9));
  }

  @Test
  void real() {
    float4("A + B", Floats::add);
    float4("A - B", Floats::subtract);
    float4("A * B", Floats::multiply);
    float4("A / B", Floats::divide);
  }

  @Test
  void casts() {
    List<String[]> rows = floats();
    assertSame("a::float8::int2", rows, (a, b) -> Floats.toInt2(Floats.parseFloat8(a)));
    assertSame("a::float8::int4", rows, (a, b) -> Floats.toInt4(Floats.parseFloat8(a)));
    assertSame("a::float8::int8", rows, (a, b) -> Floats.toInt8(Floats.parseFloat8(a)));
    assertSame(
        "a::float8::float4", rows, (a, b) -> Floats.toText(Floats.toFloat4(Floats.parseFloat8(a))));
  }

  /// The server's C library and Java round a few transcendental results differently in the last
  /// place; everything else, errors included, has to be the same.
  private static void nearly(String sql, DoubleBinaryOperator braid) {
    List<String> differences = differences(float8(sql), floats(), calculation(braid));
    List<String> serious = differences.stream().filter(d -> !isLastPlace(d)).toList();
    assertThat(differences.size()).isLessThan(floats().size() / 100);
    assertThat(serious.stream().limit(30)).as(sql).isEmpty();
  }

  private static boolean isLastPlace(String difference) {
    String[] parts = difference.split("\\[");
    String server = parts[3].substring(0, parts[3].indexOf(']'));
    String braid = parts[4].substring(0, parts[4].indexOf(']'));
    if (server.startsWith("!") || braid.startsWith("!")) {
      return false;
    }
    double expected = Double.parseDouble(server);
    return Math.abs(expected - Double.parseDouble(braid)) <= Math.ulp(expected);
  }

  private static void nearly(String sql, DoubleUnaryOperator braid) {
    nearly(sql, (a, b) -> braid.applyAsDouble(a));
  }

  @Test
  void transcendentalFunctions() {
    nearly("ln(A)", Floats::ln);
    nearly("log(A)", Floats::log);
    nearly("exp(A)", Floats::exp);
    nearly("power(A, B)", Floats::power);
  }
}
