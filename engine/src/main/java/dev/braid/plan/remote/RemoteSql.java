package dev.braid.plan.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.List;

/// Text of a part of a statement in PostgreSQL's SQL.
public final class RemoteSql {
  private RemoteSql() {}

  /// @param columns those of the query's output that are wanted, in the order in which they come
  /// @param order in which the rows come; empty for any
  public static String of(Logical query, List<ColumnRef> columns, List<SortKey> order) {
    Scan scan = (Scan) query;
    RemoteTable table = (RemoteTable) scan.table();
    List<String> names = new ArrayList<>();
    for (ColumnRef column : columns) {
      int place = scan.columns().get(scan.output().indexOf(column));
      names.add('"' + table.columns().get(place).name().replace("\"", "\"\"") + '"');
    }
    return "SELECT " + String.join(", ", names) + " FROM " + table.sqlName();
  }
}
