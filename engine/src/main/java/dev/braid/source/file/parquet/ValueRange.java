package dev.braid.source.file.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/// Smallest and largest of some values as statistics hold them. There are none where a float is NaN
/// or a string is too long to be worth it.
record ValueRange(byte[] min, byte[] max) {
  private static final int LONGEST = 256;
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  static @Nullable ValueRange of(
      PhysicalValues values, Type physical, boolean decimal, int from, int to) {
    if (to <= from) {
      return null;
    }
    return switch (values) {
      case PhysicalValues.Longs longs -> ofLongs(longs.values(), physical, from, to);
      case PhysicalValues.Doubles doubles -> ofDoubles(doubles.values(), physical, from, to);
      case PhysicalValues.Strings strings -> ofStrings(strings, decimal, from, to);
    };
  }

  private static ValueRange ofLongs(long[] values, Type physical, int from, int to) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    return new ValueRange(plain(physical, min), plain(physical, max));
  }

  private static byte[] plain(Type physical, long value) {
    byte[] bytes = new byte[8];
    PageBytes.LONG.set(bytes, 0, value);
    return Arrays.copyOf(bytes, physical == Type.BOOLEAN ? 1 : physical == Type.INT32 ? 4 : 8);
  }

  private static @Nullable ValueRange ofDoubles(double[] values, Type physical, int from, int to) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    if (Double.isNaN(min)) {
      return null;
    }
    double low = min == 0 ? -0.0 : min;
    double high = max == 0 ? 0.0 : max;
    byte[] first = new byte[physical == Type.FLOAT ? 4 : 8];
    byte[] last = first.clone();
    if (physical == Type.FLOAT) {
      PageBytes.FLOAT.set(first, 0, (float) low);
      PageBytes.FLOAT.set(last, 0, (float) high);
    } else {
      PageBytes.DOUBLE.set(first, 0, low);
      PageBytes.DOUBLE.set(last, 0, high);
    }
    return new ValueRange(first, last);
  }

  private static @Nullable ValueRange ofStrings(
      PhysicalValues.Strings strings, boolean decimal, int from, int to) {
    int min = from;
    int max = from;
    long minStart = decimal ? 0 : start(strings, min);
    long maxStart = minStart;
    for (int i = from + 1; i < to; i++) {
      long start = decimal ? 0 : start(strings, i);
      if (start > minStart && start < maxStart) {
        continue;
      }
      if (compare(strings, decimal, i, min) < 0) {
        min = i;
        minStart = start;
      } else if (compare(strings, decimal, i, max) > 0) {
        max = i;
        maxStart = start;
      }
    }
    byte[] first = bytes(strings, min);
    byte[] last = bytes(strings, max);
    return first.length > LONGEST || last.length > LONGEST ? null : new ValueRange(first, last);
  }

  /// The first eight bytes of a string as a number, in the order of strings; shorter ones as if
  /// zeros followed.
  private static long start(PhysicalValues.Strings strings, int index) {
    byte[] data = strings.data();
    int at = strings.starts()[index];
    int length = Math.min(8, strings.lengths()[index]);
    if (length == 0) {
      return Long.MIN_VALUE;
    }
    long start = 0;
    if (at <= data.length - 8) {
      start = (long) BIG_ENDIAN.get(data, at) & -1L << 8 * (8 - length);
    } else {
      for (int i = 0; i < length; i++) {
        start |= (data[at + i] & 0xFFL) << 8 * (7 - i);
      }
    }
    return start ^ Long.MIN_VALUE;
  }

  private static byte[] bytes(PhysicalValues.Strings strings, int index) {
    int start = strings.starts()[index];
    return Arrays.copyOfRange(strings.data(), start, start + strings.lengths()[index]);
  }

  private static int compare(PhysicalValues.Strings strings, boolean decimal, int a, int b) {
    byte[] data = strings.data();
    int startA = strings.starts()[a];
    int startB = strings.starts()[b];
    if (decimal && data[startA] < 0 != data[startB] < 0) {
      return data[startA] < 0 ? -1 : 1;
    }
    return Arrays.compareUnsigned(
        data, startA, startA + strings.lengths()[a], data, startB, startB + strings.lengths()[b]);
  }
}
