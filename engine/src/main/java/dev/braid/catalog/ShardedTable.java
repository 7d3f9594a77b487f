package dev.braid.catalog;

import java.util.List;

/// How the rows of a table are spread over shards, as the user says; nothing of it is guessed.
public sealed interface ShardedTable {
  /// The same rows on every shard.
  record Reference() implements ShardedTable {}

  /// Every row on one shard.
  ///
  /// @param key columns that decide on which one; empty where any shard may have any row
  /// @param placement what is known of where keys go
  /// @param group tables of one group put equal keys on the same shard; empty for a table that
  ///   shares nothing with others, or only its placement
  record Sliced(List<String> key, Placement placement, String group) implements ShardedTable {
    public Sliced {
      key = List.copyOf(key);
    }
  }

  /// Where keys go.
  sealed interface Placement {
    /// On one shard each, nobody has said on which.
    record Unknown() implements Placement {}

    /// By a hash of the key's text: the first 32 bits of its MD5, modulo the number of shards; NULL
    /// is on the last.
    record Hash() implements Placement {}

    /// Values listed shard by shard, as text of the column's type.
    record Listed(List<List<String>> values) implements Placement {}

    /// Ascending bounds, as text of the column's type: the first shard has what is below the first
    /// of them, each further one what is from a bound on; NULL is on the last.
    record Ranges(List<String> bounds) implements Placement {}
  }
}
