package dev.braid.source.file.segment;

import dev.braid.vector.Column;

/// A segment in the form of a batch's column, only longer: doubles, distinct strings, wide numbers,
/// objects.
public final class ColumnSegment extends Segment {
  private final Column column;

  public ColumnSegment(Column column, Zones zones) {
    super(column.size(), zones);
    this.column = column;
  }

  @Override
  public Column read(int from, int count) {
    return column.slice(from, count);
  }

  @Override
  public Column read(int from, int[] picked, int count) {
    if (from == 0) {
      return column.gather(picked, count);
    }
    int[] absolute = new int[count];
    for (int i = 0; i < count; i++) {
      absolute[i] = from + picked[i];
    }
    return column.gather(absolute, count);
  }

  @Override
  public long bytes() {
    return column.memory() + zones().bytes();
  }
}
