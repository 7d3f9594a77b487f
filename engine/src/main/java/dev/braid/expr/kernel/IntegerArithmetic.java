package dev.braid.expr.kernel;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import org.jspecify.annotations.Nullable;

/// `+ - *` over integers, with PostgreSQL's errors when a result does not fit.
public final class IntegerArithmetic {
  private IntegerArithmetic() {}

  /// Which operation.
  public enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY
  }

  /// @param small whether the result is a smallint
  public static IntColumn apply(
      Operation operation,
      IntColumn left,
      IntColumn right,
      boolean small,
      int size,
      long @Nullable [] validity) {
    int[] a = left.values();
    int[] b = right.values();
    int[] result = new int[size];
    boolean fits =
        switch (operation) {
          case ADD -> add(a, b, result);
          case SUBTRACT -> subtract(a, b, result);
          case MULTIPLY -> multiply(a, b, result);
        };
    if (!fits || small) {
      check(operation, a, b, small, size, validity);
    }
    return new IntColumn(result, size, validity);
  }

  private static boolean add(int[] a, int[] b, int[] result) {
    int outgrown = 0;
    for (int i = 0; i < result.length; i++) {
      int sum = a[i] + b[i];
      outgrown |= (a[i] ^ sum) & (b[i] ^ sum);
      result[i] = sum;
    }
    return outgrown >= 0;
  }

  private static boolean subtract(int[] a, int[] b, int[] result) {
    int outgrown = 0;
    for (int i = 0; i < result.length; i++) {
      int difference = a[i] - b[i];
      outgrown |= (a[i] ^ b[i]) & (a[i] ^ difference);
      result[i] = difference;
    }
    return outgrown >= 0;
  }

  private static boolean multiply(int[] a, int[] b, int[] result) {
    long outgrown = 0;
    for (int i = 0; i < result.length; i++) {
      long product = (long) a[i] * b[i];
      outgrown |= product ^ (int) product;
      result[i] = (int) product;
    }
    return outgrown == 0;
  }

  private static void check(
      Operation operation, int[] a, int[] b, boolean small, int size, long @Nullable [] validity) {
    for (int i = 0; i < size; i++) {
      if (validity != null && (validity[i >> 6] >>> i & 1) == 0) {
        continue;
      }
      long exact =
          switch (operation) {
            case ADD -> (long) a[i] + b[i];
            case SUBTRACT -> (long) a[i] - b[i];
            case MULTIPLY -> (long) a[i] * b[i];
          };
      if (small ? exact != (short) exact : exact != (int) exact) {
        throw outOfRange(small ? "smallint" : "integer");
      }
    }
  }

  public static LongColumn apply(
      Operation operation,
      LongColumn left,
      LongColumn right,
      int size,
      long @Nullable [] validity) {
    long[] a = left.values();
    long[] b = right.values();
    long[] result = new long[size];
    boolean fits =
        switch (operation) {
          case ADD -> add(a, b, result);
          case SUBTRACT -> subtract(a, b, result);
          case MULTIPLY -> multiply(a, b, result);
        };
    if (!fits) {
      check(operation, a, b, size, validity);
    }
    return new LongColumn(result, size, validity);
  }

  private static boolean add(long[] a, long[] b, long[] result) {
    long outgrown = 0;
    for (int i = 0; i < result.length; i++) {
      long sum = a[i] + b[i];
      outgrown |= (a[i] ^ sum) & (b[i] ^ sum);
      result[i] = sum;
    }
    return outgrown >= 0;
  }

  private static boolean subtract(long[] a, long[] b, long[] result) {
    long outgrown = 0;
    for (int i = 0; i < result.length; i++) {
      long difference = a[i] - b[i];
      outgrown |= (a[i] ^ b[i]) & (a[i] ^ difference);
      result[i] = difference;
    }
    return outgrown >= 0;
  }

  private static boolean multiply(long[] a, long[] b, long[] result) {
    long outgrown = 0;
    for (int i = 0; i < result.length; i++) {
      long product = a[i] * b[i];
      outgrown |= Math.multiplyHigh(a[i], b[i]) ^ (product >> 63);
      result[i] = product;
    }
    return outgrown == 0;
  }

  private static void check(
      Operation operation, long[] a, long[] b, int size, long @Nullable [] validity) {
    for (int i = 0; i < size; i++) {
      if (validity != null && (validity[i >> 6] >>> i & 1) == 0) {
        continue;
      }
      try {
        long _ =
            switch (operation) {
              case ADD -> Math.addExact(a[i], b[i]);
              case SUBTRACT -> Math.subtractExact(a[i], b[i]);
              case MULTIPLY -> Math.multiplyExact(a[i], b[i]);
            };
      } catch (ArithmeticException e) {
        throw outOfRange("bigint");
      }
    }
  }

  private static BraidException outOfRange(String type) {
    return new BraidException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type + " out of range");
  }
}
