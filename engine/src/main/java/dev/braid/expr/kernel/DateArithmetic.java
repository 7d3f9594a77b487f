package dev.braid.expr.kernel;

import dev.braid.type.Dates;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// `date + integer`, `date - integer` and `date - date`.
///
/// The loops calculate first and notice on the way whether any row was infinite or left the range;
/// only then the rows are gone through one by one, with the errors they deserve.
public final class DateArithmetic {
  private DateArithmetic() {}

  public static IntColumn plus(Column dates, Column days, int size, long @Nullable [] validity) {
    int[] a = ((IntColumn) dates).values();
    int[] b = ((IntColumn) days).values();
    int[] result = new int[size];
    if (!add(a, b, result)) {
      for (int i = 0; i < size; i++) {
        if (Validity.isValid(validity, i)) {
          result[i] = Dates.plus(a[i], b[i]);
        }
      }
    }
    return new IntColumn(result, size, validity);
  }

  private static boolean add(int[] a, int[] b, int[] result) {
    boolean inside = true;
    for (int i = 0; i < result.length; i++) {
      long sum = (long) a[i] + b[i];
      inside &= a[i] >= Dates.MIN & a[i] <= Dates.MAX & sum >= Dates.MIN & sum <= Dates.MAX;
      result[i] = (int) sum;
    }
    return inside;
  }

  public static IntColumn minus(Column dates, Column days, int size, long @Nullable [] validity) {
    int[] a = ((IntColumn) dates).values();
    int[] b = ((IntColumn) days).values();
    int[] result = new int[size];
    if (!subtract(a, b, result)) {
      for (int i = 0; i < size; i++) {
        if (Validity.isValid(validity, i)) {
          result[i] = Dates.minus(a[i], b[i]);
        }
      }
    }
    return new IntColumn(result, size, validity);
  }

  private static boolean subtract(int[] a, int[] b, int[] result) {
    boolean inside = true;
    for (int i = 0; i < result.length; i++) {
      long rest = (long) a[i] - b[i];
      inside &= a[i] >= Dates.MIN & a[i] <= Dates.MAX & rest >= Dates.MIN & rest <= Dates.MAX;
      result[i] = (int) rest;
    }
    return inside;
  }

  public static IntColumn difference(
      Column left, Column right, int size, long @Nullable [] validity) {
    int[] a = ((IntColumn) left).values();
    int[] b = ((IntColumn) right).values();
    int[] result = new int[size];
    boolean finite = true;
    for (int i = 0; i < size; i++) {
      finite &= a[i] >= Dates.MIN & a[i] <= Dates.MAX & b[i] >= Dates.MIN & b[i] <= Dates.MAX;
      result[i] = a[i] - b[i];
    }
    if (!finite) {
      for (int i = 0; i < size; i++) {
        if (Validity.isValid(validity, i)) {
          result[i] = Dates.difference(a[i], b[i]);
        }
      }
    }
    return new IntColumn(result, size, validity);
  }
}
