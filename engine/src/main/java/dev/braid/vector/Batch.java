package dev.braid.vector;

import java.util.Arrays;
import java.util.List;

/// Some rows, column by column: the unit that flows through a plan.
///
/// Every row counts: what a filter drops is gone from the columns behind it, so that no loop has to
/// look at a selection first. A batch without columns still has a number of rows.
public final class Batch {
  /// Rows of a full batch, where a session does not ask for another size.
  public static final int CAPACITY = 2048;

  private final Column[] columns;
  private final int size;

  public Batch(Column[] columns, int size) {
    this.columns = columns;
    this.size = size;
  }

  public int size() {
    return size;
  }

  public int width() {
    return columns.length;
  }

  public Column column(int index) {
    return columns[index];
  }

  public List<Column> columns() {
    return Arrays.asList(columns);
  }

  /// The picked rows.
  public Batch gather(int[] rows, int count) {
    Column[] picked = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      picked[i] = columns[i].gather(rows, count);
    }
    return new Batch(picked, count);
  }

  /// Rows `from` to `from + count`.
  public Batch slice(int from, int count) {
    if (from == 0 && count == size) {
      return this;
    }
    Column[] part = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      part[i] = columns[i].slice(from, count);
    }
    return new Batch(part, count);
  }

  /// Bytes of memory, shared arrays counted with each column.
  public long memory() {
    long sum = 0;
    for (Column column : columns) {
      sum += column.memory();
    }
    return sum;
  }
}
