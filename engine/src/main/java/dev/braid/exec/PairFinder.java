package dev.braid.exec;

import dev.braid.vector.Batch;

/// Finds pairs of outer and inner rows that a join has to try. Belongs to one participant.
interface PairFinder {
  /// How many outer rows it takes at once.
  int outerRows();

  /// The inner rows that pairs of these outer rows refer to; asked for before [#find].
  Batch inner(Batch outer);

  /// Sends the pairs, ascending by outer row, then by inner row, at most [PairJoin#PAIRS] at once.
  ///
  /// @return false when the receiver wanted no more
  boolean find(Batch outer, Receiver receiver);

  /// Takes pairs.
  @FunctionalInterface
  interface Receiver {
    /// @return whether more are wanted
    boolean pairs(int[] outerRows, int[] innerRows, int count);
  }
}
