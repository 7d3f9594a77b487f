package dev.braid.expr.aggregate;

import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.DoubleColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sums of doubles, one a group, without any rounding: so they are the same in whatever order rows
/// come and parts are merged. Only the last step, [#get], rounds, to the double nearest to the true
/// sum. PostgreSQL rounds after every row, so it differs in the last digits, and from run to run
/// where it runs in parallel.
///
/// A sum is `high + low + rest`. Each addition's rounding error is a double itself (Knuth's
/// TwoSum); it goes into `low`, whose own error is nearly always 0. Where it is not (numbers whose
/// sizes differ by more than some 2^50) it goes into `rest`, an expansion of doubles that do not
/// overlap (Shewchuk 1997). What leaves the range of doubles on the way is kept as a [BigDecimal].
/// NaN and the infinities are flags.
///
/// The sum starts as -0.0, to which only -0.0 can be added without making it 0.0: as in PostgreSQL,
/// which starts with the first value.
final class ExactSums {
  static final List<Type> STATE_TYPES = List.of(Type.FLOAT8, Type.FLOAT8, Type.NUMERIC);

  private static final int NAN = 1;
  private static final int INFINITY = 2;
  private static final int NEGATIVE_INFINITY = 4;

  private double[] high = new double[0];
  private double[] low = new double[0];
  private double @Nullable [] @Nullable [] rest;
  private @Nullable BigDecimal @Nullable [] big;
  private byte @Nullable [] special;
  private long memory;

  void resize(int groups) {
    int before = high.length;
    int capacity = Room.capacity(before, groups);
    if (capacity > before) {
      high = Arrays.copyOf(high, capacity);
      Arrays.fill(high, before, capacity, -0.0);
      low = Arrays.copyOf(low, capacity);
      if (rest != null) {
        rest = Arrays.copyOf(rest, capacity);
      }
      if (big != null) {
        big = Arrays.copyOf(big, capacity);
      }
      if (special != null) {
        special = Arrays.copyOf(special, capacity);
      }
    }
  }

