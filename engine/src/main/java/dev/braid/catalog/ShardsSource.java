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
/// @param allowPartial whether statements are answered without a shard that cannot be had, and say
///   so
/// @param writable whether sessions may INSERT
public record ShardsSource(
    List<PostgresSource> shards,
    Map<String, ShardedTable> tables,
    boolean allowPartial,
    boolean writable)
    implements Source {
  public ShardsSource {
    shards = List.copyOf(shards);
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /// Read-only, with whole answers.
  public ShardsSource(List<PostgresSource> shards, Map<String, ShardedTable> tables) {
    this(shards, tables, false, false);
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
