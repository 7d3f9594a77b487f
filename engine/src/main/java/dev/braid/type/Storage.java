package dev.braid.type;

/// How a column keeps the values of a type.
public enum Storage {
  /// `boolean[]`.
  BOOL,
  /// `int[]`.
  INT,
  /// `long[]`.
  LONG,
  /// `double[]`.
  DOUBLE,
  /// `long[]` of a common scale, widened when values need it.
  NUMERIC,
  /// UTF-8 or other bytes with offsets.
  BYTES,
  /// One object a value.
  OBJECT
}
