package dev.braid.vector;

import dev.braid.type.Interval;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Batches as bytes and back, exactly: NULLs, display scales, forms of numerics. For files that do
/// not outlive the process; there is no version and no byte order but this machine's.
///
/// Dictionaries that are no larger than the batch stay dictionaries. Strings that nobody points to
/// are left out.
public final class BatchCodec {
  private static final byte BOOL = 1;
  private static final byte INT = 2;
  private static final byte LONG = 3;
  private static final byte DOUBLE = 4;
  private static final byte NUMERIC_LONG = 5;
  private static final byte NUMERIC_INT128 = 6;
  private static final byte NUMERIC_BIG = 7;
  private static final byte BYTES = 8;
  private static final byte OBJECT = 9;
  private static final byte DICTIONARY = 10;

  private BatchCodec() {}

  /// The batch's bytes, from position 0 to the limit of the buffer.
  public static ByteBuffer encode(Batch batch) {
    Output out = new Output();
    out.putInt(batch.size());
    out.putInt(batch.width());
    for (Column column : batch.columns()) {
      write(column, batch.size(), out);
    }
    return out.buffer.flip();
  }

  /// Reads what [#encode] wrote, from the buffer's position on.
  public static Batch decode(ByteBuffer bytes) {
    ByteBuffer in = bytes.order(ByteOrder.nativeOrder());
    int size = in.getInt();
    Column[] columns = new Column[in.getInt()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = read(in, size);
    }
    return new Batch(columns, size);
  }

  private static void write(Column column, int size, Output out) {
    switch (column) {
      case BoolColumn bools -> {
        out.head(BOOL, column, size);
        for (int i = 0; i < size; i++) {
          out.putByte((byte) (bools.values()[i] ? 1 : 0));
        }
      }
      case IntColumn ints -> {
        out.head(INT, column, size);
        out.putInts(ints.values(), size);
      }
      case LongColumn longs -> {
        out.head(LONG, column, size);
        out.putLongs(longs.values(), size);
      }
      case DoubleColumn doubles -> {
        out.head(DOUBLE, column, size);
        out.room(8L * size);
        for (int i = 0; i < size; i++) {
          out.buffer.putDouble(doubles.values()[i]);
        }
      }
      case NumericColumn numerics -> writeNumerics(numerics, size, out);
      case BytesColumn bytes -> writeBytes(bytes, size, out);
      case ObjectColumn objects -> {
        out.head(OBJECT, column, size);
        for (int i = 0; i < size; i++) {
          if (!column.isNull(i)) {
            writeObject(objects.getObject(i), out);
          }
        }
      }
      case DictionaryColumn coded -> {
        if (coded.dictionary().size() > size) {
          write(coded.flat(), size, out);
        } else {
          out.head(DICTIONARY, column, size);
          out.putInts(coded.indices(), size);
          out.putInt(coded.dictionary().size());
          write(coded.dictionary(), coded.dictionary().size(), out);
        }
      }
    }
  }

  private static void writeNumerics(NumericColumn column, int size, Output out) {
    if (column.isBig()) {
      out.head(NUMERIC_BIG, column, size);
      for (int i = 0; i < size; i++) {
        if (!column.isNull(i)) {
          writeNumeric(column.getNumeric(i), out);
        }
      }
      return;
    }
    out.head(column.isLong() ? NUMERIC_LONG : NUMERIC_INT128, column, size);
    out.putInt(column.scale());
    out.putLongs(column.low(), size);
    if (column.isInt128()) {
      out.putLongs(column.high(), size);
    }
  }

  private static void writeNumeric(Numeric value, Output out) {
    if (!value.isFinite()) {
      out.putInt(value.isNaN() ? -1 : value.signum() > 0 ? -2 : -3);
      return;
    }
    BigDecimal finite = value.toBigDecimal();
    byte[] unscaled = finite.unscaledValue().toByteArray();
    out.putInt(finite.scale());
    out.putInt(unscaled.length);
    out.putBytes(unscaled, 0, unscaled.length);
  }

