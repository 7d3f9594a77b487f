package dev.braid.catalog.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a table's rows are spread over the servers that have it.
public sealed interface Spread {
  /// All rows on every server (a reference table), or on the only one.
  record Whole() implements Spread {}

  /// Every row on one server.
  ///
  /// @param key positions of the columns that decide on which one; empty where that is not known
  /// @param scheme equal in tables that put equal keys on the same server
  /// @param placement finds the server of a key, or null where it is not known
  record Sliced(List<Integer> key, String scheme, @Nullable Placement placement)
      implements Spread {}

  /// Finds servers by keys.
  @FunctionalInterface
  interface Placement {
    /// @param values of the key's columns, in Java's form; NULL is null
    /// @return number of the server that has the rows of this key, -1 for none
    int server(List<@Nullable Object> values);
  }
}
