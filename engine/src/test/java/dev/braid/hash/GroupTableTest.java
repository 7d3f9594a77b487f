package dev.braid.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Group tables number keys as a map does.
class GroupTableTest {
  @Test
  void growsOverManyGroups() {
    Random random = new Random(7);
    GroupTable single = new GroupTable(List.of(Type.INT8));
    GroupTable pair = new GroupTable(List.of(Type.INT8, Type.INT8));
    Map<Long, Integer> expected = new HashMap<>();
    for (int batch = 0; batch < 60; batch++) {
      long[] values = new long[2048];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextLong(50_000) * 0x10001L - 5;
      }
      Column column = new LongColumn(values, values.length, null);
      int[] groups = single.map(new Column[] {column}, values.length);
      int[] pairs = pair.map(new Column[] {column, column}, values.length);
      for (int i = 0; i < values.length; i++) {
        int wanted = expected.computeIfAbsent(values[i], _ -> expected.size());
        assertThat(groups[i]).isEqualTo(wanted);
        assertThat(pair.keys()[1].getLong(pairs[i])).isEqualTo(values[i]);
      }
    }
    assertThat(single.size()).isEqualTo(expected.size());
    assertThat(pair.size()).isEqualTo(expected.size());
    for (GroupTable table : List.of(single, pair)) {
      int[] order = table.order();
      assertThat(order).hasSize(expected.size()).doesNotHaveDuplicates();
      for (int i = 1; i < order.length; i++) {
        assertThat(Long.compareUnsigned(table.hash(order[i - 1]), table.hash(order[i])))
            .isNegative();
      }
    }
  }

  @Test
  void dictionariesAndValuesGiveTheSameGroups() {
    GroupTable table = new GroupTable(List.of(Type.TEXT, Type.BPCHAR));
    Column entries = Values.column(Type.TEXT, Arrays.asList("a", "b", null, "a"));
    Column flags = Values.column(Type.BPCHAR, Arrays.asList("x ", "x", "y"));
    DictionaryColumn first =
        DictionaryColumn.of(new int[] {0, 1, 2, 3, 0, 1, 2, 3, 0, 0, 0}, entries, 11);
    DictionaryColumn second =
        DictionaryColumn.of(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 1}, flags, 11);
    int[] coded = table.map(new Column[] {first, second}, 11);
    int[] flat = table.map(new Column[] {first.flat(), second.flat()}, 11);
    assertThat(coded).isEqualTo(flat);
    assertThat(table.size()).isEqualTo(5);
    assertThat(coded).containsExactly(0, 1, 2, 0, 0, 1, 3, 4, 4, 0, 0);
  }

  /// Batches of one row to some thousand, whose numbers lie close together, further and further
  /// apart, or at the ends of what there is; alone and beside a dictionary.
  @Test
  void wholeNumbersGiveTheGroupsOfAMap() {
    Random random = new Random(11);
    Column entries = Values.column(Type.TEXT, Arrays.asList("a", "b", null));
    long[] spans = {1, 3, 100, 30_000, 1_000_000, Long.MAX_VALUE};
    long[] centres = {0, -7, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE};
    for (Type type : List.of(Type.INT4, Type.INT8, Type.NUMERIC)) {
      GroupTable alone = new GroupTable(List.of(type));
      GroupTable beside = new GroupTable(List.of(Type.TEXT, type));
      Map<Object, Integer> ofAlone = new HashMap<>();
      Map<Object, Integer> ofBeside = new HashMap<>();
      for (int batch = 0; batch < 120; batch++) {
        int size = batch % 3 == 0 ? 1 : 1 + random.nextInt(3000);
        long span = spans[batch / 20];
        long centre = batch % 20 < 15 ? 5 : centres[batch % 5];
        List<@Nullable Object> values = new ArrayList<>();
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
          indices[i] = random.nextInt(3);
          long value = centre + random.nextLong(span);
          values.add(random.nextInt(9) == 0 ? null : value(type, value, batch));
        }
        Column column = Values.column(type, values);
        Column coded = DictionaryColumn.of(indices, entries, size);
        int[] one = alone.map(new Column[] {column}, size);
        int[] two = beside.map(new Column[] {coded, column}, size);
        for (int i = 0; i < size; i++) {
          Object key = Optional.ofNullable(values.get(i)).map(GroupTableTest::plain);
          assertThat(one[i]).isEqualTo(ofAlone.computeIfAbsent(key, _ -> ofAlone.size()));
          assertThat(two[i])
              .isEqualTo(ofBeside.computeIfAbsent(List.of(indices[i], key), _ -> ofBeside.size()));
        }
      }
      assertThat(alone.size()).isEqualTo(ofAlone.size());
      assertThat(beside.size()).isEqualTo(ofBeside.size());
    }
  }

  /// Numerics of one scale in one batch, of another in the next, and once with NaN.
  private static Object value(Type type, long value, int batch) {
    return switch (type.kind()) {
      case INT4 -> (int) value;
      case INT8 -> value;
      default ->
          batch == 50 && value % 2 == 0
              ? Numeric.NAN
              : Numeric.of(BigDecimal.valueOf(value / 7).setScale(batch % 4));
    };
  }

  private static Object plain(Object value) {
    return value instanceof Numeric number && number.isFinite()
        ? number.toBigDecimal().stripTrailingZeros()
        : value;
  }
}
