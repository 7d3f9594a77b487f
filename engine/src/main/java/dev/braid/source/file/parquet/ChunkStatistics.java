package dev.braid.source.file.parquet;

import dev.braid.error.BraidException;
import dev.braid.source.file.segment.KeyFilter;
import dev.braid.source.file.segment.ZoneKeys;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/// What a file says of the values of one chunk or page, as keys.
///
/// Statistics are trusted only as far as their order is known: the old fields `min` and `max` only
/// of signed numbers, strings' only where the file declares the order. Floats' never count NaN,
/// which is therefore always thought to be there.
///
/// @param min smallest key, or Long.MIN_VALUE where unknown
/// @param max largest key, or Long.MAX_VALUE where unknown
/// @param nulls number of NULLs, -1 where unknown
/// @param bounded whether `min` and `max` are known
record ChunkStatistics(long min, long max, long nulls, boolean bounded, boolean maybeNan) {
  private static final long NAN = ZoneKeys.ofDouble(Double.NaN);

  static ChunkStatistics of(ParquetFile file, ParquetColumn column, @Nullable Statistics from) {
    if (from == null) {
      return unknown(-1);
    }
    long nulls = from.isSetNull_count() && from.getNull_count() >= 0 ? from.getNull_count() : -1;
    byte[] min = from.isSetMin_value() ? from.getMin_value() : null;
    byte[] max = from.isSetMax_value() ? from.getMax_value() : null;
    if ((min == null || max == null) && signed(column)) {
      min = from.isSetMin() ? from.getMin() : null;
      max = from.isSetMax() ? from.getMax() : null;
    }
    return of(file, column, min, max, nulls);
  }

  static ChunkStatistics of(
      ParquetFile file,
      ParquetColumn column,
      byte @Nullable [] min,
      byte @Nullable [] max,
      long nulls) {
    if (min == null || max == null || !ordered(file, column)) {
      return unknown(nulls);
    }
    try {
      if (isFloat(column)
          && (Double.isNaN(number(column, min)) || Double.isNaN(number(column, max)))) {
        return unknown(nulls);
      }
      long low = key(column, min);
      long high = key(column, max);
      return low <= high
          ? new ChunkStatistics(low, high, nulls, true, isFloat(column))
          : unknown(nulls);
    } catch (BraidException | IndexOutOfBoundsException e) {
      return unknown(nulls);
    }
  }

  private static ChunkStatistics unknown(long nulls) {
    return new ChunkStatistics(Long.MIN_VALUE, Long.MAX_VALUE, nulls, false, false);
  }

  private static boolean signed(ParquetColumn column) {
    return switch (column.form()) {
      case UNSIGNED_32, UNSIGNED_64, INT96, FLOAT16, DECIMAL_BYTES -> false;
      case TEXT, BYTES, NUMERIC_TEXT, INTERVAL_TEXT -> false;
      default -> true;
    };
  }

  private static boolean isFloat(ParquetColumn column) {
    return column.form() == Form.FLOAT || column.form() == Form.DOUBLE;
  }

  private static boolean ordered(ParquetFile file, ParquetColumn column) {
    return switch (column.form()) {
      case INT96, FLOAT16, NUMERIC_TEXT, INTERVAL_TEXT -> false;
      case DECIMAL_BYTES -> column.type().precision() <= 38 && file.hasTypeOrder(column.index());
      case TEXT, BYTES, UNSIGNED_32, UNSIGNED_64 ->
          ZoneKeys.has(column.type()) && file.hasTypeOrder(column.index());
      default -> true;
    };
  }

  private static double number(ParquetColumn column, byte[] bytes) {
    return column.form() == Form.FLOAT
        ? (float) PageBytes.FLOAT.get(bytes, 0)
        : (double) PageBytes.DOUBLE.get(bytes, 0);
  }

  private static long key(ParquetColumn column, byte[] bytes) {
    return switch (column.form()) {
      case FLOAT, DOUBLE -> ZoneKeys.ofDouble(number(column, bytes));
      case TEXT, BYTES -> ZoneKeys.ofBytes(bytes, 0, bytes.length);
      case DECIMAL_BYTES ->
          ZoneKeys.clamp(
              bytes.length == 0 ? java.math.BigInteger.ZERO : new java.math.BigInteger(bytes));
      case UNSIGNED_64 -> ZoneKeys.ofInt128(0, (long) PageBytes.LONG.get(bytes, 0));
      default -> {
        long[] value = {
          switch (column.physical()) {
            case BOOLEAN -> bytes[0];
            case INT32 -> (int) PageBytes.INT.get(bytes, 0);
            default -> (long) PageBytes.LONG.get(bytes, 0);
          }
        };
        Conversion.convert(column.form(), value, 1);
        yield value[0];
      }
    };
  }

  /// Whether one of `rows` rows may meet the filter.
  boolean mayMatch(KeyFilter filter, long rows) {
    boolean hasValues = nulls < 0 || nulls < rows;
    return filter.mayMatch(min, max, nulls != 0, hasValues)
        || maybeNan && filter.mayMatch(NAN, NAN, false, hasValues);
  }
}
