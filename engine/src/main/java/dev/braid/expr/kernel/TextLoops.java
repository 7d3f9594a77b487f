package dev.braid.expr.kernel;

import dev.braid.type.Type;
import dev.braid.type.text.Cases;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.IntColumn;
import org.jspecify.annotations.Nullable;

/// Whole columns of text at once: joined, measured, in another case.
public final class TextLoops {
  private TextLoops() {}

  /// `||`: both strings copied once.
  public static Column concat(Column left, Column right, int size, long @Nullable [] validity) {
    BytesColumn a = (BytesColumn) left;
    BytesColumn b = (BytesColumn) right;
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += a.lengths()[i] + b.lengths()[i];
    }
    if (total > 1 << 28) {
      return concatWide(a, b, size, validity);
    }
    byte[] data = new byte[(int) total];
    int[] starts = new int[size];
    int[] lengths = new int[size];
    int at = 0;
    for (int i = 0; i < size; i++) {
      int first = a.lengths()[i];
      int second = b.lengths()[i];
      System.arraycopy(a.data(), a.starts()[i], data, at, first);
      System.arraycopy(b.data(), b.starts()[i], data, at + first, second);
      starts[i] = at;
      lengths[i] = first + second;
      at += first + second;
    }
    return new BytesColumn(data, starts, lengths, size, validity);
  }

  /// Large strings: only those that are wanted, with the builder's limit.
  private static Column concatWide(
      BytesColumn a, BytesColumn b, int size, long @Nullable [] validity) {
    ColumnBuilder out = ColumnBuilder.of(Type.TEXT, size);
    for (int i = 0; i < size; i++) {
      if (validity != null && (validity[i >> 6] >>> i & 1) == 0) {
        out.appendNull();
        continue;
      }
      int first = a.lengths()[i];
      int second = b.lengths()[i];
      byte[] joined = new byte[Math.addExact(first, second)];
      System.arraycopy(a.data(), a.starts()[i], joined, 0, first);
      System.arraycopy(b.data(), b.starts()[i], joined, first, second);
      out.append(joined, 0, joined.length);
    }
    return out.build();
  }

  /// What a length counts.
  public enum Unit {
    CHARACTER,
    /// Characters without the blanks at the end.
    PADDED_CHARACTER,
    BYTE,
    BIT
  }

  public static IntColumn length(Column text, Unit unit, int size, long @Nullable [] validity) {
    BytesColumn strings = (BytesColumn) text;
    int[] result = new int[size];
    byte[] data = strings.data();
    for (int i = 0; i < size; i++) {
      int start = strings.starts()[i];
      int end = start + strings.lengths()[i];
      switch (unit) {
        case CHARACTER -> result[i] = Utf8.count(data, start, end);
        case PADDED_CHARACTER -> {
          while (end > start && data[end - 1] == ' ') {
            end--;
          }
          result[i] = Utf8.count(data, start, end);
        }
        case BYTE -> result[i] = end - start;
        case BIT -> result[i] = 8 * (end - start);
      }
    }
    return new IntColumn(result, size, validity);
  }

  /// `upper` and `lower`; ASCII byte by byte, else character by character.
  public static Column changeCase(
      Column text, boolean upper, int size, long @Nullable [] validity) {
    BytesColumn strings = (BytesColumn) text;
    byte[] data = strings.data();
    byte first = (byte) (upper ? 'a' : 'A');
    ColumnBuilder out = ColumnBuilder.of(Type.TEXT, size);
    byte[] changed = new byte[64];
    for (int i = 0; i < size; i++) {
      if (validity != null && (validity[i >> 6] >>> i & 1) == 0) {
        out.appendNull();
        continue;
      }
      int start = strings.starts()[i];
      int length = strings.lengths()[i];
      if (!Utf8.isAscii(data, start, start + length)) {
        String value = strings.getString(i);
        out.append(upper ? Cases.upper(value) : Cases.lower(value));
        continue;
      }
      if (changed.length < length) {
        changed = new byte[2 * length];
      }
      for (int k = 0; k < length; k++) {
        byte b = data[start + k];
        changed[k] = (byte) (b >= first && b < first + 26 ? b ^ 0x20 : b);
      }
      out.append(changed, 0, length);
    }
    return out.build();
  }
}
