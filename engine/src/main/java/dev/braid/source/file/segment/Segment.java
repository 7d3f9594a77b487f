package dev.braid.source.file.segment;

import dev.braid.vector.Column;

/// The values of one column in one row group of a file, decoded and kept small. Immutable.
public abstract sealed class Segment permits IntegerSegment, DictionarySegment, ColumnSegment {
  private final int rows;
  private final Zones zones;

  Segment(int rows, Zones zones) {
    this.rows = rows;
    this.zones = zones;
  }

  public final int rows() {
    return rows;
  }

  public final Zones zones() {
    return zones;
  }

  /// Rows `from` to `from + count` as a column of a batch.
  public abstract Column read(int from, int count);

  /// The picked rows.
  ///
  /// @param picked ascending, relative to `from`
  public abstract Column read(int from, int[] picked, int count);

  /// Bytes of memory.
  public abstract long bytes();
}
