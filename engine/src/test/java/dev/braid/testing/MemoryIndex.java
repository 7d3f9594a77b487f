package dev.braid.testing;

import dev.braid.catalog.table.IndexEntries;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableIndex;
import dev.braid.exec.Execution;
import dev.braid.exec.IndexBuild;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;

/// An index in memory, in small blocks.
public record MemoryIndex(
    Table table,
    String name,
    List<IndexKey> keys,
    boolean unique,
    int blockSize,
    List<Batch> blocks)
    implements TableIndex, IndexEntries {
  public static MemoryIndex build(
      Execution execution,
      Table table,
      String name,
      boolean unique,
      int blockSize,
      IndexKey... keys) {
    List<Batch> blocks = new ArrayList<>();
    IndexBuild.run(execution, 2, table, name, List.of(keys), unique, blockSize, blocks::add);
    return new MemoryIndex(table, name, List.of(keys), unique, blockSize, blocks);
  }

  @Override
  public long rows() {
    return blocks.stream().mapToLong(Batch::size).sum();
  }

  @Override
  public long bytes() {
    return 16 * Math.max(rows(), table.statistics().rows());
  }

  @Override
  public IndexEntries entries() {
    return this;
  }

  @Override
  public long size() {
    return rows();
  }

  @Override
  public Batch block(int number) {
    return blocks.get(number);
  }

  @Override
  public Batch firsts() {
    Column[] columns = new Column[keys.size()];
    for (int i = 0; i < columns.length; i++) {
      ColumnBuilder builder =
          ColumnBuilder.of(table.columns().get(keys.get(i).column()).type(), blocks.size());
      for (Batch block : blocks) {
        builder.appendFrom(block.column(i), 0);
      }
      columns[i] = builder.build();
    }
    return new Batch(columns, blocks.size());
  }
}
