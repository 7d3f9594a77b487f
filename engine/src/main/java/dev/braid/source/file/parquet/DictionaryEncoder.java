package dev.braid.source.file.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the distinct values of a chunk, as long as they are few.
///
/// @param codes one for each value
/// @param entries for each code, the place of a value that has it
record DictionaryEncoder(long[] codes, int[] entries) {
  private static final int MOST = 1 << 16;

  /// Null where a dictionary would not pay: more than 65536 entries, or more than half of the
  /// values.
  static @Nullable DictionaryEncoder of(PhysicalValues values) {
    return switch (values) {
      case PhysicalValues.Longs longs -> ofLongs(longs);
      case PhysicalValues.Doubles doubles -> ofDoubles(doubles);
      case PhysicalValues.Strings strings -> ofStrings(strings);
    };
  }

  int width() {
    return entries.length <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(entries.length - 1);
  }

  private static @Nullable DictionaryEncoder ofDoubles(PhysicalValues.Doubles doubles) {
    long[] bits = new long[doubles.count()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(doubles.values()[i]);
    }
    return ofLongs(new PhysicalValues.Longs(bits, bits.length));
  }

  private static @Nullable DictionaryEncoder ofLongs(PhysicalValues.Longs longs) {
    int count = longs.count();
    long[] values = longs.values();
    int most = Math.min(MOST, Math.max(1, count / 2));
    int mask = 4 * Integer.highestOneBit(most) - 1;
    int[] slots = new int[mask + 1];
    int[] entries = new int[16];
    int distinct = 0;
    long[] codes = new long[count];
    for (int i = 0; i < count; i++) {
      long value = values[i];
      long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
      int slot = (int) (mixed >>> 40) & mask;
      while (slots[slot] != 0 && values[entries[slots[slot] - 1]] != value) {
        slot = slot + 1 & mask;
      }
      if (slots[slot] == 0) {
        if (distinct == most) {
          return null;
        }
        entries = room(entries, distinct);
        entries[distinct++] = i;
        slots[slot] = distinct;
      }
      codes[i] = slots[slot] - 1L;
    }
    return new DictionaryEncoder(codes, Arrays.copyOf(entries, distinct));
  }

  private static @Nullable DictionaryEncoder ofStrings(PhysicalValues.Strings strings) {
    int count = strings.count();
    int most = Math.min(MOST, Math.max(1, count / 2));
    int mask = 4 * Integer.highestOneBit(most) - 1;
    int[] slots = new int[mask + 1];
    int[] entries = new int[16];
    int distinct = 0;
    long[] codes = new long[count];
    for (int i = 0; i < count; i++) {
      int slot = hash(strings, i) & mask;
      while (slots[slot] != 0 && !equal(strings, entries[slots[slot] - 1], i)) {
        slot = slot + 1 & mask;
      }
      if (slots[slot] == 0) {
        if (distinct == most) {
          return null;
        }
        entries = room(entries, distinct);
        entries[distinct++] = i;
        slots[slot] = distinct;
      }
      codes[i] = slots[slot] - 1L;
    }
    return new DictionaryEncoder(codes, Arrays.copyOf(entries, distinct));
  }

  private static int[] room(int[] entries, int distinct) {
    return distinct == entries.length ? Arrays.copyOf(entries, 2 * distinct) : entries;
  }

  private static int hash(PhysicalValues.Strings strings, int index) {
    int start = strings.starts()[index];
    int end = start + strings.lengths()[index];
    long hash = strings.lengths()[index];
    for (int i = start; i < end; i++) {
      hash = (hash ^ strings.data()[i]) * 0x100000001B3L;
    }
    return (int) (hash ^ hash >>> 29);
  }

  private static boolean equal(PhysicalValues.Strings strings, int a, int b) {
    int[] starts = strings.starts();
    int[] lengths = strings.lengths();
    return lengths[a] == lengths[b]
        && Arrays.equals(
            strings.data(),
            starts[a],
            starts[a] + lengths[a],
            strings.data(),
            starts[b],
            starts[b] + lengths[b]);
  }
}
