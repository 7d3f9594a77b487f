package dev.braid.source.postgres.remote;

import dev.braid.type.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one server says of itself and its tables.
///
/// @param traits what must be the same on all shards, by what it is called
/// @param tables in the order in which a bare name finds them
record ServerCatalog(Map<String, String> traits, List<FoundTable> tables) {
  /// @param kind as in `pg_class.relkind`
  /// @param rows estimated
  /// @param blocks -1 where rows cannot be cut by blocks
  record FoundTable(
      String schema,
      String name,
      String kind,
      long rows,
      long bytes,
      long blocks,
      int parallelWorkers,
      List<FoundColumn> columns) {
    /// Qualified and quoted.
    String sqlName() {
      return sqlName(schema, name);
    }

    static String sqlName(String schema, String name) {
      return quote(schema) + "." + quote(name);
    }

    private static String quote(String name) {
      return '"' + name.replace("\"", "\"\"") + '"';
    }
  }

  /// @param type null for one that Braid has no values of
  /// @param typeName as the server spells it, with modifier
  /// @param collation name, provider, locale and version; empty where there is none
  /// @param deterministic whether only equal bytes are equal
  /// @param bytewise whether order is that of bytes
  record FoundColumn(
      String name,
      @Nullable Type type,
      String typeName,
      boolean nullable,
      String collation,
      boolean deterministic,
      boolean bytewise) {}

  /// Whether text without a collation of its own is ordered by its bytes.
  boolean isBytewise() {
    String collation = traits.getOrDefault("collation of the database", "");
    return "UTF8".equals(traits.get("encoding"))
        && (collation.startsWith("b ")
            || collation.startsWith("c C ")
            || collation.startsWith("c POSIX "));
  }

  /// The table of a name as it is written in a configuration: `table` or `schema.table`.
  @Nullable FoundTable find(String written) {
    for (FoundTable table : tables) {
      if (table.name().equals(written) || (table.schema() + "." + table.name()).equals(written)) {
        return table;
      }
    }
    return null;
  }

  @Nullable FoundTable find(@Nullable String schema, String name) {
    for (FoundTable table : tables) {
      if (table.name().equals(name) && (schema == null || table.schema().equals(schema))) {
        return table;
      }
    }
    return null;
  }
}
