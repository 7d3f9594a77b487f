package dev.braid.exec;

import dev.braid.vector.Batch;

/// Where batches go. Used by one thread at a time.
public interface BatchConsumer {
  /// Takes a batch.
  ///
  /// @return whether more is wanted; after `false` the caller stops soon, and what it still sends
  ///   is ignored
  boolean accept(Batch batch);

  /// The morsel that the batches came from is at its end: whoever holds rows back passes them on,
  /// and the call too.
  void endMorsel();
}
