package dev.braid;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.local.CopyStreams;
import dev.braid.local.DatasetSession;
import dev.braid.local.FolderSession;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements to a dataset of files, one after another: queries, EXPLAIN, settings (SET, RESET,
/// SHOW) that last until the session is closed, ANALYZE, and where the dataset is `writable: true`
/// also CREATE TABLE, DROP TABLE, ALTER TABLE, COPY and VACUUM. Or to a dataset on shards: queries,
/// and where it is `writable: true` INSERT.
///
/// ```java
/// try (Session session = braid.session("sales")) {
///   session.execute("SET max_parallel_workers_per_gather = 4");
///   session.execute("CREATE TABLE totals AS SELECT day, sum(amount) FROM orders GROUP BY day");
/// }
/// ```
///
/// Each statement is atomic for itself; there are no transactions around several. For one thread at
/// a time, but for [#cancel].
public final class Session implements AutoCloseable {
  private final Dataset dataset;
  private final DatasetSession session;
  private volatile @Nullable Cancellation running;
  private volatile boolean closed;

  Session(Dataset dataset, DatasetSession session) {
    this.dataset = dataset;
    this.session = session;
  }

  /// Runs one statement. Rows come within the dataset's limits; a statement that returns none says
  /// in [Result#command] what it has done.
  ///
  /// @param parameters values of `$1`, `$2`, ...
  /// @throws BraidException with the SQLSTATE: 25006 for what would change a dataset that is not
  ///   writable, 57014 when cancelled or after `statement_timeout`
  public Result execute(String sql, @Nullable Object... parameters) {
    return run(sql, CopyStreams.NONE, dataset.limits(), parameters);
  }

  /// As [#execute], with other limits than the dataset's.
  public Result execute(Limits limits, String sql, @Nullable Object... parameters) {
    return run(sql, CopyStreams.NONE, limits, parameters);
  }

  /// As [#execute], with what STDIN and STDOUT of a COPY are.
  ///
  /// @param in null where nothing can be read; read to its end
  /// @param out null where nothing can be written; not closed
  public Result execute(
      Limits limits,
      @Nullable InputStream in,
      @Nullable OutputStream out,
      String sql,
      @Nullable Object... parameters) {
    return run(sql, new CopyStreams(in, out), limits, parameters);
  }

  /// Streams a query's rows in their order under the session's settings, without row or byte caps.
  /// Several may be open at once; closing the session does not close them.
  ///
  /// @throws BraidException as [#execute]; 57014 when cancelled
  public RowStream stream(
      Cancellation cancellation, String sql, List<@Nullable Object> parameters) {
    checkOpen();
    return new RowStream(session.stream(sql, parameters, cancellation), cancellation);
  }

  /// Whether only sessions run a statement: it is no query, no EXPLAIN of one and no SHOW.
  public static boolean isCommand(String sql) {
    return FolderSession.isCommand(sql);
  }

  /// Whether this session runs a statement that is no query: of a dataset of files what
  /// [#isCommand] says, of one on shards INSERT.
  public boolean runsAlone(String sql) {
    return session.runsAlone(sql);
  }

  /// Whether SET has changed anything that still holds.
  public boolean hasOwnSettings() {
    return session.hasOwnSettings();
  }

  /// Runs `COPY ... FROM STDIN`, which reads the stream to its end.
  public Result copyIn(String sql, InputStream in) {
    return run(sql, new CopyStreams(in, null), dataset.limits());
  }

  /// Runs `COPY ... TO STDOUT`, which writes to the stream and does not close it.
  public Result copyOut(String sql, OutputStream out) {
    return run(sql, new CopyStreams(null, out), dataset.limits());
  }

  private Result run(
      String sql, CopyStreams streams, Limits limits, @Nullable Object... parameters) {
    checkOpen();
    Cancellation cancellation = new Cancellation();
    running = cancellation;
    try {
      return session.run(sql, Arrays.asList(parameters), limits, streams, cancellation);
    } finally {
      running = null;
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new BraidException(SqlState.CONNECTION_DOES_NOT_EXIST, "the session is closed");
    }
  }

  /// Stops the statement that runs, if any; from any thread. The thread that waits for it gets
  /// 57014.
  public void cancel() {
    Cancellation now = running;
    if (now != null) {
      now.cancel("canceling statement due to user request");
    }
  }

  /// Forgets the settings; stops what still runs.
  @Override
  public void close() {
    closed = true;
    cancel();
  }
}
