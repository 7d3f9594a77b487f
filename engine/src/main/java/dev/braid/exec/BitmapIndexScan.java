package dev.braid.exec;

import dev.braid.catalog.table.IndexEntries;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableIndex;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.util.ArrayList;
import java.util.List;

/// Collects the numbers of the rows that an index finds.
public record BitmapIndexScan(
    NodeInfo info, Table table, TableIndex index, IndexCondition condition) implements BitmapNode {
  private static final int STEP = 1 << 14;

  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return "Bitmap Index Scan on " + index.name();
  }

  @Override
  public List<Property> properties() {
    return condition.properties();
  }

  @Override
  public RowBitmap bitmap(Execution execution) {
    IndexEntries entries = index.entries();
    List<Type> types = new ArrayList<>(IndexNode.keyTypes(table, index));
    IndexRanges found = new IndexRanges(index, entries, types, condition);
    types.add(Type.INT8);
    EntryReader reader = new EntryReader(entries, types);
    found.begin(new Batch(new Column[0], 1), execution.eval());
    long[] ranges = found.of(0);
    RowBitmap bitmap = new RowBitmap();
    for (int i = 0; i < found.count(); i++) {
      long end = ranges[2 * i + 1];
      for (long at = ranges[2 * i]; at < end; at += STEP) {
        execution.cancellation().check();
        int count = (int) Math.min(STEP, end - at);
        Batch part = reader.read(at, count);
        Column numbers = part.column(part.width() - 1).flat();
        bitmap.add(((LongColumn) numbers).values(), count);
      }
    }
    return bitmap;
  }
}
