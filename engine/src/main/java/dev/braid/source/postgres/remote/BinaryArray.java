package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import org.jspecify.annotations.Nullable;

/// The binary form of arrays: dimensions, a flag for NULLs, the element's type; length and lower
/// bound of each dimension; then the elements, each after its length.
final class BinaryArray {
  private static final int HEAD = 12;
  private static final int DIMENSION = 8;

  private BinaryArray() {}

  /// @throws BraidException 0A000 for more than one dimension or a lower bound other than 1
  static PgArray value(Type element, byte[] row, int start, int length) {
    int end = start + length;
    if (length < HEAD) {
      throw Binary.malformed("an array of " + length + " bytes");
    }
    int dimensions = Binary.int4(row, start);
    if (dimensions == 0) {
      return PgArray.empty(element);
    }
    if (dimensions != 1) {
      throw refused("arrays of more than one dimension are not supported");
    }
    if (length < HEAD + DIMENSION) {
      throw Binary.malformed("an array of " + length + " bytes");
    }
    int size = Binary.int4(row, start + HEAD);
    if (Binary.int4(row, start + HEAD + 4) != 1) {
      throw refused("arrays with a lower bound other than 1 are not supported");
    }
    if (size < 0 || size > (length - HEAD - DIMENSION) / 4) {
      throw Binary.malformed("an array of " + size + " elements in " + length + " bytes");
    }
    @Nullable Object[] elements = new @Nullable Object[size];
    int at = start + HEAD + DIMENSION;
    for (int i = 0; i < size; i++) {
      if (end - at < 4) {
        throw Binary.malformed("an array that ends within its elements");
      }
      int bytes = Binary.int4(row, at);
      at += 4;
      if (bytes < 0) {
        continue;
      }
      if (bytes > end - at) {
        throw Binary.malformed("an element longer than its array");
      }
      elements[i] = FieldDecoder.value(element, row, at, bytes);
      at += bytes;
    }
    return new PgArray(element, elements);
  }

  private static BraidException refused(String message) {
    return new BraidException(SqlState.FEATURE_NOT_SUPPORTED, message);
  }
}
