package dev.braid.expr.kernel;

import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.NumericColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `+ - *` over numerics. While both columns have the form of scaled longs and no result outgrows
/// one, these are loops over longs; else values are calculated one by one.
public final class NumericArithmetic {
  private static final long[] POWERS = new long[19];

  static {
    long power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private NumericArithmetic() {}

  /// Which operation.
  public enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY
  }

  public static Column apply(
      Operation operation, Column left, Column right, int size, long @Nullable [] validity) {
    NumericColumn a = (NumericColumn) left;
    NumericColumn b = (NumericColumn) right;
    NumericColumn fast =
        operation == Operation.MULTIPLY
            ? multiply(a, b, size, validity)
            : add(operation, a, b, size, validity);
    return fast != null ? fast : slow(operation, a, b, size, validity);
  }

  private static @Nullable NumericColumn multiply(
      NumericColumn a, NumericColumn b, int size, long @Nullable [] validity) {
    if (!a.isLong() || !b.isLong()) {
      return null;
    }
    long[] x = a.low();
    long[] y = b.low();
    long[] result = new long[size];
    long outgrown = 0;
    for (int i = 0; i < size; i++) {
      long product = x[i] * y[i];
      outgrown |= Math.multiplyHigh(x[i], y[i]) ^ (product >> 63);
      result[i] = product;
    }
    return outgrown != 0
        ? null
        : NumericColumn.ofLongs(result, a.scale() + b.scale(), size, validity);
  }

  private static @Nullable NumericColumn add(
      Operation operation, NumericColumn a, NumericColumn b, int size, long @Nullable [] validity) {
    int scale = Math.max(a.scale(), b.scale());
    long[] x = rescaled(a, scale, size);
    long[] y = rescaled(b, scale, size);
    if (x == null || y == null) {
      return null;
    }
    long[] result = new long[size];
    long outgrown = 0;
    if (operation == Operation.ADD) {
      for (int i = 0; i < size; i++) {
        long sum = x[i] + y[i];
        outgrown |= (x[i] ^ sum) & (y[i] ^ sum);
        result[i] = sum;
      }
    } else {
      for (int i = 0; i < size; i++) {
        long difference = x[i] - y[i];
        outgrown |= (x[i] ^ y[i]) & (x[i] ^ difference);
        result[i] = difference;
      }
    }
    return outgrown < 0 ? null : NumericColumn.ofLongs(result, scale, size, validity);
  }

  /// The unscaled values at a scale that is not smaller than the column's; null when they do not
  /// fit into longs. At least `size` of them.
  static long @Nullable [] rescaled(NumericColumn column, int scale, int size) {
    if (!column.isLong()) {
      return null;
    }
    int digits = scale - column.scale();
    long[] values = column.low();
    if (digits == 0) {
      return values;
    }
    if (digits >= POWERS.length) {
      return null;
    }
    long power = POWERS[digits];
    long limit = Long.MAX_VALUE / power;
    long[] result = new long[size];
    boolean outgrown = false;
    for (int i = 0; i < size; i++) {
      outgrown |= values[i] > limit || values[i] < -limit;
      result[i] = values[i] * power;
    }
    return outgrown ? null : result;
  }

  private static Column slow(
      Operation operation, NumericColumn a, NumericColumn b, int size, long @Nullable [] validity) {
    ColumnBuilder builder = ColumnBuilder.of(Type.NUMERIC, size);
    for (int i = 0; i < size; i++) {
      if (validity != null && (validity[i >> 6] >>> i & 1) == 0) {
        builder.appendNull();
        continue;
      }
      Numeric x = a.getNumeric(i);
      Numeric y = b.getNumeric(i);
      builder.append(
          switch (operation) {
            case ADD -> x.add(y);
            case SUBTRACT -> x.subtract(y);
            case MULTIPLY -> x.multiply(y);
          });
    }
    return builder.build();
  }

  public static NumericColumn negate(NumericColumn column, int size, long @Nullable [] validity) {
    if (column.isLong()) {
      long[] result = new long[size];
      boolean outgrown = false;
      for (int i = 0; i < size; i++) {
        result[i] = -column.low()[i];
        outgrown |= column.low()[i] == Long.MIN_VALUE;
      }
      if (!outgrown) {
        return NumericColumn.ofLongs(result, column.scale(), size, validity);
      }
    }
    @Nullable Numeric[] result = new @Nullable Numeric[size];
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        result[i] = column.getNumeric(i).negate();
      }
    }
    return NumericColumn.ofBig(result, size, validity);
  }

  /// Whole numbers as numerics.
  public static NumericColumn ofLongs(long[] values, int size, long @Nullable [] validity) {
    return NumericColumn.ofLongs(
        values.length == size ? values : Arrays.copyOf(values, size), 0, size, validity);
  }
}
