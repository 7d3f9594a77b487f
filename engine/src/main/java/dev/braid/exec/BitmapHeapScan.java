package dev.braid.exec;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableScan;
import dev.braid.expr.Expr;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.List;

/// Reads the rows of a bitmap in the order of the table. The bitmap is made once, by the leader;
/// participants share the table's morsels that have any of the rows.
///
/// @param recheck what the bitmap stands for, for EXPLAIN; bitmaps are exact, so nothing is checked
///   again
/// @param filters further conditions over `columns`
public record BitmapHeapScan(
    NodeInfo info,
    Table table,
    String alias,
    BitmapNode bitmap,
    List<Expr> recheck,
    List<Integer> columns,
    List<Expr> filters,
    List<Integer> projection,
    boolean parallel)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(bitmap);
  }

  @Override
  public String title() {
    String name = table.name().equals(alias) ? alias : table.name() + " " + alias;
    return (parallel ? "Parallel Bitmap Heap Scan on " : "Bitmap Heap Scan on ") + name;
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    properties.add(new Property("Recheck Cond", ExprText.conjunction(recheck)));
    if (!filters.isEmpty()) {
      properties.add(new Property("Filter", ExprText.conjunction(filters)));
    }
    return properties;
  }

  @Override
  public Pipe open(Execution execution) {
    RowBitmap rows = bitmap.counted(execution);
    execution
        .closing(new MemoryHold(execution.memory()))
        .take(rows.bytes(), "the bitmap of a bitmap heap scan");
    TableScan scan = execution.closing(table.scan(columns, List.of()));
    return Pipe.of(new HeapSource(scan, rows), parallel);
  }

  /// The table's morsels that have rows in the bitmap.
  private final class HeapSource implements Source {
    private final TableScan scan;
    private final RowBitmap rows;
    private final int[] used;

    HeapSource(TableScan scan, RowBitmap rows) {
      this.scan = scan;
      this.rows = rows;
      this.used = rows.used();
    }

    @Override
    public int morsels() {
      return used.length;
    }

    @Override
    public void run(int number, Participant participant, BatchConsumer out) {
      ScanFilter filter = participant.local(this, () -> new ScanFilter(filters, projection));
      int step = participant.execution().batchSize();
      int[] picked = rows.rows(used[number]);
      try (Morsel morsel = scan.open(used[number])) {
        Morsel chosen = new PickedRows(morsel, picked);
        for (int from = 0; from < picked.length; from += step) {
          participant.execution().cancellation().check();
          int count = Math.min(step, picked.length - from);
          if (!filter.read(chosen, from, count, participant.eval(), out)) {
            return;
          }
        }
      }
    }
  }

  /// Some rows of a morsel, ascending, as a morsel of their own.
  private record PickedRows(Morsel all, int[] picked) implements Morsel {
    @Override
    public int rows() {
      return picked.length;
    }

    @Override
    public Column read(int column, int from, int count) {
      int[] relative = new int[count];
      for (int i = 0; i < count; i++) {
        relative[i] = picked[from + i] - picked[from];
      }
      return all.read(column, picked[from], relative, count);
    }

    @Override
    public Column read(int column, int from, int[] rows, int count) {
      int[] relative = new int[count];
      for (int i = 0; i < count; i++) {
        relative[i] = picked[from + rows[i]] - picked[from];
      }
      return all.read(column, picked[from], relative, count);
    }

    @Override
    public void close() {}
  }
}
