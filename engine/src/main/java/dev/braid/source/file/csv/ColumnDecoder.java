package dev.braid.source.file.csv;

import dev.braid.error.BraidException;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Turns one column's fields into values.
///
/// The usual spellings go from bytes to numbers without an object ([FastParse]); all others take the
/// way of a cast from text. Where the type was inferred, they are first held against what the
/// inference would say of them: an integer's parser would take `007`, but a column with `007` is
/// text.
final class ColumnDecoder {
  private static final int UNKNOWN = -1;

  private final Field field;
  private final int rows;
  private final Type type;
  private final int seen;
  private final EvalContext context;
  private long @Nullable [] validity;

  /// A value that is not of the column's type.
  static final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    final int row;
    final transient @Nullable BraidException error;

    /// @param error of a given type's parser, or null where an inferred type is wrong
    BadValue(int row, @Nullable BraidException error) {
      super(error);
      this.row = row;
      this.error = error;
    }
  }

  private ColumnDecoder(Field field, int rows, CsvColumn column, EvalContext context) {
    this.field = field;
    this.rows = rows;
    this.type = column.type();
    this.seen = column.inferred() ? column.seen() : UNKNOWN;
    this.context = context;
  }

  static Column decode(Field field, int rows, CsvColumn column, EvalContext context)
      throws BadValue {
    return new ColumnDecoder(field, rows, column, context).decode();
  }

  private Column decode() throws BadValue {
    if (type.hasModifier() && type.kind() != Kind.NUMERIC) {
      return others();
    }
    return switch (type.kind()) {
      case INT2 -> ints(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT4 -> ints(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case DATE -> dates();
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> longs();
      case FLOAT8 -> doubles();
      case BOOL -> booleans();
      case NUMERIC -> numerics();
      case TEXT, VARCHAR -> strings();
      default -> others();
    };
  }

  private void setNull(int row) {
    if (validity == null) {
      validity = Validity.allValid(rows);
    }
    Validity.clear(validity, row);
  }

  /// The row's value by way of its text.
  private Object other(int row) throws BadValue {
    if (seen != UNKNOWN
        && !ValueClass.fits(ValueClass.of(field.bytes, field.start, field.length), seen, type)) {
      throw new BadValue(row, null);
    }
    try {
      return TextInput.parse(type, field.text(), context);
    } catch (BraidException e) {
      throw new BadValue(row, e);
    }
  }

  private Column ints(int least, int most) throws BadValue {
    int[] values = new int[rows];
    for (int row = 0; row < rows; row++) {
      if (field.next(row)) {
        long value = FastParse.integer(field.bytes, field.start, field.length);
        values[row] = value < least || value > most ? (int) other(row) : (int) value;
      } else {
        setNull(row);
      }
    }
    return new IntColumn(values, rows, validity);
  }

  private Column dates() throws BadValue {
    int[] values = new int[rows];
    for (int row = 0; row < rows; row++) {
      if (field.next(row)) {
        long value = FastParse.date(field.bytes, field.start, field.length);
        values[row] = value == FastParse.OTHER ? (int) other(row) : (int) value;
      } else {
        setNull(row);
      }
    }
    return new IntColumn(values, rows, validity);
  }

  private Column longs() throws BadValue {
    long[] values = new long[rows];
    Kind kind = type.kind();
    for (int row = 0; row < rows; row++) {
      if (field.next(row)) {
        long value =
            switch (kind) {
              case INT8 -> FastParse.integer(field.bytes, field.start, field.length);
              case TIME -> FastParse.time(field.bytes, field.start, field.length);
              case TIMESTAMP -> FastParse.timestamp(field.bytes, field.start, field.length);
              default -> FastParse.instant(field.bytes, field.start, field.length);
            };
        values[row] = value == FastParse.OTHER ? (long) other(row) : value;
      } else {
        setNull(row);
      }
    }
    return new LongColumn(values, rows, validity);
  }

  private Column doubles() throws BadValue {
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      if (field.next(row)) {
        double value = FastParse.decimal(field.bytes, field.start, field.length);
        values[row] = Double.isNaN(value) ? (double) other(row) : value;
      } else {
        setNull(row);
      }
    }
    return new DoubleColumn(values, rows, validity);
  }

  private Column booleans() throws BadValue {
    boolean[] values = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      if (!field.next(row)) {
        setNull(row);
      } else if (is("true") || is("t") && seen == UNKNOWN) {
        values[row] = true;
      } else if (!is("false")) {
        values[row] = (boolean) other(row);
      }
    }
    return new BoolColumn(values, rows, validity);
  }

  private boolean is(String word) {
    if (field.length != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (field.bytes[field.start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Unscaled in 64 bits as long as all values have one scale; otherwise once more, value by value.
  private Column numerics() throws BadValue {
    long[] values = new long[rows];
    boolean fixed = type.hasModifier();
    int scale = fixed ? type.scale() : UNKNOWN;
    long limit = fixed && type.precision() <= 18 ? FastParse.powerOfTen(type.precision()) : Long.MAX_VALUE;
    for (int row = 0; row < rows; row++) {
      if (!field.next(row)) {
        setNull(row);
        continue;
      }
      int own = FastParse.scale(field.bytes, field.start, field.length);
      if (own >= 0 && scale == UNKNOWN) {
        scale = own;
      }
      int missing = scale - own;
      long value = own < 0 ? 0 : FastParse.unscaled(field.bytes, field.start, field.length);
      if (own < 0
          || missing < 0
          || (missing > 0 && (!fixed || missing > 18))
          || Math.abs(value) > Long.MAX_VALUE / FastParse.powerOfTen(missing)
          || Math.abs(value * FastParse.powerOfTen(missing)) >= limit) {
        return numericsByValue();
      }
      values[row] = value * FastParse.powerOfTen(missing);
    }
    return NumericColumn.ofLongs(values, Math.max(scale, 0), rows, validity);
  }

  private Column numericsByValue() throws BadValue {
    ColumnBuilder builder = ColumnBuilder.of(type, rows);
    for (int row = 0; row < rows; row++) {
      if (!field.next(row)) {
        builder.appendNull();
        continue;
      }
      int own =
          type.hasModifier() ? -1 : FastParse.scale(field.bytes, field.start, field.length);
      builder.append(
          own < 0
              ? (Numeric) other(row)
              : Numeric.ofUnscaled(
                  FastParse.unscaled(field.bytes, field.start, field.length), own));
    }
    return builder.build();
  }

  private Column strings() throws BadValue {
    int[] starts = new int[rows];
    int[] lengths = new int[rows];
    byte[] data = new byte[Math.max(16, rows * 8)];
    int used = 0;
    for (int row = 0; row < rows; row++) {
      if (!field.next(row)) {
        setNull(row);
        continue;
      }
      if (seen == 0) {
        throw new BadValue(row, null); // all were NULL before
      }
      int length = field.length;
      if (data.length - used < length) {
        data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8, 2L * data.length + length));
      }
      System.arraycopy(field.bytes, field.start, data, used, length);
      starts[row] = used;
      lengths[row] = length;
      used += length;
    }
    return new BytesColumn(Arrays.copyOf(data, used), starts, lengths, rows, validity);
  }

  private Column others() throws BadValue {
    ColumnBuilder builder = ColumnBuilder.of(type, rows);
    for (int row = 0; row < rows; row++) {
      Values.append(builder, type, field.next(row) ? other(row) : null);
    }
    return builder.build();
  }
}
