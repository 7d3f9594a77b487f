package dev.braid.expr.kernel;

import dev.braid.vector.BoolColumn;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Comparisons of strings of bytes, unsigned: text in C order, bytea, uuid.
public final class BytesComparisons {
  private BytesComparisons() {}

  /// @param padded whether blanks at the end do not count (`character(n)`)
  public static Column compare(
      Comparison comparison,
      boolean padded,
      Column left,
      Column right,
      int size,
      long @Nullable [] validity) {
    BytesColumn a = (BytesColumn) left;
    BytesColumn b = (BytesColumn) right;
    boolean[] result = new boolean[size];
    int[] aLengths = padded ? trimmed(a, size) : a.lengths();
    int[] bLengths = padded ? trimmed(b, size) : b.lengths();
    if (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL) {
      equal(a, aLengths, b, bLengths, comparison == Comparison.EQUAL, result);
    } else {
      byte[] aData = a.data();
      byte[] bData = b.data();
      int[] aStarts = a.starts();
      int[] bStarts = b.starts();
      for (int i = 0; i < size; i++) {
        int order =
            Arrays.compareUnsigned(
                aData,
                aStarts[i],
                aStarts[i] + aLengths[i],
                bData,
                bStarts[i],
                bStarts[i] + bLengths[i]);
        result[i] = comparison.holds(order);
      }
    }
    return new BoolColumn(result, size, validity);
  }

  private static void equal(
      BytesColumn a,
      int[] aLengths,
      BytesColumn b,
      int[] bLengths,
      boolean wanted,
      boolean[] result) {
    byte[] aData = a.data();
    byte[] bData = b.data();
    int[] aStarts = a.starts();
    int[] bStarts = b.starts();
    for (int i = 0; i < result.length; i++) {
      int length = aLengths[i];
      boolean same =
          length == bLengths[i]
              && Arrays.equals(
                  aData, aStarts[i], aStarts[i] + length, bData, bStarts[i], bStarts[i] + length);
      result[i] = same == wanted;
    }
  }

  private static int[] trimmed(BytesColumn column, int size) {
    int[] lengths = new int[size];
    byte[] data = column.data();
    for (int i = 0; i < size; i++) {
      int start = column.starts()[i];
      int length = column.lengths()[i];
      while (length > 0 && data[start + length - 1] == ' ') {
        length--;
      }
      lengths[i] = length;
    }
    return lengths;
  }
}
