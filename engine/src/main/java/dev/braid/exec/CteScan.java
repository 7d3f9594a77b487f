package dev.braid.exec;

import java.util.List;

/// The rows of a WITH query.

public record CteScan(NodeInfo info, int id, String name) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return "CTE Scan on " + name;
  }

  @Override
  public Pipe open(Execution execution) {
    KeptRows rows =
        execution.shared(
            new WithRows(id, WithRows.Part.ROWS),
            () -> {
              PlanNode query = execution.sharedNow(new WithRows(id, WithRows.Part.PLAN));
              KeptRows made = new KeptRows(execution);
              execution.drain(execution.open(query), made);
              return made;
            });
    return Pipe.of(rows.source(), false);
  }
}
