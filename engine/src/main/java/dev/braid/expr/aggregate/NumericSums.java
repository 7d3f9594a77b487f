package dev.braid.expr.aggregate;

import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Int128;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import dev.braid.vector.Validity;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Exact sums of integers and numerics, one a group, with the greatest display scale of what went
/// in.
///
/// A sum has two parts. What comes at the scale of the first column ever added goes into 128 bits;
/// what comes at another scale, or overflows them, goes into a [BigDecimal] beside. Adding
/// BigDecimals keeps the greater scale, so the scale of the whole comes out by itself. NaN and the
/// infinities are only flags.
final class NumericSums {
  private static final int NAN = 1;
  private static final int INFINITY = 2;
  private static final int NEGATIVE_INFINITY = 4;

  /// The sum but for multiples of 2^64, signed.
  private long[] low = new long[0];

  /// Those multiples: only overflows of `low` change them.
  private long[] over = new long[0];

  private boolean[] seen = new boolean[0];
  private @Nullable BigDecimal @Nullable [] rest;
  private byte @Nullable [] special;

  /// Scale of the part in 128 bits; -1 before the first value.
  private int scale = -1;

  void resize(int groups) {
    int capacity = Room.capacity(low.length, groups);
    if (capacity > low.length) {
      low = Arrays.copyOf(low, capacity);
      over = Arrays.copyOf(over, capacity);
      seen = Arrays.copyOf(seen, capacity);
      if (rest != null) {
        rest = Arrays.copyOf(rest, capacity);
      }
      if (special != null) {
        special = Arrays.copyOf(special, capacity);
      }
    }
  }

  /// @param groups null for group 0
  void add(int @Nullable [] groups, Column column, int size, long @Nullable [] validity) {
    if (Validity.countValid(validity, size) == 0) {
      return;
    }
    switch (column) {
      case IntColumn ints -> addInts(groups, ints.values(), size, validity);
      case LongColumn longs -> addLongs(groups, longs.values(), 0, size, validity);
      case NumericColumn numbers when numbers.isLong() ->
          addLongs(groups, numbers.low(), numbers.scale(), size, validity);
      default -> addEach(groups, (NumericColumn) column, size, validity);
    }
  }

  /// Whether values of the scale go into the part of 128 bits.
  private boolean atScale(int wanted) {
    if (scale < 0) {
      scale = wanted;
    }
    return scale == wanted;
  }

