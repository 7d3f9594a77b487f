package dev.braid.local;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableScan;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All rows of a table in their order, read by several workers: as many morsels as there are
/// readers at once, then handed on one after another. What is copied so keeps the order in which it
/// was sorted, and with it narrow ranges of values in its row groups.
final class OrderedRows {
  private final TableScan scan;
  private final int columns;
  private final CommandContext context;

  private OrderedRows(TableScan scan, int columns, CommandContext context) {
    this.scan = scan;
    this.columns = columns;
    this.context = context;
  }

  /// @param columns positions in the table, in the order of the batches' columns
  /// @throws dev.braid.error.BraidException of several errors, that of the first rows
  static void send(Table table, List<Integer> columns, CommandContext context, Consumer<Batch> to) {
    try (TableScan scan = table.scan(columns, List.of())) {
      new OrderedRows(scan, columns.size(), context).send(to);
    }
  }

  private void send(Consumer<Batch> to) {
    int window = 1 + context.maintenanceWorkers();
    for (int first = 0; first < scan.morsels(); first += window) {
      int from = first;
      List<@Nullable List<Batch>> read = new ArrayList<>();
      List<@Nullable RuntimeException> errors = new ArrayList<>();
      int count = Math.min(window, scan.morsels() - first);
      for (int i = 0; i < count; i++) {
        read.add(null);
        errors.add(null);
      }
      context
          .tasks()
          .forEach(
              count,
              i -> {
                try {
                  read.set(i, read(from + i));
                } catch (RuntimeException e) {
                  errors.set(i, e);
                }
              });
      for (int i = 0; i < count; i++) {
        RuntimeException error = errors.get(i);
        if (error != null) {
          throw error;
        }
        List<Batch> batches = read.get(i);
        if (batches != null) {
          batches.forEach(to);
        }
      }
    }
  }

  private List<Batch> read(int number) {
    List<Batch> batches = new ArrayList<>();
    int step = context.settings().batchSize();
    try (Morsel morsel = scan.open(number)) {
      for (int from = 0; from < morsel.rows(); from += step) {
        context.cancellation().check();
        int size = Math.min(step, morsel.rows() - from);
        Column[] values = new Column[columns];
        for (int i = 0; i < columns; i++) {
          values[i] = morsel.read(i, from, size);
        }
        batches.add(new Batch(values, size));
      }
    }
    return batches;
  }
}
