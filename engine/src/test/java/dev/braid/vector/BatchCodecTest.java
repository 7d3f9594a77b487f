package dev.braid.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Bytes;
import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is written is read back: values, NULLs, display scales and forms.
class BatchCodecTest {
  private static final Map<Type, List<@Nullable Object>> SAMPLES = new LinkedHashMap<>();

  static {
    SAMPLES.put(Type.BOOL, Arrays.asList(true, null, false));
    SAMPLES.put(Type.INT4, Arrays.asList(Integer.MIN_VALUE, null, Integer.MAX_VALUE));
    SAMPLES.put(Type.INT8, Arrays.asList(null, Long.MIN_VALUE, 0L));
    SAMPLES.put(Type.FLOAT8, Arrays.asList(-0.0, Double.NaN, null));
    SAMPLES.put(Type.NUMERIC, Arrays.asList(Numeric.parse("1.50"), null, Numeric.parse("-7.00")));
    SAMPLES.put(
        Type.numeric(38, 2),
        Arrays.asList(Numeric.parse("170141183460469231731687303715884105.72"), null, null));
    SAMPLES.put(
        Type.numeric(40, 0),
        Arrays.asList(Numeric.NAN, Numeric.NEGATIVE_INFINITY, Numeric.parse("1.0000")));
    SAMPLES.put(Type.TEXT, Arrays.asList("", "ß€😀", null));
    SAMPLES.put(Type.BYTEA, Arrays.asList(new Bytes(new byte[] {0, -1}), null, null));
    SAMPLES.put(Type.UUID, Arrays.asList(new UUID(1, -2), null, new UUID(0, 0)));
    SAMPLES.put(Type.INTERVAL, Arrays.asList(new Interval(1, -2, 3), null, Interval.ZERO));
    SAMPLES.put(
        Type.arrayOf(Type.TEXT),
        Arrays.asList(PgArray.of(Type.TEXT, "a", null), PgArray.empty(Type.TEXT), null));
  }

  private static List<String> text(Column column, int size, Type type) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Object value = Values.get(column, i, type);
      values.add(
          value instanceof Bytes bytes ? Arrays.toString(bytes.value()) : String.valueOf(value));
    }
    return values;
  }

  @Test
  void everyFormComesBack() {
    List<Column> columns = new ArrayList<>();
    SAMPLES.forEach((type, values) -> columns.add(Values.column(type, values)));
    columns.add(
        DictionaryColumn.of(new int[] {1, 1, 0}, Values.column(Type.TEXT, List.of("x", "y")), 3));
    columns.add(
        DictionaryColumn.of(
            new int[] {4, 4, 0}, Values.column(Type.INT4, Arrays.asList(1, 2, 3, 4, null)), 3));
    Batch batch = new Batch(columns.toArray(Column[]::new), 3);
    Batch read = BatchCodec.decode(BatchCodec.encode(batch));
    List<Type> types = new ArrayList<>(SAMPLES.keySet());
    types.add(Type.TEXT);
    types.add(Type.INT4);
    assertThat(read.size()).isEqualTo(3);
    for (int i = 0; i < types.size(); i++) {
      assertThat(text(read.column(i), 3, types.get(i)))
          .isEqualTo(text(batch.column(i), 3, types.get(i)));
    }
  }

  @Test
  void batchWithoutColumnsKeepsItsSize() {
    assertThat(BatchCodec.decode(BatchCodec.encode(new Batch(new Column[0], 5))).size())
        .isEqualTo(5);
  }

  @Test
  void numbersKeepTheirForm() {
    NumericColumn longs = NumericColumn.ofLongs(new long[] {150}, 2, 1, null);
    NumericColumn read =
        (NumericColumn)
            BatchCodec.decode(BatchCodec.encode(new Batch(new Column[] {longs}, 1))).column(0);
    assertThat(read.isLong()).isTrue();
    assertThat(read.getNumeric(0).toBigDecimal()).isEqualTo(new BigDecimal("1.50"));
  }

  @Test
  void columnsPutTogetherKeepTheirValues() {
    SAMPLES.forEach(
        (type, values) -> {
          Column column = Values.column(type, values);
          DictionaryColumn coded = DictionaryColumn.of(new int[] {2, 0}, column, 2);
          Column all = Concat.of(type, List.of(column, coded, column), new int[] {3, 2, 1});
          List<String> expected = new ArrayList<>(text(column, 3, type));
          expected.addAll(text(coded, 2, type));
          expected.addAll(text(column, 1, type));
          assertThat(text(all, 6, type)).isEqualTo(expected);
        });
  }
}
