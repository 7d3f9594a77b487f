package dev.braid.source.postgres.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Spread;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.source.postgres.remote.ServerCatalog.FoundColumn;
import dev.braid.source.postgres.remote.ServerCatalog.FoundTable;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A table as it was found on its server, or alike on all shards. What is known of its values is
/// asked for when somebody wants it, once.
final class ServerTable implements RemoteTable {
  private final Servers servers;
  private final FoundTable found;
  private final Spread spread;
  private final List<TableColumn> columns;
  private final long blocks;
  private final Supplier<TableStatistics> reader;
  private @Nullable TableStatistics statistics;

  /// @param blocks -1 where the rows cannot be cut by blocks
  ServerTable(
      Servers servers,
      FoundTable found,
      Spread spread,
      long blocks,
      Supplier<TableStatistics> reader) {
    this.servers = servers;
    this.found = found;
    this.spread = spread;
    this.blocks = blocks;
    this.reader = reader;
    this.columns =
        found.columns().stream()
            .map(
                column ->
                    new TableColumn(
                        column.name(),
                        Objects.requireNonNullElse(column.type(), Type.of(Kind.FOREIGN)),
                        column.nullable()))
            .toList();
  }

  @Override
  public Servers servers() {
    return servers;
  }

  @Override
  public Spread spread() {
    return spread;
  }

  @Override
  public String sqlName() {
    return found.sqlName();
  }

  @Override
  public boolean isBytewise(int column) {
    return found.columns().get(column).bytewise();
  }

  @Override
  public boolean isDeterministic(int column) {
    return found.columns().get(column).deterministic();
  }

  @Override
  public boolean hasUnicodeCase(int column) {
    return found.columns().get(column).unicodeCase();
  }

  @Override
  public String collation(int column) {
    return found.columns().get(column).collation();
  }

  @Override
  public @Nullable String opaque(int column) {
    FoundColumn it = found.columns().get(column);
    return it.type() == null || OpaqueTypes.isOpaque(it.type()) ? it.typeName() : null;
  }

  @Override
  public long blocks() {
    return blocks;
  }

  @Override
  public String schema() {
    return found.schema();
  }

  @Override
  public String name() {
    return found.name();
  }

  @Override
  public List<TableColumn> columns() {
    return columns;
  }

  @Override
  public synchronized TableStatistics statistics() {
    TableStatistics known = statistics;
    if (known == null) {
      known = reader.get();
      statistics = known;
    }
    return known;
  }

  @Override
  public List<TableIndex> indexes() {
    return List.of();
  }

  @Override
  public int parallelWorkers() {
    return found.parallelWorkers();
  }
}
