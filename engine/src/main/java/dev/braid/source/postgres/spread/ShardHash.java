package dev.braid.source.postgres.spread;

/// Where `hash: md5` puts a row, in the servers' SQL.
public final class ShardHash {
  private ShardHash() {}

  /// Number of the shard, from 0: the first 32 bits of the MD5 of the key's text as an unsigned
  /// number, modulo the number of shards; the last one for NULL.
  ///
  /// @param key quoted
  public static String sql(String key, int shards) {
    return "coalesce(('x' || pg_catalog.substr(pg_catalog.md5(%s::text), 1, 8))::bit(32)::bigint %% %d, %d)"
        .formatted(key, shards, shards - 1);
  }
}
