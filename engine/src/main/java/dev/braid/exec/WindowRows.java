package dev.braid.exec;

import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import org.jspecify.annotations.Nullable;

/// The rows of the partition that is coming in: in memory, or in a [LargePartition] when they have
/// become too many.
final class WindowRows {
  private final WindowAgg node;
  private final NodeInfo input;
  private final MemoryHold memory;
  private final Execution execution;
  private final ColumnBuilder[] builders;
  private final ValueEquality[] equalities;
  private final Column[] last;
  private int lastRow;
  private int size;
  private long reserved;
  private @Nullable LargePartition large;

  /// @param memory of all participants
  WindowRows(WindowAgg node, MemoryHold memory, Execution execution) {
    this.node = node;
    this.memory = memory;
    this.execution = execution;
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
    lastRow = from + count - 1;
    for (int i = 0; i < last.length; i++) {
      last[i] = batch.column(node.partition().get(i));
    }
    if (large == null) {
      makeRoom(batch, from, count);
    }
    LargePartition into = large;
    if (into != null) {
      into.add(batch.slice(from, count));
    } else {
      for (int i = 0; i < builders.length; i++) {
        builders[i].appendRange(batch.column(i), from, count);
      }
    }
    size += count;
  }

  /// Reserves what the rows with those to come take, or leaves memory.
  private void makeRoom(Batch batch, int from, int count) {
    long needed = 16L * (size + count) * (1 + node.functions().size());
    for (int i = 0; i < builders.length; i++) {
      needed += builders[i].memoryAdding(batch.column(i), from, count);
    }
    if (needed <= reserved) {
      return;
    }
    boolean allowed = needed <= execution.settings().workMem();
    if (allowed && memory.tryTake(needed - reserved)) {
      reserved = needed;
    } else if (LargePartition.isPossible(node)) {
      large = new LargePartition(node, execution);
      large.add(new Batch(ColumnBuilder.buildAll(builders), size));
      memory.release(reserved);
      reserved = 0;
    } else {
      memory.take(needed - reserved, "a window's partition");
      reserved = needed;
    }
  }

  /// The partition where it has left memory, or null.
  @Nullable LargePartition large() {
    return large;
  }

  /// For EXPLAIN ANALYZE: where the largest partition was.
  void tell(String where, long bytes) {
    Instrumentation instrumentation = execution.instrumentation();
    if (instrumentation != null) {
      instrumentation.of(node).storage(where, Instrumentation.kilobytes(bytes));
    }
  }

  /// Hands the partition over.
  WindowPartition take() {
    tell("Memory", reserved);
    return new WindowPartition(input, ColumnBuilder.buildAll(builders), size, node.order());
  }

  /// Starts anew.
  void clear() {
    size = 0;
    memory.release(reserved);
    reserved = 0;
    if (large != null) {
      large.close();
      large = null;
    }
  }
}