  private void addInts(
      int @Nullable [] groups, int[] values, int size, long @Nullable [] validity) {
    if (groups == null && atScale(0)) {
      long sum = 0;
      long any = 0;
      for (int i = 0; i < size; i++) {
        long bit = validity == null ? 1 : validity[i >> 6] >>> i & 1;
        any |= bit;
        sum += values[i] & -bit;
      }
      if (any != 0) {
        addLong(0, sum);
      }
    } else if (groups != null && atScale(0)) {
      for (int i = 0; i < size; i++) {
        if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
          addLong(groups[i], values[i]);
        }
      }
    } else {
      for (int i = 0; i < size; i++) {
        if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
          addToRest(groups == null ? 0 : groups[i], BigDecimal.valueOf(values[i]));
        }
      }
    }
  }

  private void addLongs(
      int @Nullable [] groups,
      long[] values,
      int valueScale,
      int size,
      long @Nullable [] validity) {
    if (!atScale(valueScale)) {
      for (int i = 0; i < size; i++) {
        if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
          addToRest(groups == null ? 0 : groups[i], BigDecimal.valueOf(values[i], valueScale));
        }
      }
    } else if (groups == null) {
      addToFirst(values, size, validity);
    } else if (validity == null) {
      for (int i = 0; i < size; i++) {
        addLong(groups[i], values[i]);
      }
    } else {
      for (int i = 0; i < size; i++) {
        if ((validity[i >> 6] >>> i & 1) != 0) {
          addLong(groups[i], values[i]);
        }
      }
    }
  }

  /// Upper and lower halves are summed apart, which needs no carries and goes into vectors.
  private void addToFirst(long[] values, int size, long @Nullable [] validity) {
    long upper = 0;
    long lower = 0;
    if (validity == null) {
      for (int i = 0; i < size; i++) {
        upper += values[i] >> 32;
        lower += values[i] & 0xFFFF_FFFFL;
      }
      if (size == 0) {
        return;
      }
    } else {
      long any = 0;
      for (int i = 0; i < size; i++) {
        long bit = validity[i >> 6] >>> i & 1;
        any |= bit;
        long value = values[i] & -bit;
        upper += value >> 32;
        lower += value & 0xFFFF_FFFFL;
      }
      if (any == 0) {
        return;
      }
    }
    add128(0, upper >> 32, upper << 32);
    addLong(0, lower);
  }

  /// At the common scale.
  private void addLong(int group, long value) {
    long before = low[group];
    long sum = before + value;
    low[group] = sum;
    if (((before ^ sum) & (value ^ sum)) < 0) {
      over[group] += value < 0 ? -1 : 1;
    }
    seen[group] = true;
  }

  /// The upper 64 bits of a sum.
  private long high(int group) {
    return over[group] + (low[group] >> 63);
  }

  /// At the common scale; what no longer fits into 128 bits moves to the rest.
  private void add128(int group, long valueHigh, long valueLow) {
    long before = high(group);
    long sumLow = low[group] + valueLow;
    long sumHigh = before + valueHigh + (Long.compareUnsigned(sumLow, valueLow) < 0 ? 1 : 0);
    if (((before ^ sumHigh) & (valueHigh ^ sumHigh)) < 0) {
      addToRest(group, Int128.toBigDecimal(before, low[group], scale));
      sumHigh = valueHigh;
      sumLow = valueLow;
    }
    over[group] = sumHigh - (sumLow >> 63);
    low[group] = sumLow;
    seen[group] = true;
  }

  /// A number of 128 bits.
  void add(int group, long valueHigh, long valueLow, int valueScale) {
    if (atScale(valueScale)) {
      add128(group, valueHigh, valueLow);
    } else {
      addToRest(group, Int128.toBigDecimal(valueHigh, valueLow, valueScale));
    }
  }

  private void addEach(
      int @Nullable [] groups, NumericColumn column, int size, long @Nullable [] validity) {
    boolean wide = column.isInt128() && atScale(column.scale());
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        int group = groups == null ? 0 : groups[i];
        if (wide) {
          add128(group, column.high()[i], column.low()[i]);
        } else {
          add(group, column.getNumeric(i));
        }
      }
    }
  }

  void add(int group, Numeric value) {
    if (value.isFinite()) {
      addToRest(group, value.toBigDecimal());
    } else {
      byte[] flags = special;
      if (flags == null) {
        flags = new byte[low.length];
        special = flags;
      }
      flags[group] |=
          (byte) (value.isNaN() ? NAN : value.signum() > 0 ? INFINITY : NEGATIVE_INFINITY);
    }
  }

  void addToRest(int group, BigDecimal value) {
    @Nullable BigDecimal[] sums = rest;
    if (sums == null) {
      sums = new @Nullable BigDecimal[low.length];
      rest = sums;
    }
    BigDecimal sum = sums[group];
    sums[group] = sum == null ? value : sum.add(value);
  }

  /// Null where nothing was added.
  @Nullable Numeric get(int group) {
    if (special != null && special[group] != 0) {
      return switch (special[group]) {
        case INFINITY -> Numeric.INFINITY;
        case NEGATIVE_INFINITY -> Numeric.NEGATIVE_INFINITY;
        default -> Numeric.NAN;
      };
    }
    BigDecimal more = rest == null ? null : rest[group];
    if (!seen[group]) {
      return more == null ? null : Numeric.of(more);
    }
    BigDecimal sum = Int128.toBigDecimal(high(group), low[group], scale);
    return Numeric.of(more == null ? sum : sum.add(more));
  }

  /// The sums, NULL where nothing was added.
  Column column(int from, int count) {
    if (special == null && rest == null) {
      return fixed(from, count);
    }
    ColumnBuilder builder = ColumnBuilder.of(Type.NUMERIC, count);
    for (int group = from; group < from + count; group++) {
      Numeric sum = get(group);
      if (sum == null) {
        builder.appendNull();
      } else {
        builder.append(sum);
      }
    }
    return builder.build();
  }

  private NumericColumn fixed(int from, int count) {
    long[] valid = Room.validity(seen, from, count);
    long[] lows = Arrays.copyOfRange(low, from, from + count);
    boolean narrow = true;
    for (int i = 0; i < count; i++) {
      narrow &= over[from + i] == 0;
    }
    if (narrow) {
      return NumericColumn.ofLongs(lows, Math.max(scale, 0), count, valid);
    }
    long[] highs = new long[count];
    for (int i = 0; i < count; i++) {
      highs[i] = high(from + i);
    }
    return NumericColumn.ofInt128(lows, highs, Math.max(scale, 0), count, valid);
  }

  long memory() {
    return 17L * low.length
        + (rest == null ? 0 : 80L * rest.length)
        + (special == null ? 0 : special.length);
  }
}
