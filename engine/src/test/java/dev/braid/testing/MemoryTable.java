package dev.braid.testing;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of Java values for tests of the planner and of plan nodes. It may claim to be of any
/// size, whatever rows it has.
public final class MemoryTable implements Table {
  private static final int MORSEL_ROWS = 1000;

  private final String name;
  private final List<TableColumn> columns = new ArrayList<>();
  private final List<@Nullable ColumnStatistics> statistics = new ArrayList<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final List<TableIndex> indexes = new ArrayList<>();
  private int morselRows = MORSEL_ROWS;
  private int parallelWorkers = -1;
  private long claimedRows = -1;
  private long claimedBytes = -1;

  public MemoryTable(String name) {
    this.name = name;
  }

  /// Adds a column of which nothing is known.
  public MemoryTable column(String columnName, Type type) {
    return column(columnName, type, null);
  }

  /// Adds a column with so many distinct values, and no NULLs.
  public MemoryTable column(String columnName, Type type, double distinct) {
    return column(
        columnName,
        type,
        new ColumnStatistics(0, distinct, null, null, List.of(), List.of(), List.of(), 8));
  }

  /// Adds a column with distinct values between two bounds.
  public MemoryTable column(String columnName, Type type, double distinct, Object min, Object max) {
    return column(
        columnName,
        type,
        new ColumnStatistics(0, distinct, min, max, List.of(), List.of(), List.of(), 8));
  }

  private MemoryTable column(String columnName, Type type, @Nullable ColumnStatistics known) {
    columns.add(new TableColumn(columnName, type, true));
    statistics.add(known);
    return this;
  }

  /// Makes the planner believe in this size.
  public MemoryTable claim(long rowCount, long bytes) {
    claimedRows = rowCount;
    claimedBytes = bytes;
    return this;
  }

  public MemoryTable row(@Nullable Object... values) {
    rows.add(values);
    return this;
  }

  /// Cuts the rows into morsels of this size.
  public MemoryTable morsels(int rowsOfEach) {
    morselRows = rowsOfEach;
    return this;
  }

  public MemoryTable workers(int number) {
    parallelWorkers = number;
    return this;
  }

  @Override
  public String schema() {
    return "public";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<TableColumn> columns() {
    return columns;
  }

  @Override
  public TableStatistics statistics() {
    return new TableStatistics(
        claimedRows < 0 ? rows.size() : claimedRows,
        claimedBytes < 0 ? rows.size() * 8L * columns.size() : claimedBytes,
        statistics);
  }

  @Override
  public List<TableIndex> indexes() {
    return indexes;
  }

  /// Adds an index that somebody has built.
  public MemoryTable index(TableIndex index) {
    indexes.add(index);
    return this;
  }

  @Override
  public int parallelWorkers() {
    return parallelWorkers;
  }

  @Override
  public TableScan scan(List<Integer> wanted, List<ZoneFilter> filters) {
    return new TableScan() {
      @Override
      public int morsels() {
        return (rows.size() + morselRows - 1) / morselRows;
      }

      @Override
      public Morsel open(int index) {
        int from = index * morselRows;
        return morsel(wanted, rows.subList(from, Math.min(rows.size(), from + morselRows)));
      }

      @Override
      public void close() {}
    };
  }

  private Morsel morsel(List<Integer> wanted, List<@Nullable Object[]> part) {
    return new Morsel() {
      @Override
      public int rows() {
        return part.size();
      }

      @Override
      public Column read(int column, int from, int count) {
        int position = wanted.get(column);
        @Nullable Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
          values[i] = part.get(from + i)[position];
        }
        return Values.column(columns.get(position).type(), Arrays.asList(values));
      }

      @Override
      public void close() {}
    };
  }
}
