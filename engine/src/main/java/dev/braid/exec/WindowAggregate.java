package dev.braid.exec;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;

/// An aggregate over the frames of one partition, by the cheapest way there is: frames that only
/// grow at their end take in their new rows; of states that can be merged in any order a tree is
/// built ([StateTree]), O(n log n); other aggregates start anew for each frame that differs from
/// the row's before.
final class WindowAggregate {
  private final WindowPartition partition;
  private final WindowSpec spec;
  private final FrameRows frame;
  private final EvalContext context;
  private final int size;

  WindowAggregate(
      WindowPartition partition, WindowSpec spec, FrameRows frame, EvalContext context) {
    this.partition = partition;
    this.spec = spec;
    this.frame = frame;
    this.context = context;
    size = partition.size();
  }

  Column evaluate() {
    if (frame.excludesNothing() && frame.start(size - 1) == 0) {
      return growing();
    }
    if (spec.function().combines()) {
      return StateTree.evaluate(this, frame, size, context);
    }
    return anew();
  }

  Type resultType() {
    return spec.resultType();
  }

  Accumulator accumulator(int groups) {
    Accumulator accumulator =
        spec.function().binder().bind(spec.argumentTypes(), spec.resultType());
    accumulator.resize(groups);
    return accumulator;
  }

  /// Adds those of the rows that the filter lets pass, each to its own group.
  void addEach(Accumulator accumulator) {
    int[] groups = new int[size];
    int count = passing(0, size, groups);
    accumulator.add(groups, picked(0, size, groups, count), count, context);
  }

  private void addAll(Accumulator accumulator, int from, int to) {
    if (from == to) {
      return;
    }
    int[] rows = new int[spec.filter() < 0 ? 0 : to - from];
    int count = spec.filter() < 0 ? to - from : passing(from, to, rows);
    if (count > 0) {
      accumulator.addAll(picked(from, to, rows, count), count, context);
    }
  }

  private int passing(int from, int to, int[] rows) {
    Column filter = spec.filter() < 0 ? null : partition.column(spec.filter());
    int count = 0;
    for (int row = from; row < to; row++) {
      if (filter == null || (!filter.isNull(row) && filter.getBoolean(row))) {
        rows[count++] = row;
      }
    }
    return count;
  }

  private Column[] picked(int from, int to, int[] rows, int count) {
    Column[] columns = new Column[spec.arguments().size()];
    for (int i = 0; i < columns.length; i++) {
      Column column = partition.column(spec.arguments().get(i));
      if (count < to - from) {
        columns[i] = column.gather(rows, count);
      } else {
        columns[i] = from == 0 && to == size ? column : column.slice(from, count);
      }
    }
    return columns;
  }

  private Column growing() {
    ColumnBuilder builder = ColumnBuilder.of(spec.resultType(), size);
    Accumulator accumulator = accumulator(1);
    int end = 0;
    Column result = accumulator.result(0, 1, context);
    for (int row = 0; row < size; row++) {
      if (frame.end(row) > end) {
        context.cancellation().check();
        addAll(accumulator, end, frame.end(row));
        end = frame.end(row);
        result = accumulator.result(0, 1, context);
      }
      builder.appendFrom(result, 0);
    }
    return builder.build();
  }

  private Column anew() {
    ColumnBuilder builder = ColumnBuilder.of(spec.resultType(), size);
    int[] pieces = new int[6];
    Column result = null;
    for (int row = 0; row < size; row++) {
      boolean same =
          result != null
              && frame.excludesNothing()
              && frame.start(row) == frame.start(row - 1)
              && frame.end(row) == frame.end(row - 1);
      if (!same || result == null) {
        context.cancellation().check();
        Accumulator accumulator = accumulator(1);
        int count = frame.pieces(row, pieces);
        for (int i = 0; i < count; i++) {
          addAll(accumulator, pieces[2 * i], pieces[2 * i + 1]);
        }
        result = accumulator.result(0, 1, context);
      }
      builder.appendFrom(result, 0);
    }
    return builder.build();
  }
}
