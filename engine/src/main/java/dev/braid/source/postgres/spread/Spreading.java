package dev.braid.source.postgres.spread;

import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.PostgresErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Spreads one table over shards by parallel COPY, or copies it whole onto each of them.
///
/// All readers see one snapshot of the source. Each shard is filled in one transaction, and none is
/// committed before all have as many rows as the source: what is interrupted before leaves nothing
/// behind. Should it end between two commits, the same command goes on: shards whose table holds
/// just the rows it should are left as they are.
public final class Spreading {
  private final PostgresSource from;
  private final List<PostgresSource> to;
  private final String table;
  private final @Nullable String key;
  private final int readers;
  private final Cancellation cancellation;
  private final List<Connection> opened = new ArrayList<>();

  /// @param key column whose hash finds a row's shard ([ShardHash]), or null to copy all rows
  ///   everywhere
  /// @param readers connections to the source that read side by side
  public Spreading(
      PostgresSource from,
      List<PostgresSource> to,
      String table,
      @Nullable String key,
      int readers,
      Cancellation cancellation) {
    this.from = from;
    this.to = List.copyOf(to);
    this.table = table;
    this.key = key;
    this.readers = readers;
    this.cancellation = cancellation;
  }

  /// @param name qualified and quoted
  /// @param shards in the order given
  /// @param left what was not carried over
  public record Report(String name, List<Shard> shards, List<String> left) {}

  /// @param copied false for a shard that had its rows already
  public record Shard(String address, long rows, boolean copied) {}

  /// @throws BraidException naming the server at fault; nothing has been changed then, unless it
  ///   came between two commits (40003), when the same call finishes the work
  public Report run() {
    Runnable stop =
        () -> {
          Thread _ = Thread.ofVirtual().start(this::abort);
        };
    try (Cancellation.Registration _ = cancellation.onCancel(stop)) {
      Report report = spread();
      close();
      return report;
    } catch (BraidException e) {
      cancellation.check();
      throw e;
    } catch (SQLException e) {
      cancellation.check();
      throw PostgresErrors.translate(e);
    } catch (InterruptedException e) {
      cancellation.check();
      Thread.currentThread().interrupt();
      throw new BraidException(SqlState.QUERY_CANCELED, "interrupted");
    } finally {
      abort();
    }
  }

  private Report spread() throws SQLException, InterruptedException {
    Connection source = open(from, true);
    SpreadTable shape = SpreadTable.read(source, table, key);
    String snapshot = text(source, "SELECT pg_catalog.pg_export_snapshot()");
    List<ShardWriter> writers = new ArrayList<>();
    for (PostgresSource shard : to) {
      writers.add(new ShardWriter(shard, open(shard, false)));
    }
    List<ShardWriter> present = new ArrayList<>();
    for (ShardWriter writer : writers) {
      if (writer.hasTable(shape)) {
        present.add(writer);
      }
    }
    List<Shard> done = present.isEmpty() ? List.of() : compare(source, shape, writers, present);
    List<ShardWriter> missing = writers.stream().filter(each -> !present.contains(each)).toList();
    if (!missing.isEmpty()) {
      copy(source, snapshot, shape, writers, missing);
      commit(shape, missing);
    }
    List<Shard> shards = new ArrayList<>();
    for (ShardWriter writer : writers) {
      int place = present.indexOf(writer);
      shards.add(
          place >= 0 ? done.get(place) : new Shard(writer.shard().safe(), writer.rows(), true));
    }
    return new Report(shape.name(), shards, shape.left());
  }

  /// Shards that have the table must have just its rows.
  private List<Shard> compare(
      Connection source, SpreadTable shape, List<ShardWriter> all, List<ShardWriter> present)
      throws SQLException {
    List<Shard> shards = new ArrayList<>();
    for (ShardWriter writer : present) {
      String slice = key == null ? "" : " WHERE " + slice(all.size()) + " = " + all.indexOf(writer);
      Fingerprint wanted = Fingerprint.of(source, shape.name() + " AS t" + slice);
      Fingerprint found = Fingerprint.of(writer.connection(), shape.name() + " AS t");
      if (!wanted.equals(found)) {
        throw new BraidException(
                SqlState.DUPLICATE_TABLE,
                "%s has a table %s with other rows (%d, expected %d)"
                    .formatted(writer.shard().safe(), shape.name(), found.rows(), wanted.rows()))
            .withHint("drop it there, or choose other servers");
      }
      shards.add(new Shard(writer.shard().safe(), found.rows(), false));
    }
    return shards;
  }

  /// Rows of a table, and a number that other rows will hardly have.
  private record Fingerprint(long rows, String sum) {
    static Fingerprint of(Connection connection, String relation) throws SQLException {
      String[] parts =
          text(
                  connection,
                  "SELECT count(*) || ' ' || coalesce(sum(('x' || pg_catalog.substr(pg_catalog.md5("
                      + "t::text), 1, 12))::bit(48)::bigint), 0) FROM "
                      + relation)
              .split(" ");
      return new Fingerprint(Long.parseLong(parts[0]), parts[1]);
    }
  }

