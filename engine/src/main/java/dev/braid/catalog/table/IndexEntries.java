package dev.braid.catalog.table;

import dev.braid.vector.Batch;

/// The entries of an index in its order, cut into blocks. Rows with equal keys stand in the order
/// of the table.
public interface IndexEntries {
  /// How many there are.
  long size();

  /// Entries of every block but the last, which may have fewer.
  int blockSize();

  /// The entries of a block: the key columns, and behind them the rows' numbers (see [RowNumber])
  /// as a column of `bigint`.
  Batch block(int number);

  /// The key columns of every block's first entry, one row a block: enough to know in which block a
  /// value is to be looked for.
  Batch firsts();
}
