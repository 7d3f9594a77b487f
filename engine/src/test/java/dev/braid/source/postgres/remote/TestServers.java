package dev.braid.source.postgres.remote;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.table.Servers;
import dev.braid.expr.TextOutput;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Databases of the test server that play servers of their own.
final class TestServers {
  private TestServers() {}

  static PoolSettings pool(int most) {
    PoolSettings usual = PoolSettings.DEFAULT;
    return new PoolSettings(
        0,
        most,
        usual.idleTimeout(),
        usual.connectTimeout(),
        usual.queryTimeout(),
        Duration.ofSeconds(60),
        usual.maxLifetime(),
        0,
        1000);
  }

  static Dataset dataset(PoolSettings pool) {
    return new Dataset(
        1,
        "shards",
        "",
        TestPostgres.source(),
        pool,
        Limits.DEFAULT,
        false,
        "UTC",
        Description.NONE);
  }

  static PostgresSource source(String database) {
    return source(TestPostgres.port(), database);
  }

  static PostgresSource source(int port, String database) {
    return new PostgresSource(
        "jdbc:postgresql://localhost:" + port + "/" + database,
        TestPostgres.READER,
        TestPostgres.READER_PASSWORD,
        "postgresql://reader:***@localhost:" + port + "/" + database);
  }

  /// @param connections that one statement may have to each server
  static PostgresServers open(int pool, int connections, String... databases) {
    List<PostgresSource> sources = new ArrayList<>();
    for (String database : databases) {
      sources.add(source(database));
    }
    return PostgresServers.of(dataset(pool(pool)), sources, connections);
  }

  /// Creates databases `prefix1`, `prefix2` and so on, anew.
  static String[] create(String prefix, int count, String encoding) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = prefix + (i + 1);
      TestPostgres.execute("DROP DATABASE IF EXISTS " + names[i] + " WITH (FORCE)");
      TestPostgres.execute("CREATE DATABASE " + names[i] + " " + encoding);
    }
    return names;
  }

  static void execute(String database, String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + TestPostgres.port() + "/" + database,
                "postgres",
                "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Servers.First> numbers(int count) {
    List<Servers.First> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(Servers.First.unknown(i));
    }
    return numbers;
  }

  /// All rows of a task as PostgreSQL would write their values.
  static List<List<@Nullable String>> rows(
      Servers.Scan scan, int task, List<Type> types, Zone zone) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Batch batch = scan.next(task); batch != null; batch = scan.next(task)) {
      for (int row = 0; row < batch.size(); row++) {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          Object value = Values.get(batch.column(i), row, types.get(i));
          values.add(value == null ? null : TextOutput.write(types.get(i), value, zone));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  static long count(Servers.Scan scan, int task) {
    long rows = 0;
    for (Batch batch = scan.next(task); batch != null; batch = scan.next(task)) {
      rows += batch.size();
    }
    return rows;
  }
}
