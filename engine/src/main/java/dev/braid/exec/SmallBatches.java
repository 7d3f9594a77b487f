package dev.braid.exec;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.List;

/// Puts small batches together before they are passed on, in their order: a join that finds a
/// partner for one row in hundreds would make everybody above it work row by row.
final class SmallBatches extends StepConsumer {
  /// Rows below which a batch is small.
  private static final int SMALL = 64;

  private static final int TOGETHER = 4 * SMALL;

  /// Bytes below which copying a batch costs less than passing it on.
  private static final long LITTLE = 16 << 10;

  private final List<Type> types;
  private ColumnBuilder[] builders = {};
  private int count;
  private boolean more = true;

  private SmallBatches(List<Type> types, BatchConsumer next) {
    super(next);
    this.types = types;
  }

  /// @param batchSize the most rows that may be passed on at once
  static BatchConsumer of(NodeInfo rows, int batchSize, BatchConsumer next) {
    List<Type> types = rows.output().stream().map(OutputColumn::type).toList();
    return batchSize < TOGETHER || types.isEmpty() ? next : new SmallBatches(types, next);
  }

  @Override
  public boolean accept(Batch batch) {
    if (!more || batch.size() == 0) {
      return more;
    }
    if (batch.size() >= SMALL || Batches.ownMemory(batch) > LITTLE) {
      more = flush() && next.accept(batch);
      return more;
    }
    if (builders.length == 0) {
      builders = ColumnBuilder.of(types, TOGETHER);
    }
    for (int i = 0; i < builders.length; i++) {
      builders[i].appendRange(batch.column(i), 0, batch.size());
    }
    count += batch.size();
    return count <= TOGETHER - SMALL || flush();
  }

  private boolean flush() {
    if (count > 0) {
      Column[] columns = ColumnBuilder.buildAll(builders);
      int size = count;
      count = 0;
      more = more && next.accept(new Batch(columns, size));
    }
    return more;
  }

  @Override
  public void endMorsel() {
    boolean _ = flush();
    more = true;
    next.endMorsel();
  }
}
