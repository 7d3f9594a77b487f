package dev.braid.vector;

import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts columns of one type after one another, in arrays of exactly the size: what a breaker does
/// with the batches that it has kept.
///
/// Strings are copied together, so that nothing stays alive that is not pointed to; columns that
/// share one dictionary keep it.
public final class Concat {
  private Concat() {}

  /// @param sizes rows to take from the start of each column
  public static Column of(Type type, List<Column> columns, int[] sizes) {
    int total = 0;
    for (int size : sizes) {
      total = Math.addExact(total, size);
    }
    long[] validity = validity(columns, sizes, total);
    Column shared = sharedDictionary(columns);
    if (shared != null) {
      int[] indices = new int[total];
      int at = 0;
      for (int i = 0; i < sizes.length; i++) {
        System.arraycopy(((DictionaryColumn) columns.get(i)).indices(), 0, indices, at, sizes[i]);
        at += sizes[i];
      }
      return new DictionaryColumn(indices, shared, total, validity);
    }
    return switch (type.storage()) {
      case BOOL -> {
        boolean[] values = new boolean[total];
        copy(columns, sizes, column -> ((BoolColumn) column).values(), values);
        yield new BoolColumn(values, total, validity);
      }
      case INT -> {
        int[] values = new int[total];
        copy(columns, sizes, column -> ((IntColumn) column).values(), values);
        yield new IntColumn(values, total, validity);
      }
      case LONG -> {
        long[] values = new long[total];
        copy(columns, sizes, column -> ((LongColumn) column).values(), values);
        yield new LongColumn(values, total, validity);
      }
      case DOUBLE -> {
        double[] values = new double[total];
        copy(columns, sizes, column -> ((DoubleColumn) column).values(), values);
        yield new DoubleColumn(values, total, validity);
      }
      case OBJECT -> {
        @Nullable Object[] values = new @Nullable Object[total];
        copy(columns, sizes, column -> ((ObjectColumn) column).values(), values);
        yield new ObjectColumn(values, total, validity);
      }
      case NUMERIC -> numerics(type, columns, sizes, total, validity);
      case BYTES -> bytes(columns, sizes, total, validity);
    };
  }

  /// Gives a column's array.
  private interface Values {
    Object of(Column flat);
  }

  @SuppressWarnings("SuspiciousSystemArraycopy")
  private static void copy(List<Column> columns, int[] sizes, Values values, Object to) {
    int at = 0;
    for (int i = 0; i < sizes.length; i++) {
      System.arraycopy(values.of(columns.get(i).flat()), 0, to, at, sizes[i]);
      at += sizes[i];
    }
  }

  private static @Nullable Column sharedDictionary(List<Column> columns) {
    Column shared = null;
    for (Column column : columns) {
      if (!(column instanceof DictionaryColumn coded)
          || shared != null && shared != coded.dictionary()) {
        return null;
      }
      shared = coded.dictionary();
    }
    return shared;
  }

  private static long @Nullable [] validity(List<Column> columns, int[] sizes, int total) {
    if (columns.stream().allMatch(Column::hasNoNulls)) {
      return null;
    }
    long[] validity = Validity.allValid(total);
    int at = 0;
    for (int i = 0; i < sizes.length; i++) {
      Column column = columns.get(i);
      if (!column.hasNoNulls()) {
        for (int row = 0; row < sizes[i]; row++) {
          if (column.isNull(row)) {
            Validity.clear(validity, at + row);
          }
        }
      }
      at += sizes[i];
    }
    return validity;
  }

  private static Column numerics(
      Type type, List<Column> columns, int[] sizes, int total, long @Nullable [] validity) {
    int scale = -1;
    boolean common = true;
    for (Column column : columns) {
      NumericColumn numeric = (NumericColumn) column.flat();
      common = common && numeric.isLong() && (scale < 0 || scale == numeric.scale());
      scale = numeric.scale();
    }
    if (common) {
      long[] values = new long[total];
      copy(columns, sizes, column -> ((NumericColumn) column).low(), values);
      return NumericColumn.ofLongs(values, Math.max(scale, 0), total, validity);
    }
    ColumnBuilder builder = ColumnBuilder.of(type, total);
    for (int i = 0; i < sizes.length; i++) {
      builder.appendRange(columns.get(i).flat(), 0, sizes[i]);
    }
    return builder.build();
  }

  private static Column bytes(
      List<Column> columns, int[] sizes, int total, long @Nullable [] validity) {
    int[] starts = new int[total];
    int[] lengths = new int[total];
    long bytes = 0;
    for (int i = 0; i < sizes.length; i++) {
      bytes += used(columns.get(i), sizes[i]);
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new dev.braid.error.BraidException(
          dev.braid.error.SqlState.PROGRAM_LIMIT_EXCEEDED,
          "the strings of one column kept in memory exceed 2 GB");
    }
    byte[] data = new byte[(int) bytes];
    int used = 0;
    int at = 0;
    for (int i = 0; i < sizes.length; i++) {
      BytesColumn column = (BytesColumn) columns.get(i).flat();
      for (int row = 0; row < sizes[i]; row++) {
        int length = column.lengths()[row];
        System.arraycopy(column.data(), column.starts()[row], data, used, length);
        starts[at] = used;
        lengths[at++] = length;
        used += length;
      }
    }
    return new BytesColumn(data, starts, lengths, total, validity);
  }

  /// Bytes that the strings of a column have together.
  private static long used(Column column, int size) {
    long sum = 0;
    if (column instanceof DictionaryColumn coded) {
      for (int row = 0; row < size; row++) {
        sum += coded.getLength(row);
      }
    } else {
      int[] lengths = ((BytesColumn) column).lengths();
      for (int row = 0; row < size; row++) {
        sum += lengths[row];
      }
    }
    return sum;
  }

  /// The column without bytes of strings that its rows do not point to.
  public static Column compact(Type type, Column column, int size) {
    Column kept = column;
    if (column instanceof DictionaryColumn coded && coded.dictionary().size() > size) {
      kept = coded.flat();
    }
    if (kept instanceof BytesColumn bytes && bytes.data().length > 2 * used(bytes, size) + 64) {
      return bytes(List.of(bytes), new int[] {size}, size, bytes.validity());
    }
    return kept.size() > 2 * size + 64 ? of(type, List.of(kept), new int[] {size}) : kept;
  }
}
