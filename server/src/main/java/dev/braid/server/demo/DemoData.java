package dev.braid.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postgresql.ds.PGSimpleDataSource;

/// Makes the demo's data: `survey` (users 200,000, app_usage 1,000,000, orders 300,000) and
/// `events` (users 50,000, events 400,000), from the `.sql` files beside this class.
///
/// Every value is a hash of its row's number, so the data is the same everywhere and every time.
/// Dates alone are counted back from the day the data is made, so that "the last 30 days" always
/// selects the same share of the rows.
final class DemoData {
  /// Everything the data depends on, in the order it is run; the cache is named after it.
  static final List<String> SCRIPTS =
      List.of(
          "functions.sql",
          "survey-functions.sql",
          "survey-orders.sql",
          "survey-users.sql",
          "survey-app_usage.sql",
          "survey-finish.sql",
          "events.sql",
          "finish.sql");

  private DemoData() {}

  /// Fills an empty server in which the superuser needs no password.
  ///
  /// Two lanes, for two cores: orders and then users, who carry the sums of their orders; app_usage
  /// and then events. They meet where app_usage is tied to users.
  static void load(int port) throws SQLException {
    run(
        port,
        "postgres",
        "CREATE ROLE " + DemoServer.READER + " LOGIN",
        "CREATE DATABASE survey",
        "CREATE DATABASE events");
    run(port, "survey", script("functions.sql"), script("survey-functions.sql"));
    CompletableFuture<Void> usage = start(port, "survey", script("survey-app_usage.sql"));
    CompletableFuture<Void> events =
        usage.thenCompose(
            _ ->
                start(
                    port,
                    "events",
                    script("functions.sql"),
                    script("events.sql"),
                    script("finish.sql"),
                    "VACUUM ANALYZE"));
    try {
      run(port, "survey", script("survey-orders.sql"), script("survey-users.sql"));
      usage.join();
      run(port, "survey", script("survey-finish.sql"), script("finish.sql"), "VACUUM ANALYZE");
      events.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// A connection as superuser, without a password.
  static Connection connect(int port, String database) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser("postgres");
    return source.getConnection();
  }

  static String script(String name) {
    try (InputStream file = DemoData.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<Void> start(int port, String database, String... scripts) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            run(port, database, scripts);
            done.complete(null);
          } catch (SQLException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /// Each script is one transaction: its statements travel together.
  private static void run(int port, String database, String... scripts) throws SQLException {
    try (Connection connection = connect(port, database);
        Statement statement = connection.createStatement()) {
      for (String script : scripts) {
        statement.execute(script);
      }
    }
  }
}
