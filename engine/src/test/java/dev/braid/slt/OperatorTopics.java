package dev.braid.slt;

import dev.braid.expr.ScalarFunction;
import dev.braid.expr.library.Library;
import java.util.Comparator;
import java.util.List;

/// Operators: which exist between which types, and what they answer.
final class OperatorTopics {
  private OperatorTopics() {}

  static List<Topic> all() {
    return List.of(resolution(), unknown(), operators(), arithmetic(), columns());
  }

  private static Topic resolution() {
    Topic topic = new Topic("operator_resolution");
    for (String operator : List.of("=", "<", "+", "-", "*", "/", "||")) {
      for (String left : SampleValues.types()) {
        for (String right : SampleValues.types()) {
          topic.add(
              "SELECT %s %s %s"
                  .formatted(
                      SampleValues.value(left, 0), operator, SampleValues.value(right, 1)));
        }
      }
    }
    return topic;
  }

  private static Topic unknown() {
    Topic topic = new Topic("operator_unknown");
    for (String operator : List.of("=", "<>", ">=", "+", "-", "*", "/", "%", "||", "IS DISTINCT FROM")) {
      for (String type : SampleValues.types()) {
        String value = SampleValues.value(type, 0);
        for (String literal : List.of("'1'", "'abc'", "NULL")) {
          topic.add("SELECT %s %s %s".formatted(value, operator, literal));
        }
        topic.add("SELECT '1' %s %s".formatted(operator, value));
      }
    }
    return topic;
  }

  /// Every operator of the catalogue, with samples of its types.
  private static Topic operators() {
    Topic topic = new Topic("operators");
    List<ScalarFunction> all =
        Library.CATALOG.operators().stream()
            .sorted(
                Comparator.comparing(ScalarFunction::name)
                    .thenComparing(f -> f.argumentTypes().toString()))
            .toList();
    for (ScalarFunction operator : all) {
      List<String> types = operator.argumentTypes().stream().map(FunctionTopics::sampleType).toList();
      for (int[] which : new int[][] {{0, 1}, {2, 0}, {1, 3}}) {
        String right = SampleValues.value(types.getLast(), which[1]);
        topic.add(
            types.size() == 1
                ? "SELECT " + operator.name() + " " + right
                : "SELECT %s %s %s"
                    .formatted(SampleValues.value(types.getFirst(), which[0]), operator.name(), right));
      }
      String right = SampleValues.COLUMNS.get(types.getLast());
      String both =
          types.size() == 1
              ? operator.name() + " " + right
              : SampleValues.COLUMNS.get(types.getFirst()) + " " + operator.name() + " " + right;
      topic.ordered("SELECT id, " + both + " FROM t_mid ORDER BY id");
    }
    return topic;
  }

  private static Topic arithmetic() {
    return new Topic("arithmetic")
        .add(
            "SELECT {{0;;1;;-1;;7;;-7;;32767;;-32768}}::int2 {{+;;-;;*;;/;;%}} {{0;;1;;-1;;2;;-32768}}::int2",
            "SELECT {{2147483647;;(-2147483648);;5}} {{+;;-;;*;;/;;%}} {{0;;1;;-1;;(-2147483648)}}",
            "SELECT {{9223372036854775807;;(-9223372036854775808);;5::int8}} {{+;;-;;*;;/;;%}} {{0;;1;;-1;;(-9223372036854775808)}}",
            "SELECT {{1e308;;'NaN';;'Infinity';;-0.0;;5}}::float8 {{+;;-;;*;;/}} {{0;;-0.0;;1e308;;'-Infinity';;'NaN';;3}}::float8",
            "SELECT {{3e38;;1e-45;;'NaN';;5}}::float4 {{+;;-;;*;;/}} {{0;;3e38;;'-Infinity';;1e-45}}::float4",
            "SELECT {{1;;1.5;;-2.50;;1e20;;'NaN'::numeric;;'Infinity'::numeric}} {{+;;-;;*;;/;;%;;^}} {{3;;0.0;;-0.7;;1e-5;;'-Infinity'::numeric}}",
            "SELECT {{-;;+;;@;;|/;;||/}} {{4;;2.25;;(-8);;'NaN'::float8;;27::int8;;-32768::int2;;(-32768)::int2}}",
            "SELECT {{5;;-5;;5::int8;;5::int2}} {{&;;|;;#;;<<;;>>}} {{3;;1;;33;;-1}}",
            "SELECT ~{{0;;5::int2;;-1::int8}}, - {{0;;5;;1.5}}",
            "SELECT 2 + 3 * 4 - 10 / 3 % 2, -2 ^ 2, 2 ^ 3 ^ 2, (-2) ^ 3, 2 ^ -1, 0 ^ 0, 7 / 2, -7 / 2, 7.0 / 2, -7 % 3",
            "SELECT (-1) ^ 0.5", "SELECT 0 ^ -1", "SELECT 10 ^ 400.0", "SELECT 10::float8 ^ 400",
            "SELECT 1 / 3.0, 1.0 / 3, 10 / 3.0000, 1e10 / 3, 1 / 3e-10, 2 / 3.0::numeric(10,5)",
            "SELECT 1000000 * 1000000", "SELECT 1000000 * 1000000::int8", "SELECT 2147483648, 9223372036854775808, -9223372036854775808",
            "SELECT 0x1F, 0o17, 0b101, 1_000_000, 1e3, .5, 5.", "SELECT abs(-2147483648)", "SELECT -(-32768)::int2")
        .ordered(
            "SELECT id, {{s + s;;s * 2;;i - 1;;l + 1;;s / 2;;i % 3;;l / 7;;i / 0;;-l;;abs(s)}} FROM t_int ORDER BY id",
            "SELECT id, {{s;;i;;l}} {{+;;-;;/;;%}} {{1;;-1;;2::int2;;3::int8;;0.5;;1.5::float4}} FROM t_int WHERE id NOT IN (5, 6) ORDER BY id",
            "SELECT id, {{f;;d;;n;;m;;w;;z}} {{+;;-;;*}} {{1;;0.5;;-2::float8;;10::int8}} FROM t_num WHERE id NOT IN (8, 9) ORDER BY id",
            "SELECT id, {{n;;m;;w;;z}} {{/;;%}} {{3;;0.7}} FROM t_num ORDER BY id",
            "SELECT id, {{n + n;;m * m;;w + m;;z / m;;n - w;;m % w}} FROM t_num WHERE m <> 0 AND w <> 0 ORDER BY id",
            "SELECT id, {{i + l;;s + n;;f + d;;m + s;;n * d;;i / n;;l * 1.5;;s - b::int}} FROM t_mid WHERE n <> 0 ORDER BY id");
  }

