package dev.braid.source.file.segment;

import dev.braid.type.Storage;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import dev.braid.vector.Validity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whole numbers as differences from the smallest one (frame of reference): booleans, integers,
/// dates, times, and numerics of one scale in 64 bits.
public final class IntegerSegment extends Segment {
  private final Type type;
  private final int scale;
  private final long base;
  private final @Nullable PackedInts packed;
  private final long[] wide;
  private final long @Nullable [] validity;

  private IntegerSegment(
      Type type,
      int scale,
      int rows,
      long base,
      @Nullable PackedInts packed,
      long[] wide,
      long @Nullable [] validity,
      Zones zones) {
    super(rows, zones);
    this.type = type;
    this.scale = scale;
    this.base = base;
    this.packed = packed;
    this.wide = wide;
    this.validity = validity;
  }

  /// @param scale of the unscaled values of a numeric
  /// @param values handed over; what stands at rows without a value is overwritten
  public static IntegerSegment of(
      Type type, int scale, long[] values, int rows, long @Nullable [] validity) {
    Zones zones = Zones.ofLongs(values, rows, validity);
    long base = zones.smallest();
    if (base > zones.largest()) {
      return new IntegerSegment(
          type, scale, rows, 0, PackedInts.pack(values, 0, 0, 0), new long[0], validity, zones);
    }
    long spread = zones.largest() - base;
    if (validity != null) {
      for (int i = 0; i < rows; i++) {
        if ((validity[i >> 6] >>> i & 1) == 0) {
          values[i] = base;
        }
      }
    }
    boolean narrow = spread >= 0 && spread < 1L << 32;
    return new IntegerSegment(
        type,
        scale,
        rows,
        narrow ? base : 0,
        narrow ? PackedInts.pack(values, rows, base, spread) : null,
        narrow ? new long[0] : values,
        validity,
        zones);
  }

  @Override
  public Column read(int from, int count) {
    long[] valid = Validity.slice(validity, from, count);
    if (type.storage() == Storage.INT || type.storage() == Storage.BOOL) {
      int[] values = new int[count];
      if (packed != null) {
        packed.read(from, count, (int) base, values);
      } else {
        for (int i = 0; i < count; i++) {
          values[i] = (int) wide[from + i];
        }
      }
      return ints(values, count, valid);
    }
    long[] values;
    if (packed != null) {
      values = new long[count];
      packed.read(from, count, base, values);
    } else {
      values = Arrays.copyOfRange(wide, from, from + count);
    }
    return longs(values, count, valid);
  }

  @Override
  public Column read(int from, int[] picked, int count) {
    long[] valid = Bits.gather(validity, from, picked, count);
    if (type.storage() == Storage.INT || type.storage() == Storage.BOOL) {
      int[] values = new int[count];
      if (packed != null) {
        packed.read(from, picked, count, (int) base, values);
      } else {
        for (int i = 0; i < count; i++) {
          values[i] = (int) wide[from + picked[i]];
        }
      }
      return ints(values, count, valid);
    }
    long[] values = new long[count];
    if (packed != null) {
      packed.read(from, picked, count, base, values);
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = wide[from + picked[i]];
      }
    }
    return longs(values, count, valid);
  }

  private Column ints(int[] values, int count, long @Nullable [] valid) {
    if (type.storage() == Storage.INT) {
      return new IntColumn(values, count, valid);
    }
    boolean[] truths = new boolean[count];
    for (int i = 0; i < count; i++) {
      truths[i] = values[i] != 0;
    }
    return new BoolColumn(truths, count, valid);
  }

  private Column longs(long[] values, int count, long @Nullable [] valid) {
    return type.storage() == Storage.NUMERIC
        ? NumericColumn.ofLongs(values, scale, count, valid)
        : new LongColumn(values, count, valid);
  }

  @Override
  public long bytes() {
    return (packed == null ? 8L * wide.length : packed.bytes())
        + (validity == null ? 0 : 8L * validity.length)
        + zones().bytes();
  }
}
