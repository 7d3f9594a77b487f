package dev.braid.source.file.csv;

import dev.braid.source.file.segment.ColumnSegment;
import dev.braid.source.file.segment.IntegerSegment;
import dev.braid.source.file.segment.Segment;
import dev.braid.source.file.segment.ZoneKeys;
import dev.braid.source.file.segment.Zones;
import dev.braid.type.Type;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;

/// Decoded columns in the form in which they are kept.
final class Segments {
  private Segments() {}

  static Segment of(Type type, Column column) {
    int rows = column.size();
    return switch (column) {
      case IntColumn ints -> {
        long[] values = new long[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = ints.values()[i];
        }
        yield IntegerSegment.of(type, 0, values, rows, column.validity());
      }
      case LongColumn longs ->
          IntegerSegment.of(type, 0, longs.values(), rows, column.validity());
      case NumericColumn numeric when numeric.isLong() ->
          IntegerSegment.of(type, numeric.scale(), numeric.low(), rows, column.validity());
      case DoubleColumn doubles -> {
        long[] keys = new long[rows];
        for (int i = 0; i < rows; i++) {
          keys[i] = ZoneKeys.ofDouble(doubles.values()[i]);
        }
        yield new ColumnSegment(column, Zones.ofLongs(keys, rows, column.validity()));
      }
      case BytesColumn bytes when ZoneKeys.has(type) -> {
        long[] keys = new long[rows];
        for (int i = 0; i < rows; i++) {
          keys[i] = ZoneKeys.ofBytes(bytes.data(), bytes.starts()[i], bytes.lengths()[i]);
        }
        yield new ColumnSegment(column, Zones.ofLongs(keys, rows, column.validity()));
      }
      default -> new ColumnSegment(column, Zones.ofNulls(rows, column.validity()));
    };
  }
}
