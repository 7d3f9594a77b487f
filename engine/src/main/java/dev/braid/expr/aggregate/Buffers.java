package dev.braid.expr.aggregate;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing string of bytes for each group.
final class Buffers {
  private static final byte[] NONE = new byte[0];
  private static final int LIMIT = 0x3FFF_FFFF;

  private byte[][] buffers = new byte[0][];
  private int[] sizes = new int[0];
  private boolean[] seen = new boolean[0];
  private long memory;

  void resize(int groups) {
    int before = sizes.length;
    int capacity = Room.capacity(before, groups);
    if (capacity > before) {
      buffers = Arrays.copyOf(buffers, capacity);
      Arrays.fill(buffers, before, capacity, NONE);
      sizes = Arrays.copyOf(sizes, capacity);
      seen = Arrays.copyOf(seen, capacity);
    }
  }

  /// Whether anything, be it the empty string, was appended.
  boolean isSeen(int group) {
    return seen[group];
  }

  /// Appends the empty string.
  void touch(int group) {
    seen[group] = true;
  }

  int length(int group) {
    return sizes[group];
  }

  void append(int group, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(group, bytes, 0, bytes.length);
  }

  /// 54000 beyond 1 GB, as in PostgreSQL.
  void append(int group, byte[] data, int start, int length) {
    int size = sizes[group];
    byte[] buffer = buffers[group];
    if (buffer.length - size < length) {
      if (LIMIT - size < length) {
        throw new BraidException(
            SqlState.PROGRAM_LIMIT_EXCEEDED, "string buffer exceeds maximum allowed length");
      }
      int wider = (int) Math.min(LIMIT, Math.max(size + (long) length, 2L * size + 16));
      memory += wider - buffer.length;
      buffer = Arrays.copyOf(buffer, wider);
      buffers[group] = buffer;
    }
    System.arraycopy(data, start, buffer, size, length);
    sizes[group] = size + length;
    seen[group] = true;
  }

  String text(int group) {
    return new String(buffers[group], 0, sizes[group], StandardCharsets.UTF_8);
  }

  /// The strings without their first bytes.
  ///
  /// @param skip how many bytes to leave out, by group
  Column column(Type type, int[] skip, int from, int count) {
    ColumnBuilder builder = ColumnBuilder.of(type, count);
    for (int group = from; group < from + count; group++) {
      if (seen[group]) {
        builder.append(buffers[group], skip[group], sizes[group] - skip[group]);
      } else {
        builder.appendNull();
      }
    }
    return builder.build();
  }

  long memory() {
    return 13L * sizes.length + memory;
  }
}
