package dev.braid.exec;

import dev.braid.catalog.table.Morsel;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;

/// The rows of an index scan that stands by itself. Its ranges are cut into morsels of neighbouring
/// entries, numbered in the order of the index (or against it), so that whoever brings morsels
/// together in their order has the rows in order.
final class IndexSource implements Source {
  private static final int MORSEL_ENTRIES = 1 << 14;

  private final IndexNode.Opened opened;
  private final IndexNode node;
  private final long[] ranges;

  /// For each range, the number of its first morsel in the order of the index; and the end.
  private final long[] firstMorsels;

  IndexSource(IndexNode.Opened opened, Execution execution) {
    this.opened = opened;
    this.node = opened.node();
    IndexRanges found =
        new IndexRanges(
            node.index(),
            opened.entries(),
            IndexNode.keyTypes(node.table(), node.index()),
            node.condition());
    found.begin(new Batch(new Column[0], 1), execution.eval());
    ranges = found.of(0);
    firstMorsels = new long[found.count() + 1];
    for (int i = 0; i < found.count(); i++) {
      long entries = ranges[2 * i + 1] - ranges[2 * i];
      firstMorsels[i + 1] = firstMorsels[i] + (entries + MORSEL_ENTRIES - 1) / MORSEL_ENTRIES;
    }
  }

  @Override
  public int morsels() {
    return Math.toIntExact(firstMorsels[firstMorsels.length - 1]);
  }

  /// What a participant reads with.
  private record Tools(ScanFilter filter, EntryReader reader) {}

  @Override
  public void run(int number, Participant participant, BatchConsumer out) {
    Tools tools =
        participant.local(
            this,
            () ->
                new Tools(
                    new ScanFilter(node.filters(), node.projection()),
                    new EntryReader(opened.entries(), opened.entryTypes())));
    int place = node.backward() ? morsels() - 1 - number : number;
    int range = 0;
    while (firstMorsels[range + 1] <= place) {
      range++;
    }
    long from = ranges[2 * range] + (place - firstMorsels[range]) * MORSEL_ENTRIES;
    int count = (int) Math.min(MORSEL_ENTRIES, ranges[2 * range + 1] - from);
    int step = participant.execution().batchSize();
    for (int at = 0; at < count; at += step) {
      participant.execution().cancellation().check();
      int size = Math.min(step, count - at);
      Batch entries =
          node.backward()
              ? reversed(tools.reader.read(from + count - at - size, size))
              : tools.reader.read(from + at, size);
      try (Morsel rows = IndexedRows.of(opened, entries, null)) {
        if (!tools.filter.read(rows, 0, size, participant.eval(), out)) {
          return;
        }
      }
    }
  }

  private static Batch reversed(Batch entries) {
    int[] rows = new int[entries.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows.length - 1 - i;
    }
    return entries.gather(rows, rows.length);
  }
}
