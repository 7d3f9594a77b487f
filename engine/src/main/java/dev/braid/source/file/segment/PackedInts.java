package dev.braid.source.file.segment;

/// Unsigned numbers below 2^32 in as few bytes each as the largest needs; none at all where all are
/// zero.
public abstract sealed class PackedInts {
  private PackedInts() {}

  /// Copies numbers `from` to `from + count`, each with `base` added (overflow wraps).
  abstract void read(int from, int count, int base, int[] out);

  abstract void read(int from, int count, long base, long[] out);

  abstract void read(int from, int[] picked, int count, int base, int[] out);

  abstract void read(int from, int[] picked, int count, long base, long[] out);

  abstract long bytes();

  /// Packs `values[i] - base`.
  ///
  /// @param spread the largest such difference, unsigned and below 2^32
  static PackedInts pack(long[] values, int size, long base, long spread) {
    if (spread == 0) {
      return new Zero();
    }
    if (spread < 1 << 8) {
      byte[] packed = new byte[size];
      for (int i = 0; i < size; i++) {
        packed[i] = (byte) (values[i] - base);
      }
      return new OneByte(packed);
    }
    if (spread < 1 << 16) {
      short[] packed = new short[size];
      for (int i = 0; i < size; i++) {
        packed[i] = (short) (values[i] - base);
      }
      return new TwoBytes(packed);
    }
    int[] packed = new int[size];
    for (int i = 0; i < size; i++) {
      packed[i] = (int) (values[i] - base);
    }
    return new FourBytes(packed);
  }

  static PackedInts pack(int[] values, int size, int largest) {
    if (largest == 0) {
      return new Zero();
    }
    if (largest < 1 << 8) {
      byte[] packed = new byte[size];
      for (int i = 0; i < size; i++) {
        packed[i] = (byte) values[i];
      }
      return new OneByte(packed);
    }
    if (largest < 1 << 16) {
      short[] packed = new short[size];
      for (int i = 0; i < size; i++) {
        packed[i] = (short) values[i];
      }
      return new TwoBytes(packed);
    }
    return new FourBytes(values);
  }

  private static final class Zero extends PackedInts {
    @Override
    void read(int from, int count, int base, int[] out) {
      java.util.Arrays.fill(out, 0, count, base);
    }

    @Override
    void read(int from, int count, long base, long[] out) {
      java.util.Arrays.fill(out, 0, count, base);
    }

    @Override
    void read(int from, int[] picked, int count, int base, int[] out) {
      java.util.Arrays.fill(out, 0, count, base);
    }

    @Override
    void read(int from, int[] picked, int count, long base, long[] out) {
      java.util.Arrays.fill(out, 0, count, base);
    }

    @Override
    long bytes() {
      return 0;
    }
  }

  private static final class OneByte extends PackedInts {
    private final byte[] packed;

    OneByte(byte[] packed) {
      this.packed = packed;
    }

    @Override
    void read(int from, int count, int base, int[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + i] & 0xff);
      }
    }

    @Override
    void read(int from, int count, long base, long[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + i] & 0xffL);
      }
    }

    @Override
    void read(int from, int[] picked, int count, int base, int[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + picked[i]] & 0xff);
      }
    }

    @Override
    void read(int from, int[] picked, int count, long base, long[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + picked[i]] & 0xffL);
      }
    }

    @Override
    long bytes() {
      return 1L * packed.length;
    }
  }

  private static final class TwoBytes extends PackedInts {
    private final short[] packed;

    TwoBytes(short[] packed) {
      this.packed = packed;
    }

    @Override
    void read(int from, int count, int base, int[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + i] & 0xffff);
      }
    }

    @Override
    void read(int from, int count, long base, long[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + i] & 0xffffL);
      }
    }

    @Override
    void read(int from, int[] picked, int count, int base, int[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + picked[i]] & 0xffff);
      }
    }

    @Override
    void read(int from, int[] picked, int count, long base, long[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + picked[i]] & 0xffffL);
      }
    }

    @Override
    long bytes() {
      return 2L * packed.length;
    }
  }

  private static final class FourBytes extends PackedInts {
    private final int[] packed;

    FourBytes(int[] packed) {
      this.packed = packed;
    }

    @Override
    void read(int from, int count, int base, int[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + packed[from + i];
      }
    }

    @Override
    void read(int from, int count, long base, long[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + i] & 0xffffffffL);
      }
    }

    @Override
    void read(int from, int[] picked, int count, int base, int[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + packed[from + picked[i]];
      }
    }

    @Override
    void read(int from, int[] picked, int count, long base, long[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = base + (packed[from + picked[i]] & 0xffffffffL);
      }
    }

    @Override
    long bytes() {
      return 4L * packed.length;
    }
  }
}
