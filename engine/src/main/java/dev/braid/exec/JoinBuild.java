package dev.braid.exec;

import dev.braid.hash.JoinTable;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;

/// The inner side of a hash join: its rows in the order of the input, the table of their keys, and
/// which of them have found a partner.
final class JoinBuild {
  final Batch rows;
  final Column[] keys;
  final JoinTable table;

  /// 1 for rows with a partner. Only ever set to 1, so that participants need not agree who does.
  final byte[] matched;

  JoinBuild(JoinShape shape, Batch rows, Execution execution, JoinTable.Runner runner) {
    this.rows = rows;
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

  /// Whether one of the keys is NULL in some row.
  boolean hasNullKeys() {
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
