package dev.braid.batch;

import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.PostgresPool;
import dev.braid.source.postgres.ReadOnlySession;

/// Where the queries of one dataset in one batch get their sessions from.
interface Sessions extends AutoCloseable {
  /// How many queries of the dataset may run at once.
  int capacity();

  ReadOnlySession take(Cancellation cancellation);

  void giveBack(ReadOnlySession session);

  /// Ends what is held for the whole batch.
  @Override
  void close();

  /// A session of its own, with a snapshot of its own, for each query.
  static Sessions independent(PostgresPool pool) {
    return new Sessions() {
      @Override
      public int capacity() {
        return pool.dataset().pool().max();
      }

      @Override
      public ReadOnlySession take(Cancellation cancellation) {
        return pool.acquire(cancellation);
      }

      @Override
      public void giveBack(ReadOnlySession session) {
        session.close();
      }

      @Override
      public void close() {}
    };
  }
}
