package dev.braid.exec;

import dev.braid.type.Storage;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.List;
import java.util.PriorityQueue;

/// Merges sorted runs; rows that are equal come in the order of the input.
final class SortMerge {
  private final PriorityQueue<SortedRun.Reader> heads;
  private final List<Type> types;
  private final long limit;

  SortMerge(List<SortedRun.Reader> readers, SortKeys keys, List<Type> types, long limit) {
    this.types = types;
    this.limit = limit;
    this.heads =
        new PriorityQueue<>(
            Math.max(1, readers.size()),
            (a, b) -> {
              int order = Long.compare(a.prefix(), b.prefix());
              if (order == 0) {
                order = keys.compare(a.batch(), a.row(), b.batch(), b.row());
              }
              return order != 0 ? order : Long.compare(a.number(), b.number());
            });
    for (SortedRun.Reader reader : readers) {
      if (!reader.atEnd()) {
        heads.add(reader);
      }
    }
  }

  void send(int batchSize, Participant participant, BatchConsumer out) {
    long left = limit < 0 ? Long.MAX_VALUE : limit;
    ColumnBuilder[] builders = ColumnBuilder.of(types, batchSize);
    int count = 0;
    long bytes = 0;
    while (left > 0 && !heads.isEmpty()) {
      SortedRun.Reader head = heads.remove();
      Batch batch = head.batch();
      for (int i = 0; i < builders.length; i++) {
        Column column = batch.column(i);
        builders[i].appendFrom(column, head.row());
        if (types.get(i).storage() == Storage.BYTES && !column.isNull(head.row())) {
          bytes += column.getLength(head.row());
        }
      }
      left--;
      head.next();
      if (!head.atEnd()) {
        heads.add(head);
      }
      if (++count == batchSize || bytes > Batches.BYTES_AT_ONCE) {
        participant.execution().cancellation().check();
        if (!out.accept(new Batch(ColumnBuilder.buildAll(builders), count))) {
          return;
        }
        count = 0;
        bytes = 0;
      }
    }
    if (count > 0) {
      boolean _ = out.accept(new Batch(ColumnBuilder.buildAll(builders), count));
    }
  }
}
