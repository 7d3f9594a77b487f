package dev.braid.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    DictionaryColumn first = DictionaryColumn.of(new int[] {0, 1, 2, 3, 0, 1, 2, 3, 0, 0, 0}, entries, 11);
    DictionaryColumn second = DictionaryColumn.of(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 1}, flags, 11);
    int[] coded = table.map(new Column[] {first, second}, 11);
    int[] flat = table.map(new Column[] {first.flat(), second.flat()}, 11);
    assertThat(coded).isEqualTo(flat);
    assertThat(table.size()).isEqualTo(5);
    assertThat(coded).containsExactly(0, 1, 2, 0, 0, 1, 3, 4, 4, 0, 0);
  }
}
