package dev.braid.fuzz;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.ShardsSource;
import dev.braid.catalog.table.Table;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.remote.PostgresServers;
import dev.braid.source.postgres.remote.ServerTables;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.testing.TestShards;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The tables on four shards: by a hash of the key, of a column full of NULLs, of a text, without a
/// key, and whole on each.
final class FuzzShards implements AnalysisContext.Tables, AutoCloseable {
  private final TestShards shards;
  private final PostgresServers servers;
  private final ServerTables tables;

  /// @param creation makes the tables, whole
  FuzzShards(String creation) {
    shards =
        new TestShards("fuzz_shard")
            .execute(creation)
            .hashed("fz_a", "id")
            .hashed("fz_b", "id")
            .reference("fz_c")
            .hashed("fz_d", "k")
            .reference("fz_e")
            .hashed("fz_f", "id")
            .sliced("fz_g", "id % 3")
            .hashed("fz_h", "a")
            .hashed("fz_i", "a")
            .hashed("fz_k", "s")
            .sliced("fz_x", "id % 4");
    ShardsSource source = shards.source();
    Dataset dataset = shards.dataset(1, "shards");
    servers = PostgresServers.of(dataset, source.shards(), 1);
    tables = ServerTables.ofShards(servers, source.tables(), new Cancellation());
  }

  @Override
  public @Nullable Table find(@Nullable String schema, String name) {
    return tables.find(schema, name);
  }

  @Override
  public Collection<String> names() {
    return tables.tables().stream().map(Table::name).toList();
  }

  @Override
  public void close() {
    servers.close();
    shards.close();
  }
}
