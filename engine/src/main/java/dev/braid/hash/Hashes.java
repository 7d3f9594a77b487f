package dev.braid.hash;

import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import dev.braid.vector.NumericColumn;
import dev.braid.vector.ObjectColumn;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// 64-bit hashes of the rows of columns, a column at a time.
///
/// Values that SQL calls equal have equal hashes whatever form their columns have: 1.0 and 1.00, 0
/// and -0, char(n) with any number of trailing blanks. The hash of a single integer is a bijection
/// of it, so different integers never collide. All bits are good: tables take the upper ones for
/// the place and the lower ones to tell neighbours apart.
public final class Hashes {
  private static final long NULL_HASH = 0x9E3779B97F4A7C15L;
  private static final long COMBINE = 0xD6E8FEB86659FD93L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Hashes() {}

  /// Hashes of whole rows.
  public static long[] of(Column[] columns, List<Type> types, int size) {
    long[] hashes = new long[size];
    for (int i = 0; i < columns.length; i++) {
      long[] one = i == 0 ? hashes : new long[size];
      of(columns[i], types.get(i), size, one);
      if (i > 0) {
        combine(hashes, one, size);
      }
    }
    return hashes;
  }

  /// Hashes of one column's values; NULL has one of its own.
  public static void of(Column column, Type type, int size, long[] hashes) {
    if (column instanceof DictionaryColumn coded) {
      ofDictionary(coded, type, size, hashes);
      return;
    }
    switch (column) {
      case BoolColumn bools -> {
        boolean[] values = bools.values();
        for (int i = 0; i < size; i++) {
          hashes[i] = mix(values[i] ? 1 : 0);
        }
      }
      case IntColumn ints -> ofInts(ints.values(), size, hashes);
      case LongColumn longs -> ofLongs(longs.values(), size, hashes);
      case DoubleColumn doubles -> ofDoubles(doubles.values(), size, hashes);
      case NumericColumn numerics -> NumericHashes.of(numerics, size, hashes);
      case BytesColumn bytes -> ofBytes(bytes, type.kind(), size, hashes);
      case ObjectColumn objects -> ofObjects(objects, type, size, hashes);
      case DictionaryColumn _ -> throw new IllegalStateException();
    }
    nulls(column, size, hashes);
  }

  private static void nulls(Column column, int size, long[] hashes) {
    long[] validity = column.validity();
    if (validity != null) {
      for (int i = 0; i < size; i++) {
        if (!Validity.isValid(validity, i)) {
          hashes[i] = NULL_HASH;
        }
      }
    }
  }

  private static void ofDictionary(DictionaryColumn coded, Type type, int size, long[] hashes) {
    Column dictionary = coded.dictionary();
    if (dictionary.size() > 2 * size) {
      of(coded.flat(), type, size, hashes);
      return;
    }
    long[] entries = new long[dictionary.size()];
    of(dictionary, type, entries.length, entries);
    int[] indices = coded.indices();
    for (int i = 0; i < size; i++) {
      hashes[i] = entries[indices[i]];
    }
    nulls(coded, size, hashes);
  }

  static void combine(long[] hashes, long[] more, int size) {
    for (int i = 0; i < size; i++) {
      hashes[i] = mix(hashes[i] * COMBINE + more[i]);
    }
  }

  private static void ofInts(int[] values, int size, long[] hashes) {
    for (int i = 0; i < size; i++) {
      hashes[i] = mix(values[i]);
    }
  }

  private static void ofLongs(long[] values, int size, long[] hashes) {
    for (int i = 0; i < size; i++) {
      hashes[i] = mix(values[i]);
    }
  }

  private static void ofDoubles(double[] values, int size, long[] hashes) {
    for (int i = 0; i < size; i++) {
      // Adding 0 makes -0 a 0; doubleToLongBits has one NaN.
      hashes[i] = mix(Double.doubleToLongBits(values[i] + 0.0));
    }
  }

  private static void ofBytes(BytesColumn column, Kind kind, int size, long[] hashes) {
    byte[] data = column.data();
    int[] starts = column.starts();
    int[] lengths = column.lengths();
    switch (kind) {
      case BPCHAR -> {
        for (int i = 0; i < size; i++) {
          hashes[i] = bytes(data, starts[i], unpadded(data, starts[i], lengths[i]));
        }
      }
      case JSONB -> {
        for (int i = 0; i < size; i++) {
          byte[] plain = JsonbKeys.plain(data, starts[i], lengths[i]);
          hashes[i] = bytes(plain, 0, plain.length);
        }
      }
      default -> {
        for (int i = 0; i < size; i++) {
          hashes[i] = bytes(data, starts[i], lengths[i]);
        }
      }
    }
  }

  /// Length without the blanks at the end.
  static int unpadded(byte[] data, int start, int length) {
    int end = start + length;
    while (end > start && data[end - 1] == ' ') {
      end--;
    }
    return end - start;
  }

  /// The hash of a string of bytes: eight at a time, the last ones overlapping.
  static long bytes(byte[] data, int start, int length) {
    long hash = length * COMBINE;
    int at = start;
    int end = start + length;
    while (end - at >= 8) {
      hash = (hash ^ (long) LONGS.get(data, at)) * NULL_HASH;
      hash ^= hash >>> 32;
      at += 8;
    }
    int rest = end - at;
    if (rest > 0) {
      long tail;
      if (length >= 8) {
        tail = (long) LONGS.get(data, end - 8);
      } else if (rest >= 4) {
        tail = (int) INTS.get(data, at) & 0xFFFFFFFFL | (long) (int) INTS.get(data, end - 4) << 32;
      } else {
        tail =
            data[at] & 0xFFL
                | (data[at + (rest >> 1)] & 0xFFL) << 8
                | (data[end - 1] & 0xFFL) << 16;
      }
      hash = (hash ^ tail) * NULL_HASH;
    }
    return mix(hash);
  }

  private static void ofObjects(ObjectColumn column, Type type, int size, long[] hashes) {
    for (int i = 0; i < size; i++) {
      Object value = column.values()[i];
      hashes[i] = value == null ? 0 : object(value, type);
    }
  }

  private static long object(Object value, Type type) {
    return switch (value) {
      case Interval interval -> mix(Intervals.hash(interval));
      case PgArray array -> array(array, type.elementType());
      default -> mix(value.hashCode());
    };
  }

  private static long array(PgArray array, Type element) {
    Column elements = Values.column(element, Arrays.<@Nullable Object>asList(array.elements()));
    long[] hashes = new long[array.size()];
    of(elements, element, hashes.length, hashes);
    long hash = array.size();
    for (long one : hashes) {
      hash = mix(hash * COMBINE + one);
    }
    return mix(hash);
  }

  /// Spreads a number over all 64 bits, one to one (the finaliser of MurmurHash3 in Stafford's
  /// thirteenth variant).
  public static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
