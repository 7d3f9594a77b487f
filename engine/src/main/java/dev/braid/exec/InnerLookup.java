package dev.braid.exec;

import dev.braid.vector.Batch;

/// Finds the inner rows of some outer ones. Belongs to one participant.
interface InnerLookup {
  Found look(Batch outer);

  /// Inner rows in the order of the outer rows that found them.
  ///
  /// @param outerRows for each inner row the outer one, ascending
  record Found(Batch rows, int[] outerRows) {}
}
