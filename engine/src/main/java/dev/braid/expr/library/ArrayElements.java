package dev.braid.expr.library;

import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import org.jspecify.annotations.Nullable;

/// The elements of all arrays of a column as one column, so that a loop runs over them all.
///
/// @param ends where each row's elements end; they start where those of the row before end
record ArrayElements(Column elements, int[] ends) {
  static ArrayElements of(Column arrays, Type elementType, int size, long @Nullable [] validity) {
    ColumnBuilder builder = ColumnBuilder.of(elementType, size);
    int[] ends = new int[size];
    for (int row = 0; row < size; row++) {
      if (Validity.isValid(validity, row)) {
        for (Object element : ((PgArray) arrays.getObject(row)).elements()) {
          Values.append(builder, elementType, element);
        }
      }
      ends[row] = builder.size();
    }
    return new ArrayElements(builder.build(), ends);
  }

  int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  int count() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /// For each element the row that it is from.
  int[] rows() {
    int[] rows = new int[count()];
    for (int row = 0; row < ends.length; row++) {
      for (int i = start(row); i < ends[row]; i++) {
        rows[i] = row;
      }
    }
    return rows;
  }
}
