package dev.braid.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows that point into a smaller column: `dictionary[indices[row]]`.
///
/// What is computed from one such column and nothing else can be computed once per entry. An entry
/// itself may be NULL, then so are the rows that point to it; this column's own bitmap always tells
/// the whole truth.
public final class DictionaryColumn extends Column {
  private final int[] indices;
  private final Column dictionary;

  /// @param indices a valid index for every row, also for those without a value
  /// @param validity rows that hold a value; must leave out those whose entry is NULL
  public DictionaryColumn(int[] indices, Column dictionary, int size, long @Nullable [] validity) {
    super(size, validity);
    this.indices = indices;
    this.dictionary = dictionary;
  }

  /// One value for all rows.
  public static DictionaryColumn constant(Column value, int size) {
    return new DictionaryColumn(
        new int[size], value, size, value.isNull(0) ? new long[Validity.words(size)] : null);
  }

  /// Looks the bitmap up in the dictionary's.
  public static DictionaryColumn of(int[] indices, Column dictionary, int size) {
    return new DictionaryColumn(
        indices, dictionary, size, Validity.gather(dictionary.validity(), indices, size));
  }

  public int[] indices() {
    return indices;
  }

  public Column dictionary() {
    return dictionary;
  }

  @Override
  public boolean getBoolean(int row) {
    return dictionary.getBoolean(indices[row]);
  }

  @Override
  public int getInt(int row) {
    return dictionary.getInt(indices[row]);
  }

  @Override
  public long getLong(int row) {
    return dictionary.getLong(indices[row]);
  }

  @Override
  public double getDouble(int row) {
    return dictionary.getDouble(indices[row]);
  }

  @Override
  public dev.braid.type.Numeric getNumeric(int row) {
    return dictionary.getNumeric(indices[row]);
  }

  @Override
  public Object getObject(int row) {
    return dictionary.getObject(indices[row]);
  }

  @Override
  public byte[] getData(int row) {
    return dictionary.getData(indices[row]);
  }

  @Override
  public int getStart(int row) {
    return dictionary.getStart(indices[row]);
  }

  @Override
  public int getLength(int row) {
    return dictionary.getLength(indices[row]);
  }

  @Override
  public DictionaryColumn gather(int[] rows, int count) {
    int[] picked = new int[count];
    for (int i = 0; i < count; i++) {
      picked[i] = indices[rows[i]];
    }
    return new DictionaryColumn(
        picked, dictionary, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public DictionaryColumn slice(int from, int count) {
    return new DictionaryColumn(
        from == 0 ? indices : Arrays.copyOfRange(indices, from, from + count),
        dictionary,
        count,
        Validity.slice(validity(), from, count));
  }

  @Override
  public Column flat() {
    return dictionary.gather(indices, size()).flat().withValidity(validity());
  }

  @Override
  public DictionaryColumn withValidity(long @Nullable [] other) {
    return new DictionaryColumn(indices, dictionary, size(), other);
  }

  @Override
  public long memory() {
    return 4L * indices.length + dictionary.memory() + validityMemory();
  }
}
