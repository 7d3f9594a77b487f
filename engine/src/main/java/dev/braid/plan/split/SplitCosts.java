package dev.braid.plan.split;

import dev.braid.catalog.table.Servers.Expected;
import dev.braid.catalog.table.Servers.Task;
import dev.braid.exec.ForeignScan;
import dev.braid.exec.PlanNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// What a split statement costs, reckoned from what the server says its parts cost: in its own
/// unit, to be compared with the statement as it is written.
public final class SplitCosts {
  /// What a row costs from the server's executor into a column here, and each of its columns. These
  /// are estimates: the rows of lineitem moved took about twice as long (docs/designs/0005), which
  /// speaks against plans that move many rows even more.
  private static final double ROW = 0.03;

  private static final double COLUMN = 0.015;

  /// The engine computes in columns what the server's unit is for, row by row.
  private static final double LOCAL = 0.1;

  private final Function<Task, Expected> server;
  private final Map<Task, Expected> known = new HashMap<>();

  /// @param server asks the server's planner what one process takes
  public SplitCosts(Function<Task, Expected> server) {
    this.server = server;
  }

  /// @param connections that compute parts side by side
  public double of(PlanNode plan, int connections) {
    double[] sums = new double[2];
    collect(plan, connections, sums);
    double local = Math.max(0, plan.info().estimate().totalCost() - sums[1]);
    return sums[0] + local * LOCAL;
  }

  private void collect(PlanNode node, int connections, double[] sums) {
    if (node instanceof ForeignScan scan) {
      int parts = scan.tasks().size();
      Expected one = known.computeIfAbsent(scan.tasks().get(parts / 2), server);
      double work = one.cost() * parts / Math.min(parts, connections);
      double moved = one.rows() * parts * (ROW + COLUMN * scan.info().output().size());
      sums[0] += work + moved / Math.min(parts, connections);
      sums[1] += scan.info().estimate().totalCost();
    }
    node.children().forEach(child -> collect(child, connections, sums));
  }

  /// Whether parts are computed side by side at all.
  public static boolean isSplit(PlanNode plan) {
    return plan instanceof ForeignScan scan && scan.tasks().size() > 1
        || plan.children().stream().anyMatch(SplitCosts::isSplit);
  }
}
