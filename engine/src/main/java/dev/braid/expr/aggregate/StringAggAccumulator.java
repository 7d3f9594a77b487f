package dev.braid.expr.aggregate;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.IntColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `string_agg` of text and bytea. Each value comes after its own row's delimiter; that of the
/// first value is kept for the case that a part with earlier rows is put before it, and left out of
/// the result.
final class StringAggAccumulator implements Accumulator {
  private final Type type;
  private final Buffers buffers = new Buffers();
  private int[] firstDelimiter = new int[0];

  StringAggAccumulator(Type type) {
    this.type = type;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(type, Type.INT4);
  }

  @Override
  public void resize(int groups) {
    buffers.resize(groups);
    int capacity = Room.capacity(firstDelimiter.length, groups);
    firstDelimiter = Arrays.copyOf(firstDelimiter, capacity);
  }

  @Override
  public void add(int[] groups, Column[] arguments, int size, EvalContext context) {
    append(groups, arguments, size);
  }

  @Override
  public void addAll(Column[] arguments, int size, EvalContext context) {
    append(null, arguments, size);
  }

  private void append(int @Nullable [] groups, Column[] arguments, int size) {
    Column values = arguments[0];
    Column delimiters = arguments[1];
    for (int i = 0; i < size; i++) {
      if (values.isNull(i)) {
        continue;
      }
      int group = groups == null ? 0 : groups[i];
      if (!delimiters.isNull(i)) {
        int length = delimiters.getLength(i);
        if (!buffers.isSeen(group)) {
          firstDelimiter[group] = length;
        }
        buffers.append(group, delimiters.getData(i), delimiters.getStart(i), length);
      }
      buffers.append(group, values.getData(i), values.getStart(i), values.getLength(i));
    }
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {
      buffers.column(type, new int[firstDelimiter.length], from, count),
      new IntColumn(Arrays.copyOfRange(firstDelimiter, from, from + count), count, null)
    };
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    Column strings = state[0];
    for (int i = 0; i < size; i++) {
      if (!strings.isNull(i)) {
        int group = groups[i];
        if (!buffers.isSeen(group)) {
          firstDelimiter[group] = state[1].getInt(i);
        }
        buffers.append(group, strings.getData(i), strings.getStart(i), strings.getLength(i));
      }
    }
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    return buffers.column(type, firstDelimiter, from, count);
  }

  @Override
  public long memory() {
    return buffers.memory() + 4L * firstDelimiter.length;
  }
}
