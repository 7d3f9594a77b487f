package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.kernel.Cuts;
import dev.braid.type.Type;
import dev.braid.type.text.Padding;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.IntColumn;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Parts of strings: `substring`, `left`, `right` and the trims. None of them copies a byte, but
/// for trims of more than one character.
final class SubstringFunctions {
  private SubstringFunctions() {}

  static void register(Definitions d) {
    for (Type type : new Type[] {Type.TEXT, Type.BYTEA}) {
      boolean bytes = type.equals(Type.BYTEA);
      for (String name : new String[] {"substring", "substr"}) {
        d.function(name, type, substring(bytes, false), type, Type.INT4);
        d.function(name, type, substring(bytes, true), type, Type.INT4, Type.INT4);
      }
    }
    d.function(
        "left",
        Type.TEXT,
        _ ->
            (columns, size, validity, _) -> Cuts.left(columns[0], ints(columns[1]), size, validity),
        Type.TEXT,
        Type.INT4);
    d.function(
        "right",
        Type.TEXT,
        _ ->
            (columns, size, validity, _) ->
                Cuts.right(columns[0], ints(columns[1]), size, validity),
        Type.TEXT,
        Type.INT4);
    trims(d, "btrim", true, true, Padding::btrim);
    trims(d, "ltrim", true, false, Padding::ltrim);
    trims(d, "rtrim", false, true, Padding::rtrim);
  }

  private static int[] ints(Column column) {
    return ((IntColumn) column).values();
  }

  private static ScalarFunction.Binder substring(boolean bytes, boolean counted) {
    return _ ->
        (columns, size, validity, _) -> {
          int[] starts = ints(columns[1]);
          int[] counts = counted ? ints(columns[2]) : null;
          if (counts != null) {
            refuseNegative(counts, size, validity);
          }
          return bytes
              ? Cuts.subbytes(columns[0], starts, counts, size, validity)
              : Cuts.substring(columns[0], starts, counts, size, validity);
        };
  }

  private static void refuseNegative(int[] counts, int size, long @Nullable [] validity) {
    for (int i = 0; i < size; i++) {
      if (counts[i] < 0 && (validity == null || (validity[i >> 6] >>> i & 1) != 0)) {
        throw new BraidException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
      }
    }
  }

  private static void trims(
      Definitions d, String name, boolean start, boolean end, BinaryOperator<String> general) {
    d.function(
        name,
        Type.TEXT,
        _ ->
            (columns, size, validity, _) ->
                Cuts.trim(columns[0], (byte) ' ', start, end, size, validity),
        Type.TEXT);
    d.function(
        name,
        Type.TEXT,
        (in, row, out, _) -> out.append(general.apply(in[0].getString(row), in[1].getString(row))),
        Type.TEXT,
        Type.TEXT);
    d.function(
        name,
        Type.BYTEA,
        (in, row, out, _) ->
            trimBytes((BytesColumn) in[0], (BytesColumn) in[1], row, start, end, out),
        Type.BYTEA,
        Type.BYTEA);
  }

  private static void trimBytes(
      BytesColumn bytes,
      BytesColumn unwanted,
      int row,
      boolean atStart,
      boolean atEnd,
      ColumnBuilder out) {
    int from = bytes.starts()[row];
    int end = from + bytes.lengths()[row];
    while (atEnd && end > from && occurs(bytes.data()[end - 1], unwanted, row)) {
      end--;
    }
    while (atStart && from < end && occurs(bytes.data()[from], unwanted, row)) {
      from++;
    }
    out.append(bytes.data(), from, end - from);
  }

  private static boolean occurs(byte wanted, BytesColumn bytes, int row) {
    int start = bytes.starts()[row];
    for (int i = start; i < start + bytes.lengths()[row]; i++) {
      if (bytes.data()[i] == wanted) {
        return true;
      }
    }
    return false;
  }
}
