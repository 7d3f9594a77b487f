package dev.braid.exec;

import dev.braid.expr.EvalContext;
import dev.braid.expr.Selector;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import org.jspecify.annotations.Nullable;

/// The integer keys of a hash join's inner side as a set of bits, by which scans on the outer side
/// leave out rows that would find no partner, before other columns of them are decoded.
///
/// One bit for each number from the smallest key to the largest: exact, and small for keys counted
/// up from 1. Keys that lie too far apart get no filter.
final class KeyFilter {
  /// Numbers in the set at most: 8 MB of bits.
  private static final long MOST = 1L << 26;

  /// Rows after which a participant asks whether the filter is worth its while.
  private static final int TRIAL = 1 << 15;

  private final long smallest;
  private final long range;
  private final long[] bits;

  private KeyFilter(long smallest, long range, long[] bits) {
    this.smallest = smallest;
    this.range = range;
    this.bits = bits;
  }

  static boolean isFor(Type type) {
    return switch (type.kind()) {
      case INT2, INT4, INT8, DATE -> true;
      default -> false;
    };
  }

  /// The filter of these keys, or null when there can be none.
  ///
  /// @param keys flat
  static @Nullable KeyFilter of(Column keys, int size) {
    long smallest = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      if (!keys.isNull(i)) {
        long key = value(keys, i);
        smallest = Math.min(smallest, key);
        largest = Math.max(largest, key);
      }
    }
    long range = largest - smallest;
    if (largest < smallest || range < 0 || range >= MOST) {
      return null;
    }
    long[] bits = new long[(int) (range >>> 6) + 1];
    for (int i = 0; i < size; i++) {
      if (!keys.isNull(i)) {
        long place = value(keys, i) - smallest;
        bits[(int) (place >>> 6)] |= 1L << place;
      }
    }
    return new KeyFilter(smallest, range, bits);
  }

  private static long value(Column keys, int row) {
    return keys instanceof IntColumn ints ? ints.values()[row] : keys.getLong(row);
  }

  /// Picks rows of a batch of one column. Belongs to one participant.
  Probe probe() {
    return new Probe();
  }

  final class Probe implements Selector {
    private long seen;
    private long passed;

    /// Whether so many rows pass that looking costs more than it saves.
    boolean isUseless() {
      return seen > TRIAL && passed > seen - (seen >> 2);
    }

    @Override
    public int select(Batch batch, int[] selected, EvalContext context) {
      Column values = batch.column(0).flat();
      int size = batch.size();
      int count =
          values instanceof IntColumn ints && ints.hasNoNulls()
              ? pick(ints.values(), size, selected)
              : pick(values, size, selected);
      seen += size;
      passed += count;
      return count;
    }

    private int pick(int[] values, int size, int[] selected) {
      int count = 0;
      for (int i = 0; i < size; i++) {
        long place = values[i] - smallest;
        selected[count] = i;
        if (place >= 0 && place <= range && (bits[(int) (place >>> 6)] >>> place & 1) != 0) {
          count++;
        }
      }
      return count;
    }

    private int pick(Column values, int size, int[] selected) {
      int count = 0;
      for (int i = 0; i < size; i++) {
        if (values.isNull(i)) {
          continue;
        }
        long place = value(values, i) - smallest;
        if (place >= 0 && place <= range && (bits[(int) (place >>> 6)] >>> place & 1) != 0) {
          selected[count++] = i;
        }
      }
      return count;
    }
  }
}
