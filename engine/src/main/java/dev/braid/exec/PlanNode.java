package dev.braid.exec;

import java.util.List;

/// One node of an executable plan. Immutable; expressions in it refer to columns of its children by
/// position ([dev.braid.expr.ColumnRef#column]; of a join first those of the left child, then those
/// of the right).
public interface PlanNode {
  NodeInfo info();

  List<PlanNode> children();

  /// As EXPLAIN prints it, with "Parallel", "Partial" or "Finalize" where they belong.
  String title();

  /// Its properties in the order in which EXPLAIN prints them.
  default List<Property> properties() {
    return List.of();
  }

  /// Starts the node: drains whatever it has to know before its first row, and returns the pipe
  /// that the rest comes through. Nodes open their children by [Execution#open].
  Pipe open(Execution execution);

  /// A line of EXPLAIN: `Filter: (a > 1)`.
  ///
  /// @param value a `String`, a number, a truth value or a list of strings
  record Property(String name, Object value) {}
}
