package dev.braid.exec;

import dev.braid.vector.Batch;
import java.util.Arrays;

/// Outer rows with the inner ones that an index found for them. How many outer rows are looked up
/// at once follows how many inner ones came of it.
final class IndexPairs implements PairFinder {
  private static final int MOST_OUTER_ROWS = 2048;
  private static final int MANY_INNER_ROWS = 1 << 14;

  private final InnerLookup lookup;
  private int outerRows = 128;
  private int[] owners = new int[0];

  IndexPairs(InnerLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public int outerRows() {
    return outerRows;
  }

  @Override
  public Batch inner(Batch outer) {
    InnerLookup.Found found = lookup.look(outer);
    owners = found.outerRows();
    if (found.rows().size() > MANY_INNER_ROWS) {
      outerRows = Math.max(1, outerRows / 2);
    } else if (found.rows().size() < MANY_INNER_ROWS / 4) {
      outerRows = Math.min(MOST_OUTER_ROWS, 2 * outerRows);
    }
    return found.rows();
  }

  @Override
  public boolean find(Batch outer, Receiver receiver) {
    for (int from = 0; from < owners.length; from += PairJoin.PAIRS) {
      int to = Math.min(owners.length, from + PairJoin.PAIRS);
      int[] inner = new int[to - from];
      for (int i = 0; i < inner.length; i++) {
        inner[i] = from + i;
      }
      if (!receiver.pairs(Arrays.copyOfRange(owners, from, to), inner, inner.length)) {
        return false;
      }
    }
    return true;
  }
}
