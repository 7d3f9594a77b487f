package dev.braid.type;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A value of an array type: one dimension that starts at 1, or empty. The array is not copied and
/// must not be changed.
///
/// `equals` compares elements as Java objects do, which is SQL's equality only where the element's
/// class has it so; [dev.braid.type.array.ArrayFunctions#compare] takes the element's own order.
///
/// @param elementType the element's type
/// @param elements the elements, null for SQL NULL
public record PgArray(Type elementType, @Nullable Object[] elements) {
  public static PgArray empty(Type elementType) {
    return new PgArray(elementType, new Object[0]);
  }

  public static PgArray of(Type elementType, @Nullable Object... elements) {
    return new PgArray(elementType, elements);
  }

  public int size() {
    return elements.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PgArray array
        && elementType.sameKind(array.elementType)
        && Arrays.equals(elements, array.elements);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements);
  }

  @Override
  public String toString() {
    return Arrays.toString(elements);
  }
}
