package dev.braid.plan.remote;

import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.remote.SelectText.Stage;
import java.util.BitSet;
import java.util.List;

/// Text of a part of a statement in PostgreSQL's SQL.
///
/// Nothing in it is left to the server to guess: constants have their types, arguments those that
/// the function found here declares, functions the schema `pg_catalog`, and every key of an order
/// says where NULLs go. What depends on the session (time zone, forms of dates and intervals) is as
/// the connection has it.
public final class RemoteSql {
  private RemoteSql() {}

  /// @param columns those of the query's output that are wanted, in the order in which they come
  /// @param order in which the rows come; empty for any, or that of the query itself
  /// @param server which is to be asked
  public static String of(Logical query, List<ColumnRef> columns, List<SortKey> order, int server) {
    QuerySql sql = new QuerySql(server);
    BitSet need = QuerySql.with(Columns.of(columns), QuerySql.keys(order));
    if (order.isEmpty()) {
      return sql.select(query, need).text("", columns);
    }
    SelectText select = sql.until(Stage.WINDOWED, query, need);
    select.order = select.exprs().order(order);
    return select.text("", columns);
  }

  /// Whether all of a tree has a text that is certain to mean the same.
  static boolean isExpressible(Logical query) {
    try {
      of(query, query.output(), List.of(), 0);
      return true;
    } catch (NotExpressible e) {
      return false;
    }
  }
}
