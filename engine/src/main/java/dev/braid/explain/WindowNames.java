package dev.braid.explain;

import dev.braid.exec.PlanNode;
import dev.braid.exec.WindowAgg;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Numbers the windows of a plan from the bottom up: `w1`, `w2` and so on.
final class WindowNames {
  private final Map<PlanNode, Integer> firsts = new IdentityHashMap<>();
  private int count;

  WindowNames(PlanNode plan) {
    visit(plan);
  }

  private void visit(PlanNode node) {
    node.children().forEach(this::visit);
    if (node instanceof WindowAgg) {
      firsts.put(node, count + 1);
      count += node.properties().size();
    }
  }

  /// The properties of a node, with names before its windows.
  List<PlanNode.Property> properties(NodeView view) {
    int number = firsts.getOrDefault(view.node(), 0);
    List<PlanNode.Property> named = new ArrayList<>();
    for (PlanNode.Property property : view.properties()) {
      named.add(
          property.name().equals("Window")
              ? new PlanNode.Property("Window", "w%d AS %s".formatted(number++, property.value()))
              : property);
    }
    return named;
  }
}
