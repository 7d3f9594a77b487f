package dev.braid.plan.split;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Spread;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of a statement that is split: either cut into ranges of its blocks, or whole in every
/// part.
///
/// @param cut whether it is this one whose rows the parts share
record BlockTable(RemoteTable table, BlockParts parts, boolean cut) implements RemoteTable {
  @Override
  public Servers servers() {
    return parts;
  }

  @Override
  public Spread spread() {
    // No two scans have the same scheme, whose rows would be together in a part.
    return cut ? new Spread.Sliced(List.of(), "blocks", null) : new Spread.Whole();
  }

  /// Blocks that are added while the statement runs belong to no snapshot; those added before, but
  /// after the table was looked up, to the last part.
  @Override
  public @Nullable String slice(int part, String alias) {
    if (!cut) {
      return null;
    }
    long from = table.blocks() * part / parts.count();
    long to = table.blocks() * (part + 1) / parts.count();
    String lower = part == 0 ? null : "%s.ctid >= '(%d,0)'::tid".formatted(alias, from);
    String upper =
        part == parts.count() - 1 ? null : "%s.ctid < '(%d,0)'::tid".formatted(alias, to);
    return lower == null ? upper : upper == null ? lower : lower + " AND " + upper;
  }

  @Override
  public String sqlName() {
    return table.sqlName();
  }

  @Override
  public boolean isBytewise(int column) {
    return table.isBytewise(column);
  }

  @Override
  public boolean isDeterministic(int column) {
    return table.isDeterministic(column);
  }

  @Override
  public String collation(int column) {
    return table.collation(column);
  }

  @Override
  public @Nullable String unreadable(int column) {
    return table.unreadable(column);
  }

  @Override
  public long blocks() {
    return table.blocks();
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
  public List<TableIndex> indexes() {
    return table.indexes();
  }

  @Override
  public int parallelWorkers() {
    return table.parallelWorkers();
  }
}
