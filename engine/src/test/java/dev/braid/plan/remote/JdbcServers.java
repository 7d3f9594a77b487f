package dev.braid.plan.remote;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.parallel.Cancellation;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Schemas of the test server that stand for servers; rows come as texts.
///
/// @param schemas a server each
/// @param isBytewise what the default collation is said to be
record JdbcServers(List<String> schemas, boolean isBytewise) implements Servers {
  static final EvalContext CONTEXT =
      new EvalContext(
          Zone.named("America/New_York"), 0, "postgres", "postgres", new Cancellation());

  private static final Map<String, Connection> CONNECTIONS = new ConcurrentHashMap<>();

  /// A connection to a schema, kept for the next one who asks; it is used by one thread at a time.
  static Connection kept(String schema) {
    return CONNECTIONS.computeIfAbsent(
        schema,
        it -> {
          try {
            return connect(it);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  static Connection connect(String schema) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            TestPostgres.jdbcUrl() + "?preferQueryMode=simple&user=postgres");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = " + schema);
      statement.execute("SET TimeZone = 'America/New_York'");
    }
    return connection;
  }

  @Override
  public int count() {
    return schemas.size();
  }

  @Override
  public String name(int server) {
    return schemas.get(server);
  }

  @Override
  public int connections() {
    return 1;
  }

  @Override
  public Run begin(List<First> servers, Zone timeZone, Cancellation cancellation) {
    return new Run() {
      @Override
      public Scan scan(List<Task> tasks, List<Type> types) {
        return new Rows(tasks, types);
      }

      @Override
      public void close() {}
    };
  }

  private final class Rows implements Scan {
    private final List<Task> tasks;
    private final List<Type> types;
    private final boolean[] done;

    Rows(List<Task> tasks, List<Type> types) {
      this.tasks = tasks;
      this.types = types;
      done = new boolean[tasks.size()];
    }

    @Override
    public @Nullable Batch next(int task) {
      if (done[task]) {
        return null;
      }
      done[task] = true;
      Task it = tasks.get(task);
      Connection connection = kept(schemas.get(it.server()));
      synchronized (connection) {
        return rows(connection, it);
      }
    }

    private @Nullable Batch rows(Connection connection, Task it) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(it.sql())) {
        List<List<@Nullable Object>> columns =
            IntStream.range(0, types.size())
                .<List<@Nullable Object>>mapToObj(_ -> new ArrayList<>())
                .toList();
        int size = 0;
        while (rows.next()) {
          size++;
          for (int i = 0; i < types.size(); i++) {
            String text = rows.getString(i + 1);
            columns.get(i).add(text == null ? null : TextInput.parse(types.get(i), text, CONTEXT));
          }
        }
        Column[] values = new Column[types.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = Values.column(types.get(i), columns.get(i));
        }
        return size == 0 ? null : new Batch(values, size);
      } catch (SQLException e) {
        throw new BraidException(e.getSQLState(), e.getMessage() + "\n" + it.sql());
      }
    }

    @Override
    public void stop() {}

    @Override
    public Progress progress(int task) {
      return new Progress(0, -1, 0);
    }
  }
}
