package dev.braid.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Several PostgreSQL servers whose tables are one database's.
///
/// @param shards in the order in which placements count them
/// @param tables how their rows are spread, by `table` or `schema.table`; a table that is not
///   described cannot be read
/// @param writable whether INSERT is sent to the shard that its row belongs to
public record ShardsSource(
    List<PostgresSource> shards, Map<String, ShardedTable> tables, boolean writable)
    implements Source {
  public ShardsSource {
    shards = List.copyOf(shards);
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  @Override
  public String safe() {
    return shards.stream().map(PostgresSource::safe).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return safe();
  }
}
