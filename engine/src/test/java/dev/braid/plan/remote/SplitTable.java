package dev.braid.plan.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Spread;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableStatistics;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A table of [JdbcServers].
///
/// @param collations of columns that are not bytewise, by position: the name, with a `!` before it
///   for a nondeterministic one
record SplitTable(
    String name,
    List<TableColumn> columns,
    Servers servers,
    Spread spread,
    long rows,
    Map<Integer, String> collations)
    implements RemoteTable {
  @Override
  public String schema() {
    return "public";
  }

  @Override
  public String sqlName() {
    return '"' + name + '"';
  }

  @Override
  public boolean isBytewise(int column) {
    return !collations.containsKey(column);
  }

  @Override
  public boolean isDeterministic(int column) {
    return !collations.getOrDefault(column, "").startsWith("!");
  }

  @Override
  public String collation(int column) {
    return collations.getOrDefault(column, "default").replace("!", "");
  }

  @Override
  public long blocks() {
    return -1;
  }

  @Override
  public TableStatistics statistics() {
    return new TableStatistics(rows, rows * 100, Collections.nCopies(columns.size(), null));
  }

  @Override
  public List<TableIndex> indexes() {
    return List.of();
  }

  @Override
  public int parallelWorkers() {
    return -1;
  }
}
