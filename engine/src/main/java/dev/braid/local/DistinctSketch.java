package dev.braid.local;

/// How many different values there are, from their hashes, in 16 kB and with an error of about one
/// percent: HyperLogLog (Flajolet and others, 2007) with linear counting for few values.
final class DistinctSketch {
  private static final int BITS = 14;
  private static final int REGISTERS = 1 << BITS;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  private final byte[] registers = new byte[REGISTERS];

  void add(long hash) {
    int register = (int) (hash >>> 64 - BITS);
    byte rank = (byte) (Long.numberOfLeadingZeros(hash << BITS | 1L << BITS - 1) + 1);
    if (rank > registers[register]) {
      registers[register] = rank;
    }
  }

  void merge(DistinctSketch other) {
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  double estimate() {
    double sum = 0;
    int empty = 0;
    for (byte rank : registers) {
      sum += Math.scalb(1.0, -rank);
      empty += rank == 0 ? 1 : 0;
    }
    double raw = ALPHA * REGISTERS * REGISTERS / sum;
    return raw <= 2.5 * REGISTERS && empty > 0
        ? REGISTERS * Math.log((double) REGISTERS / empty)
        : raw;
  }
}
