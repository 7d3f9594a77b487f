package dev.braid.type.array;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.PgArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The functions and operators of arrays, and their order. Functions that search or compare take
/// the element's own order.
public final class ArrayFunctions {
  private static final int MAX_SIZE = 134217727;

  private ArrayFunctions() {}

  /// Element by element, null after all values, then the shorter first.
  public static int compare(PgArray left, PgArray right, Comparator<Object> order) {
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      Object a = left.elements()[i];
      Object b = right.elements()[i];
      int result = a == null ? b == null ? 0 : 1 : b == null ? -1 : order.compare(a, b);
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /// `array_length`, `array_upper`; null for an empty array and for other dimensions than 1.
  public static @Nullable Integer length(PgArray array, int dimension) {
    return dimension == 1 && array.size() > 0 ? array.size() : null;
  }

  /// `array_lower`.
  public static @Nullable Integer lower(PgArray array, int dimension) {
    return length(array, dimension) == null ? null : 1;
  }

  public static int cardinality(PgArray array) {
    return array.size();
  }

  /// `array[index]`; null outside.
  public static @Nullable Object subscript(PgArray array, int index) {
    return index >= 1 && index <= array.size() ? array.elements()[index - 1] : null;
  }

  /// `array[from:to]`.
  public static PgArray slice(PgArray array, int from, int to) {
    int first = Math.max(from, 1) - 1;
    int end = Math.min(to, array.size());
    return with(
        array,
        first >= end ? new @Nullable Object[0] : Arrays.copyOfRange(array.elements(), first, end));
  }

  public static PgArray append(PgArray array, @Nullable Object element) {
    @Nullable Object[] elements = Arrays.copyOf(array.elements(), array.size() + 1);
    elements[array.size()] = element;
    return with(array, elements);
  }

  public static PgArray prepend(@Nullable Object element, PgArray array) {
    @Nullable Object[] elements = new @Nullable Object[array.size() + 1];
    elements[0] = element;
    System.arraycopy(array.elements(), 0, elements, 1, array.size());
    return with(array, elements);
  }

  /// `array_cat`, `||`.
  public static PgArray concat(PgArray left, PgArray right) {
    @Nullable Object[] elements = Arrays.copyOf(left.elements(), left.size() + right.size());
    System.arraycopy(right.elements(), 0, elements, left.size(), right.size());
    return with(left, elements);
  }

  /// `array_position`: nulls are found too.
  public static @Nullable Integer position(
      PgArray array, @Nullable Object element, int start, Comparator<Object> order) {
    for (int i = Math.max(start, 1) - 1; i < array.size(); i++) {
      if (same(array.elements()[i], element, order)) {
        return i + 1;
      }
    }
    return null;
  }

  public static List<Integer> positions(
      PgArray array, @Nullable Object element, Comparator<Object> order) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (same(array.elements()[i], element, order)) {
        positions.add(i + 1);
      }
    }
    return positions;
  }

  public static PgArray remove(PgArray array, @Nullable Object element, Comparator<Object> order) {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object value : array.elements()) {
      if (!same(value, element, order)) {
        kept.add(value);
      }
    }
    return with(array, kept.toArray(new @Nullable Object[0]));
  }

  public static PgArray replace(
      PgArray array, @Nullable Object from, @Nullable Object to, Comparator<Object> order) {
    @Nullable Object[] elements = array.elements().clone();
    for (int i = 0; i < elements.length; i++) {
      if (same(elements[i], from, order)) {
        elements[i] = to;
      }
    }
    return with(array, elements);
  }

  /// `@>`: nulls are contained in nothing.
  public static boolean contains(PgArray array, PgArray part, Comparator<Object> order) {
    for (Object element : part.elements()) {
      if (element == null || position(array, element, 1, order) == null) {
        return false;
      }
    }
    return true;
  }

  /// `&&`.
  public static boolean overlaps(PgArray left, PgArray right, Comparator<Object> order) {
    for (Object element : right.elements()) {
      if (element != null && position(left, element, 1, order) != null) {
        return true;
      }
    }
    return false;
  }

  /// `trim_array`: without the last `count` elements.
  public static PgArray trim(PgArray array, int count) {
    if (count < 0 || count > array.size()) {
      throw new BraidException(
          SqlState.ARRAY_SUBSCRIPT_ERROR,
          "number of elements to trim must be between 0 and " + array.size());
    }
    return slice(array, 1, array.size() - count);
  }

  /// `array_fill` of one dimension.
  public static PgArray fill(dev.braid.type.Type elementType, @Nullable Object value, int size) {
    if (size < 0 || size > MAX_SIZE) {
      throw new BraidException(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          "array size exceeds the maximum allowed (" + MAX_SIZE + ")");
    }
    @Nullable Object[] elements = new @Nullable Object[size];
    Arrays.fill(elements, value);
    return new PgArray(elementType, elements);
  }

  /// `array_to_string`: nulls are left out, or written as `nullText` where that is given.
  public static String toString(
      PgArray array,
      String delimiter,
      @Nullable String nullText,
      Function<Object, String> element) {
    @Nullable String[] texts = new @Nullable String[array.size()];
    for (int i = 0; i < texts.length; i++) {
      Object value = array.elements()[i];
      texts[i] = value == null ? null : element.apply(value);
    }
    return dev.braid.type.text.StringArrays.join(texts, delimiter, nullText);
  }

  private static boolean same(@Nullable Object a, @Nullable Object b, Comparator<Object> order) {
    return a == null ? b == null : b != null && order.compare(a, b) == 0;
  }

  private static PgArray with(PgArray array, @Nullable Object[] elements) {
    return new PgArray(array.elementType(), elements);
  }
}
