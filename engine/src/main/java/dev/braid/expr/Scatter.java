package dev.braid.expr;

import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import org.jspecify.annotations.Nullable;

/// Puts a column together from parts that were evaluated for some of the rows each.
final class Scatter {
  private final Type type;
  private final int size;
  private final @Nullable Column[] parts;
  private final int[] part;
  private final int[] place;
  private int count;

  Scatter(Type type, int size, int parts) {
    this.type = type;
    this.size = size;
    this.parts = new @Nullable Column[parts];
    this.part = new int[size];
    this.place = new int[size];
  }

  /// The values of these rows, in their order.
  void put(int[] rows, int rowCount, Column values) {
    parts[count] = values;
    for (int i = 0; i < rowCount; i++) {
      part[rows[i]] = count;
      place[rows[i]] = i;
    }
    count++;
  }

  Column build() {
    ColumnBuilder builder = ColumnBuilder.of(type, size);
    for (int row = 0; row < size; row++) {
      Column from = parts[part[row]];
      if (from == null) {
        builder.appendNull();
      } else {
        builder.appendFrom(from, place[row]);
      }
    }
    return builder.build();
  }
}
