package dev.braid.plan.physical;

import dev.braid.exec.Estimate;
import dev.braid.exec.PlanNode;
import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.SortKey;
import java.util.BitSet;
import java.util.List;

/// One way to make the rows of an operator.
///
/// @param columns what stands at each place of the node's rows
/// @param order the order that the rows are known to have, by columns; empty where none is known
/// @param workers of a partial path, whose rows are shared out among participants: how many workers
///   it wants. 0 of a serial one
record Path(PlanNode node, List<ColumnRef> columns, List<SortKey> order, int workers) {
  private Estimate estimate() {
    return node.info().estimate();
  }

  /// Rows; of a partial path those of one participant.
  double rows() {
    return estimate().rows();
  }

  int width() {
    return estimate().width();
  }

  double startup() {
    return estimate().startupCost();
  }

  double total() {
    return estimate().totalCost();
  }

  /// Nodes in it that settings advise against. Fewer of them are better than any lower cost.
  int disabled() {
    return disabled(node);
  }

  private static int disabled(PlanNode node) {
    int count = node.info().estimate().disabled() ? 1 : 0;
    for (PlanNode child : node.children()) {
      count += disabled(child);
    }
    return count;
  }

  /// Cost until a part of the rows has come.
  double cost(double fraction) {
    return startup() + fraction * (total() - startup());
  }

  Layout layout() {
    return Layout.of(columns);
  }

  /// Whether the rows are in this order already.
  boolean isOrdered(List<SortKey> keys) {
    return keys.size() <= order.size() && order.subList(0, keys.size()).equals(keys);
  }

  /// How many of the first keys the rows are in the order of already.
  int presorted(List<SortKey> keys) {
    int length = 0;
    while (length < keys.size()
        && length < order.size()
        && keys.get(length).equals(order.get(length))) {
      length++;
    }
    return length;
  }

  /// The longest start of the known order that needs no column outside of these.
  static List<SortKey> orderWithin(List<SortKey> order, BitSet columns) {
    int length = 0;
    while (length < order.size()
        && order.get(length).expr() instanceof ColumnRef column
        && columns.get(column.column())) {
      length++;
    }
    return order.subList(0, length);
  }
}
