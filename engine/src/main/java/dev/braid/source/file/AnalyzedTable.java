package dev.braid.source.file;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.ZoneFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of which ANALYZE has told more than its files do.
///
/// @param analyzed one for each column, null where it was not looked at
record AnalyzedTable(Table table, List<@Nullable ColumnStatistics> analyzed) implements Table {
  @Override
  public String schema() {
    return table.schema();
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public List<TableColumn> columns() {
    return table.columns();
  }

  @Override
  public TableStatistics statistics() {
    TableStatistics known = table.statistics();
    List<@Nullable ColumnStatistics> columns = new ArrayList<>();
    for (int i = 0; i < analyzed.size(); i++) {
      columns.add(analyzed.get(i) == null ? known.columns().get(i) : analyzed.get(i));
    }
    return new TableStatistics(known.rows(), known.bytes(), columns);
  }

  @Override
  public TableScan scan(List<Integer> columns, List<ZoneFilter> filters) {
    return table.scan(columns, filters);
  }

  @Override
  public boolean isStale() {
    return table.isStale();
  }

  @Override
  public String reading() {
    return table.reading();
  }

  @Override
  public List<TableIndex> indexes() {
    return table.indexes();
  }

  @Override
  public int parallelWorkers() {
    return table.parallelWorkers();
  }
}
