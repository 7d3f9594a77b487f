package dev.braid.vector;

import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects values into a flat column of its own, row after row.
///
/// Not for loops that know their size and storage: those fill arrays. [#build] hands the arrays
/// over and leaves the builder empty.
public abstract sealed class ColumnBuilder
    permits BoolBuilder,
        IntBuilder,
        LongBuilder,
        DoubleBuilder,
        NumericBuilder,
        BytesBuilder,
        ObjectBuilder {
  private int size;
  private long @Nullable [] validity;

  /// A builder for values of the type.
  public static ColumnBuilder of(Type type, int capacity) {
    int room = Math.max(capacity, 1);
    return switch (type.storage()) {
      case BOOL -> new BoolBuilder(room);
      case INT -> new IntBuilder(room);
      case LONG -> new LongBuilder(room);
      case DOUBLE -> new DoubleBuilder(room);
      case NUMERIC -> new NumericBuilder(room);
      case BYTES -> new BytesBuilder(room);
      case OBJECT -> new ObjectBuilder(room);
    };
  }

  /// A builder for each type.
  public static ColumnBuilder[] of(List<Type> types, int capacity) {
    return types.stream().map(type -> of(type, capacity)).toArray(ColumnBuilder[]::new);
  }

  /// The columns of builders with as many rows each; the builders start anew.
  public static Column[] buildAll(ColumnBuilder[] builders) {
    Column[] columns = new Column[builders.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = builders[i].build();
    }
    return columns;
  }

  public final int size() {
    return size;
  }

  public final void appendNull() {
    int row = next();
    if (validity == null) {
      validity = Validity.allValid(capacity());
    }
    Validity.clear(validity, row);
    appendNothing(row);
  }

  public void append(boolean value) {
    throw wrongStorage();
  }

  public void append(int value) {
    throw wrongStorage();
  }

  public void append(long value) {
    throw wrongStorage();
  }

  public void append(double value) {
    throw wrongStorage();
  }

  public void append(Numeric value) {
    throw wrongStorage();
  }

  /// The numeric `unscaled / 10^scale`, shown with that scale.
  public void append(long unscaled, int scale) {
    throw wrongStorage();
  }

  public void append(byte[] data, int start, int length) {
    throw wrongStorage();
  }

  public void append(Object value) {
    throw wrongStorage();
  }

  public final void append(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    append(bytes, 0, bytes.length);
  }

  /// Copies one row of a column of the same storage, NULL or not.
  public final void appendFrom(Column column, int row) {
    if (column.isNull(row)) {
      appendNull();
    } else {
      appendValue(column, row);
    }
  }

  /// Copies rows `from` to `from + count`.
  public void appendRange(Column column, int from, int count) {
    for (int row = from; row < from + count; row++) {
      appendFrom(column, row);
    }
  }

  /// Copies the picked rows.
  public void appendPicked(Column column, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      appendFrom(column, rows[i]);
    }
  }

  /// The values so far over the builder's own arrays: good until the next value is added.
  public final Column view() {
    return view(size, validity);
  }

  /// The column; the builder starts anew.
  public final Column build() {
    Column column = view(size, validity);
    startAnew();
    size = 0;
    validity = null;
    return column;
  }

  /// Bytes of memory that the values take so far.
  public abstract long memory();

  /// The most bytes that are held while rows `from` to `from + count` are being added.
  public long memoryAdding(Column column, int from, int count) {
    return memory() / capacity() * Math.max(capacity(), (long) size + count);
  }

  abstract int capacity();

  abstract void grow(int capacity);

  abstract void appendNothing(int row);

  abstract void appendValue(Column column, int row);

  abstract Column view(int rows, long @Nullable [] valid);

  abstract void startAnew();

  /// The next row's number, with room for it.
  final int next() {
    if (size == capacity()) {
      widen(1);
    }
    return size++;
  }

  /// The number of the first of so many rows to come, none of them NULL, with room for all.
  final int next(int count) {
    if (capacity() - size < count) {
      widen(count);
    }
    int first = size;
    size += count;
    return first;
  }

  private void widen(int count) {
    long wanted = Math.max(2L * size, (long) size + count);
    int wider = (int) Math.min(Integer.MAX_VALUE - 8, wanted);
    grow(wider);
    if (validity != null) {
      int words = validity.length;
      validity = Arrays.copyOf(validity, Validity.words(wider));
      Arrays.fill(validity, words, validity.length, -1L);
    }
  }

  private UnsupportedOperationException wrongStorage() {
    return new UnsupportedOperationException(getClass().getSimpleName());
  }
}
