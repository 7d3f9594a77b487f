package dev.braid.exec;

import java.util.ArrayList;
import java.util.List;

/// WITH queries, each computed once, and the query that reads them.
public record WithNode(NodeInfo info, List<Definition> definitions, PlanNode body)
    implements PlanNode {
  /// @param id by which [CteScan] refers to it
  public record Definition(int id, String name, PlanNode query) {}

  @Override
  public List<PlanNode> children() {
    List<PlanNode> children = new ArrayList<>();
    definitions.forEach(definition -> children.add(definition.query()));
    children.add(body);
    return children;
  }

  @Override
  public String title() {
    return "With";
  }

  @Override
  public Pipe open(Execution execution) {
    for (Definition definition : definitions) {
      execution.share(new WithRows(definition.id(), WithRows.Part.PLAN), definition.query());
    }
    return execution.open(body);
  }
}
