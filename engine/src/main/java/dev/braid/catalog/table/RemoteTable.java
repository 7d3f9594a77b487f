package dev.braid.catalog.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table whose rows lie on PostgreSQL servers. It is never scanned through [#scan]: the planner
/// asks its servers for what can be computed there, and reads the rest.
public interface RemoteTable extends Table {
  /// Where it lies; tables of the same object can be joined there.
  Servers servers();

  Spread spread();

  /// Name in the servers' SQL, qualified and quoted: `"public"."lineitem"`.
  String sqlName();

  /// Whether the order and equality of a column's values on the servers are those of Braid: false
  /// of text under a collation that is not bytewise.
  boolean isBytewise(int column);

  /// The server's name for the type of a column that Braid has no values of, whose
  /// [TableColumn#type] is then of [dev.braid.type.Kind#FOREIGN]; null for all others.
  default @Nullable String unreadable(int column) {
    return null;
  }

  /// Whether values of a column are equal only if they are the same characters: false of text under
  /// a nondeterministic collation.
  default boolean isDeterministic(int column) {
    return isBytewise(column);
  }

  /// What the collation of a column that is not bytewise is called, for messages.
  default String collation(int column) {
    return "default";
  }

  /// The condition that tells the rows of one server's part from those of the others, where all
  /// parts lie in one table; null where a server has no rows but its own.
  ///
  /// @param server number of the server, as [Servers] counts them
  /// @param alias the table's name in the condition
  default @Nullable String slice(int server, String alias) {
    return null;
  }

  /// Blocks in which the rows of the table lie on its one server, or -1 where its rows cannot be
  /// cut by blocks (a view, a foreign table) or lie on several servers.
  long blocks();

  @Override
  default TableScan scan(List<Integer> columns, List<ZoneFilter> filters) {
    throw new IllegalStateException(sqlName() + " is read by the servers it lies on");
  }
}
