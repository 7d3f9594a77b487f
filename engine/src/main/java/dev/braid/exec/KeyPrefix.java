package dev.braid.exec;

import dev.braid.type.Kind;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;

/// Numbers of 64 bits whose ascending order agrees with that of a sort key: different numbers
/// decide. Of strings, a number tells of eight bytes, its word.
///
/// @param column the key's values, flat
/// @param word of strings: how many times eight bytes stand before
record KeyPrefix(SortKey key, Column column, Kind kind, int word) {
  /// Of strings that have more words in common, they are compared one by one.
  private static final int MOST_WORDS = 4;

  /// The number of each row.
  long[] of(int[] rows, int from, int to) {
    long[] prefixes = new long[to - from];
    fill(rows, from, prefixes);
    if (key.descending()) {
      for (int i = 0; i < prefixes.length; i++) {
        prefixes[i] = ~prefixes[i];
      }
    }
    if (column.validity() != null) {
      long absent = key.nullsFirst() ? Long.MIN_VALUE : Long.MAX_VALUE;
      for (int i = 0; i < prefixes.length; i++) {
        if (column.isNull(rows[from + i])) {
          prefixes[i] = absent;
        }
      }
    }
    return prefixes;
  }

  private void fill(int[] rows, int from, long[] prefixes) {
    switch (column) {
      case BoolColumn bools -> {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] = bools.values()[rows[from + i]] ? 1 : 0;
        }
      }
      case IntColumn ints -> {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] = ints.values()[rows[from + i]];
        }
      }
      case LongColumn longs -> {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] = longs.values()[rows[from + i]];
        }
      }
      case DoubleColumn doubles -> {
        for (int i = 0; i < prefixes.length; i++) {
          prefixes[i] = ordered(doubles.values()[rows[from + i]]);
        }
      }
      case NumericColumn numerics -> {
        for (int i = 0; i < prefixes.length; i++) {
          int row = rows[from + i];
          prefixes[i] =
              numerics.isLong()
                  ? numerics.low()[row]
                  : numerics.isNull(row) ? 0 : ordered(numerics.getNumeric(row).toDouble());
        }
      }
      case BytesColumn bytes -> {
        for (int i = 0; i < prefixes.length && kind != Kind.JSONB; i++) {
          prefixes[i] = word(bytes, rows[from + i]);
        }
      }
      default -> {} // intervals and arrays: the numbers stay equal
    }
  }

  /// A double's place among all doubles, with -0 beside 0 and NaN last.
  private static long ordered(double value) {
    double plain = value == 0 ? 0.0 : value;
    long bits = Double.doubleToLongBits(plain);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  /// Eight bytes as an unsigned number, moved into the signed ones' order.
  private long word(BytesColumn column, int row) {
    byte[] data = column.data();
    int start = column.starts()[row];
    int length = column.lengths()[row];
    if (kind == Kind.BPCHAR) {
      while (length > 0 && data[start + length - 1] == ' ') {
        length--;
      }
    }
    long prefix = 0;
    for (int i = 8 * word; i < 8 * word + 8; i++) {
      prefix = prefix << 8 | (i < length ? data[start + i] & 0xff : 0);
    }
    return prefix ^ Long.MIN_VALUE;
  }

  /// What rows that are equal so far may differ in.
  enum Next {
    /// Nothing: they are equal in this key.
    KEY,
    /// The following bytes.
    WORD,
    /// Anything: the numbers do not tell.
    VALUES
  }

  /// What is left to compare of rows with this number.
  Next next(long prefix) {
    if (column.validity() != null
        && prefix == (key.nullsFirst() ? Long.MIN_VALUE : Long.MAX_VALUE)) {
      return Next.VALUES; // NULL, or the extreme of numbers
    }
    return switch (column) {
      case BoolColumn _, IntColumn _, LongColumn _, DoubleColumn _ -> Next.KEY;
      case NumericColumn numerics -> numerics.isLong() ? Next.KEY : Next.VALUES;
      case BytesColumn _ ->
          switch (kind) {
            // No character is a zero byte: where the last byte is one, the strings have ended.
            case TEXT, VARCHAR, BPCHAR ->
                (byte) (key.descending() ? ~prefix : prefix) == 0
                    ? Next.KEY
                    : word + 1 < MOST_WORDS ? Next.WORD : Next.VALUES;
            default -> Next.VALUES;
          };
      default -> Next.VALUES;
    };
  }

  KeyPrefix nextWord() {
    return new KeyPrefix(key, column, kind, word + 1);
  }
}
