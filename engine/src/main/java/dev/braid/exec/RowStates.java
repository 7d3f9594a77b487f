package dev.braid.exec;

import dev.braid.type.Storage;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.BatchCodec;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.IntColumn;
import dev.braid.vector.LongColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Rows of groups as strings of bytes, one string for each group.
///
/// Whole numbers without NULLs are written one after another, row by row, eight bytes each; all
/// else as a batch. The first byte tells which.
final class RowStates {
  private static final byte NUMBERS = 1;
  private static final byte BATCH = 2;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private RowStates() {}

  /// @param order row numbers, group by group
  /// @param starts where each group's are in `order`, and behind the last where they end
  static Column write(Column[] columns, int[] order, int[] starts) {
    int groups = starts.length - 1;
    long rows = (long) starts[groups] - starts[0];
    return areNumbers(columns) && groups + 8 * rows * columns.length < Integer.MAX_VALUE - 8
        ? numbers(columns, order, starts)
        : batches(columns, order, starts);
  }

  private static boolean areNumbers(Column[] columns) {
    return Arrays.stream(columns)
        .allMatch(
            column ->
                (column instanceof IntColumn || column instanceof LongColumn)
                    && column.hasNoNulls());
  }

  private static Column numbers(Column[] columns, int[] order, int[] starts) {
    int groups = starts.length - 1;
    int width = 8 * columns.length;
    byte[] data = new byte[groups + width * (starts[groups] - starts[0])];
    int[] places = new int[groups];
    int[] lengths = new int[groups];
    int at = 0;
    for (int group = 0; group < groups; group++) {
      places[group] = at;
      lengths[group] = 1 + width * (starts[group + 1] - starts[group]);
      data[at] = NUMBERS;
      at += lengths[group];
    }
    for (int i = 0; i < columns.length; i++) {
      long[] values = values(columns[i]);
      for (int group = 0; group < groups; group++) {
        int to = places[group] + 1 + 8 * i;
        for (int row = starts[group]; row < starts[group + 1]; row++) {
          LONGS.set(data, to, values[order[row]]);
          to += width;
        }
      }
    }
    return new BytesColumn(data, places, lengths, groups, null);
  }

  private static long[] values(Column column) {
    return switch (column) {
      case LongColumn longs -> longs.values();
      case IntColumn ints -> Arrays.stream(ints.values()).asLongStream().toArray();
      default -> throw new IllegalStateException();
    };
  }

  private static Column batches(Column[] columns, int[] order, int[] starts) {
    int groups = starts.length - 1;
    Batch all = new Batch(columns, order.length);
    ColumnBuilder states = ColumnBuilder.of(Type.BYTEA, Math.max(1, groups));
    for (int group = 0; group < groups; group++) {
      int[] mine = Arrays.copyOfRange(order, starts[group], starts[group + 1]);
      ByteBuffer bytes = BatchCodec.encode(all.gather(mine, mine.length));
      byte[] state = new byte[1 + bytes.remaining()];
      state[0] = BATCH;
      bytes.get(state, 1, state.length - 1);
      states.append(state, 0, state.length);
    }
    return states.build();
  }

  /// Adds the rows of states to columns of these types.
  ///
  /// @return how many rows each state had
  static int[] read(Column states, int size, ColumnBuilder[] rows, List<Type> types) {
    int[] counts = new int[size];
    for (int i = 0; i < size; i++) {
      byte[] data = states.getData(i);
      int start = states.getStart(i) + 1;
      int length = states.getLength(i) - 1;
      if (data[start - 1] == NUMBERS) {
        counts[i] = length / (8 * rows.length);
        readNumbers(data, start, counts[i], rows, types);
      } else {
        Batch batch = BatchCodec.decode(ByteBuffer.wrap(data, start, length));
        counts[i] = batch.size();
        for (int column = 0; column < rows.length; column++) {
          rows[column].appendRange(batch.column(column), 0, batch.size());
        }
      }
    }
    return counts;
  }

  private static void readNumbers(
      byte[] data, int start, int count, ColumnBuilder[] rows, List<Type> types) {
    for (int i = 0; i < rows.length; i++) {
      boolean isInt = types.get(i).storage() == Storage.INT;
      int at = start + 8 * i;
      for (int row = 0; row < count; row++) {
        long value = (long) LONGS.get(data, at);
        if (isInt) {
          rows[i].append((int) value);
        } else {
          rows[i].append(value);
        }
        at += 8 * rows.length;
      }
    }
  }
}
