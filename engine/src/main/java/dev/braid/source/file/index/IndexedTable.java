package dev.braid.source.file.index;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.ZoneFilter;
import java.util.List;

/// A table with indexes.
record IndexedTable(Table table, List<TableIndex> indexes) implements Table {
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
    return table.statistics();
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
  public int parallelWorkers() {
    return table.parallelWorkers();
  }
}
