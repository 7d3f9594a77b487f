package dev.braid.exec;

import java.util.List;

/// The rows of a WITH query.
///
/// Whoever opens it first has the query computed, by a plan of its own with its own Gathers, before
/// anybody reads; then the rows are like a table's.
///
/// @param parallel whether participants share the rows
public record CteScan(NodeInfo info, int id, String name, boolean parallel) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return (parallel ? "Parallel CTE Scan on " : "CTE Scan on ") + name;
  }

  @Override
  public Pipe open(Execution execution) {
    RowStore rows =
        execution.shared(
            new WithRows(id, WithRows.Part.ROWS),
            () -> {
              PlanNode query = execution.sharedNow(new WithRows(id, WithRows.Part.PLAN));
              RowStore made = RowStore.of(execution, query.info());
              execution.drain(execution.openParallel(query, 0).pipe(), made);
              return made;
            });
    rows.tell(this);
    return Pipe.of(rows.source(), parallel);
  }
}
