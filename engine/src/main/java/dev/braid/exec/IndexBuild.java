package dev.braid.exec;

import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.TextOutput;
import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the entries of an index: all rows' keys and numbers, read and sorted by all participants,
/// on disk where memory is short.
public final class IndexBuild implements BatchConsumer {
  private final Table table;
  private final String name;
  private final List<IndexKey> keys;
  private final boolean unique;
  private final int blockSize;
  private final Consumer<Batch> blocks;
  private final Zone zone;
  private final List<Type> types = new ArrayList<>();
  private final ColumnBuilder[] builders;
  private @Nullable Batch last;
  private int collected;
  private long rows;

  private IndexBuild(
      Table table,
      String name,
      List<IndexKey> keys,
      boolean unique,
      int blockSize,
      Consumer<Batch> blocks,
      Zone zone) {
    this.zone = zone;
    this.table = table;
    this.name = name;
    this.keys = keys;
    this.unique = unique;
    this.blockSize = blockSize;
    this.blocks = blocks;
    types.addAll(keys.stream().map(key -> table.columns().get(key.column()).type()).toList());
    types.add(Type.INT8);
    builders = ColumnBuilder.of(types, 1024);
  }

  /// Sends the entries in blocks of `blockSize` rows, the last of which may have fewer.
  ///
  /// @param workers that may help
  /// @return how many entries there are
  /// @throws BraidException 23505 when a unique index has two rows with equal keys, none of them
  ///   NULL
  public static long run(
      Execution execution,
      int workers,
      Table table,
      String name,
      List<IndexKey> keys,
      boolean unique,
      int blockSize,
      Consumer<Batch> blocks) {
    IndexBuild build =
        new IndexBuild(table, name, keys, unique, blockSize, blocks, execution.eval().timeZone());
    execution.send(execution.open(build.plan(workers)), build);
    build.flush();
    return build.rows;
  }

  private PlanNode plan(int workers) {
    List<OutputColumn> columns = new ArrayList<>();
    List<SortKey> order = new ArrayList<>();
    for (IndexKey key : keys) {
      order.add(new SortKey(columns.size(), key.descending(), key.nullsFirst()));
      columns.add(
          new OutputColumn(
              table.columns().get(key.column()).name(), table.columns().get(key.column()).type()));
    }
    columns.add(new OutputColumn("row", Type.INT8));
    NodeInfo info = new NodeInfo(columns, Estimate.NONE);
    PlanNode scan = new RowNumberScan(info, table, keys.stream().map(IndexKey::column).toList());
    // Stable, so that rows with equal keys stay in the order of the table.
    return new GatherMerge(info, new Sort(info, scan, order, -1), workers, order);
  }

  @Override
  public boolean accept(Batch batch) {
    if (unique) {
      check(batch);
    }
    int from = 0;
    while (from < batch.size()) {
      int count = Math.min(blockSize - collected, batch.size() - from);
      for (int i = 0; i < builders.length; i++) {
        builders[i].appendRange(batch.column(i), from, count);
      }
      from += count;
      collected += count;
      rows += count;
      if (collected == blockSize) {
        flush();
      }
    }
    return true;
  }

  private void flush() {
    if (collected > 0) {
      Column[] columns = ColumnBuilder.buildAll(builders);
      blocks.accept(new Batch(columns, collected));
      collected = 0;
    }
  }

  private void check(Batch batch) {
    Batch before = last;
    for (int row = 0; row < batch.size(); row++) {
      if (before != null && isSame(before, row == 0 ? before.size() - 1 : row - 1, batch, row)) {
        throw duplicate(batch, row);
      }
      before = batch;
    }
    last = batch.size() == 0 ? last : batch;
  }

  private boolean isSame(Batch a, int row, Batch b, int other) {
    for (int i = 0; i < keys.size(); i++) {
      if (a.column(i).isNull(row)
          || b.column(i).isNull(other)
          || RowEquality.compareValues(a.column(i), row, b.column(i), other, types.get(i)) != 0) {
        return false;
      }
    }
    return true;
  }

  private BraidException duplicate(Batch batch, int row) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      names.add(table.columns().get(keys.get(i).column()).name());
      Object value = Values.get(batch.column(i), row, types.get(i));
      values.add(value == null ? "null" : TextOutput.write(types.get(i), value, zone));
    }
    return new BraidException(
        SqlState.UNIQUE_VIOLATION,
        "could not create unique index \"" + name + "\"",
        0,
        "Key (%s)=(%s) is duplicated."
            .formatted(String.join(", ", names), String.join(", ", values)),
        null,
        null);
  }

  @Override
  public void endMorsel() {}
}
