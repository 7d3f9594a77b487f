package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.source.postgres.PostgresPool;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Opens and begins one session of each server that a run asks.
final class FirstSessions {
  /// So often connections that were opened in vain go back to their pool. Then they are ended: what
  /// waits for them may not be of this dataset.
  private static final int KEPT_ATTEMPTS = 3;

  private final ServersRun run;
  private final List<ServerShare> asked;

  FirstSessions(ServersRun run, Collection<ServerShare> shares) {
    this.run = run;
    this.asked = shares.stream().filter(share -> !run.servers.isMissing(share.server)).toList();
  }

  /// Opens the sessions and begins them side by side. A server that grants no connection now is not
  /// waited for while connections to others are held, since those may be what somebody else waits
  /// for who holds the one wanted here: all are given up and asked for anew.
  void open() {
    long start = System.nanoTime();
    boolean proven = false;
    for (int attempt = 0; ; attempt++) {
      Refusals refusals = new Refusals();
      connect(proven, refusals);
      if (refusals.isEmpty() && begin(proven)) {
        return;
      }
      boolean end = attempt >= KEPT_ATTEMPTS;
      asked.forEach(share -> share.giveUp(end));
      if (refusals.isEmpty()) {
        proven = true;
      } else {
        refusals.pause(attempt, System.nanoTime() - start, run);
        run.throwFailure();
      }
    }
  }

  private void connect(boolean proven, Refusals refusals) {
    Map<ServerShare, PostgresPool.Promise> promised = promised();
    boolean alone = asked.size() == 1;
    each(
        share -> {
          try {
            PostgresPool.Promise promise = Objects.requireNonNull(promised.get(share));
            share.openFirst(promise, alone, proven, run.opening());
          } catch (BraidException e) {
            if (alone || !refusals.add(share, e)) {
              throw e;
            }
          }
        });
  }

  /// Begins the sessions' transactions.
  ///
  /// @param proven whether their connections have answered already
  /// @return false if one that was taken for alive had been lost before
  private boolean begin(boolean proven) {
    AtomicBoolean lost = new AtomicBoolean();
    each(
        share -> {
          if (!share.begin(proven, run.opening())) {
            lost.set(true);
          }
        });
    return !lost.get();
  }

  /// The right to one session of each server, asked for in their order.
  private Map<ServerShare, PostgresPool.Promise> promised() {
    Map<ServerShare, PostgresPool.Promise> promised = new LinkedHashMap<>();
    try {
      for (ServerShare share : asked) {
        try {
          promised.put(share, share.pool.reserve(run.opening()));
        } catch (BraidException e) {
          // Where that is because of an earlier failure, that one is told.
          run.fail(ServerErrors.of(run.servers, share.server, e));
          run.throwFailure();
        }
      }
    } catch (RuntimeException | Error e) {
      promised.values().forEach(PostgresPool.Promise::release);
      throw e;
    }
    return promised;
  }

  /// Does something with each share at the same time, and waits for all of it. The first failure is
  /// that of the run.
  private void each(Consumer<ServerShare> work) {
    SideBySide.run(
        asked,
        share -> {
          try {
            work.accept(share);
          } catch (BraidException e) {
            run.lock.lock();
            try {
              run.fail(ServerErrors.of(run.servers, share.server, e, run.isLate(share)));
            } finally {
              run.lock.unlock();
            }
          } catch (RuntimeException | Error e) {
            run.fail(ServerErrors.of(e));
          }
        });
    run.throwFailure();
  }
}
