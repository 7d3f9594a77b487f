package dev.braid.exec;

import dev.braid.catalog.table.IndexEntries;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.List;

/// Reads neighbouring entries of an index, across its blocks. It keeps the block it was in. Belongs
/// to one participant.
final class EntryReader {
  private final IndexEntries entries;
  private final List<Type> types;
  private int blockNumber = -1;
  private Batch block = new Batch(new Column[0], 0);

  /// @param types of the keys and of the rows' numbers
  EntryReader(IndexEntries entries, List<Type> types) {
    this.entries = entries;
    this.types = types;
  }

  Batch read(long from, int count) {
    List<Batch> parts = new ArrayList<>();
    long at = from;
    long end = from + count;
    while (at < end) {
      int number = (int) (at / entries.blockSize());
      if (number != blockNumber) {
        block = entries.block(number);
        blockNumber = number;
      }
      int first = (int) (at % entries.blockSize());
      int size = (int) Math.min(end - at, block.size() - first);
      parts.add(block.slice(first, size));
      at += size;
    }
    return parts.isEmpty() ? Batches.none(types) : Batches.concat(parts, types);
  }
}
