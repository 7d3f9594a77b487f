package dev.braid.catalog.table;

import dev.braid.parallel.Cancellation;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The servers of one dataset: one, or a shard each.
public interface Servers {
  int count();

  /// What a server is called in plans and errors; no password in it.
  String name(int server);

  /// Whether a server is left out of the statement, which may do without it: its tasks have no
  /// rows.
  default boolean isMissing(int server) {
    return false;
  }

  /// A server that can be asked for what all of them have.
  default int any() {
    int server = 0;
    while (server < count() - 1 && isMissing(server)) {
      server++;
    }
    return server;
  }

  /// Connections that one statement may have to each server.
  int connections();

  /// Tasks of one scan that run at the same time, if each server is given one.
  default int together() {
    return count();
  }

  /// Whether text that is no column's, such as that of a number, is ordered by its bytes there: the
  /// collation of the servers' database.
  default boolean isBytewise() {
    return true;
  }

  /// The same, and what are letters there.
  default TextRules text() {
    return new TextRules(isBytewise(), true);
  }

  /// Takes what a statement needs of servers: all of it or nothing, each in a read-only transaction
  /// of its own snapshot, shared by all connections to one server.
  ///
  /// @param servers those that will be asked, each once
  /// @param timeZone the statement's, in which servers read and show timestamps
  /// @throws dev.braid.error.BraidException naming the server that cannot be had
  Run begin(List<First> servers, Zone timeZone, Cancellation cancellation);

  /// A server that will be asked, and a query that will be among the first, if one is known: its
  /// columns' types are then compared with these without a round trip of its own.
  ///
  /// @param only whether nothing but this query will be asked of the server, and its rows are few:
  ///   then it can be answered at once
  record First(int server, @Nullable String sql, List<Type> types, boolean only) {
    public First {
      types = List.copyOf(types);
    }

    /// The same as one of several queries.
    public First withOthers() {
      return new First(server, sql, types, false);
    }

    /// A server of whose queries nothing is known yet.
    public static First unknown(int server) {
      return new First(server, null, List.of(), false);
    }
  }

  /// A statement for one server.
  ///
  /// @param sql a query whose columns have the types that the scan was told
  record Task(int server, String sql) {}

  /// What one statement of Braid's has of the servers. Its scans are read in the order in which
  /// they were started, each until its end or until it is stopped.
  interface Run extends AutoCloseable {
    /// Starts tasks as connections are free, the first ones first.
    Scan scan(List<Task> tasks, List<Type> types);

    /// How far apart the servers' snapshots are at most; 0 where one server is asked.
    default double skewMillis() {
      return 0;
    }

    /// Returns the connections. What still runs is cancelled on its server.
    @Override
    void close();
  }

  /// Rows of tasks on their way. Each task's rows are taken by one thread at a time.
  interface Scan {
    /// The next rows of a task, or null after its last. Waits for them.
    ///
    /// @throws dev.braid.error.BraidException of whichever task failed first, naming its server
    @Nullable Batch next(int task);

    /// Nobody wants more: tasks that run are cancelled, those that do not will not begin.
    void stop();

    Progress progress(int task);
  }

  /// What a server's planner expects of a statement.
  ///
  /// @param cost in its own unit, a page read in sequence
  record Expected(double cost, double rows) {}

  /// What is known of a task, for EXPLAIN ANALYZE.
  ///
  /// @param firstRowMillis from its start until its first rows, -1 while there are none
  record Progress(long rows, double firstRowMillis, double totalMillis) {}
}
