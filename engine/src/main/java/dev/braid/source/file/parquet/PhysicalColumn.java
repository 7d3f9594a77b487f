package dev.braid.source.file.parquet;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.DecimalDigits;
import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.NumericColumn;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Turns the values of a column into those that a page holds, leaving out NULLs.
final class PhysicalColumn {
  private static final long DAYS_TO_2000 = 10957;
  private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;

  private PhysicalColumn() {}

  static PhysicalValues of(TableColumn declared, Column column, int rows) {
    Type type = declared.type();
    return switch (type.kind()) {
      case BOOL, INT2, INT4, INT8, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
          integers(type, column, rows);
      case FLOAT4, FLOAT8 -> doubles(column, rows);
      case NUMERIC -> {
        if (!WriterSchema.isDecimal(type)) {
          yield texts(type, column, rows);
        }
        yield type.precision() <= 18
            ? decimals(declared, column, rows)
            : wideDecimals(declared, column, rows);
      }
      case INTERVAL -> texts(type, column, rows);
      default -> strings(column, rows);
    };
  }

  private static PhysicalValues integers(Type type, Column column, int rows) {
    long[] values = new long[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (column.isNull(row)) {
        continue;
      }
      values[count++] =
          switch (type.kind()) {
            case BOOL -> column.getBoolean(row) ? 1 : 0;
            case INT2, INT4 -> column.getInt(row);
            case DATE -> date(column.getInt(row));
            case TIMESTAMP, TIMESTAMPTZ -> timestamp(column.getLong(row));
            default -> column.getLong(row);
          };
    }
    return new PhysicalValues.Longs(values, count);
  }

  private static long date(int days) {
    if (days == Integer.MAX_VALUE) {
      return days;
    }
    return days == Integer.MIN_VALUE ? -Integer.MAX_VALUE : days + DAYS_TO_2000;
  }

  private static long timestamp(long micros) {
    if (micros == Long.MAX_VALUE) {
      return micros;
    }
    if (micros == Long.MIN_VALUE) {
      return -Long.MAX_VALUE;
    }
    if (micros > Long.MAX_VALUE - MICROS_TO_2000 - 1) {
      throw new BraidException(
          SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range for Parquet");
    }
    return micros + MICROS_TO_2000;
  }

  private static PhysicalValues doubles(Column column, int rows) {
    double[] values = new double[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (!column.isNull(row)) {
        values[count++] = column.getDouble(row);
      }
    }
    return new PhysicalValues.Doubles(values, count);
  }

  private static BigInteger unscaled(TableColumn declared, Numeric value) {
    Type type = declared.type();
    if (!value.isFinite()) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "%s in a column of type %s cannot be written to Parquet: column \"%s\""
              .formatted(value, type, declared.name()));
    }
    Numeric fitted = value.applyModifier(type.precision(), type.scale());
    return fitted.toBigDecimal().setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue();
  }

  private static PhysicalValues decimals(TableColumn declared, Column column, int rows) {
    long[] values = new long[rows];
    int count = 0;
    boolean direct =
        column instanceof dev.braid.vector.NumericColumn numeric
            && numeric.isLong()
            && numeric.scale() == declared.type().scale();
    long limit = (long) Math.pow(10, declared.type().precision());
    for (int row = 0; row < rows; row++) {
      if (column.isNull(row)) {
        continue;
      }
      long value = direct ? ((dev.braid.vector.NumericColumn) column).low()[row] : Long.MIN_VALUE;
      if (value <= -limit || value >= limit) {
        value = unscaled(declared, column.getNumeric(row)).longValueExact();
      }
      values[count++] = value;
    }
    return new PhysicalValues.Longs(values, count);
  }

  private static PhysicalValues wideDecimals(TableColumn declared, Column column, int rows) {
    byte[] data = new byte[Math.multiplyExact(rows, 16)];
    int[] starts = new int[rows];
    int[] lengths = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (column.isNull(row)) {
        continue;
      }
      byte[] bytes = unscaled(declared, column.getNumeric(row)).toByteArray();
      int start = count * 16;
      Arrays.fill(data, start, start + 16 - bytes.length, (byte) (bytes[0] >> 7));
      System.arraycopy(bytes, 0, data, start + 16 - bytes.length, bytes.length);
      starts[count] = start;
      lengths[count++] = 16;
    }
    return new PhysicalValues.Strings(data, starts, lengths, count);
  }

  private static PhysicalValues texts(Type type, Column column, int rows) {
    if (column.flat() instanceof NumericColumn numerics
        && numerics.isLong()
        && numerics.scale() >= 0) {
      return shortTexts(numerics, rows);
    }
    ByteSink sink = new ByteSink();
    int[] starts = new int[rows];
    int[] lengths = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (column.isNull(row)) {
        continue;
      }
      String text =
          type.storage() == dev.braid.type.Storage.NUMERIC
              ? column.getNumeric(row).toString()
              : text((Interval) column.getObject(row));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      starts[count] = sink.size;
      lengths[count++] = bytes.length;
      sink.write(bytes, 0, bytes.length);
    }
    return new PhysicalValues.Strings(sink.data, starts, lengths, count);
  }

  /// Numerics of 64 bits, as they are printed.
  private static PhysicalValues shortTexts(NumericColumn column, int rows) {
    long[] unscaled = column.low();
    byte[] data = new byte[16 * rows];
    byte[] text = new byte[DecimalDigits.longest(column.scale())];
    int[] starts = new int[rows];
    int[] lengths = new int[rows];
    int count = 0;
    int used = 0;
    for (int row = 0; row < rows; row++) {
      if (column.isNull(row)) {
        continue;
      }
      int first = DecimalDigits.write(unscaled[row], column.scale(), text);
      int length = text.length - first;
      if (data.length - used < length) {
        data = Arrays.copyOf(data, Math.max(2 * data.length, used + length));
      }
      System.arraycopy(text, first, data, used, length);
      starts[count] = used;
      lengths[count++] = length;
      used += length;
    }
    return new PhysicalValues.Strings(data, starts, lengths, count);
  }

  private static String text(Interval interval) {
    return interval.months() + " " + interval.days() + " " + interval.micros();
  }

  private static PhysicalValues strings(Column column, int rows) {
    Column flat = column.flat();
    int[] starts = new int[rows];
    int[] lengths = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (!flat.isNull(row)) {
        starts[count] = flat.getStart(row);
        lengths[count++] = flat.getLength(row);
      }
    }
    byte[] data = rows == 0 ? new byte[0] : ((dev.braid.vector.BytesColumn) flat).data();
    return new PhysicalValues.Strings(data, starts, lengths, count);
  }
}
