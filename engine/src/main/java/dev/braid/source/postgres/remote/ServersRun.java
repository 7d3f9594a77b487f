package dev.braid.source.postgres.remote;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.PartsTransaction;
import dev.braid.source.postgres.ReadOnlySession;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What one statement has of the servers: one session of each that it asks, and more of them as
/// long as nobody else wants them.
///
/// The first sessions are promised in the order of the servers, so that statements which wait for
/// each other cannot exist, then opened side by side; all have their snapshot before the first part
/// is sent. Further sessions import it. They are never waited for, since whoever waits here holds
/// sessions that others may wait for.
///
/// One lock guards the run, its scans, tasks and sessions; it is taken once a batch. Virtual
/// threads do what waits: one for each task that runs, one for each session that is opened late.
final class ServersRun implements Servers.Run {
  /// Most bytes of batches that may wait when bounds had to be lifted.
  private static final long MOST_WAITING =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

  final ReentrantLock lock = new ReentrantLock();
  final PostgresServers servers;
  private final List<String> settings = new ArrayList<>();
  private final Condition threadEnded = lock.newCondition();
  private final Map<Integer, ServerShare> shares = new LinkedHashMap<>();
  private final List<ServersScan> scans = new ArrayList<>();

  /// Ends what is being opened.
  private final Cancellation opening = new Cancellation();

  private Cancellation.@Nullable Registration registration;
  private int threads;
  private long waitingBytes;
  private boolean closed;
  private @Nullable BraidException failure;

  private ServersRun(PostgresServers servers, Zone timeZone) {
    this.servers = servers;
    settings.addAll(SessionSettings.of(timeZone));
    settings.add(
        "idle_in_transaction_session_timeout = '" + ReadOnlySession.SHARED_IDLE_TIMEOUT + "'");
  }

  static ServersRun begin(
      PostgresServers servers,
      List<Servers.First> asked,
      Zone timeZone,
      Cancellation cancellation) {
    ServersRun run = new ServersRun(servers, timeZone);
    asked.stream()
        .sorted(Comparator.comparingInt(Servers.First::server))
        .forEach(
            first ->
                run.shares.putIfAbsent(
                    first.server(), new ServerShare(run, first, servers.pool(first.server()))));
    // Only a thread's start: the lock must not be waited for under that of the cancellation.
    run.registration =
        cancellation.onCancel(
            () ->
                Thread.ofVirtual()
                    .name("braid-remote-cancel")
                    .start(() -> run.fail(cancelled(cancellation))));
    try {
      new FirstSessions(run, run.shares.values()).open();
      cancellation.check();
      return run;
    } catch (RuntimeException | Error e) {
      run.close();
      throw e;
    }
  }

  private static BraidException cancelled(Cancellation cancellation) {
    BraidException error = cancellation.error();
    return error != null ? error : new BraidException(SqlState.QUERY_CANCELED, "cancelled");
  }

  void throwFailure() {
    lock.lock();
    try {
      checkFailure();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Servers.Scan scan(List<Servers.Task> tasks, List<Type> types) {
    lock.lock();
    try {
      checkFailure();
      if (closed) {
        throw new IllegalStateException("the run is closed");
      }
      ServersScan scan = new ServersScan(this, types);
      Map<ServerShare, Integer> parts = new LinkedHashMap<>();
      for (Servers.Task task : tasks) {
        parts.merge(share(task.server()), 1, Integer::sum);
      }
      for (Servers.Task task : tasks) {
        ServerShare share = share(task.server());
        scan.add(
            new ServerTask(scan, share, task.sql(), parts.getOrDefault(share, 1) > 1),
            servers.isMissing(task.server()));
      }
      scans.add(scan);
      parts.keySet().forEach(ServerShare::dispatch);
      return scan;
    } finally {
      lock.unlock();
    }
  }

  /// A server that was not asked for at the start comes too late for the common moment.
  private ServerShare share(int server) {
    ServerShare share = shares.get(server);
    if (share == null) {
      throw new IllegalArgumentException("the run has nothing of server " + servers.name(server));
    }
    return share;
  }

  @Override
  public double skewMillis() {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    lock.lock();
    try {
      for (ServerShare share : shares.values()) {
        if (!servers.isMissing(share.server)) {
          first = Math.min(first, share.begun());
          last = Math.max(last, share.seen());
        }
      }
    } finally {
      lock.unlock();
    }
    return shares.size() < 2 ? 0 : Math.max(0, last - first) / 1e6;
  }

  /// A transaction that shows one snapshot.
  ///
  /// @param snapshot which, or null for one of its own
  PartsTransaction parts(@Nullable String snapshot, Servers.@Nullable First first) {
    return new PartsTransaction(
        settings,
        servers.isAlone(),
        snapshot,
        snapshot == null && servers.connections() > 1,
        first == null ? null : first.sql());
  }

  Cancellation opening() {
    return opening;
  }

  /// Starts a thread that [#close] waits for. Under the lock.
  void spawn(String name, Runnable work) {
    threads++;
    Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                work.run();
              } finally {
                lock.lock();
                try {
                  threads--;
                  threadEnded.signalAll();
                } finally {
                  lock.unlock();
                }
              }
            });
  }

  /// The first error ends everything: whoever waits hears of it, what runs is cancelled.
  void fail(BraidException error) {
    lock.lock();
    try {
      if (failure == null && !closed) {
        failure = error;
        halt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void halt() {
    opening.cancel("the statement has ended");
    shares.values().forEach(ServerShare::forget);
    scans.forEach(ServersScan::halt);
  }

  /// Whether most of the other servers have answered what they were asked so far. Under the lock.
  boolean isLate(ServerShare late) {
    int others = 0;
    int answered = 0;
    for (ServerShare share : shares.values()) {
      if (share != late && !servers.isMissing(share.server)) {
        others++;
        answered += share.hasAnswered() ? 1 : 0;
      }
    }
    return 2 * answered > others;
  }

  /// Whether nothing more is wanted. Under the lock.
  boolean isOver() {
    return closed || failure != null;
  }

  /// @throws BraidException of whatever failed first. Under the lock.
  void checkFailure() {
    if (failure != null) {
      throw copy(failure);
    }
  }

  /// An exception of its own for each thread: they add stack traces and suppressed ones.
  static BraidException copy(BraidException error) {
    return new BraidException(
        error.sqlState(), error.message(), error.position(), error.detail(), error.hint(), error);
  }

  /// Counts batches that wait to be taken. Under the lock.
  void waiting(long bytes) {
    waitingBytes += bytes;
  }

  /// Whether batches that nobody takes have filled what there is for them. Under the lock.
  boolean isFull() {
    return waitingBytes > MOST_WAITING;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      halt();
      while (threads > 0) {
        threadEnded.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    if (registration != null) {
      registration.close();
    }
    List<ServerShare> holding = shares.values().stream().filter(ServerShare::isHolding).toList();
    SideBySide.run(holding, ServerShare::close);
  }
}
