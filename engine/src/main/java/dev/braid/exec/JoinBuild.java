package dev.braid.exec;

import dev.braid.hash.JoinTable;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import org.jspecify.annotations.Nullable;

/// The inner side of a hash join: its rows in the order of the input, the table of their keys, and
/// which of them have found a partner.
final class JoinBuild {
  final Batch rows;
  final Column[] keys;
  final JoinTable table;

  /// 1 for rows with a partner. Only ever set to 1, so that participants need not agree who does.
  final byte[] matched;

  private final PartitionedJoin.@Nullable InnerFacts facts;

  /// @param facts of all inner rows, where these are only a partition
  JoinBuild(
      JoinShape shape,
      Batch rows,
      PartitionedJoin.@Nullable InnerFacts facts,
      Execution execution,
      JoinTable.Runner runner) {
    this.rows = rows;
    this.facts = facts;
    this.keys = new Column[shape.keyPlaces.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = rows.column(shape.keyPlaces[i]).flat();
    }
    this.table = new JoinTable(keys, shape.keyTypes, rows.size(), shape.node.nullSafe());
    execution.cancellation().check();
    table.build(runner);
    this.matched = new byte[shape.node.type().tracksInner() ? rows.size() : 0];
  }

  int size() {
    return rows.size();
  }

  /// Whether there is an inner row at all, here or in another partition.
  boolean hasRows() {
    return facts == null ? size() > 0 : facts.hasRows();
  }

  /// Whether one of the keys is NULL in some row, here or in another partition.
  boolean hasNullKeys() {
    if (facts != null) {
      return facts.hasNullKeys();
    }
    for (Column key : keys) {
      for (int row = 0; row < rows.size() && !key.hasNoNulls(); row++) {
        if (key.isNull(row)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Rows with, or without, a partner, ascending.
  int[] rows(int from, int to, boolean withPartner) {
    int[] found = new int[to - from];
    int count = 0;
    for (int row = from; row < to; row++) {
      if (matched[row] != 0 == withPartner) {
        found[count++] = row;
      }
    }
    return java.util.Arrays.copyOf(found, count);
  }
}
