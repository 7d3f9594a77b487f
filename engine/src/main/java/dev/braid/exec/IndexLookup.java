package dev.braid.exec;

import dev.braid.catalog.table.Morsel;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.IntColumn;
import java.util.ArrayList;
import java.util.List;

/// Looks outer rows up in an index and reads what it finds. Each entry found carries the number of
/// its outer row through the inner side's conditions as one more column.
final class IndexLookup implements InnerLookup {
  /// Entries read at once.
  private static final int STEP = 4096;

  private final IndexNode.Opened opened;
  private final Participant participant;
  private final IndexRanges ranges;
  private final EntryReader reader;
  private final ScanFilter filter;
  private final List<Type> entryTypes;
  private final List<Type> outputTypes;

  IndexLookup(IndexNode.Opened opened, Participant participant) {
    this.opened = opened;
    this.participant = participant;
    IndexNode node = opened.node();
    this.entryTypes = opened.entryTypes();
    this.ranges =
        new IndexRanges(
            node.index(),
            opened.entries(),
            IndexNode.keyTypes(node.table(), node.index()),
            node.condition());
    this.reader = new EntryReader(opened.entries(), entryTypes);
    List<Integer> projection = new ArrayList<>(node.projection());
    projection.add(node.columns().size());
    this.filter = new ScanFilter(node.filters(), projection);
    this.outputTypes = new ArrayList<>();
    node.info().output().forEach(column -> outputTypes.add(column.type()));
    outputTypes.add(Type.INT4);
  }

  @Override
  public Found look(Batch outer) {
    ranges.begin(outer, participant.eval());
    Entries entries = new Entries();
    for (int row = 0; row < outer.size(); row++) {
      long[] found = ranges.of(row);
      for (int i = 0; i < ranges.count(); i++) {
        long end = found[2 * i + 1];
        for (long at = found[2 * i]; at < end; at += STEP) {
          entries.add(reader.read(at, (int) Math.min(STEP, end - at)), row);
        }
      }
    }
    entries.flush();
    Batch all = Batches.concat(entries.rows, outputTypes);
    int[] owners = ((IntColumn) all.column(all.width() - 1).flat()).values();
    Batch rows = SortRanges.visible(all);
    Instrumentation instrumentation = participant.execution().instrumentation();
    if (instrumentation != null) {
      instrumentation.add(opened.node(), participant.number(), rows.size(), outer.size());
    }
    return new Found(rows, java.util.Arrays.copyOf(owners, rows.size()));
  }

  /// Entries on their way to rows.
  private final class Entries implements BatchConsumer {
    private final List<Batch> rows = new ArrayList<>();
    private final ColumnBuilder[] builders = ColumnBuilder.of(entryTypes, 256);
    private int[] owners = new int[256];
    private int count;

    void add(Batch entries, int owner) {
      for (int i = 0; i < builders.length; i++) {
        builders[i].appendRange(entries.column(i), 0, entries.size());
      }
      if (count + entries.size() > owners.length) {
        owners = java.util.Arrays.copyOf(owners, 2 * (count + entries.size()));
      }
      java.util.Arrays.fill(owners, count, count + entries.size(), owner);
      count += entries.size();
      if (count >= STEP) {
        flush();
      }
    }

    void flush() {
      participant.execution().cancellation().check();
      Column[] columns = ColumnBuilder.buildAll(builders);
      Batch entries = new Batch(columns, count);
      Column own = new IntColumn(java.util.Arrays.copyOf(owners, count), count, null);
      try (Morsel found = IndexedRows.of(opened, entries, own)) {
        if (count > 0) {
          boolean _ = filter.read(found, 0, count, participant.eval(), this);
        }
      }
      if (rows.isEmpty()) {
        rows.add(Batches.none(outputTypes));
      }
      count = 0;
    }

    @Override
    public boolean accept(Batch batch) {
      rows.add(batch);
      return true;
    }

    @Override
    public void endMorsel() {}
  }
}
