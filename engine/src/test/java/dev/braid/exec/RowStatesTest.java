package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowStatesTest {
  private static final int[] ORDER = {4, 0, 3, 1, 2};

  /// Writes groups and reads them.
  private static List<List<@Nullable Object>> through(
      List<Type> types, List<Column> columns, int[] starts, int[] counts) {
    Column states = RowStates.write(columns.toArray(Column[]::new), ORDER, starts);
    ColumnBuilder[] rows =
        types.stream().map(type -> ColumnBuilder.of(type, 1)).toArray(ColumnBuilder[]::new);
    assertThat(RowStates.read(states, starts.length - 1, rows, types)).containsExactly(counts);
    List<List<@Nullable Object>> read = new ArrayList<>();
    for (int row = 0; row < Arrays.stream(counts).sum(); row++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < rows.length; i++) {
        values.add(Values.get(rows[i].view(), row, types.get(i)));
      }
      read.add(values);
    }
    return read;
  }

  private static Column column(Type type, @Nullable Object... values) {
    return Values.column(type, Arrays.asList(values));
  }

  @Test
  void wholeNumbersComeBackInTheOrderOfTheirGroups() {
    List<Type> types = List.of(Type.INT4, Type.INT8);
    List<Column> columns =
        List.of(
            column(Type.INT4, 1, -2, Integer.MIN_VALUE, 4, Integer.MAX_VALUE),
            column(Type.INT8, 10L, 20L, Long.MIN_VALUE, -1L, Long.MAX_VALUE));
    assertThat(through(types, columns, new int[] {0, 2, 2, 5}, new int[] {2, 0, 3}))
        .containsExactly(
            List.of(Integer.MAX_VALUE, Long.MAX_VALUE),
            List.of(1, 10L),
            List.of(4, -1L),
            List.of(-2, 20L),
            List.of(Integer.MIN_VALUE, Long.MIN_VALUE));
    assertThat(through(types, columns, new int[] {3, 5}, new int[] {2}))
        .containsExactly(List.of(-2, 20L), List.of(Integer.MIN_VALUE, Long.MIN_VALUE));
  }

  @Test
  void nullsAndTextsDoToo() {
    List<Type> types = List.of(Type.INT4, Type.TEXT);
    List<Column> columns =
        List.of(column(Type.INT4, 1, null, 3, 4, 5), column(Type.TEXT, "a", "", null, "ü", "e"));
    assertThat(through(types, columns, new int[] {0, 1, 5}, new int[] {1, 4}))
        .containsExactly(
            List.of(5, "e"),
            List.of(1, "a"),
            List.of(4, "ü"),
            Arrays.asList(null, ""),
            Arrays.asList(3, null));
  }
}
