package dev.braid.hash;

import dev.braid.type.Floats;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.json.Json;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether rows have equal keys, as SQL's `=` has it, or `IS NOT DISTINCT FROM` where NULLs are
/// there.
public final class RowEquality {
  private RowEquality() {}

  /// Keeps the pairs whose rows are equal in all columns. NULL equals NULL and nothing else.
  ///
  /// @param left flat
  /// @param right flat
  public static void retain(Pairs pairs, Column[] left, Column[] right, List<Type> types) {
    for (int i = 0; i < left.length && pairs.count > 0; i++) {
      pairs.count = retain(pairs, left[i], right[i], types.get(i));
    }
  }

  private static int retain(Pairs pairs, Column a, Column b, Type type) {
    if (!a.hasNoNulls() || !b.hasNoNulls()) {
      return retainAny(pairs, a, b, type);
    }
    if (a instanceof IntColumn x && b instanceof IntColumn y) {
      return retainInts(pairs, x.values(), y.values());
    }
    if (a instanceof LongColumn x && b instanceof LongColumn y) {
      return retainLongs(pairs, x.values(), y.values());
    }
    if (a instanceof NumericColumn x
        && b instanceof NumericColumn y
        && x.isLong()
        && y.isLong()
        && x.scale() == y.scale()) {
      return retainLongs(pairs, x.low(), y.low());
    }
    if (a instanceof BytesColumn x
        && b instanceof BytesColumn y
        && type.kind() != Kind.BPCHAR
        && type.kind() != Kind.JSONB) {
      return retainBytes(pairs, x, y);
    }
    return retainAny(pairs, a, b, type);
  }

  private static int retainInts(Pairs pairs, int[] a, int[] b) {
    int kept = 0;
    for (int i = 0; i < pairs.count; i++) {
      kept = pairs.decide(i, a[pairs.left[i]] == b[pairs.right[i]], kept);
    }
    return kept;
  }

  private static int retainLongs(Pairs pairs, long[] a, long[] b) {
    int kept = 0;
    for (int i = 0; i < pairs.count; i++) {
      kept = pairs.decide(i, a[pairs.left[i]] == b[pairs.right[i]], kept);
    }
    return kept;
  }

  private static int retainBytes(Pairs pairs, BytesColumn a, BytesColumn b) {
    int kept = 0;
    for (int i = 0; i < pairs.count; i++) {
      int l = pairs.left[i];
      int r = pairs.right[i];
      int length = a.lengths()[l];
      int start = a.starts()[l];
      int other = b.starts()[r];
      boolean equal =
          length == b.lengths()[r]
              && Arrays.equals(a.data(), start, start + length, b.data(), other, other + length);
      kept = pairs.decide(i, equal, kept);
    }
    return kept;
  }

  private static int retainAny(Pairs pairs, Column a, Column b, Type type) {
    int kept = 0;
    for (int i = 0; i < pairs.count; i++) {
      kept = pairs.decide(i, equal(a, pairs.left[i], b, pairs.right[i], type), kept);
    }
    return kept;
  }

  /// Whether two rows are equal in all columns, NULLs too.
  public static boolean equal(Column[] a, int row, Column[] b, int other, List<Type> types) {
    for (int i = 0; i < a.length; i++) {
      if (!equal(a[i], row, b[i], other, types.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean equal(Column a, int row, Column b, int other, Type type) {
    boolean absent = a.isNull(row);
    if (absent || b.isNull(other)) {
      return absent && b.isNull(other);
    }
    return compareValues(a, row, b, other, type) == 0;
  }

  /// The order of two values that are there: that of SQL, strings byte by byte.
  public static int compareValues(Column a, int row, Column b, int other, Type type) {
    return switch (type.kind()) {
      case BOOL -> Boolean.compare(a.getBoolean(row), b.getBoolean(other));
      case INT2, INT4, DATE -> Integer.compare(a.getInt(row), b.getInt(other));
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> Long.compare(a.getLong(row), b.getLong(other));
      case FLOAT4, FLOAT8 -> Floats.compare(a.getDouble(row), b.getDouble(other));
      case NUMERIC -> compareNumerics(a, row, b, other);
      case BPCHAR -> compareBytes(a, row, b, other, true);
      case JSONB -> Json.compare(a.getString(row), b.getString(other));
      case INTERVAL ->
          Intervals.compare((Interval) a.getObject(row), (Interval) b.getObject(other));
      case ARRAY ->
          compareArrays(
              (PgArray) a.getObject(row), (PgArray) b.getObject(other), type.elementType());
      case TEXT, VARCHAR, BYTEA, UUID, JSON, JSONPATH, OPAQUE, UNKNOWN ->
          compareBytes(a, row, b, other, false);
      case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, ANY, FOREIGN ->
          throw new IllegalArgumentException("no value has the type " + type);
    };
  }

  private static int compareNumerics(Column a, int row, Column b, int other) {
    if (a instanceof NumericColumn x
        && b instanceof NumericColumn y
        && x.isLong()
        && y.isLong()
        && x.scale() == y.scale()) {
      return Long.compare(x.low()[row], y.low()[other]);
    }
    return a.getNumeric(row).compareTo(b.getNumeric(other));
  }

  private static int compareBytes(Column a, int row, Column b, int other, boolean padded) {
    byte[] x = a.getData(row);
    byte[] y = b.getData(other);
    int from = a.getStart(row);
    int start = b.getStart(other);
    int length = a.getLength(row);
    int second = b.getLength(other);
    if (padded) {
      length = Hashes.unpadded(x, from, length);
      second = Hashes.unpadded(y, start, second);
    }
    return Arrays.compareUnsigned(x, from, from + length, y, start, start + second);
  }

  /// Element by element, NULL after everything else; what is left over makes the longer one
  /// greater.
  private static int compareArrays(PgArray a, PgArray b, Type element) {
    Column x = Values.column(element, Arrays.<@Nullable Object>asList(a.elements()));
    Column y = Values.column(element, Arrays.<@Nullable Object>asList(b.elements()));
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      boolean absent = x.isNull(i);
      int order =
          absent || y.isNull(i)
              ? Boolean.compare(absent, y.isNull(i))
              : compareValues(x, i, y, i, element);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
