package dev.braid.exec;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/// Merges the results of a join's partitions by the last two columns, the numbers of the outer and
/// the inner row: first all rows that have an outer one, in their order, then the inner ones by
/// themselves. Both numbers are left out of the output.
final class StoreMerge implements Source {
  private static final long INNER_ALONE = 1L << 62;

  private final List<RowStore> stores;
  private final List<Type> types;

  StoreMerge(List<RowStore> stores, List<Type> types) {
    this.stores = stores;
    this.types = types;
  }

  @Override
  public int morsels() {
    return 1;
  }

  /// A store being read: a batch, and the row in it that is next.
  private final class Reading {
    private final Deque<RowStore.Reader> rest;
    private Batch batch = new Batch(new Column[0], 0);
    private int row = -1;
    private long number;

    Reading(RowStore store) {
      this.rest = new ArrayDeque<>(store.readers());
    }

    boolean next() {
      row++;
      while (row >= batch.size()) {
        RowStore.Reader reader = rest.poll();
        if (reader == null) {
          return false;
        }
        batch = reader.read();
        row = 0;
      }
      Column outer = batch.column(types.size());
      number =
          outer.isNull(row)
              ? INNER_ALONE + batch.column(types.size() + 1).getLong(row)
              : outer.getLong(row);
      return true;
    }
  }

  @Override
  public void run(int morsel, Participant participant, BatchConsumer out) {
    PriorityQueue<Reading> queue =
        new PriorityQueue<>(Comparator.comparingLong((Reading reading) -> reading.number));
    for (RowStore store : stores) {
      Reading reading = new Reading(store);
      if (reading.next()) {
        queue.add(reading);
      }
    }
    int batchSize = participant.execution().batchSize();
    ColumnBuilder[] builders = ColumnBuilder.of(types, 64);
    int size = 0;
    while (!queue.isEmpty()) {
      Reading least = queue.poll();
      for (int i = 0; i < builders.length; i++) {
        builders[i].appendFrom(least.batch.column(i), least.row);
      }
      size++;
      if (least.next()) {
        queue.add(least);
      }
      if (size == batchSize || queue.isEmpty()) {
        participant.execution().cancellation().check();
        Column[] columns = ColumnBuilder.buildAll(builders);
        if (!out.accept(new Batch(columns, size))) {
          return;
        }
        size = 0;
      }
    }
  }
}
