package dev.braid.hash;

import dev.braid.type.Storage;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Rows of a join's build side by their keys. Built once, then read by any number of threads.
///
/// The layout is the "unchained" one of Umbra: rows sorted by the upper bits of their hashes into
/// one dense array, and a directory that says where each range of hashes starts, with sixteen bits
/// of a bloom filter of the hashes there. A key without partner mostly costs one look at the
/// directory; partners lie side by side, in the order of the build rows. Integer keys of a range
/// not much larger than their number need no hashes: the directory is addressed by the key
/// ([DirectTable]).
public final class JoinTable {
  private static final int PARTITION_BITS = 6;

  private final Column[] keys;
  private final List<Type> types;
  private final boolean nullSafe;
  private final int size;
  private final boolean single;
  private final boolean exact;
  private @Nullable DirectTable direct;

  /// Where a range ends, shifted left, and its bloom filter. Index 0 stands for the range before
  /// the first.
  private long[] directory = new long[2];

  private int shift = 63;
  private int[] rows = new int[0];

  /// What rows have at their places in `rows`: the key itself of a single integer, else the lower
  /// half of the hash.
  private long[] tags = new long[0];

  private int[] partialTags = new int[0];

  /// @param keys flat, of the build side
  /// @param nullSafe whether NULL equals NULL; else rows with a NULL among their keys are left out
  public JoinTable(Column[] keys, List<Type> types, int size, boolean nullSafe) {
    this.keys = keys;
    this.types = List.copyOf(types);
    this.size = size;
    this.nullSafe = nullSafe;
    Storage storage = keys.length == 0 ? Storage.OBJECT : types.getFirst().storage();
    this.single = keys.length == 1 && (storage == Storage.INT || storage == Storage.LONG);
    this.exact = single && (!nullSafe || keys[0].hasNoNulls());
  }

  /// Runs tasks that do not depend on each other.
  public interface Runner {
    void run(int tasks, IntFunction<Runnable> task);
  }

  /// Builds the table in two passes, in parallel over pieces of the rows and then over ranges of
  /// hashes.
  public void build(Runner runner) {
    if (exact) {
      direct = DirectTable.of(keys[0], size);
      if (direct != null) {
        return;
      }
    }
    long[] hashes = new long[size];
    int pieces = Math.max(1, Math.min(64, size >> 14));
    int[][] counts = new int[pieces][(1 << PARTITION_BITS) + 1];
    runner.run(pieces, piece -> () -> hash(hashes, piece, pieces, counts[piece]));
    int bits = Math.max(PARTITION_BITS, 32 - Integer.numberOfLeadingZeros(Math.max(1, size - 1)));
    shift = 64 - bits;
    directory = new long[(1 << bits) + 1];
    int[] starts = new int[(1 << PARTITION_BITS) + 1];
    int total = 0;
    for (int partition = 0; partition < 1 << PARTITION_BITS; partition++) {
      starts[partition] = total;
      for (int[] count : counts) {
        int here = count[partition];
        count[partition] = total;
        total += here;
      }
    }
    starts[1 << PARTITION_BITS] = total;
    int[] byPartition = new int[total];
    runner.run(pieces, piece -> () -> scatter(hashes, piece, pieces, counts[piece], byPartition));
    rows = new int[total];
    if (exact) {
      tags = new long[total];
    } else {
      partialTags = new int[total];
    }
    runner.run(
        1 << PARTITION_BITS,
        partition ->
            () -> fill(hashes, byPartition, starts[partition], starts[partition + 1], partition));
  }

  private static int from(int size, int piece, int pieces) {
    return (int) ((long) size * piece / pieces);
  }

  private boolean isIn(int row) {
    if (nullSafe) {
      return true;
    }
    for (Column key : keys) {
      if (key.isNull(row)) {
        return false;
      }
    }
    return true;
  }

  private void hash(long[] hashes, int piece, int pieces, int[] counts) {
    int from = from(size, piece, pieces);
    int count = from(size, piece + 1, pieces) - from;
    Column[] part = new Column[keys.length];
    for (int i = 0; i < part.length; i++) {
      part[i] = keys[i].slice(from, count);
    }
    System.arraycopy(Hashes.of(part, types, count), 0, hashes, from, count);
    for (int row = from; row < from + count; row++) {
      if (isIn(row)) {
        counts[(int) (hashes[row] >>> 64 - PARTITION_BITS)]++;
      }
    }
  }

  private void scatter(long[] hashes, int piece, int pieces, int[] next, int[] byPartition) {
    int end = from(size, piece + 1, pieces);
    for (int row = from(size, piece, pieces); row < end; row++) {
      if (isIn(row)) {
        byPartition[next[(int) (hashes[row] >>> 64 - PARTITION_BITS)]++] = row;
      }
    }
  }

