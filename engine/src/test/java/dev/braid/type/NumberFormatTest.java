package dev.braid.type;

import static dev.braid.type.ScalarOracle.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// to_char and to_number over many formats and numbers, against the server.
class NumberFormatTest {
  private static final List<String> FORMATS =
      List.of(
          "",
          "9",
          "999",
          "999.99",
          "000.00",
          "FM999.99",
          "FM000.009",
          "FM990.999",
          "9,999,999.99",
          "FM9,999,999.00",
          "S999",
          "999S",
          "999.9S",
          "S9.99",
          "FMS999",
          "MI999",
          "999MI",
          "FM999MI",
          "PL999",
          "999PL",
          "SG999",
          "999SG",
          "999PR",
          "FM999PR",
          "999.99PR",
          "RN",
          "FMRN",
          "rn",
          "FMrn",
          "999th",
          "999TH",
          "FM999th",
          "99V99",
          "9V9",
          "FM99V9",
          "9.99EEEE",
          "9EEEE",
          "99.9EEEE",
          ".9EEEE",
          "9.999999eeee",
          "L999",
          "FML999D99",
          "9G999D99",
          "FM9G999G999",
          "\"a\\\"b\"999",
          "a999z",
          "999\\\"",
          "\"\u00e9\"9.9\u00e9",
          "099",
          "909",
          "9990",
          "0999.9",
          "FM0999.9",
          "9.9",
          "0.0",
          "FM9.9",
          "FM0.0",
          ".99",
          "FM.99",
          "99.",
          "FM99.",
          "B999",
          "C99",
          "SP99",
          "9 9 9",
          "9,9.9,9",
          "FM9.999999",
          "FM999999999999990.0099",
          "9.9.9",
          "9V.9",
          "S9S",
          "SMI9",
          "MIS9",
          "S9PR",
          "PRS",
          "9PR9",
          "PR0",
          "PLPR",
          "RNRN",
          "RN9",
          "FM9EEEE",
          "EEEE9",
          "9EEEEEEEE",
          "99999999999999999999.99999999999999999999",
          "SG9.9",
          "9.9SG",
          "9.9MI",
          "9.9PL",
          "FM9.9MI",
          "FM9.9S",
          "99G",
          "G99",
          ",99",
          "FM,99",
          "0,0,0",
          "L",
          "Sx9",
          "9S9",
          "9S9.9",
          "MI9PL",
          "fm99.9",
          "Fm99");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "0.1",
          "-0.1",
          "0.5",
          "-0.5",
          "0.00",
          "12",
          "123",
          "-123",
          "1234",
          "12.345",
          "-12.345",
          "999.995",
          "1234567.891",
          "-1234567.891",
          "485",
          "3999",
          "4000",
          "11",
          "21",
          "22",
          "103",
          "112",
          "1e15",
          "123456789012345.678",
          "0.000012345",
          "-0.00098765",
          "9.99",
          "9.999",
          "99.95",
          "1e20",
          "-1e20",
          "NaN",
          "Infinity",
          "-Infinity",
          "0.995",
          "100",
          "0.05",
          "-0.004");

  private static final List<String> PARTS =
      List.of(
          "9", "9", "9", "99", "0", "0", ".", ",", "D", "G", "FM", "S", "MI", "PL", "SG", "PR",
          "TH", "th", "V", "L", "x", "\"q\"", " ", "B", "EEEE", "RN");

  private static List<String[]> rows(List<String> numbers, int random) {
    List<String[]> rows = new ArrayList<>();
    for (String format : FORMATS) {
      for (String number : numbers) {
        rows.add(new String[] {number, format});
      }
    }
    Random dice = new Random(random);
    for (int i = 0; i < random; i++) {
      StringBuilder format = new StringBuilder();
      int parts = 1 + dice.nextInt(7);
      for (int k = 0; k < parts; k++) {
        format.append(PARTS.get(dice.nextInt(PARTS.size())));
      }
      rows.add(new String[] {numbers.get(dice.nextInt(numbers.size())), format.toString()});
    }
    return rows;
  }

  @Test
  void numerics() {
    assertSame(
        "to_char(a::numeric, b)",
        rows(NUMBERS, 8000),
        (a, b) -> NumberFormat.of(b).format(Numeric.parse(a)));
  }

  @Test
  void doubles() {
    assertSame(
        "to_char(a::float8, b)",
        rows(NUMBERS, 4000),
        (a, b) -> NumberFormat.of(b).format(Floats.parseFloat8(a)));
  }

  @Test
  void reals() {
    assertSame(
        "to_char(a::float4, b)",
        rows(NUMBERS, 4000),
        (a, b) -> NumberFormat.of(b).format(Floats.parseFloat4(a)));
  }

  @Test
  void integers() {
    List<String> numbers =
        List.of(
            "0",
            "1",
            "-1",
            "12",
            "-123",
            "3999",
            "4000",
            "1234567",
            "2147483647",
            "-2147483648",
            "99",
            "13",
            "21");
    assertSame(
        "to_char(a::int4, b)",
        rows(numbers, 4000),
        (a, b) -> NumberFormat.of(b).format(Integer.parseInt(a)));
    assertSame(
        "to_char(a::int8, b)",
        rows(numbers, 4000),
        (a, b) -> NumberFormat.of(b).format(Long.parseLong(a)));
  }

  @Test
  void textsAreRead() {
    List<String> texts =
        List.of(
            "",
            " ",
            "0",
            "1",
            "12",
            "123",
            "1234",
            "-12",
            "+12",
            "12-",
            "12+",
            "<12>",
            "12.5",
            "-12.5",
            "12.5-",
            "1,234",
            "1,234.56",
            "-1,234.56",
            " 12",
            "  -12 ",
            ".5",
            "-.5",
            "$12",
            "1st",
            "12th",
            "MCMXC",
            " xiv",
            "IIII",
            "XII9",
            "abc",
            "1a2",
            "1.2.3",
            "--1",
            "1 2 3",
            "- 1",
            "\u00e912",
            "5.",
            "123456789.123456789",
            "00012.3400",
            "NaN",
            "Infinity",
            "1e5",
            "<12.5>",
            "12,5");
    assertSame("to_number(a, b)", rows(texts, 8000), (a, b) -> NumberFormat.of(b).parse(a));
  }
}
