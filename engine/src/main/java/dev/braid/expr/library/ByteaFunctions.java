package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Cast;
import dev.braid.type.Bytes;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.text.Bytea;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.Arrays;

/// bytea: single bytes, encodings and digests.
final class ByteaFunctions {
  private ByteaFunctions() {}

  static void register(Definitions d) {
    d.function(
        "get_byte",
        Type.INT4,
        (in, row, out, _) -> {
          int at = index(in, row);
          out.append(in[0].getData(row)[in[0].getStart(row) + at] & 0xff);
        },
        Type.BYTEA,
        Type.INT4);
    d.function(
        "set_byte",
        Type.BYTEA,
        (in, row, out, _) -> {
          int at = index(in, row);
          byte[] changed = bytes(in[0], row);
          changed[at] = (byte) in[2].getInt(row);
          append(out, changed);
        },
        Type.BYTEA,
        Type.INT4,
        Type.INT4);
    d.function(
        "position",
        Type.INT4,
        (in, row, out, _) -> out.append(position(bytes(in[0], row), bytes(in[1], row))),
        Type.BYTEA,
        Type.BYTEA);
    d.function(
        "reverse",
        Type.BYTEA,
        (in, row, out, _) -> {
          byte[] forward = bytes(in[0], row);
          byte[] backward = new byte[forward.length];
          for (int i = 0; i < forward.length; i++) {
            backward[forward.length - 1 - i] = forward[i];
          }
          append(out, backward);
        },
        Type.BYTEA);
    d.function(
        "bit_count",
        Type.INT8,
        (in, row, out, _) -> {
          long count = 0;
          for (byte b : bytes(in[0], row)) {
            count += Integer.bitCount(b & 0xff);
          }
          out.append(count);
        },
        Type.BYTEA);
    encodings(d);
    digests(d);
    integer(d, Kind.INT2, 2, "smallint");
    integer(d, Kind.INT4, 4, "integer");
    integer(d, Kind.INT8, 8, "bigint");
  }

  /// Integers as bytes, the highest first, and back.
  private static void integer(Definitions d, Kind kind, int size, String name) {
    d.cast(
        kind,
        Kind.BYTEA,
        Cast.Context.EXPLICIT,
        (in, row, out, _) -> {
          long value = kind == Kind.INT8 ? in[0].getLong(row) : in[0].getInt(row);
          byte[] bytes = new byte[size];
          for (int i = size - 1; i >= 0; i--, value >>= 8) {
            bytes[i] = (byte) value;
          }
          append(out, bytes);
        });
    d.cast(
        Kind.BYTEA,
        kind,
        Cast.Context.EXPLICIT,
        (in, row, out, _) -> {
          byte[] bytes = bytes(in[0], row);
          if (bytes.length > size) {
            throw new BraidException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, name + " out of range");
          }
          long value = bytes.length == size && bytes[0] < 0 ? -1 : 0;
          for (byte b : bytes) {
            value = value << 8 | b & 0xff;
          }
          if (kind == Kind.INT8) {
            out.append(value);
          } else {
            out.append((int) value);
          }
        });
  }

  static byte[] bytes(Column column, int row) {
    int start = column.getStart(row);
    return Arrays.copyOfRange(column.getData(row), start, start + column.getLength(row));
  }

  private static void append(ColumnBuilder out, byte[] bytes) {
    out.append(bytes, 0, bytes.length);
  }

  private static int index(Column[] in, int row) {
    int index = in[1].getInt(row);
    int length = in[0].getLength(row);
    if (index < 0 || index >= length) {
      throw new BraidException(
          SqlState.ARRAY_SUBSCRIPT_ERROR,
          "index " + index + " out of valid range, 0.." + (length - 1));
    }
    return index;
  }

  private static int position(byte[] whole, byte[] part) {
    for (int at = 0; at + part.length <= whole.length; at++) {
      if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
        return at + 1;
      }
    }
    return 0;
  }

  private static void encodings(Definitions d) {
    d.function(
        "encode",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(Bytea.encode(new Bytes(bytes(in[0], row)), in[1].getString(row))),
        Type.BYTEA,
        Type.TEXT);
    d.function(
        "decode",
        Type.BYTEA,
        (in, row, out, _) ->
            append(out, Bytea.decode(in[0].getString(row), in[1].getString(row)).value()),
        Type.TEXT,
        Type.TEXT);
  }

  private static void digests(Definitions d) {
    for (Type type : new Type[] {Type.TEXT, Type.BYTEA}) {
      d.function(
          "md5",
          Type.TEXT,
          (in, row, out, _) -> out.append(Bytea.md5(new Bytes(bytes(in[0], row)))),
          type);
    }
    for (int bits : new int[] {224, 256, 384, 512}) {
      d.function(
          "sha" + bits,
          Type.BYTEA,
          (in, row, out, _) -> append(out, Bytea.sha(new Bytes(bytes(in[0], row)), bits).value()),
          Type.BYTEA);
    }
  }
}
