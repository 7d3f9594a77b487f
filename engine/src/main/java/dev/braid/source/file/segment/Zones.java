package dev.braid.source.file.segment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Smallest and largest key (see [ZoneKeys]) and the number of NULLs in every 2048 rows of a
/// segment.
public final class Zones {
  /// Rows of a zone.
  public static final int ROWS = 2048;

  private final long[] min;
  private final long[] max;
  private final int[] nulls;
  private final int rows;

  private Zones(int rows) {
    int zones = (rows + ROWS - 1) / ROWS;
    this.rows = rows;
    this.min = new long[zones];
    this.max = new long[zones];
    this.nulls = new int[zones];
    Arrays.fill(min, Long.MAX_VALUE);
    Arrays.fill(max, Long.MIN_VALUE);
  }

  /// Of values that are their own keys.
  public static Zones ofLongs(long[] keys, int rows, long @Nullable [] validity) {
    Zones zones = new Zones(rows);
    for (int zone = 0; zone < zones.min.length; zone++) {
      zones.fill(zone, keys, validity);
    }
    return zones;
  }

  /// Of codes into a dictionary with these keys.
  public static Zones ofCodes(int[] codes, long[] keys, int rows, long @Nullable [] validity) {
    Zones zones = new Zones(rows);
    long[] looked = new long[ROWS];
    for (int zone = 0; zone < zones.min.length; zone++) {
      int from = zone * ROWS;
      int count = Math.min(ROWS, rows - from);
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      int missing = 0;
      for (int i = 0; i < count; i++) {
        looked[i] = keys[codes[from + i]];
      }
      for (int i = 0; i < count; i++) {
        int row = from + i;
        if (validity == null || (validity[row >> 6] >>> row & 1) != 0) {
          min = Math.min(min, looked[i]);
          max = Math.max(max, looked[i]);
        } else {
          missing++;
        }
      }
      zones.min[zone] = min;
      zones.max[zone] = max;
      zones.nulls[zone] = missing;
    }
    return zones;
  }

  /// Of values whose order is not used: only their NULLs are counted.
  public static Zones ofNulls(int rows, long @Nullable [] validity) {
    Zones zones = ofLongs(new long[rows], rows, validity);
    Arrays.fill(zones.min, Long.MIN_VALUE);
    Arrays.fill(zones.max, Long.MAX_VALUE);
    return zones;
  }

  private void fill(int zone, long[] keys, long @Nullable [] validity) {
    int from = zone * ROWS;
    int to = Math.min(from + ROWS, rows);
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    if (validity == null) {
      for (int i = from; i < to; i++) {
        low = Math.min(low, keys[i]);
        high = Math.max(high, keys[i]);
      }
    } else {
      int missing = 0;
      for (int i = from; i < to; i++) {
        if ((validity[i >> 6] >>> i & 1) != 0) {
          low = Math.min(low, keys[i]);
          high = Math.max(high, keys[i]);
        } else {
          missing++;
        }
      }
      nulls[zone] = missing;
    }
    min[zone] = low;
    max[zone] = high;
  }

  /// Whether a row of `from` to `from + count` may meet the filter.
  public boolean mayMatch(KeyFilter filter, int from, int count) {
    if (count <= 0) {
      return false;
    }
    int last = (from + count - 1) / ROWS;
    for (int zone = from / ROWS; zone <= last; zone++) {
      int size = Math.min(ROWS, rows - zone * ROWS);
      if (filter.mayMatch(min[zone], max[zone], nulls[zone] > 0, nulls[zone] < size)) {
        return true;
      }
    }
    return false;
  }

  /// Smallest key of all; Long.MAX_VALUE where there is none.
  long smallest() {
    long smallest = Long.MAX_VALUE;
    for (long one : min) {
      smallest = Math.min(smallest, one);
    }
    return smallest;
  }

  long largest() {
    long largest = Long.MIN_VALUE;
    for (long one : max) {
      largest = Math.max(largest, one);
    }
    return largest;
  }

  long bytes() {
    return 20L * min.length;
  }
}
