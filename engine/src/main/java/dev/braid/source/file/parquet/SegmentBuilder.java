package dev.braid.source.file.parquet;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.segment.ColumnSegment;
import dev.braid.source.file.segment.DictionarySegment;
import dev.braid.source.file.segment.IntegerSegment;
import dev.braid.source.file.segment.Segment;
import dev.braid.source.file.segment.ZoneKeys;
import dev.braid.source.file.segment.Zones;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.NumericColumn;
import org.jspecify.annotations.Nullable;

/// Turns physical values into a segment of the column's type.
final class SegmentBuilder {
  private SegmentBuilder() {}

  static Segment build(
      ParquetColumn column, ValueStore store, int rows, long @Nullable [] validity) {
    return switch (store) {
      case LongStore longs -> ofLongs(column, longs.values, rows, validity);
      case DoubleStore doubles -> ofDoubles(doubles.values, rows, validity);
      case BytesStore bytes -> ofBytes(column, bytes, rows, validity);
    };
  }

  private static Segment ofLongs(
      ParquetColumn column, long[] values, int rows, long @Nullable [] validity) {
    if (column.form() == Form.UNSIGNED_64) {
      return wide(values, new long[rows], 0, rows, validity);
    }
    Conversion.convert(column.form(), values, rows);
    return IntegerSegment.of(column.type(), column.type().scale(), values, rows, validity);
  }

  private static Segment ofDoubles(double[] values, int rows, long @Nullable [] validity) {
    long[] keys = new long[rows];
    for (int i = 0; i < rows; i++) {
      keys[i] = ZoneKeys.ofDouble(values[i]);
    }
    return new ColumnSegment(
        new DoubleColumn(values, rows, validity), Zones.ofLongs(keys, rows, validity));
  }

  private static Segment wide(
      long[] low, long[] high, int scale, int rows, long @Nullable [] validity) {
    long[] keys = new long[rows];
    for (int i = 0; i < rows; i++) {
      keys[i] = ZoneKeys.ofInt128(high[i], low[i]);
    }
    return new ColumnSegment(
        NumericColumn.ofInt128(low, high, scale, rows, validity),
        Zones.ofLongs(keys, rows, validity));
  }

  private static Segment ofBytes(
      ParquetColumn column, BytesStore store, int rows, long @Nullable [] validity) {
    return switch (column.form()) {
      case FLOAT16 -> float16(store, rows, validity);
      case DECIMAL_BYTES -> decimals(column, store, rows, validity);
      case NUMERIC_TEXT, INTERVAL_TEXT -> objects(column, store, rows, validity);
      default -> strings(column, store, rows, validity);
    };
  }

  private static Segment float16(BytesStore store, int rows, long @Nullable [] validity) {
    store.flatten();
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      if (store.lengths[i] == 2) {
        int at = store.starts[i];
        int bits = store.data[at] & 0xff | store.data[at + 1] << 8;
        values[i] = Float.float16ToFloat((short) bits);
      }
    }
    return ofDoubles(values, rows, validity);
  }

  private static Segment decimals(
      ParquetColumn column, BytesStore store, int rows, long @Nullable [] validity) {
    store.flatten();
    int scale = column.type().scale();
    if (column.type().precision() > 38) {
      ColumnBuilder builder = ColumnBuilder.of(column.type(), rows);
      for (int i = 0; i < rows; i++) {
        if (validity != null && (validity[i >> 6] >>> i & 1) == 0) {
          builder.appendNull();
        } else {
          builder.append(Conversion.decimal(store.data, store.starts[i], store.lengths[i], scale));
        }
      }
      return new ColumnSegment(builder.build(), Zones.ofNulls(rows, validity));
    }
    long[] low = new long[rows];
    long[] high = new long[rows];
    boolean narrow = true;
    for (int i = 0; i < rows; i++) {
      int length = store.lengths[i];
      int at = store.starts[i];
      if (length > 16) {
        at = Conversion.skipSigns(store.data, at, length);
        length = 16;
      }
      long upper = length > 0 && store.data[at] < 0 ? -1 : 0;
      long lower = upper;
      for (int b = 0; b < length; b++) {
        upper = upper << 8 | lower >>> 56;
        lower = lower << 8 | store.data[at + b] & 0xff;
      }
      low[i] = lower;
      high[i] = upper;
      narrow &= upper == lower >> 63;
    }
    return narrow
        ? IntegerSegment.of(column.type(), scale, low, rows, validity)
        : wide(low, high, scale, rows, validity);
  }

  private static Segment objects(
      ParquetColumn column, BytesStore store, int rows, long @Nullable [] validity) {
    store.flatten();
    ColumnBuilder builder = ColumnBuilder.of(column.type(), rows);
    for (int i = 0; i < rows; i++) {
      if (validity != null && (validity[i >> 6] >>> i & 1) == 0) {
        builder.appendNull();
      } else {
        String text =
            new String(
                store.data,
                store.starts[i],
                store.lengths[i],
                java.nio.charset.StandardCharsets.UTF_8);
        if (column.form() == Form.INTERVAL_TEXT) {
          builder.append((Object) Conversion.interval(text));
        } else {
          builder.append(dev.braid.type.Numeric.parse(text));
        }
      }
    }
    return new ColumnSegment(builder.build(), Zones.ofNulls(rows, validity));
  }

  private static Segment strings(
      ParquetColumn column, BytesStore store, int rows, long @Nullable [] validity) {
    int entries = store.dictionaryStarts.length;
    int[] codes = store.codes;
    boolean zoned = ZoneKeys.has(column.type());
    if (codes != null && (entries <= rows / 2 || entries == 1) && entries > 0) {
      check(column, store.data, store.dictionaryStarts, store.dictionaryLengths, entries);
      Column dictionary =
          new BytesColumn(
              store.data, store.dictionaryStarts, store.dictionaryLengths, entries, null);
      long[] keys = keys(store.data, store.dictionaryStarts, store.dictionaryLengths, entries);
      Zones zones =
          zoned ? Zones.ofCodes(codes, keys, rows, validity) : Zones.ofNulls(rows, validity);
      return new DictionarySegment(codes, rows, dictionary, validity, zones);
    }
    store.flatten();
    check(column, store.data, store.starts, store.lengths, rows);
    Zones zones =
        zoned
            ? Zones.ofLongs(keys(store.data, store.starts, store.lengths, rows), rows, validity)
            : Zones.ofNulls(rows, validity);
    return new ColumnSegment(
        new BytesColumn(store.data, store.starts, store.lengths, rows, validity), zones);
  }

  private static long[] keys(byte[] data, int[] starts, int[] lengths, int count) {
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = ZoneKeys.ofBytes(data, starts[i], lengths[i]);
    }
    return keys;
  }

  private static void check(
      ParquetColumn column, byte[] data, int[] starts, int[] lengths, int count) {
    if (column.form() != Form.TEXT) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!Utf8.isText(data, starts[i], lengths[i])) {
        throw new BraidException(
            SqlState.CHARACTER_NOT_IN_REPERTOIRE,
            "invalid byte sequence for encoding \"UTF8\" in column \"" + column.name() + "\"");
      }
    }
  }
}
