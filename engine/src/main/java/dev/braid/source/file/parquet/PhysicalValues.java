package dev.braid.source.file.parquet;

/// The values of a column that are there, next to each other, in the form that pages hold.
sealed interface PhysicalValues {
  int count();

  /// BOOLEAN, INT32, INT64.
  record Longs(long[] values, int count) implements PhysicalValues {}

  /// FLOAT, DOUBLE.
  record Doubles(double[] values, int count) implements PhysicalValues {}

  /// BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY.
  record Strings(byte[] data, int[] starts, int[] lengths, int count) implements PhysicalValues {}
}
