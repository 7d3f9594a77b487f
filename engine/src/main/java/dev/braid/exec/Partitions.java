package dev.braid.exec;

import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.hash.Hashes;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.LongColumn;
import java.util.ArrayList;
import java.util.List;

/// Rows divided by the hashes of their keys, each with its number in the input behind its columns.
/// Within a partition they keep their order.
final class Partitions implements Sink {
  private static final int PIECE = 1024;

  private final List<RowStore> stores = new ArrayList<>();
  private final List<Type> types;
  private final List<Expr> keys;
  private final List<Type> keyTypes;
  private final int bits;
  private final long salt;
  private volatile boolean nullKeys;

  /// @param columns types of the rows
  /// @param keys over them
  /// @param level partitions of a partition have another one, so that they divide it anew
  /// @param allowed bytes that all of them together may hold in memory
  Partitions(
      Execution execution, List<Type> columns, List<Expr> keys, int bits, int level, long allowed) {
    this.types = new ArrayList<>(columns);
    types.add(Type.INT8);
    this.keys = keys;
    this.keyTypes = keys.stream().map(Expr::type).toList();
    this.bits = bits;
    this.salt = Hashes.mix(level + 1L);
    for (int i = 0; i < 1 << bits; i++) {
      stores.add(new RowStore(execution, types, allowed >> bits));
    }
  }

  RowStore get(int partition) {
    return stores.get(partition);
  }

  /// Whether one of the keys was NULL in some row.
  boolean hasNullKeys() {
    return nullKeys;
  }

  List<Type> types() {
    return types;
  }

  @Override
  public BatchConsumer open(Participant participant) {
    return new Divider(participant);
  }

  @Override
  public void finish(Execution execution) {
    stores.forEach(store -> store.finish(execution));
  }

  /// One participant's part: collects rows of each partition until they are worth a write.
  private final class Divider implements BatchConsumer {
    private final Participant participant;
    private final Evaluator[] evaluators = JoinShape.evaluators(keys);
    private final List<BatchConsumer> consumers = new ArrayList<>();
    private final ColumnBuilder[][] builders = new ColumnBuilder[1 << bits][];
    private long row;

    Divider(Participant participant) {
      this.participant = participant;
      for (int i = 0; i < builders.length; i++) {
        consumers.add(stores.get(i).open(participant));
        builders[i] = ColumnBuilder.of(types, 16);
      }
    }

    @Override
    public boolean accept(Batch batch) {
      int size = batch.size();
      Column[] keyColumns = JoinShape.evaluate(evaluators, batch, participant.eval());
      for (Column key : keyColumns) {
        for (int i = 0; i < size && !key.hasNoNulls() && !nullKeys; i++) {
          nullKeys |= key.isNull(i);
        }
      }
      long[] hashes = Hashes.of(keyColumns, keyTypes, size);
      Column[] columns = new Column[types.size()];
      for (int i = 0; i < columns.length - 1; i++) {
        columns[i] = batch.column(i).flat();
      }
      long[] numbers = new long[size];
      for (int i = 0; i < size; i++) {
        numbers[i] = ((long) participant.morsel() << 32) + row++;
      }
      columns[columns.length - 1] = new LongColumn(numbers, size, null);
      int[] counts = new int[1 << bits];
      int[][] rows = new int[1 << bits][size];
      for (int i = 0; i < size; i++) {
        int partition = (int) (Hashes.mix(hashes[i] ^ salt) >>> 64 - bits);
        rows[partition][counts[partition]++] = i;
      }
      for (int partition = 0; partition < counts.length; partition++) {
        ColumnBuilder[] mine = builders[partition];
        for (int i = 0; counts[partition] > 0 && i < columns.length; i++) {
          mine[i].appendPicked(columns[i], rows[partition], counts[partition]);
        }
        if (mine[0].size() >= PIECE) {
          flush(partition);
        }
      }
      return true;
    }

    private void flush(int partition) {
      ColumnBuilder[] mine = builders[partition];
      int size = mine[0].size();
      if (size > 0) {
        Column[] columns = ColumnBuilder.buildAll(mine);
        boolean _ = consumers.get(partition).accept(new Batch(columns, size));
      }
    }

    @Override
    public void endMorsel() {
      row = 0;
      for (int partition = 0; partition < builders.length; partition++) {
        flush(partition);
        consumers.get(partition).endMorsel();
      }
    }
  }
}
