package dev.braid.expr.kernel;

import dev.braid.type.Integers;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import org.jspecify.annotations.Nullable;

/// `/` and `%` over integers. Only the divisors 0 and -1 can fail, and only they are looked at
/// twice.
public final class IntegerDivision {
  private IntegerDivision() {}

  /// @param small whether the result is a smallint
  public static IntColumn divide(
      IntColumn left, IntColumn right, boolean small, int size, long @Nullable [] validity) {
    int[] a = left.values();
    int[] b = right.values();
    int[] result = new int[size];
    for (int i = 0; i < size; i++) {
      int divisor = b[i];
      if (divisor != 0 && divisor != -1) {
        result[i] = a[i] / divisor;
      } else if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        result[i] = small ? Integers.divide2(a[i], divisor) : Integers.divide4(a[i], divisor);
      }
    }
    return new IntColumn(result, size, validity);
  }

  public static LongColumn divide(
      LongColumn left, LongColumn right, int size, long @Nullable [] validity) {
    long[] a = left.values();
    long[] b = right.values();
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      long divisor = b[i];
      if (divisor != 0 && divisor != -1) {
        result[i] = a[i] / divisor;
      } else if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        result[i] = Integers.divide8(a[i], divisor);
      }
    }
    return new LongColumn(result, size, validity);
  }

  public static IntColumn modulo(
      IntColumn left, IntColumn right, int size, long @Nullable [] validity) {
    int[] a = left.values();
    int[] b = right.values();
    int[] result = new int[size];
    for (int i = 0; i < size; i++) {
      int divisor = b[i];
      if (divisor != 0) {
        result[i] = a[i] % divisor;
      } else if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        result[i] = Integers.mod(a[i], divisor);
      }
    }
    return new IntColumn(result, size, validity);
  }

  public static LongColumn modulo(
      LongColumn left, LongColumn right, int size, long @Nullable [] validity) {
    long[] a = left.values();
    long[] b = right.values();
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      long divisor = b[i];
      if (divisor != 0) {
        result[i] = a[i] % divisor;
      } else if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        result[i] = Integers.mod8(a[i], divisor);
      }
    }
    return new LongColumn(result, size, validity);
  }
}
