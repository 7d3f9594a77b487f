package dev.braid.source.file.parquet;

/// How the physical values of a column become values of its type.
enum Form {
  /// INT32 and INT64 as they are.
  INTEGER,
  BOOLEAN,
  /// INT32 without sign.
  UNSIGNED_32,
  /// INT64 without sign, as numeric(20,0).
  UNSIGNED_64,
  /// Days since 1970.
  DATE,
  TIME_MILLIS,
  TIME_MICROS,
  TIME_NANOS,
  TIMESTAMP_MILLIS,
  TIMESTAMP_MICROS,
  /// Rounded down to microseconds.
  TIMESTAMP_NANOS,
  /// Twelve bytes: nanoseconds of the day, Julian day.
  INT96,
  FLOAT,
  DOUBLE,
  /// Two bytes.
  FLOAT16,
  /// Unscaled INT32 or INT64.
  DECIMAL_INTEGER,
  /// Unscaled, big-endian bytes.
  DECIMAL_BYTES,
  /// Must be UTF-8.
  TEXT,
  BYTES,
  /// Text of a numeric; only files of Braid's own.
  NUMERIC_TEXT,
  /// `months days micros`; only files of Braid's own.
  INTERVAL_TEXT
}
