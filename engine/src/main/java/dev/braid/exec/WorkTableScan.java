package dev.braid.exec;

import java.util.List;

/// The rows of a recursion's last round.
public record WorkTableScan(NodeInfo info, int id, String name) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return "WorkTable Scan on " + name;
  }

  @Override
  public Pipe open(Execution execution) {
    RowStore rows = execution.sharedNow(new WithRows(id, WithRows.Part.WORK_TABLE));
    return Pipe.of(rows.source(), false);
  }
}
