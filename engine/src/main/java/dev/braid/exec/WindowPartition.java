package dev.braid.exec;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.EvalContext;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All rows of one partition in their order, and which of them are peers.
final class WindowPartition {
  private final NodeInfo input;
  private final Column[] columns;
  private final int size;
  private final List<SortKey> order;
  private final int[] peerGroup;
  private final int[] groupStarts;

  WindowPartition(NodeInfo input, Column[] columns, int size, List<SortKey> order) {
    this.input = input;
    this.columns = columns;
    this.size = size;
    this.order = order;
    peerGroup = new int[size];
    groupStarts = findPeers();
  }

  /// Fills in the number of each row's group of peers.
  ///
  /// @return where each group starts, and behind the last one the number of rows
  private int[] findPeers() {
    ValueEquality[] equalities = new ValueEquality[order.size()];
    for (int i = 0; i < equalities.length; i++) {
      equalities[i] = new ValueEquality(input.type(order.get(i).column()));
    }
    int[] starts = new int[size + 1];
    int groups = 1;
    for (int row = 1; row < size; row++) {
      for (int i = 0; i < equalities.length; i++) {
        Column column = columns[order.get(i).column()];
        if (!equalities[i].same(column, row - 1, column, row)) {
          starts[groups++] = row;
          break;
        }
      }
      peerGroup[row] = groups - 1;
    }
    starts[groups] = size;
    return Arrays.copyOf(starts, groups + 1);
  }

  int size() {
    return size;
  }

  Column column(int index) {
    return columns[index];
  }

  NodeInfo input() {
    return input;
  }

  List<SortKey> order() {
    return order;
  }

  int groups() {
    return groupStarts.length - 1;
  }

  int group(int row) {
    return peerGroup[row];
  }

  /// The first row of a group of peers; of the number of groups the number of rows.
  int groupStart(int group) {
    return groupStarts[group];
  }

  int peersStart(int row) {
    return groupStarts[peerGroup[row]];
  }

  int peersEnd(int row) {
    return groupStarts[peerGroup[row] + 1];
  }

  /// The rows with the functions' results behind.
  Batch evaluate(WindowAgg node, EvalContext context) {
    List<WindowSpec> functions = node.functions();
    Column[] all = Arrays.copyOf(columns, columns.length + functions.size());
    Map<WindowFrame, FrameRows> frames = new HashMap<>();
    for (int i = 0; i < functions.size(); i++) {
      WindowSpec spec = functions.get(i);
      FrameRows frame = frames.get(spec.frame());
      if (frame == null) {
        frame = FrameRows.of(this, spec.frame(), context);
        frames.put(spec.frame(), frame);
      }
      all[columns.length + i] =
          spec.function().form() == AggregateFunction.Form.WINDOW
              ? new WindowFunction(this, spec, frame).evaluate()
              : new WindowAggregate(this, spec, frame, context).evaluate();
    }
    return new Batch(all, size);
  }
}
