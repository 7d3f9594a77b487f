package dev.braid.exec;

import dev.braid.expr.Expr;
import java.util.List;

/// Remembers what an index found for each value of its keys, below an [IndexLoop]. Each participant
/// has its own memory.
///
/// @param keys over the outer rows
public record Memoize(NodeInfo info, IndexNode child, List<Expr> keys) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Memoize";
  }

  @Override
  public List<Property> properties() {
    return List.of(
        new Property("Cache Key", keys.stream().map(ExprText::of).toList()),
        new Property("Cache Mode", "logical"));
  }

  @Override
  public Pipe open(Execution execution) {
    throw new IllegalStateException("Memoize stands below a nested loop");
  }
}
