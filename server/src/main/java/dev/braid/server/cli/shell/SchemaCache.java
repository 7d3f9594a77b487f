package dev.braid.server.cli.shell;

import dev.braid.Braid;
import dev.braid.catalog.Schema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The schemas that completion offers, read in the background: pressing Tab never waits for a
/// server, and a server that is down only means that there is nothing to offer.
public final class SchemaCache {
  private static final Schema NOTHING = new Schema(List.of());

  private final Braid braid;
  private final ConcurrentMap<String, CompletableFuture<Schema>> schemas =
      new ConcurrentHashMap<>();
  private volatile @Nullable String current;

  public SchemaCache(Braid braid) {
    this.braid = braid;
  }

  /// The datasets' names.
  List<String> datasets() {
    return braid.config().datasets().stream().map(dataset -> dataset.name()).toList();
  }

  /// Makes this the dataset whose names are offered.
  void use(String dataset) {
    current = dataset;
    schemas.computeIfAbsent(
        dataset,
        name ->
            CompletableFuture.supplyAsync(
                () -> braid.schema(name), task -> Thread.startVirtualThread(task)));
  }

  /// The current dataset's schema as far as it is known.
  Schema now() {
    String dataset = current;
    CompletableFuture<Schema> schema = dataset == null ? null : schemas.get(dataset);
    boolean known = schema != null && schema.isDone() && !schema.isCompletedExceptionally();
    return schema != null && known ? schema.join() : NOTHING;
  }

  /// Lets a schema be read anew in the background.
  void renew(String dataset) {
    schemas.remove(dataset);
    use(dataset);
  }

  /// Reads a schema anew.
  Schema refresh(String dataset) {
    Schema schema = braid.schema(dataset);
    schemas.put(dataset, CompletableFuture.completedFuture(schema));
    return schema;
  }
}
