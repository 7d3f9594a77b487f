package dev.braid.hash;

import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Small numbers for the keys of rows, told without hashing, and the groups found for them: places
/// in dictionaries, and distances of whole numbers from the smallest one where all lie close
/// together. Several columns make one number by their combination.
final class KeyCodes {
  /// No group is known for a combination.
  static final int UNKNOWN = -1;

  private static final int MOST_OF_DICTIONARIES = 4096;
  private static final int MOST = 1 << 14;

  private Coding[] codings = new Coding[0];
  private int[] groups = new int[0];

  /// Whether numbers have turned out to lie too far apart.
  private boolean scattered;

  private long rows;
  private long made;

  /// Groups by combination.
  int[] groups() {
    return groups;
  }

  long memory() {
    return 4L * groups.length;
  }

  /// Makes ready for a batch.
  ///
  /// @return whether its keys have few enough combinations
  boolean fit(Column[] keys, int size) {
    boolean dictionaries = true;
    for (Column key : keys) {
      if (!(key instanceof DictionaryColumn)) {
        if (scattered || !isWhole(key)) {
          return false;
        }
        dictionaries = false;
      }
    }
    rows += size;
    return covers(keys, size)
        || make(
            keys, size, dictionaries ? Math.min(MOST_OF_DICTIONARIES, 2L * size) : MOST + 2 * rows);
  }

  private static boolean isWhole(Column key) {
    return key instanceof IntColumn
        || key instanceof LongColumn
        || (key instanceof NumericColumn numbers && numbers.isLong());
  }

  private boolean covers(Column[] keys, int size) {
    if (codings.length != keys.length) {
      return false;
    }
    for (int i = 0; i < keys.length; i++) {
      if (!codings[i].covers(keys[i], size)) {
        return false;
      }
    }
    return true;
  }

  /// Numbers the batch's keys anew. Groups are then unknown once more, which must not be for many
  /// rows more than there are: with numbers, all that was ever made counts.
  private boolean make(Column[] keys, int size, long most) {
    Coding[] fresh = new Coding[keys.length];
    long combinations = 1;
    boolean numbers = false;
    for (int i = 0; i < keys.length && combinations <= MOST; i++) {
      Coding old = codings.length == keys.length ? codings[i] : null;
      Coding coding =
          keys[i] instanceof DictionaryColumn coded
              ? new Entries(coded.dictionary())
              : Distances.of(keys[i], size, old);
      numbers |= !(coding instanceof Entries);
      combinations = coding == null ? Long.MAX_VALUE : combinations * coding.codes();
      if (coding != null) {
        fresh[i] = coding;
      }
    }
    if (combinations > MOST || (numbers ? made + combinations : combinations) > most) {
      scattered |= numbers;
      return false;
    }
    made += combinations;
    codings = fresh;
    groups = new int[(int) combinations];
    Arrays.fill(groups, UNKNOWN);
    return true;
  }

  /// The numbers of a batch's rows, after [#fit].
  int[] of(Column[] keys, int size) {
    int[] codes = new int[size];
    for (int i = 0; i < keys.length; i++) {
      codings[i].append(keys[i], size, codes);
    }
    return codes;
  }

  /// Numbers for the values of one column, from 0; the last one is that of NULL.
  private sealed interface Coding {
    int codes();

    /// Whether all rows have a number.
    boolean covers(Column key, int size);

    /// Makes each number that of its combination with the column's.
    void append(Column key, int size, int[] codes);
  }

  private record Entries(Column dictionary) implements Coding {
    @Override
    public int codes() {
      return dictionary.size() + 1;
    }

    @Override
    public boolean covers(Column key, int size) {
      return key instanceof DictionaryColumn coded && coded.dictionary() == dictionary;
    }

    @Override
    public void append(Column key, int size, int[] codes) {
      int all = codes();
      int[] indices = ((DictionaryColumn) key).indices();
      if (key.hasNoNulls()) {
        for (int i = 0; i < size; i++) {
          codes[i] = codes[i] * all + indices[i];
        }
      } else {
        for (int i = 0; i < size; i++) {
          codes[i] = codes[i] * all + (key.isNull(i) ? all - 1 : indices[i]);
        }
      }
    }
  }

  /// @param scale of unscaled values
  /// @param range from the smallest to the largest; `smallest + range` does not overflow
  private record Distances(int scale, long smallest, int range) implements Coding {
    /// Null where numbers lie too far apart.
    ///
    /// @param old whose numbers are to have one, too
    static @Nullable Distances of(Column key, int size, @Nullable Coding old) {
      int scale = scale(key);
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      if (old instanceof Distances before && before.scale == scale) {
        least = before.smallest;
        most = before.smallest + before.range;
      }
      for (int i = 0; i < size; i++) {
        if (!key.isNull(i)) {
          long value = value(key, i);
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
      if (least > most) {
        return new Distances(scale, 0, 0);
      }
      long range = most - least;
      return range < 0 || range >= MOST ? null : new Distances(scale, least, (int) range);
    }

    private static int scale(Column key) {
      return key instanceof NumericColumn numbers ? numbers.scale() : 0;
    }

    private static long value(Column key, int row) {
      return switch (key) {
        case IntColumn ints -> ints.values()[row];
        case NumericColumn numbers -> numbers.low()[row];
        default -> key.getLong(row);
      };
    }

    @Override
    public int codes() {
      return range + 2;
    }

    @Override
    public boolean covers(Column key, int size) {
      if (!isWhole(key) || scale(key) != scale) {
        return false;
      }
      if (!key.hasNoNulls()) {
        for (int i = 0; i < size; i++) {
          if (!key.isNull(i) && !isNear(value(key, i) - smallest)) {
            return false;
          }
        }
        return true;
      }
      long outside = 0;
      if (key instanceof IntColumn ints) {
        int[] values = ints.values();
        for (int i = 0; i < size; i++) {
          long distance = values[i] - smallest;
          outside |= distance | (range - distance);
        }
      } else {
        long[] values = longs(key);
        for (int i = 0; i < size; i++) {
          long distance = values[i] - smallest;
          outside |= distance | (range - distance);
        }
      }
      return outside >= 0;
    }

    private boolean isNear(long distance) {
      return distance >= 0 && distance <= range;
    }

    private static long[] longs(Column key) {
      return key instanceof NumericColumn numbers ? numbers.low() : ((LongColumn) key).values();
    }

    @Override
    public void append(Column key, int size, int[] codes) {
      int all = codes();
      if (!key.hasNoNulls()) {
        for (int i = 0; i < size; i++) {
          int code = key.isNull(i) ? all - 1 : (int) (value(key, i) - smallest);
          codes[i] = codes[i] * all + code;
        }
      } else if (key instanceof IntColumn ints) {
        int[] values = ints.values();
        int from = (int) smallest;
        for (int i = 0; i < size; i++) {
          codes[i] = codes[i] * all + (values[i] - from);
        }
      } else {
        long[] values = longs(key);
        for (int i = 0; i < size; i++) {
          codes[i] = codes[i] * all + (int) (values[i] - smallest);
        }
      }
    }
  }
}
