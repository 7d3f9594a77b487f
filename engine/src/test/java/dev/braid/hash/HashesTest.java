package dev.braid.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.NumericColumn;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Equal values hash equal, and compare equal, whatever they look like.
class HashesTest {
  private static long[] hashes(Column column, Type type, int size) {
    long[] hashes = new long[size];
    Hashes.of(column, type, size, hashes);
    return hashes;
  }

  private static void assertEqual(Type type, @Nullable Object... values) {
    Column column = Values.column(type, Arrays.asList(values));
    long[] hashes = hashes(column, type, values.length);
    for (int i = 1; i < values.length; i++) {
      assertThat(hashes[i]).as("%s and %s", values[0], values[i]).isEqualTo(hashes[0]);
      assertThat(RowEquality.equal(column, 0, column, i, type)).isTrue();
    }
  }

  private static void assertDifferent(Type type, @Nullable Object... values) {
    Column column = Values.column(type, Arrays.asList(values));
    Set<Long> hashes = new HashSet<>();
    for (long hash : hashes(column, type, values.length)) {
      hashes.add(hash);
    }
    assertThat(hashes).hasSize(values.length);
    for (int i = 1; i < values.length; i++) {
      assertThat(RowEquality.equal(column, i - 1, column, i, type)).isFalse();
    }
  }

  @Test
  void numericsHashByValueInEveryForm() {
    String[] texts = {"0", "-1", "12.5", "-0.001", "999999999999999", "-9223372036854775"};
    for (String text : texts) {
      Numeric value = Numeric.parse(text);
      Numeric longer = Numeric.parse(text + (text.contains(".") ? "000" : ".000"));
      assertEqual(Type.NUMERIC, value, longer);
      long expected = hashes(Values.column(Type.NUMERIC, List.of(value)), Type.NUMERIC, 1)[0];
      long unscaled = longer.toBigDecimal().unscaledValue().longValueExact();
      int scale = longer.scale();
      long[] low = {unscaled};
      long[] high = {unscaled >> 63};
      for (NumericColumn form :
          List.of(
              NumericColumn.ofLongs(low, scale, 1, null),
              NumericColumn.ofInt128(low, high, scale, 1, null),
              NumericColumn.ofBig(new Numeric[] {longer}, 1, null))) {
        assertThat(hashes(form, Type.NUMERIC, 1)[0]).as(text).isEqualTo(expected);
      }
    }
    assertEqual(Type.NUMERIC, Numeric.NAN, Numeric.NAN);
    assertEqual(
        Type.NUMERIC,
        Numeric.parse("170141183460469231731687303715884105"),
        Numeric.parse("170141183460469231731687303715884105.00"));
    assertEqual(
        Type.NUMERIC,
        Numeric.parse("-170141183460469231731687303715884105727000"),
        Numeric.parse("-170141183460469231731687303715884105727000.000"));
    assertDifferent(
        Type.NUMERIC,
        Numeric.NAN,
        Numeric.INFINITY,
        Numeric.NEGATIVE_INFINITY,
        Numeric.parse("1"),
        Numeric.parse("10"),
        Numeric.parse("0.1"));
  }

  @Test
  void floatsHaveOneZeroAndOneNaN() {
    assertEqual(Type.FLOAT8, 0.0, -0.0);
    assertEqual(Type.FLOAT8, Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L));
    assertDifferent(Type.FLOAT8, 0.0, 1.0, Double.POSITIVE_INFINITY, Double.NaN);
  }

  @Test
  void trailingBlanksCountInTextButNotInCharacter() {
    assertEqual(Type.BPCHAR, "a", "a ", "a    ");
    assertDifferent(Type.TEXT, "", "a", "a ", "a    ", "b", "ä");
    assertDifferent(Type.BPCHAR, "a", " a", "b");
  }

  @Test
  void stringsOfAllLengthsDiffer() {
    Object[] texts = new Object[60];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "x".repeat(i);
    }
    assertDifferent(Type.TEXT, texts);
  }

  @Test
  void intervalsHashByTheirLength() {
    assertEqual(
        Type.INTERVAL,
        new Interval(1, 0, 0),
        new Interval(0, 30, 0),
        new Interval(0, 29, 86_400_000_000L));
    assertDifferent(Type.INTERVAL, new Interval(1, 0, 0), new Interval(0, 31, 0));
  }

  @Test
  void jsonbNumbersHashByValue() {
    assertEqual(Type.JSONB, "{\"a\": [1.5, 20, \"1.50\"]}", "{\"a\": [1.500, 20.00, \"1.50\"]}");
    assertEqual(Type.JSONB, "1.0", "1");
    assertDifferent(Type.JSONB, "100", "10", "\"1.0\"", "\"1\"", "\"a\\\"1.0\"");
  }

  @Test
  void arraysHashByTheirElements() {
    Type type = Type.arrayOf(Type.NUMERIC);
    assertEqual(
        type,
        PgArray.of(Type.NUMERIC, Numeric.parse("1.0"), null),
        PgArray.of(Type.NUMERIC, Numeric.parse("1.00"), null));
    assertDifferent(
        type,
        PgArray.empty(Type.NUMERIC),
        PgArray.of(Type.NUMERIC, (Object) null),
        PgArray.of(Type.NUMERIC, Numeric.ONE),
        PgArray.of(Type.NUMERIC, Numeric.ONE, Numeric.ONE));
  }

  @Test
  void dictionariesHashAsTheirValues() {
    Column entries = Values.column(Type.TEXT, Arrays.asList("a", null, "c"));
    DictionaryColumn coded = DictionaryColumn.of(new int[] {2, 1, 0, 0}, entries, 4);
    assertThat(hashes(coded, Type.TEXT, 4)).isEqualTo(hashes(coded.flat(), Type.TEXT, 4));
  }
}
