package dev.braid.vector;

import dev.braid.type.Bytes;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Between columns and single values as Java objects, whose classes [dev.braid.type.Kind] names.
public final class Values {
  private Values() {}

  /// One row's value; null for NULL.
  public static @Nullable Object get(Column column, int row, Type type) {
    if (column.isNull(row)) {
      return null;
    }
    return switch (type.kind()) {
      case BOOL -> column.getBoolean(row);
      case INT2, INT4, DATE -> column.getInt(row);
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> column.getLong(row);
      case FLOAT4, FLOAT8 -> column.getDouble(row);
      case NUMERIC -> column.getNumeric(row);
      case TEXT, VARCHAR, BPCHAR, JSON, JSONB, JSONPATH, OPAQUE, UNKNOWN -> column.getString(row);
      case BYTEA -> new Bytes(bytes(column, row));
      case UUID -> {
        ByteBuffer buffer = ByteBuffer.wrap(bytes(column, row));
        yield new UUID(buffer.getLong(), buffer.getLong());
      }
      case INTERVAL, ARRAY -> column.getObject(row);
      case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, ANY, FOREIGN ->
          throw new IllegalArgumentException("no value has the type " + type);
    };
  }

  /// Adds a value as [#get] returns it.
  public static void append(ColumnBuilder builder, Type type, @Nullable Object value) {
    if (value == null) {
      builder.appendNull();
      return;
    }
    switch (type.kind()) {
      case BOOL -> builder.append((boolean) value);
      case INT2, INT4, DATE -> builder.append((int) value);
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> builder.append((long) value);
      case FLOAT4, FLOAT8 -> builder.append((double) value);
      case NUMERIC -> builder.append((Numeric) value);
      case TEXT, VARCHAR, BPCHAR, JSON, JSONB, JSONPATH, OPAQUE, UNKNOWN ->
          builder.append((String) value);
      case BYTEA -> {
        byte[] bytes = ((Bytes) value).value();
        builder.append(bytes, 0, bytes.length);
      }
      case UUID -> {
        UUID uuid = (UUID) value;
        ByteBuffer buffer = ByteBuffer.allocate(16);
        buffer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        builder.append(buffer.array(), 0, 16);
      }
      case INTERVAL, ARRAY -> builder.append(value);
      case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, ANY, FOREIGN ->
          throw new IllegalArgumentException("no value has the type " + type);
    }
  }

  /// A column that has the same value in all rows, flat.
  public static Column repeat(Type type, @Nullable Object value, int size) {
    ColumnBuilder builder = ColumnBuilder.of(type, size);
    for (int i = 0; i < size; i++) {
      append(builder, type, value);
    }
    return builder.build();
  }

  /// A column of these values.
  public static Column column(Type type, Iterable<? extends @Nullable Object> values) {
    ColumnBuilder builder = ColumnBuilder.of(type, 16);
    for (Object value : values) {
      append(builder, type, value);
    }
    return builder.build();
  }

  private static byte[] bytes(Column column, int row) {
    int start = column.getStart(row);
    return Arrays.copyOfRange(column.getData(row), start, start + column.getLength(row));
  }
}
