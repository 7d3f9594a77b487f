package dev.braid.testing;

import dev.braid.catalog.Settings;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.exec.Execution;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.Workers;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.List;

/// A table with indexes in memory.
public record IndexedTable(Table table, List<TableIndex> indexes) implements Table {
  public IndexedTable(Table table) {
    this(table, new ArrayList<>());
  }

  /// Adds an index on columns, each with ` desc` behind its name where it is descending.
  public IndexedTable index(String name, String... columns) {
    List<IndexKey> keys = new ArrayList<>();
    List<String> names = table.columns().stream().map(TableColumn::name).toList();
    for (String column : columns) {
      boolean descending = column.endsWith(" desc");
      int place = names.indexOf(column.replace(" desc", ""));
      if (place < 0) {
        return this;
      }
      keys.add(new IndexKey(place, descending, descending));
    }
    EvalContext eval = new EvalContext(Zone.UTC, 0, "me", "here", new Cancellation());
    try (Workers workers = new Workers(1);
        Execution execution =
            new Execution(
                Settings.DEFAULT, eval, workers, new MemoryBudget(1L << 30, null), null)) {
      indexes.add(
          MemoryIndex.build(execution, table, name, false, 512, keys.toArray(IndexKey[]::new)));
    }
    return this;
  }

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
  public int parallelWorkers() {
    return table.parallelWorkers();
  }
}
