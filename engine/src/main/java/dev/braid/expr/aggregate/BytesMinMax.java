package dev.braid.expr.aggregate;

import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Of text in C order, bytea, and `character(n)`, whose blanks at the end count only among equals.
final class BytesMinMax extends MinMax {
  private final boolean padded;
  private final Type type;
  private byte[] @Nullable [] best = new byte[0][];
  private int[] lengths = new int[0];
  private long memory;

  BytesMinMax(boolean max, Type type) {
    super(max, type);
    this.type = type;
    padded = type.kind() == Kind.BPCHAR;
  }

  @Override
  public void resize(int groups) {
    int capacity = Room.capacity(best.length, groups);
    if (capacity > best.length) {
      best = Arrays.copyOf(best, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
      seen = Arrays.copyOf(seen, capacity);
    }
  }

  @Override
  void add(int @Nullable [] groups, Column[] arguments, int size, long @Nullable [] validity) {
    BytesColumn column = (BytesColumn) arguments[0];
    byte[] data = column.data();
    int[] starts = column.starts();
    int[] sizes = column.lengths();
    for (int i = 0; i < size; i++) {
      if (validity == null || (validity[i >> 6] >>> i & 1) != 0) {
        int group = groups == null ? 0 : groups[i];
        byte[] old = best[group];
        if (old == null || better(data, starts[i], sizes[i], old, lengths[group])) {
          keep(group, data, starts[i], sizes[i]);
        }
      }
    }
  }

  private boolean better(byte[] data, int start, int length, byte[] old, int oldLength) {
    int order;
    if (padded) {
      int a = trimmed(data, start, length);
      int b = trimmed(old, 0, oldLength);
      order = Arrays.compareUnsigned(data, start, start + a, old, 0, b);
      order = order != 0 ? order : Integer.compare(length, oldLength);
    } else {
      order = Arrays.compareUnsigned(data, start, start + length, old, 0, oldLength);
    }
    return max ? order > 0 : order < 0;
  }

  private static int trimmed(byte[] data, int start, int length) {
    int left = length;
    while (left > 0 && data[start + left - 1] == ' ') {
      left--;
    }
    return left;
  }

  private void keep(int group, byte[] data, int start, int length) {
    byte[] room = best[group];
    if (room == null || room.length < length) {
      memory += length + 16 - (room == null ? 0 : room.length + 16);
      room = new byte[length];
      best[group] = room;
    }
    System.arraycopy(data, start, room, 0, length);
    lengths[group] = length;
    seen[group] = true;
  }

  @Override
  Column column(int from, int count, long @Nullable [] validity) {
    ColumnBuilder builder = ColumnBuilder.of(type, count);
    for (int group = from; group < from + count; group++) {
      byte[] value = best[group];
      if (value == null) {
        builder.appendNull();
      } else {
        builder.append(value, 0, lengths[group]);
      }
    }
    return builder.build();
  }

  @Override
  public long memory() {
    return 13L * best.length + memory;
  }
}
