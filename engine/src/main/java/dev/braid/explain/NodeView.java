package dev.braid.explain;

import dev.braid.exec.ComputedLimit;
import dev.braid.exec.Filter;
import dev.braid.exec.PlanNode;
import dev.braid.exec.Project;
import dev.braid.exec.SingleCopy;
import dev.braid.exec.WithNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node as PostgreSQL would show it: conditions and computed columns belong to the node that they
/// apply to and are no nodes of their own.
///
/// @param node the node that is shown
/// @param outermost the topmost of the nodes shown as this one; its rows are what comes out
/// @param conditions of filters above the node
/// @param queries of the WITH that the node is the body of
record NodeView(
    PlanNode node, PlanNode outermost, List<String> conditions, List<WithNode.Definition> queries) {
  static NodeView of(PlanNode plan) {
    List<String> conditions = new ArrayList<>();
    List<WithNode.Definition> queries = new ArrayList<>();
    PlanNode node = plan;
    while (true) {
      if (node instanceof Filter filter) {
        filter.properties().forEach(property -> conditions.add(property.value().toString()));
        node = filter.child();
      } else if (node instanceof SingleCopy copy && copy.invisible()) {
        node = copy.child();
      } else if (node instanceof Project project) {
        node = project.child();
      } else if (node instanceof WithNode with) {
        queries.addAll(with.definitions());
        node = with.body();
      } else {
        return new NodeView(node, plan, conditions, queries);
      }
    }
  }

  List<NodeView> children() {
    return node.children().stream().filter(child -> child != initial()).map(NodeView::of).toList();
  }

  /// The plan that has to give its row before the node begins, or null.
  @Nullable PlanNode initial() {
    return node instanceof ComputedLimit limit ? limit.numbers() : null;
  }

  /// Whether rows are taken away by a condition that is shown here.
  boolean filters() {
    return properties().stream().anyMatch(property -> property.name().equals("Filter"));
  }

  /// The node's properties, with the conditions above it as its filter.
  List<PlanNode.Property> properties() {
    List<PlanNode.Property> properties = new ArrayList<>(node.properties());
    for (String condition : conditions.reversed()) {
      properties.add(new PlanNode.Property("Filter", condition));
    }
    return properties;
  }
}
