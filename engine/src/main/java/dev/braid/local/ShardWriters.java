package dev.braid.local;

import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.Settings;
import dev.braid.catalog.ShardsSource;
import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Spread;
import dev.braid.catalog.table.Spread.Placement;
import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.postgres.WritableConnections;
import dev.braid.source.postgres.remote.ServerTables;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Insert;
import dev.braid.sql.parse.SqlParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// INSERT over shards: the key of each row says where it belongs. All rows of a statement must
/// belong to one shard, which is sent the statement as it is written; its transaction is the whole
/// of it. What would need several shards is refused, since nothing makes their commits one.
final class ShardWriters implements AutoCloseable {
  private final ServersBackend backend;
  private final List<WritableConnections> shards = new ArrayList<>();

  ShardWriters(ServersBackend backend, ShardsSource source) {
    this.backend = backend;
    for (PostgresSource shard : source.shards()) {
      shards.add(new WritableConnections(backend.dataset().pool(), shard));
    }
  }

  Result insert(Statement statement, List<@Nullable Object> parameters, Cancellation cancellation) {
    Insert insert = SqlParser.insert(statement.text());
    int shard = shard(insert, parameters, cancellation);
    try {
      return shards.get(shard).insert(statement, parameters, backend.writing(), cancellation);
    } catch (BraidException e) {
      throw cancellation.isCancelled() ? e : backend.named(shard, e);
    }
  }

  /// The number of the shard that all rows belong to.
  private int shard(Insert insert, List<@Nullable Object> parameters, Cancellation cancellation) {
    RemoteTable table = table(insert, cancellation);
    Spread.Sliced spread = sliced(table);
    Placement placement = spread.placement();
    if (placement == null) {
      throw unsupported(
              "INSERT into \"%s\" is not supported: nothing says where its rows belong", table)
          .withHint(
              "declare it with its placement: {sharded_by: COLUMN, hash: md5}, or list: or range:");
    }
    // Only tables of one column's key have a placement.
    int position = spread.key().getFirst();
    TableColumn key = table.columns().get(position);
    List<Expression> keys = new ArrayList<>();
    for (List<@Nullable Expression> row : insert.rows()) {
      keys.add(key(insert, row, table, position));
    }
    Settings settings = backend.settings();
    EvalContext eval = backend.eval(cancellation);
    int found = -1;
    for (Object value :
        new InsertedKeys(backend.engine(), settings, eval).values(keys, key.type(), parameters)) {
      int shard = placement.server(Collections.singletonList(value));
      if (shard < 0) {
        throw new BraidException(
            SqlState.CHECK_VIOLATION,
            "no shard of relation \"%s\" found for row".formatted(table.name()),
            0,
            "Nothing is declared of the value of \"%s\".".formatted(key.name()),
            null,
            null);
      }
      if (found >= 0 && shard != found) {
        throw unsupported("INSERT of rows that belong to several shards is not supported", table)
            .withHint("send the rows of each shard in a statement of their own, such as one each");
      }
      found = shard;
    }
    return found;
  }

  private RemoteTable table(Insert insert, Cancellation cancellation) {
    ServerTables tables = backend.lookups().tables(Set.of(), cancellation);
    List<String> name = insert.table();
    RemoteTable table =
        name.size() > 2
            ? null
            : tables.find(name.size() == 2 ? name.getFirst() : null, name.getLast());
    if (table == null) {
      throw new BraidException(
          SqlState.UNDEFINED_TABLE,
          "relation \"%s\" does not exist".formatted(String.join(".", name)));
    }
    return table;
  }

  private static Spread.Sliced sliced(RemoteTable table) {
    return switch (table.spread()) {
      case Spread.Sliced it -> it;
      case Spread.Whole _ ->
          throw unsupported("INSERT into \"%s\" is not supported: every shard has its rows", table)
              .withHint("nothing makes the commits of all shards one; write to each of them");
    };
  }

  private static Expression key(
      Insert insert, List<@Nullable Expression> row, RemoteTable table, int position) {
    String name = table.columns().get(position).name();
    int at = insert.columns().isEmpty() ? position : insert.columns().indexOf(name);
    Expression given = at < 0 || at >= row.size() ? null : row.get(at);
    if (given == null) {
      throw unsupported("INSERT into \"%s\" without its shard key is not supported", table)
          .withHint("give a value for \"" + name + "\"");
    }
    return given;
  }

  private static BraidException unsupported(String message, RemoteTable table) {
    return new BraidException(SqlState.FEATURE_NOT_SUPPORTED, message.formatted(table.name()));
  }

  @Override
  public void close() {
    shards.forEach(WritableConnections::close);
  }
}
