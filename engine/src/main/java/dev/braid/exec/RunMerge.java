package dev.braid.exec;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.List;

/// Merges runs of groups, one range of hashes at a time.
///
/// A range that is too large for memory is read several times, each time for a part of it: groups
/// still come out in the order of their hashes.
final class RunMerge {
  private final AggregateShape shape;
  private final int[] set;
  private final int setNumber;
  private final List<AggregateRun> runs;
  private final int bits;
  private final long allowed;

  /// @param allowed bytes that one table may take
  RunMerge(
      AggregateShape shape,
      int[] set,
      int setNumber,
      List<AggregateRun> runs,
      int bits,
      long allowed) {
    this.shape = shape;
    this.set = set;
    this.setNumber = setNumber;
    this.runs = runs;
    this.bits = bits;
    this.allowed = allowed;
  }

  /// The parts in which a partition is put out.
  List<HashAggregation.Partition> passes(int partition) {
    long bytes = runs.stream().mapToLong(run -> run.bytes(partition)).sum();
    int passBits = 0;
    while (passBits < 8 && bytes >> passBits > allowed) {
      passBits++;
    }
    List<HashAggregation.Partition> passes = new ArrayList<>();
    for (int i = 0; i < 1 << passBits; i++) {
      int fromBits = passBits;
      long pass = ((long) partition << passBits) + i;
      passes.add(context -> merge(partition, pass, bits + fromBits, context));
      if (set.length == 0) {
        break;
      }
    }
    return set.length == 0 && partition > 0 ? List.of() : passes;
  }

  private Batch merge(int partition, long pass, int passBits, EvalContext context) {
    List<Batch> rows = new ArrayList<>();
    for (AggregateRun run : runs) {
      for (Batch batch : run.partition(partition, bits)) {
        Batch part = set.length == 0 ? batch : range(batch, pass, passBits);
        if (part.size() > 0) {
          rows.add(part);
        }
      }
    }
    long groups = rows.stream().mapToLong(Batch::size).sum();
    if (groups > 0 && set.length > 0 && !shape.ambiguous && isOrdered()) {
      Batch results = GroupMerge.results(shape, set, setNumber, rows, context);
      if (results != null) {
        return results;
      }
    }
    int sharedBits = set.length == 0 ? 0 : passBits;
    AggregateTable table =
        new AggregateTable(shape, set, sharedBits, (int) Math.min(groups, 1 << 24));
    if (shape.ambiguous && rows.size() > 1) {
      rows = List.of(byFirstRow(Batches.concat(rows, shape.runTypes(set)), 1 + set.length));
    }
    for (Batch batch : rows) {
      table.merge(batch, context);
    }
    return table.results(setNumber, context);
  }

  /// Whether each batch of a partition is a whole run's.
  private boolean isOrdered() {
    return runs.stream().noneMatch(AggregateRun::isOnDisk);
  }

  private static Batch range(Batch batch, long pass, int passBits) {
    if (passBits == 0) {
      return batch;
    }
    int from = pass == 0 ? 0 : AggregateRun.firstFrom(batch, pass << 64 - passBits);
    int to =
        pass + 1 == 1L << passBits
            ? batch.size()
            : AggregateRun.firstFrom(batch, pass + 1 << 64 - passBits);
    return batch.slice(from, to - from);
  }

  /// The rows in the order of a column of numbers.
  static Batch byFirstRow(Batch rows, int column) {
    int[] order = new int[rows.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    new RowSort(
            new Column[] {rows.column(column)},
            new Type[] {Type.INT8},
            List.of(new SortKey(0, false, false)))
        .sort(order, 0, order.length);
    return rows.gather(order, order.length);
  }
}
