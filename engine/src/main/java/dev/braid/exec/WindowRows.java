package dev.braid.exec;

import dev.braid.parallel.MemoryBudget;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;

/// The rows of the partition that is coming in.
final class WindowRows {
  private final WindowAgg node;
  private final NodeInfo input;
  private final MemoryBudget memory;
  private final ColumnBuilder[] builders;
  private final ValueEquality[] equalities;
  private final Column[] last;
  private int lastRow;
  private int size;
  private long reserved;

  WindowRows(WindowAgg node, MemoryBudget memory) {
    this.node = node;
    this.memory = memory;
    input = node.child().info();
    int width = input.output().size();
    builders = new ColumnBuilder[width];
    for (int i = 0; i < width; i++) {
      builders[i] = ColumnBuilder.of(input.type(i), 64);
    }
    last = new Column[node.partition().size()];
    equalities = new ValueEquality[last.length];
    for (int i = 0; i < last.length; i++) {
      equalities[i] = new ValueEquality(input.type(node.partition().get(i)));
    }
  }

  int size() {
    return size;
  }

  boolean samePartition(Batch batch, int a, int b) {
    for (int i = 0; i < equalities.length; i++) {
      Column column = batch.column(node.partition().get(i));
      if (!equalities[i].same(column, a, column, b)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the row belongs to another partition than the last one appended.
  boolean startsNew(Batch batch, int row) {
    if (size == 0) {
      return false;
    }
    for (int i = 0; i < equalities.length; i++) {
      if (!equalities[i].same(last[i], lastRow, batch.column(node.partition().get(i)), row)) {
        return true;
      }
    }
    return false;
  }

  void append(Batch batch, int from, int count) {
    if (count == 0) {
      return;
    }
    long needed = 0;
    for (int i = 0; i < builders.length; i++) {
      builders[i].appendRange(batch.column(i), from, count);
      needed += builders[i].memory();
    }
    size += count;
    lastRow = from + count - 1;
    for (int i = 0; i < last.length; i++) {
      last[i] = batch.column(node.partition().get(i));
    }
    needed += 16L * size * (1 + node.functions().size());
    if (needed > reserved) {
      memory.reserve(needed - reserved, "a window's partition");
      reserved = needed;
    }
  }

  /// Hands the partition over and starts anew.
  WindowPartition take() {
    Column[] columns = new Column[builders.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = builders[i].build();
    }
    int rows = size;
    size = 0;
    return new WindowPartition(input, columns, rows, node.order());
  }

  void release() {
    memory.release(reserved);
    reserved = 0;
  }
}
