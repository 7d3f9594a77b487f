package dev.braid.vector;

import dev.braid.type.Numeric;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Values of one column for some rows; nobody changes them once made.
///
/// Loops over whole columns ask for the class of the storage ([#flat] first) and its arrays. The
/// `get` methods serve everything that works row by row; they must not be asked for rows that hold
/// no value, and each class answers only those that fit its storage.
public abstract sealed class Column
    permits BoolColumn,
        IntColumn,
        LongColumn,
        DoubleColumn,
        NumericColumn,
        BytesColumn,
        ObjectColumn,
        DictionaryColumn {
  private final int size;
  private final long @Nullable [] validity;

  Column(int size, long @Nullable [] validity) {
    this.size = size;
    this.validity = validity;
  }

  /// Rows; at least as many as the batch that the column stands in.
  public final int size() {
    return size;
  }

  /// Which rows hold a value, or null when all do. Not to be changed.
  public final long @Nullable [] validity() {
    return validity;
  }

  public final boolean isNull(int row) {
    return validity != null && (validity[row >> 6] >>> row & 1) == 0;
  }

  /// Whether the column is known to hold no NULL.
  public final boolean hasNoNulls() {
    return validity == null;
  }

  public boolean getBoolean(int row) {
    throw wrongStorage();
  }

  public int getInt(int row) {
    throw wrongStorage();
  }

  public long getLong(int row) {
    throw wrongStorage();
  }

  public double getDouble(int row) {
    throw wrongStorage();
  }

  public Numeric getNumeric(int row) {
    throw wrongStorage();
  }

  /// The object of an [ObjectColumn].
  public Object getObject(int row) {
    throw wrongStorage();
  }

  /// The array in which the value of a column of bytes lies, from [#getStart] for [#getLength].
  public byte[] getData(int row) {
    throw wrongStorage();
  }

  public int getStart(int row) {
    throw wrongStorage();
  }

  public int getLength(int row) {
    throw wrongStorage();
  }

  /// The text of a column of bytes.
  public final String getString(int row) {
    return new String(getData(row), getStart(row), getLength(row), StandardCharsets.UTF_8);
  }

  /// The picked rows as a column of their own.
  public abstract Column gather(int[] rows, int count);

  /// Rows `from` to `from + count` as a column of their own.
  public abstract Column slice(int from, int count);

  /// The same values without a dictionary.
  public Column flat() {
    return this;
  }

  /// The same values with other rows absent.
  public abstract Column withValidity(long @Nullable [] other);

  /// Bytes of memory that the arrays take, shared ones included.
  public abstract long memory();

  final long validityMemory() {
    return validity == null ? 0 : 8L * validity.length;
  }

  private UnsupportedOperationException wrongStorage() {
    return new UnsupportedOperationException(getClass().getSimpleName());
  }
}