  private static void writeBytes(BytesColumn column, int size, Output out) {
    out.head(BYTES, column, size);
    int[] lengths = column.lengths();
    out.putInts(lengths, size);
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += lengths[i];
    }
    out.putInt((int) total);
    out.room(total);
    for (int i = 0; i < size; i++) {
      out.buffer.put(column.data(), column.starts()[i], lengths[i]);
    }
  }

  private static void writeObject(Object value, Output out) {
    switch (value) {
      case Interval interval -> {
        out.putByte((byte) 0);
        out.putInt(interval.months());
        out.putInt(interval.days());
        out.putLong(interval.micros());
      }
      case PgArray array -> {
        out.putByte((byte) 1);
        writeType(array.elementType(), out);
        out.putInt(array.size());
        write(
            Values.column(array.elementType(), Arrays.<@Nullable Object>asList(array.elements())),
            array.size(),
            out);
      }
      default -> throw new IllegalArgumentException("no form for " + value.getClass());
    }
  }

  private static void writeType(Type type, Output out) {
    out.putInt(type.kind().ordinal());
    out.putInt(type.precision());
    out.putInt(type.scale());
    if (type.kind() == Kind.ARRAY) {
      writeType(type.elementType(), out);
    }
  }

  private static Column read(ByteBuffer in, int size) {
    byte form = in.get();
    long[] validity = in.get() == 0 ? null : longs(in, Validity.words(size));
    return switch (form) {
      case BOOL -> {
        boolean[] values = new boolean[size];
        for (int i = 0; i < size; i++) {
          values[i] = in.get() != 0;
        }
        yield new BoolColumn(values, size, validity);
      }
      case INT -> new IntColumn(ints(in, size), size, validity);
      case LONG -> new LongColumn(longs(in, size), size, validity);
      case DOUBLE -> {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = in.getDouble();
        }
        yield new DoubleColumn(values, size, validity);
      }
      case NUMERIC_LONG -> {
        int scale = in.getInt();
        yield NumericColumn.ofLongs(longs(in, size), scale, size, validity);
      }
      case NUMERIC_INT128 -> {
        int scale = in.getInt();
        long[] low = longs(in, size);
        yield NumericColumn.ofInt128(low, longs(in, size), scale, size, validity);
      }
      case NUMERIC_BIG -> {
        @Nullable Numeric[] values = new @Nullable Numeric[size];
        for (int i = 0; i < size; i++) {
          if (Validity.isValid(validity, i)) {
            values[i] = readNumeric(in);
          }
        }
        yield NumericColumn.ofBig(values, size, validity);
      }
      case BYTES -> readBytes(in, size, validity);
      case OBJECT -> {
        @Nullable Object[] values = new @Nullable Object[size];
        for (int i = 0; i < size; i++) {
          if (Validity.isValid(validity, i)) {
            values[i] = readObject(in);
          }
        }
        yield new ObjectColumn(values, size, validity);
      }
      case DICTIONARY -> {
        int[] indices = ints(in, size);
        yield new DictionaryColumn(indices, read(in, in.getInt()), size, validity);
      }
      default -> throw new IllegalStateException("no column starts with " + form);
    };
  }

  private static Numeric readNumeric(ByteBuffer in) {
    int scale = in.getInt();
    if (scale < 0) {
      return scale == -1 ? Numeric.NAN : scale == -2 ? Numeric.INFINITY : Numeric.NEGATIVE_INFINITY;
    }
    byte[] unscaled = new byte[in.getInt()];
    in.get(unscaled);
    return Numeric.of(new BigDecimal(new BigInteger(unscaled), scale));
  }

  private static BytesColumn readBytes(ByteBuffer in, int size, long @Nullable [] validity) {
    int[] lengths = ints(in, size);
    byte[] data = new byte[in.getInt()];
    in.get(data);
    int[] starts = new int[size];
    int at = 0;
    for (int i = 0; i < size; i++) {
      starts[i] = at;
      at += lengths[i];
    }
    return new BytesColumn(data, starts, lengths, size, validity);
  }

  private static Object readObject(ByteBuffer in) {
    if (in.get() == 0) {
      int months = in.getInt();
      int days = in.getInt();
      return new Interval(months, days, in.getLong());
    }
    Type element = readType(in);
    @Nullable Object[] elements = new @Nullable Object[in.getInt()];
    Column column = read(in, elements.length);
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Values.get(column, i, element);
    }
    return new PgArray(element, elements);
  }

  private static Type readType(ByteBuffer in) {
    Kind kind = Kind.values()[in.getInt()];
    int precision = in.getInt();
    int scale = in.getInt();
    return new Type(kind, precision, scale, kind == Kind.ARRAY ? readType(in) : null);
  }

  private static int[] ints(ByteBuffer in, int size) {
    int[] values = new int[size];
    in.asIntBuffer().get(values);
    in.position(in.position() + 4 * size);
    return values;
  }

  private static long[] longs(ByteBuffer in, int size) {
    long[] values = new long[size];
    in.asLongBuffer().get(values);
    in.position(in.position() + 8 * size);
    return values;
  }

  /// A buffer that grows.
  private static final class Output {
    ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());

    void room(long bytes) {
      if (buffer.remaining() < bytes) {
        long needed = Math.max(2L * buffer.capacity(), buffer.position() + bytes);
        if (buffer.position() + bytes > Integer.MAX_VALUE - 8) {
          throw new dev.braid.error.BraidException(
              dev.braid.error.SqlState.PROGRAM_LIMIT_EXCEEDED,
              "a batch written to disk exceeds 2 GB");
        }
        ByteBuffer wider =
            ByteBuffer.allocate((int) Math.min(Integer.MAX_VALUE - 8, needed))
                .order(ByteOrder.nativeOrder());
        buffer = wider.put(buffer.flip());
      }
    }

    void head(byte form, Column column, int size) {
      putByte(form);
      long[] validity = column.validity();
      putByte((byte) (validity == null ? 0 : 1));
      if (validity != null) {
        putLongs(validity, Validity.words(size));
      }
    }

    void putByte(byte value) {
      room(1);
      buffer.put(value);
    }

    void putInt(int value) {
      room(4);
      buffer.putInt(value);
    }

    void putLong(long value) {
      room(8);
      buffer.putLong(value);
    }

    void putInts(int[] values, int size) {
      room(4L * size);
      buffer.asIntBuffer().put(values, 0, size);
      buffer.position(buffer.position() + 4 * size);
    }

    void putLongs(long[] values, int size) {
      room(8L * size);
      buffer.asLongBuffer().put(values, 0, size);
      buffer.position(buffer.position() + 8 * size);
    }

    void putBytes(byte[] bytes, int from, int length) {
      room(length);
      buffer.put(bytes, from, length);
    }
  }
}
