package dev.braid.batch;

import dev.braid.parallel.Cancellation;
import dev.braid.source.Backend;
import dev.braid.source.BackendSession;

/// Where the queries of one dataset in one batch get their sessions from.
interface Sessions extends AutoCloseable {
  /// How many queries of the dataset may run at once.
  int capacity();

  BackendSession take(Cancellation cancellation);

  void giveBack(BackendSession session);

  /// Ends what is held for the whole batch.
  @Override
  void close();

  /// A session of its own, with a snapshot of its own, for each query.
  static Sessions independent(Backend backend) {
    return new Sessions() {
      @Override
      public int capacity() {
        return backend.capacity();
      }

      @Override
      public BackendSession take(Cancellation cancellation) {
        return backend.acquire(cancellation);
      }

      @Override
      public void giveBack(BackendSession session) {
        session.close();
      }

      @Override
      public void close() {}
    };
  }
}
