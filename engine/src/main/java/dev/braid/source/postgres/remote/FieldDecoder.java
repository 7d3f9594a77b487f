package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Bytes;
import dev.braid.type.Interval;
import dev.braid.type.Type;
import dev.braid.vector.ColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Reads one column's values out of rows in binary form. One class for each form, so that each has
/// its own profile.
abstract sealed class FieldDecoder {
  final ColumnBuilder builder;

  private FieldDecoder(ColumnBuilder builder) {
    this.builder = builder;
  }

  static FieldDecoder of(Type type, int capacity) {
    ColumnBuilder builder = ColumnBuilder.of(type, capacity);
    return switch (type.kind()) {
      case BOOL -> new Bools(builder);
      case INT2 -> new Shorts(builder);
      case INT4, DATE -> new Ints(builder);
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> new Longs(builder);
      case FLOAT4 -> new Floats(builder);
      case FLOAT8 -> new Doubles(builder);
      case NUMERIC -> new Numerics(builder);
      case TEXT, VARCHAR, BPCHAR, BYTEA, UUID, JSON, OPAQUE, UNKNOWN -> new Strings(builder);
      case JSONB -> new Jsonbs(builder);
      case INTERVAL -> new Intervals(builder);
      case ARRAY -> new Arrays(builder, type.elementType());
      case JSONPATH ->
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED, "a value of type jsonpath from a server");
      case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, ANY, FOREIGN ->
          throw new IllegalArgumentException("no value has the type " + type);
    };
  }

  /// Adds a value that is not NULL.
  ///
  /// @param length of which the caller has made sure that the row has as many bytes
  abstract void decode(byte[] row, int at, int length);

  /// One value as a Java object, for elements of arrays.
  static Object value(Type type, byte[] row, int at, int length) {
    return switch (type.kind()) {
      case BOOL -> {
        require(length, 1);
        yield row[at] != 0;
      }
      case INT2 -> {
        require(length, 2);
        yield Binary.int2(row, at);
      }
      case INT4, DATE -> {
        require(length, 4);
        yield Binary.int4(row, at);
      }
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> {
        require(length, 8);
        yield Binary.int8(row, at);
      }
      case FLOAT4 -> {
        require(length, 4);
        yield (double) Float.intBitsToFloat(Binary.int4(row, at));
      }
      case FLOAT8 -> {
        require(length, 8);
        yield Double.longBitsToDouble(Binary.int8(row, at));
      }
      case NUMERIC -> BinaryNumeric.value(row, at, length);
      case TEXT, VARCHAR, BPCHAR, JSON, OPAQUE, UNKNOWN ->
          new String(row, at, length, StandardCharsets.UTF_8);
      case JSONB -> {
        requireJsonb(row, at, length);
        yield new String(row, at + 1, length - 1, StandardCharsets.UTF_8);
      }
      case BYTEA -> new Bytes(java.util.Arrays.copyOfRange(row, at, at + length));
      case UUID -> {
        require(length, 16);
        yield new UUID(Binary.int8(row, at), Binary.int8(row, at + 8));
      }
      case INTERVAL -> interval(row, at, length);
      case ARRAY -> BinaryArray.value(type.elementType(), row, at, length);
      case JSONPATH ->
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED, "a value of type jsonpath from a server");
      case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, ANY, FOREIGN ->
          throw new IllegalArgumentException("no value has the type " + type);
    };
  }

  private static Interval interval(byte[] row, int at, int length) {
    require(length, 16);
    return new Interval(Binary.int4(row, at + 12), Binary.int4(row, at + 8), Binary.int8(row, at));
  }

  private static void require(int length, int expected) {
    if (length != expected) {
      throw Binary.malformed("a value of " + length + " bytes instead of " + expected);
    }
  }

  private static void requireJsonb(byte[] row, int at, int length) {
    if (length < 1 || row[at] != 1) {
      throw Binary.malformed("jsonb of another version than 1");
    }
  }

  private static final class Bools extends FieldDecoder {
    Bools(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      require(length, 1);
      builder.append(row[at] != 0);
    }
  }

  private static final class Shorts extends FieldDecoder {
    Shorts(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      require(length, 2);
      builder.append(Binary.int2(row, at));
    }
  }

  /// Also dates: days since 2000, the extremes infinite, as here.
  private static final class Ints extends FieldDecoder {
    Ints(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      require(length, 4);
      builder.append(Binary.int4(row, at));
    }
  }

  /// Also times: microseconds, since 2000 or midnight, the extremes infinite, as here.
  private static final class Longs extends FieldDecoder {
    Longs(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      require(length, 8);
      builder.append(Binary.int8(row, at));
    }
  }

  private static final class Floats extends FieldDecoder {
    Floats(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      require(length, 4);
      builder.append((double) Float.intBitsToFloat(Binary.int4(row, at)));
    }
  }

  private static final class Doubles extends FieldDecoder {
    Doubles(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      require(length, 8);
      builder.append(Double.longBitsToDouble(Binary.int8(row, at)));
    }
  }

  private static final class Numerics extends FieldDecoder {
    Numerics(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      BinaryNumeric.decode(row, at, length, builder);
    }
  }

  /// Values whose bytes are the column's bytes.
  private static final class Strings extends FieldDecoder {
    Strings(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      builder.append(row, at, length);
    }
  }

  /// A version, which is 1, before the text.
  private static final class Jsonbs extends FieldDecoder {
    Jsonbs(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      requireJsonb(row, at, length);
      builder.append(row, at + 1, length - 1);
    }
  }

  private static final class Intervals extends FieldDecoder {
    Intervals(ColumnBuilder builder) {
      super(builder);
    }

    @Override
    void decode(byte[] row, int at, int length) {
      builder.append(interval(row, at, length));
    }
  }

  private static final class Arrays extends FieldDecoder {
    private final Type element;

    Arrays(ColumnBuilder builder, Type element) {
      super(builder);
      this.element = element;
    }

    @Override
    void decode(byte[] row, int at, int length) {
      builder.append(BinaryArray.value(element, row, at, length));
    }
  }
}
