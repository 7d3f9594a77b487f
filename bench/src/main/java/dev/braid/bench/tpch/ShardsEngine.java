package dev.braid.bench.tpch;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.catalog.ConfigFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Braid over databases of a server on this machine that are taken for shards, with tables spread
/// as [ShardsRivals] does.
final class ShardsEngine implements Engine {
  private final Braid braid;

  ShardsEngine(int port, int shards) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("datasets:\n  - id: 1\n    name: shop\n    allow_privileged_role: true\n");
    yaml.append("    time_zone: UTC\n    pool: {max: 20}\n    source:\n      shards:\n");
    for (int shard = 0; shard < shards; shard++) {
      yaml.append("        - ").append(ShardsRivals.url(port, shard)).append('\n');
    }
    yaml.append("      tables:\n");
    ShardsRivals.KEYS.forEach(
        (table, key) ->
            yaml.append("        %s: {sharded_by: %s, hash: md5}%n".formatted(table, key)));
    ShardsRivals.WHOLE.forEach(table -> yaml.append("        %s: reference%n".formatted(table)));
    braid = Braid.open(ConfigFile.parse(yaml.toString(), "bench", Map.of()));
  }

  @Override
  public long rows(String sql) {
    long rows = 0;
    try (RowStream stream = braid.stream("shop", sql)) {
      for (List<@Nullable Object> row : stream) {
        rows += row.isEmpty() ? 0 : 1;
      }
    }
    return rows;
  }

  @Override
  public long peakMemory() throws IOException {
    return ProcessMemory.peak();
  }

  @Override
  public void close() {
    braid.close();
  }
}