  private static Topic columns() {
    return new Topic("comparisons")
        .ordered(
            "SELECT id, {{s;;i;;l}} {{=;;<>;;<;;<=;;>;;>=}} {{1;;1::int8;;0::int2;;0.5;;'7';;NULL;;1::float8}} FROM t_int ORDER BY id",
            "SELECT id, {{f;;d;;n;;m;;w}} {{=;;<;;>=}} {{0;;-0.0::float8;;'NaN';;1.5;;'Infinity';;NULL}} FROM t_num ORDER BY id",
            "SELECT id, {{t;;v;;c}} {{=;;<;;>=}} {{'abc';;'abc ';;'';;'ABC'::char(5);;'zebra'::varchar}} FROM t_str ORDER BY id",
            "SELECT id, {{dt;;ts;;tz}} {{=;;<;;>=}} {{'2000-01-01';;date '2024-02-29';;timestamp 'infinity';;timestamptz '1999-12-31 21:59:59.5+00'}} FROM t_time ORDER BY id",
            "SELECT id, {{ti < '12:00';;ti >= time '23:59:59.999999';;iv = '1 mon';;iv > '30 days';;iv = '720:00:00';;iv < '-1 day'}} FROM t_time ORDER BY id",
            "SELECT id, {{u = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11';;u > '00000000-0000-0000-0000-000000000000';;j = '{\"a\":1,\"b\":2}';;j < '[]';;j > '42'}} FROM t_misc ORDER BY id",
            "SELECT id FROM t_int WHERE {{s < i;;i = l;;b;;NOT b;;b IS NULL;;b = (i > 0);;s BETWEEN -1 AND 7;;s NOT BETWEEN 0 AND 3;;i BETWEEN SYMMETRIC 7 AND -1;;l IN (1, 7, NULL);;l NOT IN (1, 7);;l NOT IN (1, NULL)}} ORDER BY id",
            "SELECT id FROM t_num WHERE {{f = d;;n = m;;d > f;;n = 'NaN';;n > 1e20;;d = 0;;f IN (0, 1.5);;m IN (1.5, 2.45);;n BETWEEN 0 AND 2;;w = z;;d <> d;;n IS DISTINCT FROM m;;d IS NOT DISTINCT FROM f}} ORDER BY id",
            "SELECT id FROM t_str WHERE {{t = v;;t = c;;v = c;;t < v;;t IN ('abc', '', NULL);;c IN ('abc', '1');;t IS NULL;;v <> 'abc';;t > 'b' AND t < 'z';;y < '\\x61';;y = '\\x';;t BETWEEN 'A' AND 'b'}} ORDER BY id",
            "SELECT id FROM t_time WHERE {{dt = ts;;dt < tz;;ts = tz;;ts > '2000-01-01';;dt >= '2000-01-01' AND dt < '2024-12-31';;dt IN ('2000-01-01', 'infinity');;iv IN ('1 mon', '0');;isfinite(dt);;NOT isfinite(ts);;ti BETWEEN '00:00' AND '12:00'}} ORDER BY id",
            "SELECT id FROM t_big WHERE {{i = 5000;;l > 150000000000;;m < -19.5;;h = 'red' AND g = 1;;v LIKE 'v1%' AND b;;dt < '2020-03-01';;n IN (1, 2, 3.0);;f = 4.75 OR f = -5;;g IS NULL AND h IS NULL;;c = 'ab';;y > '\\x26';;u::text LIKE '%39'}} ORDER BY id LIMIT 30");
  }
}
