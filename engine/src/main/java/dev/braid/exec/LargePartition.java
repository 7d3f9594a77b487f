package dev.braid.exec;

import dev.braid.exec.WindowFrame.Bound;
import dev.braid.exec.WindowFrame.Exclusion;
import dev.braid.expr.AggregateFunction;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.List;

/// A window's partition that does not fit into memory. Its rows are in a [RowStore], on disk for
/// the most part, and are read again from the first to the last, by as many readers as the
/// functions need: one that puts rows out, others that are ahead at the end of the current row's
/// peers.
///
/// Only for functions whose frame begins with the partition, or which look at single rows. Frames
/// that slide have to be in memory.
final class LargePartition {
  private final WindowAgg node;
  private final RowStore store;
  private final NodeInfo input;
  private long size;

  LargePartition(WindowAgg node, Execution execution) {
    this.node = node;
    this.input = node.child().info();
    this.store = RowStore.of(execution, input);
  }

  /// Whether all functions of a node can be computed so.
  static boolean isPossible(WindowAgg node) {
    return node.functions().stream().allMatch(LargePartition::isPossible);
  }

  private static boolean isPossible(WindowSpec spec) {
    if (spec.function().form() == AggregateFunction.Form.WINDOW) {
      switch (spec.function().name()) {
        case "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "lag", "lead" -> {
          return true;
        }
        case "first_value", "last_value" -> {}
        default -> {
          return false;
        }
      }
    }
    WindowFrame frame = spec.frame();
    return frame.start() == Bound.UNBOUNDED_PRECEDING
        && (frame.end() == Bound.CURRENT_ROW || frame.end() == Bound.UNBOUNDED_FOLLOWING)
        && frame.exclusion() == Exclusion.NO_OTHERS;
  }

  void add(Batch rows) {
    store.add(rows);
    size += rows.size();
  }

  /// Bytes that all rows would take in memory.
  long bytes() {
    return store.bytes();
  }

  long size() {
    return size;
  }

  NodeInfo input() {
    return input;
  }

  /// A new reader at the first row.
  StoredCursor cursor() {
    return new StoredCursor(store.readers());
  }

  /// The keys of peers: none where a frame always reaches the partition's end.
  List<SortKey> peers(WindowSpec spec) {
    boolean ofOrder =
        spec.function().form() == AggregateFunction.Form.WINDOW
                && !spec.function().name().equals("last_value")
            || spec.frame().end() == Bound.CURRENT_ROW;
    return ofOrder ? node.order() : List.of();
  }

  /// Puts the rows out with the functions' results.
  ///
  /// @return whether more rows are wanted
  boolean send(Participant participant, BatchConsumer out) {
    List<WindowSpec> specs = node.functions();
    RunningFunction[] functions = new RunningFunction[specs.size()];
    for (int i = 0; i < functions.length; i++) {
      functions[i] = RunningFunction.of(specs.get(i), this, participant.eval());
    }
    int step = participant.execution().batchSize();
    long row = 0;
    for (RowStore.Reader reader : store.readers()) {
      participant.execution().cancellation().check();
      Batch rows = reader.read();
      Column[] columns = rows.columns().toArray(new Column[rows.width() + functions.length]);
      for (int i = 0; i < functions.length; i++) {
        Type type = specs.get(i).resultType();
        ColumnBuilder builder = ColumnBuilder.of(type, rows.size());
        for (int at = 0; at < rows.size(); at++) {
          functions[i].append(rows, at, row + at, builder);
        }
        columns[rows.width() + i] = builder.build();
      }
      row += rows.size();
      if (!Batches.send(new Batch(columns, rows.size()), step, out)) {
        return false;
      }
    }
    return true;
  }

  /// Gives memory and disk back.
  void close() {
    store.clear();
  }
}
