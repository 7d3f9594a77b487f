package dev.braid.expr.aggregate;

import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A growing list of values for each group, in the order in which they came.
final class ValueLists {
  private static final Object[] NONE = new Object[0];

  private final Type type;
  private @Nullable Object[] @Nullable [] lists = new @Nullable Object[0][];
  private int[] sizes = new int[0];
  private long memory;

  ValueLists(Type type) {
    this.type = type;
  }

  Type arrayType() {
    return Type.arrayOf(type);
  }

  void resize(int groups) {
    int capacity = Room.capacity(sizes.length, groups);
    if (capacity > sizes.length) {
      lists = Arrays.copyOf(lists, capacity);
      sizes = Arrays.copyOf(sizes, capacity);
    }
  }

  int size(int group) {
    return sizes[group];
  }

  @Nullable Object get(int group, int index) {
    @Nullable Object[] list = lists[group];
    return list == null ? null : list[index];
  }

  void add(int group, Column column, int row) {
    add(group, Values.get(column, row, type));
  }

  private void add(int group, @Nullable Object value) {
    @Nullable Object[] list = lists[group];
    if (list == null) {
      list = new @Nullable Object[4];
      lists[group] = list;
      memory += 32;
    } else if (list.length == sizes[group]) {
      memory += 4L * list.length;
      list = Arrays.copyOf(list, list.length * 2);
      lists[group] = list;
    }
    list[sizes[group]++] = value;
    memory +=
        switch (value) {
          case null -> 0;
          case String text -> 40 + text.length();
          case PgArray array -> 32 + 24L * array.size();
          default -> 24;
        };
  }

  PgArray array(int group) {
    @Nullable Object[] list = lists[group];
    return new PgArray(type, list == null ? NONE : Arrays.copyOf(list, sizes[group]));
  }

  /// The lists as arrays, NULL for empty ones.
  Column column(int from, int count) {
    ColumnBuilder builder = ColumnBuilder.of(arrayType(), count);
    for (int group = from; group < from + count; group++) {
      if (sizes[group] == 0) {
        builder.appendNull();
      } else {
        builder.append((Object) array(group));
      }
    }
    return builder.build();
  }

  /// Appends arrays to the lists.
  void merge(int[] groups, Column arrays, int size) {
    for (int i = 0; i < size; i++) {
      if (!arrays.isNull(i)) {
        for (Object element : ((PgArray) arrays.getObject(i)).elements()) {
          add(groups[i], element);
        }
      }
    }
  }

  long memory() {
    return 8L * sizes.length + memory;
  }
}