  private void copy(
      Connection source,
      String snapshot,
      SpreadTable shape,
      List<ShardWriter> all,
      List<ShardWriter> missing)
      throws SQLException, InterruptedException {
    List<String> queries = queries(shape, all, missing);
    List<RowReader> parts = new ArrayList<>();
    // All are open before any thread waits for rows.
    List<Connection> sources = new ArrayList<>(List.of(source));
    while (sources.size() < queries.size()) {
      sources.add(imported(snapshot));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
      int tasks = 0;
      for (ShardWriter writer : missing) {
        tasks += submit(running, writer.shard(), () -> writer.fill(shape));
      }
      int reading = 0;
      for (int i = 0; i < queries.size(); i++) {
        Connection connection = sources.get(i);
        RowReader reader = new RowReader(missing, key != null);
        parts.add(reader);
        String query = queries.get(i);
        reading += submit(running, from, () -> reader.read(connection, query));
      }
      try {
        await(running, tasks, reading, missing);
      } catch (RuntimeException | Error | InterruptedException e) {
        // Those that wait for each other, and not for a server, hear of it this way.
        abort();
        threads.shutdownNow();
        throw e;
      }
    }
    long read = parts.stream().mapToLong(RowReader::rows).sum();
    for (ShardWriter writer : missing) {
      cancellation.check();
      try {
        writer.finish(shape, key == null ? read : writer.rows());
      } catch (SQLException e) {
        throw named(writer.shard(), e);
      }
    }
    long written = missing.stream().mapToLong(ShardWriter::rows).sum();
    if (written != (key == null ? read * missing.size() : read)) {
      throw new BraidException(
          SqlState.INTERNAL_ERROR, "%d rows were read, %d written".formatted(read, written));
    }
  }

  /// Something that may fail on its server.
  private interface Work {
    void run() throws SQLException, InterruptedException;
  }

  private static int submit(
      ExecutorCompletionService<Boolean> running, PostgresSource server, Work work) {
    Callable<Boolean> task =
        () -> {
          try {
            work.run();
            return true;
          } catch (SQLException e) {
            throw named(server, e);
          }
        };
    running.submit(task);
    return 1;
  }

  private static BraidException named(PostgresSource server, SQLException e) {
    BraidException error = PostgresErrors.translate(e);
    return new BraidException(
        error.sqlState(),
        server.safe() + ": " + error.message(),
        0,
        error.detail(),
        error.hint(),
        e);
  }

  /// The first failure ends all others: their connections are cut.
  private void await(
      ExecutorCompletionService<Boolean> running, int writing, int reading, List<ShardWriter> ends)
      throws InterruptedException {
    int left = writing + reading;
    int readersLeft = reading;
    while (left > 0) {
      try {
        boolean _ = running.take().get();
        left--;
        // Writers end only after their end has been put, so the first to come home are readers.
        if (readersLeft > 0 && --readersLeft == 0) {
          for (ShardWriter end : ends) {
            end.end();
          }
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof BraidException own
            ? own
            : new BraidException(
                SqlState.INTERNAL_ERROR, String.valueOf(e.getCause()), 0, null, null, e);
      }
    }
  }

  private List<String> queries(
      SpreadTable shape, List<ShardWriter> all, List<ShardWriter> missing) {
    String columns = String.join(", ", shape.columns());
    String select = "SELECT " + columns + " FROM " + shape.name();
    List<String> wheres = new ArrayList<>();
    if (key != null) {
      List<String> numbers = new ArrayList<>();
      StringBuilder place = new StringBuilder("CASE " + slice(all.size()));
      for (int i = 0; i < missing.size(); i++) {
        int number = all.indexOf(missing.get(i));
        numbers.add(Integer.toString(number));
        place.append(" WHEN ").append(number).append(" THEN ").append(i);
      }
      select = "SELECT " + place + " END, " + columns + " FROM " + shape.name();
      wheres.add(slice(all.size()) + " IN (" + String.join(", ", numbers) + ")");
    }
    int parts = (int) Math.max(1, Math.min(readers, shape.blocks()));
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      List<String> conditions = new ArrayList<>(wheres);
      if (i > 0) {
        conditions.add("ctid >= '(%d,0)'::tid".formatted(shape.blocks() * i / parts));
      }
      if (i < parts - 1) {
        conditions.add("ctid < '(%d,0)'::tid".formatted(shape.blocks() * (i + 1) / parts));
      }
      queries.add(
          select + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)));
    }
    return queries;
  }

  private String slice(int shards) {
    return ShardHash.sql('"' + String.valueOf(key).replace("\"", "\"\"") + '"', shards);
  }

  private static void commit(SpreadTable shape, List<ShardWriter> writers) {
    int committed = 0;
    for (ShardWriter writer : writers) {
      try {
        writer.commit(shape);
        committed++;
      } catch (SQLException e) {
        BraidException error = PostgresErrors.translate(e);
        throw new BraidException(
                committed == 0 ? error.sqlState() : SqlState.STATEMENT_COMPLETION_UNKNOWN,
                writer.shard().safe() + ": " + error.message(),
                0,
                committed + " of " + writers.size() + " shards have been committed",
                null,
                e)
            .withHint("run the same command again: shards that are complete are left as they are");
      }
    }
  }

  private Connection open(PostgresSource server, boolean reading) throws SQLException {
    cancellation.check();
    Connection connection = SpreadConnections.open(server, reading);
    synchronized (opened) {
      opened.add(connection);
    }
    // Who cancelled while it was being opened has not seen it.
    cancellation.check();
    return connection;
  }

  private Connection imported(String snapshot) throws SQLException {
    Connection connection = open(from, true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
    }
    return connection;
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void close() throws SQLException {
    synchronized (opened) {
      for (Connection connection : opened) {
        connection.close();
      }
      opened.clear();
    }
  }

  /// Cuts all connections; what they have not committed is rolled back. Who comes second waits: a
  /// thread that is interrupted before its statement has been cancelled leaves that running.
  private void abort() {
    synchronized (opened) {
      opened.forEach(SpreadConnections::cut);
      opened.clear();
    }
  }
}