  /// Sorts one partition's rows by the directory's bits, by counting.
  private void fill(long[] hashes, int[] byPartition, int start, int end, int partition) {
    int slots = directory.length - 1 >> PARTITION_BITS;
    int first = partition * slots;
    int[] next = new int[slots + 1];
    for (int i = start; i < end; i++) {
      long hash = hashes[byPartition[i]];
      int slot = (int) (hash >>> shift) - first;
      next[slot + 1]++;
      directory[first + slot + 1] |= bloom(hash);
    }
    next[0] = start;
    for (int slot = 0; slot < slots; slot++) {
      next[slot + 1] += next[slot];
      directory[first + slot + 1] |= (long) next[slot + 1] << 16;
    }
    for (int i = start; i < end; i++) {
      int row = byPartition[i];
      long hash = hashes[row];
      int place = next[(int) (hash >>> shift) - first]++;
      rows[place] = row;
      if (exact) {
        tags[place] = value(row);
      } else {
        partialTags[place] = (int) hash;
      }
    }
  }

  private long value(int row) {
    return keys[0] instanceof IntColumn ints ? ints.getInt(row) : keys[0].getLong(row);
  }

  /// Two of sixteen bits, from those of the hash that do not tell its place.
  private static long bloom(long hash) {
    return 1L << (hash & 15) | 1L << (hash >>> 4 & 15);
  }

  /// Whether no two build rows have equal keys, as far as that is known.
  public boolean isUnique() {
    return direct != null && direct.isUnique();
  }

  /// Places that keys are told apart by.
  public long buckets() {
    return direct != null ? direct.buckets() : directory.length - 1;
  }

  /// Bytes that the table takes beside its keys.
  public long memory() {
    return direct != null
        ? direct.memory()
        : 8L * directory.length + 4L * rows.length + 8L * tags.length + 4L * partialTags.length;
  }

  /// Finds for each probe row where in the table its partners may be.
  ///
  /// @param probe flat
  /// @param from takes the first place of each row
  /// @param to takes the place behind the last one
  public void look(Column[] probe, int count, int[] from, int[] to) {
    DirectTable table = direct;
    if (table != null) {
      table.look(probe[0], count, from, to);
    } else {
      long[] hashes = Hashes.of(probe, types, count);
      for (int i = 0; i < count; i++) {
        long hash = hashes[i];
        int slot = (int) (hash >>> shift);
        long entry = directory[slot + 1];
        long bits = bloom(hash);
        to[i] = (int) (entry >>> 16);
        from[i] = (entry & bits) == bits ? (int) (directory[slot] >>> 16) : to[i];
      }
      if (exact) {
        narrow(probe[0], count, from, to);
      } else {
        narrow(hashes, count, from, to);
      }
    }
    if (!nullSafe || exact) {
      for (Column key : probe) {
        if (!key.hasNoNulls()) {
          for (int i = 0; i < count; i++) {
            if (key.isNull(i)) {
              to[i] = from[i];
            }
          }
        }
      }
    }
  }

  /// Lets a range begin at the first place whose value is the row's.
  private void narrow(Column probe, int count, int[] from, int[] to) {
    if (probe instanceof IntColumn ints) {
      int[] values = ints.values();
      for (int i = 0; i < count; i++) {
        from[i] = first(values[i], from[i], to[i]);
      }
    } else {
      long[] values = ((LongColumn) probe).values();
      for (int i = 0; i < count; i++) {
        from[i] = first(values[i], from[i], to[i]);
      }
    }
  }

  private int first(long value, int from, int to) {
    int place = from;
    while (place < to && tags[place] != value) {
      place++;
    }
    return place;
  }

  private void narrow(long[] hashes, int count, int[] from, int[] to) {
    for (int i = 0; i < count; i++) {
      int place = from[i];
      int tag = (int) hashes[i];
      while (place < to[i] && partialTags[place] != tag) {
        place++;
      }
      from[i] = place;
    }
  }

  /// The build row at a place.
  public int row(int place) {
    return direct != null ? direct.row(place) : rows[place];
  }

  /// Whether the keys at a place cannot be those of the place where [#look] let the range begin.
  public boolean differs(int place, int first) {
    if (direct != null) {
      return false;
    }
    return exact ? tags[place] != tags[first] : partialTags[place] != partialTags[first];
  }

  /// Keeps the pairs of probe row and build row whose keys are equal.
  public void retain(Pairs pairs, Column[] probe) {
    if (direct == null && !exact) {
      RowEquality.retain(pairs, probe, keys, types);
    }
  }
}
