package dev.braid.source.file.csv;

import dev.braid.type.Type;

/// A column of a CSV table.
///
/// @param inferred whether nobody has given the type
/// @param seen bits of the values that led to an inferred type ([ValueClass])
record CsvColumn(String name, Type type, boolean inferred, int seen) {
  static CsvColumn given(String name, Type type) {
    return new CsvColumn(name, type, false, 0);
  }

  static CsvColumn inferred(String name, int seen) {
    return new CsvColumn(name, ValueClass.type(seen), true, seen);
  }
}