  /// @param groups null for group 0
  void add(int @Nullable [] groups, double[] values, int size, long @Nullable [] validity) {
    if (groups == null && validity == null) {
      addToFirst(values, size);
    } else {
      for (int i = 0; i < size; i++) {
        if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
          add(groups == null ? 0 : groups[i], values[i]);
        }
      }
    }
  }

  private void addToFirst(double[] values, int size) {
    double h = high[0];
    double l = low[0];
    for (int i = 0; i < size; i++) {
      double value = values[i];
      double sum = h + value;
      double part = sum - h;
      double error = (h - (sum - part)) + (value - part);
      double lows = l + error;
      double lowPart = lows - l;
      if ((l - (lows - lowPart)) + (error - lowPart) == 0) {
        h = sum;
        l = lows;
      } else {
        high[0] = h;
        low[0] = l;
        add(0, value);
        h = high[0];
        l = low[0];
      }
    }
    high[0] = h;
    low[0] = l;
  }

  void add(int group, double value) {
    double h = high[group];
    double sum = h + value;
    if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
      addOutOfRange(group, value);
      return;
    }
    double part = sum - h;
    double error = (h - (sum - part)) + (value - part);
    double l = low[group];
    double lows = l + error;
    double lowPart = lows - l;
    double lowError = (l - (lows - lowPart)) + (error - lowPart);
    high[group] = sum;
    low[group] = lows;
    if (lowError != 0) {
      addToRest(group, lowError);
    }
  }

  private void addOutOfRange(int group, double value) {
    if (Double.isFinite(value)) {
      addExact(group, new BigDecimal(value));
      return;
    }
    byte[] flags = special;
    if (flags == null) {
      flags = new byte[high.length];
      special = flags;
    }
    flags[group] |= (byte) (Double.isNaN(value) ? NAN : value > 0 ? INFINITY : NEGATIVE_INFINITY);
  }

  /// Grows the expansion by one number; zeros are squeezed out of it.
  private void addToRest(int group, double value) {
    double[] @Nullable [] all = rest;
    if (all == null) {
      all = new double[high.length][];
      rest = all;
    }
    double[] parts = all[group];
    if (parts == null) {
      parts = new double[2];
      all[group] = parts;
      memory += 32;
    }
    double carry = value;
    int kept = 0;
    for (int i = 0; i < parts.length; i++) {
      double old = parts[i];
      parts[i] = 0;
      double sum = carry + old;
      double part = sum - carry;
      double error = (carry - (sum - part)) + (old - part);
      if (error != 0) {
        parts[kept++] = error;
      }
      carry = sum;
    }
    if (kept == parts.length) {
      parts = Arrays.copyOf(parts, kept + 2);
      all[group] = parts;
      memory += 16;
    }
    parts[kept] = carry;
  }

  /// Adds what is no double.
  void addExact(int group, BigDecimal value) {
    @Nullable BigDecimal[] all = big;
    if (all == null) {
      all = new @Nullable BigDecimal[high.length];
      big = all;
    }
    BigDecimal sum = all[group];
    all[group] = sum == null ? value : sum.add(value);
  }

  /// Adds a product of two numbers as it is before rounding: its rounding error is a double too,
  /// unless the product is near the ends of the range.
  void addProduct(int group, double a, double b) {
    double product = a * b;
    double size = Math.abs(product);
    if (size > 0x1p-960 && size < 0x1p1000) {
      add(group, product);
      double error = Math.fma(a, b, -product);
      if (error != 0) {
        add(group, error);
      }
    } else if (a == 0 || b == 0 || !Double.isFinite(a) || !Double.isFinite(b)) {
      add(group, product);
    } else {
      addExact(group, new BigDecimal(a).multiply(new BigDecimal(b)));
    }
  }

  /// Whether the sum is NaN or infinite because of a value that is.
  boolean isSpecial(int group) {
    return special != null && special[group] != 0;
  }

  private double special(int group) {
    return switch (special == null ? 0 : special[group]) {
      case 0 -> 0;
      case INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  private boolean isTwoDoubles(int group) {
    return (rest == null || rest[group] == null) && (big == null || big[group] == null);
  }

  /// What is beside `high` and `low`; null for nothing.
  private @Nullable BigDecimal remainder(int group) {
    BigDecimal sum = big == null ? null : big[group];
    double[] parts = rest == null ? null : rest[group];
    if (parts != null) {
      sum = sum == null ? BigDecimal.ZERO : sum;
      for (double part : parts) {
        sum = sum.add(new BigDecimal(part));
      }
    }
    return sum;
  }

  /// The sum as it is; only of finite ones.
  BigDecimal exact(int group) {
    BigDecimal sum = new BigDecimal(high[group]).add(new BigDecimal(low[group]));
    BigDecimal more = remainder(group);
    return more == null ? sum : sum.add(more);
  }

  /// The sum, rounded once. Infinite also where it is finite but too large for a double.
  double get(int group) {
    if (isSpecial(group)) {
      return special(group);
    }
    if (isTwoDoubles(group)) {
      return low[group] == 0 ? high[group] : high[group] + low[group];
    }
    return exact(group).doubleValue();
  }

  /// What [#get] rounds away, rounded: together they have 107 bits of the sum.
  double error(int group) {
    double sum = get(group);
    if (!Double.isFinite(sum)) {
      return 0;
    }
    if (isTwoDoubles(group)) {
      double part = sum - high[group];
      return (high[group] - (sum - part)) + (low[group] - part);
    }
    return exact(group).subtract(new BigDecimal(sum)).doubleValue();
  }

  /// Three columns: `high` (NaN or infinite where the sum is), `low`, and the remainder if any.
  Column[] state(int from, int count) {
    double[] highs = Arrays.copyOfRange(high, from, from + count);
    ColumnBuilder remainders = ColumnBuilder.of(Type.NUMERIC, count);
    for (int i = 0; i < count; i++) {
      BigDecimal remainder = remainder(from + i);
      if (isSpecial(from + i)) {
        highs[i] = special(from + i);
      }
      if (remainder == null) {
        remainders.appendNull();
      } else {
        remainders.append(Numeric.of(remainder.stripTrailingZeros()));
      }
    }
    return new Column[] {
      new DoubleColumn(highs, count, null),
      new DoubleColumn(Arrays.copyOfRange(low, from, from + count), count, null),
      remainders.build()
    };
  }

  /// @param first where the three columns stand in the state
  void merge(int[] groups, Column[] state, int first, int size) {
    double[] highs = ((DoubleColumn) state[first]).values();
    double[] lows = ((DoubleColumn) state[first + 1]).values();
    Column remainders = state[first + 2];
    for (int i = 0; i < size; i++) {
      int group = groups[i];
      add(group, highs[i]);
      if (lows[i] != 0) {
        add(group, lows[i]);
      }
      if (!remainders.isNull(i)) {
        addExact(group, remainders.getNumeric(i).toBigDecimal());
      }
    }
  }

  long memory() {
    return 16L * high.length
        + (rest == null ? 0 : 8L * rest.length)
        + (big == null ? 0 : 200L * big.length)
        + (special == null ? 0 : special.length)
        + memory;
  }
}
