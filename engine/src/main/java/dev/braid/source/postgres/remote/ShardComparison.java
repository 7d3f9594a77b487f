package dev.braid.source.postgres.remote;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.postgres.remote.ServerCatalog.FoundColumn;
import dev.braid.source.postgres.remote.ServerCatalog.FoundTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must be the same on all shards before their rows may be put together.
final class ShardComparison {
  private final Servers servers;
  private final List<Integer> numbers;
  private final List<ServerCatalog> catalogs;

  /// @param numbers of the servers that the catalogs are of
  ShardComparison(Servers servers, List<Integer> numbers, List<ServerCatalog> catalogs) {
    this.servers = servers;
    this.numbers = numbers;
    this.catalogs = catalogs;
  }

  /// @throws BraidException 55000 naming the shard and the difference
  void requireSameTraits() {
    ServerCatalog first = catalogs.getFirst();
    first
        .traits()
        .forEach(
            (trait, value) -> {
              for (int i = 1; i < catalogs.size(); i++) {
                String other = catalogs.get(i).traits().get(trait);
                if (!value.equals(other)) {
                  throw different(
                      "%s of shard %s is \"%s\", of shard %s \"%s\""
                          .formatted(trait, name(i), other, name(0), value));
                }
              }
            });
  }

  /// @param written the table's name in the configuration
  /// @return the table as found on each shard
  /// @throws BraidException 55000 naming shard, table and difference; 42P01 for a table that is not
  ///   there
  List<FoundTable> requireSame(String written) {
    FoundTable first = present(0, catalogs.getFirst().find(written), written);
    List<FoundTable> all = new ArrayList<>();
    all.add(first);
    for (int i = 1; i < catalogs.size(); i++) {
      FoundTable other = present(i, catalogs.get(i).find(first.schema(), first.name()), written);
      String difference = difference(first, other);
      if (difference != null) {
        throw different(
            "table \"%s\" of shard %s differs from that of shard %s: %s"
                .formatted(written, name(i), name(0), difference));
      }
      all.add(other);
    }
    return all;
  }

  private String name(int catalog) {
    return servers.name(numbers.get(catalog));
  }

  private FoundTable present(int shard, @Nullable FoundTable found, String written) {
    if (found == null) {
      throw new BraidException(
              SqlState.UNDEFINED_TABLE,
              "table \"%s\" is not on shard %s".formatted(written, name(shard)))
          .withHint("create it there, or take it out of the dataset's tables; check SELECT rights");
    }
    return found;
  }

  private static @Nullable String difference(FoundTable first, FoundTable other) {
    for (int i = 0; i < Math.max(first.columns().size(), other.columns().size()); i++) {
      if (i >= other.columns().size()) {
        return "column \"" + first.columns().get(i).name() + "\" is missing";
      }
      FoundColumn there = other.columns().get(i);
      if (i >= first.columns().size()) {
        return "column \"" + there.name() + "\" is too many";
      }
      FoundColumn here = first.columns().get(i);
      if (!here.name().equals(there.name())) {
        return "column %d is \"%s\" instead of \"%s\"".formatted(i + 1, there.name(), here.name());
      }
      if (!here.typeName().equals(there.typeName())) {
        return "column \"%s\" is of type %s instead of %s"
            .formatted(here.name(), there.typeName(), here.typeName());
      }
      if (!here.collation().equals(there.collation())
          || here.deterministic() != there.deterministic()) {
        return "column \"%s\" has the collation %s instead of %s"
            .formatted(here.name(), there.collation(), here.collation());
      }
    }
    return null;
  }

  private static BraidException different(String message) {
    return new BraidException(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, message)
        .withHint("shards of one dataset must be alike");
  }
}
