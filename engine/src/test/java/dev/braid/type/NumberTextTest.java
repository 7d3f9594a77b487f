package dev.braid.type;

import static dev.braid.type.ScalarOracle.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Reading and writing numbers as text, against the server.
class NumberTextTest {
  private static final List<String> PARTS =
      List.of(
          "0",
          "1",
          "7",
          "9",
          "12",
          "00",
          "_",
          ".",
          "e",
          "E",
          "+",
          "-",
          "x",
          "0x",
          "0X1",
          "0b",
          "0o",
          "a",
          "F",
          "g",
          " ",
          "\t",
          "\n",
          "NaN",
          "nan",
          "inf",
          "Infinity",
          "e5",
          "e-3",
          "e+2",
          "p3",
          "32767",
          "32768",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e308",
          "1e-320",
          "1e400",
          "1e-400",
          "e9999999999",
          "e-16380",
          "e131071",
          "\u00e9",
          "(1)");

  private static List<String[]> texts() {
    List<String[]> rows = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            "  12  ",
            "-0",
            "+5",
            "- 5",
            "0x1F",
            "-0x8000",
            "0x7fffffff",
            "0x80000000",
            "-0x80000000",
            "0x8000000000000000",
            "-0x8000000000000000",
            "0o17",
            "0b101",
            "0x_1F",
            "1_000",
            "1__0",
            "_1",
            "1_",
            "99999999999",
            "99999999999x",
            "2147483648x",
            "21474836480x",
            "1e1000000000",
            "1e2000000000",
            "0e1000000000",
            "1e-16383",
            "1e-16384",
            "0e-20000",
            "1_0.5_0e1_0",
            "1._5",
            "1_.5",
            ".5",
            "5.",
            ".",
            "1e",
            "1e+",
            "+NaN",
            "-NaN",
            "+inf",
            "-infinity",
            "infinit",
            "nan(12)",
            "0x1.8p3",
            "0x.8",
            "0x",
            "0x1p",
            "1e-400",
            "  1e400 ",
            "-1e400",
            "4.9e-324",
            "2e-324",
            "3.4e38",
            "3.5e38",
            "1e-45",
            "1e-46",
            "0x1p-1080",
            "1e131072",
            "1.5e131071",
            "0.00001e131077",
            "\u0000".trim())) {
      rows.add(new String[] {text, ""});
    }
    Random random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder();
      int parts = 1 + random.nextInt(5);
      for (int k = 0; k < parts; k++) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      rows.add(new String[] {text.toString(), ""});
    }
    return rows;
  }

  @Test
  void numericIsRead() {
    assertSame("a::numeric", texts(), (a, b) -> Numeric.parse(a));
  }

  @Test
  void integersAreRead() {
    assertSame("a::int2", texts(), (a, b) -> Integers.parseInt2(a));
    assertSame("a::int4", texts(), (a, b) -> Integers.parseInt4(a));
    assertSame("a::int8", texts(), (a, b) -> Integers.parseInt8(a));
  }

  @Test
  void floatsAreRead() {
    assertSame("a::float8", texts(), (a, b) -> Floats.toText(Floats.parseFloat8(a)));
    assertSame("a::float4", texts(), (a, b) -> Floats.toText(Floats.parseFloat4(a)));
  }

  private static List<String[]> doubles() {
    List<String[]> rows = new ArrayList<>();
    Random random = new Random(6);
    for (int i = 0; i < 8000; i++) {
      double value =
          switch (i % 5) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt(100000) / 1000.0;
            case 2 -> random.nextInt(1000) * Math.pow(10, random.nextInt(40) - 15);
            case 3 -> (1 + random.nextInt(9)) * Math.pow(10, random.nextInt(600) - 300);
            default -> Math.scalb(random.nextInt(64) + 1.0, random.nextInt(2000) - 1070);
          };
      rows.add(new String[] {Double.toString(value), ""});
    }
    for (String text :
        List.of(
            "2e23",
            "1e23",
            "5e-324",
            "9007199254740993",
            "-0",
            "1e15",
            "1e16",
            "123456789012345",
            "1234567890123456",
            "0.0001",
            "0.00001",
            "9e22",
            "8.5e22")) {
      rows.add(new String[] {text, ""});
    }
    for (int i = 0; i < 64; i++) {
      rows.add(new String[] {Double.toString(5e22 * (i + 1)), ""});
      rows.add(new String[] {Double.toString(Math.pow(5, i % 24) * Math.scalb(1, i)), ""});
    }
    return rows;
  }

  @Test
  void doublesAreWritten() {
    assertSame("a::float8", doubles(), (a, b) -> Floats.toText(Double.parseDouble(a)));
  }

  @Test
  void realsAreWritten() {
    List<String[]> rows = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 8000; i++) {
      float value =
          switch (i % 4) {
            case 0 -> Float.intBitsToFloat(random.nextInt());
            case 1 -> random.nextInt(100000) / 1000f;
            case 2 -> (float) (random.nextInt(1000) * Math.pow(10, random.nextInt(30) - 15));
            default -> Math.scalb(random.nextInt(64) + 1f, random.nextInt(240) - 130);
          };
      rows.add(new String[] {Float.toString(value), ""});
    }
    assertSame("a::float4", rows, (a, b) -> Floats.toText(Float.parseFloat(a)));
  }

  @Test
  void floatsBecomeNumeric() {
    assertSame(
        "a::float8::numeric", doubles(), (a, b) -> Numeric.fromDouble(Double.parseDouble(a)));
    assertSame(
        "(CASE WHEN abs(a::float8) < 1e30 AND abs(a::float8) > 1e-30 THEN a ELSE '0' END)::float4"
            + "::numeric",
        doubles(),
        (a, b) -> {
          double size = Math.abs(Double.parseDouble(a));
          return Numeric.fromFloat(size < 1e30 && size > 1e-30 ? Float.parseFloat(a) : 0);
        });
  }
}
