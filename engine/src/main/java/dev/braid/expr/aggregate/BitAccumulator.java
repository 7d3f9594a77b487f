package dev.braid.expr.aggregate;

import dev.braid.expr.EvalContext;
import dev.braid.type.Storage;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `bit_and`, `bit_or` and `bit_xor` of integers.
final class BitAccumulator extends StrictAccumulator {
  /// What is done with the bits.
  enum Operation {
    AND,
    OR,
    XOR
  }

  private final Operation operation;
  private final Type type;
  private boolean[] seen = new boolean[0];
  private long[] bits = new long[0];

  BitAccumulator(Operation operation, Type type) {
    this.operation = operation;
    this.type = type;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(type);
  }

  @Override
  public void resize(int groups) {
    int before = bits.length;
    int capacity = Room.capacity(before, groups);
    if (capacity > before) {
      seen = Arrays.copyOf(seen, capacity);
      bits = Arrays.copyOf(bits, capacity);
      Arrays.fill(bits, before, capacity, operation == Operation.AND ? -1 : 0);
    }
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    int[] ints = arguments[0] instanceof IntColumn column ? column.values() : null;
    long[] longs = arguments[0] instanceof LongColumn column ? column.values() : new long[0];
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        int group = groups == null ? 0 : groups[i];
        long value = ints == null ? longs[i] : ints[i];
        seen[group] = true;
        bits[group] =
            switch (operation) {
              case AND -> bits[group] & value;
              case OR -> bits[group] | value;
              case XOR -> bits[group] ^ value;
            };
      }
    }
  }

  private Column column(int from, int count) {
    long[] valid = Room.validity(seen, from, count);
    if (type.storage() == Storage.LONG) {
      return new LongColumn(Arrays.copyOfRange(bits, from, from + count), count, valid);
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) bits[from + i];
    }
    return new IntColumn(values, count, valid);
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {column(from, count)};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    add(groups, state, size, context);
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    return column(from, count);
  }

  @Override
  public long memory() {
    return 9L * bits.length;
  }
}
