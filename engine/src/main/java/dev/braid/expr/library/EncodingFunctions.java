package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Type;
import dev.braid.type.text.BytesLike;
import dev.braid.type.text.Encodings;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// bytea: encodings of text, single bits, checksums, LIKE.
final class EncodingFunctions {
  private EncodingFunctions() {}

  static void register(Definitions d) {
    encodings(d);
    bits(d);
    checksum(d, "crc32", false);
    checksum(d, "crc32c", true);
    like(d);
    RowFunction overlay =
        (in, row, out, _) -> {
          byte[] part = bytes(in[1], row);
          int size = in.length > 3 ? in[3].getInt(row) : part.length;
          append(out, overlay(bytes(in[0], row), part, in[2].getInt(row), size));
        };
    d.function("overlay", Type.BYTEA, overlay, Type.BYTEA, Type.BYTEA, Type.INT4);
    d.function("overlay", Type.BYTEA, overlay, Type.BYTEA, Type.BYTEA, Type.INT4, Type.INT4);
  }

  private static void encodings(Definitions d) {
    d.stable(
        "convert_from",
        Type.TEXT,
        (in, row, out, _) ->
            append(out, Encodings.convertFrom(bytes(in[0], row), in[1].getString(row))),
        Type.BYTEA,
        Type.TEXT);
    d.stable(
        "convert_to",
        Type.BYTEA,
        (in, row, out, _) ->
            append(out, Encodings.convertTo(bytes(in[0], row), in[1].getString(row))),
        Type.TEXT,
        Type.TEXT);
    d.stable(
        "convert",
        Type.BYTEA,
        (in, row, out, _) ->
            append(
                out,
                Encodings.convert(bytes(in[0], row), in[1].getString(row), in[2].getString(row))),
        Type.BYTEA,
        Type.TEXT,
        Type.TEXT);
    d.stable(
        "length",
        Type.INT4,
        (in, row, out, _) -> out.append(Encodings.length(bytes(in[0], row), in[1].getString(row))),
        Type.BYTEA,
        Type.TEXT);
  }

  /// Bits count from the lowest of the first byte.
  private static void bits(Definitions d) {
    d.function(
        "get_bit",
        Type.INT4,
        (in, row, out, _) -> {
          long at = index(in, row);
          out.append(bytes(in[0], row)[(int) (at / 8)] >> at % 8 & 1);
        },
        Type.BYTEA,
        Type.INT8);
    d.function(
        "set_bit",
        Type.BYTEA,
        (in, row, out, _) -> {
          long at = index(in, row);
          int bit = in[2].getInt(row);
          if (bit != 0 && bit != 1) {
            throw new BraidException(SqlState.INVALID_PARAMETER_VALUE, "new bit must be 0 or 1");
          }
          byte[] changed = bytes(in[0], row);
          int mask = 1 << at % 8;
          int old = changed[(int) (at / 8)];
          changed[(int) (at / 8)] = (byte) (bit == 1 ? old | mask : old & ~mask);
          append(out, changed);
        },
        Type.BYTEA,
        Type.INT8,
        Type.INT4);
  }

  private static long index(Column[] in, int row) {
    long index = in[1].getLong(row);
    long bits = in[0].getLength(row) * 8L;
    if (index < 0 || index >= bits) {
      throw new BraidException(
          SqlState.ARRAY_SUBSCRIPT_ERROR,
          "index " + index + " out of valid range, 0.." + (bits - 1));
    }
    return index;
  }

  private static void checksum(Definitions d, String name, boolean castagnoli) {
    d.function(
        name,
        Type.INT8,
        (in, row, out, _) -> {
          Checksum sum = castagnoli ? new CRC32C() : new CRC32();
          sum.update(in[0].getData(row), in[0].getStart(row), in[0].getLength(row));
          out.append(sum.getValue());
        },
        Type.BYTEA);
  }

  private static void like(Definitions d) {
    RowFunction like =
        (in, row, out, _) -> out.append(BytesLike.matches(bytes(in[0], row), bytes(in[1], row)));
    RowFunction notLike =
        (in, row, out, _) -> out.append(!BytesLike.matches(bytes(in[0], row), bytes(in[1], row)));
    d.operator("~~", Type.BOOL, like, Type.BYTEA, Type.BYTEA);
    d.operator("!~~", Type.BOOL, notLike, Type.BYTEA, Type.BYTEA);
    d.function("like", Type.BOOL, like, Type.BYTEA, Type.BYTEA);
    d.function("notlike", Type.BOOL, notLike, Type.BYTEA, Type.BYTEA);
    d.function(
        "like_escape",
        Type.BYTEA,
        (in, row, out, _) ->
            append(out, BytesLike.withBackslashes(bytes(in[0], row), bytes(in[1], row))),
        Type.BYTEA,
        Type.BYTEA);
  }

  private static byte[] overlay(byte[] whole, byte[] part, int start, int size) {
    if (start <= 0) {
      throw new BraidException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    long rest = (long) start + size;
    if (rest != (int) rest) {
      throw new BraidException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "integer out of range");
    }
    int before = Math.min(start - 1, whole.length);
    int after = (int) Math.min(Math.max(rest - 1, 0), whole.length);
    byte[] all = Arrays.copyOf(whole, before + part.length + whole.length - after);
    System.arraycopy(part, 0, all, before, part.length);
    System.arraycopy(whole, after, all, before + part.length, whole.length - after);
    return all;
  }

  private static byte[] bytes(Column column, int row) {
    return ByteaFunctions.bytes(column, row);
  }

  private static void append(ColumnBuilder out, byte[] bytes) {
    out.append(bytes, 0, bytes.length);
  }
}
