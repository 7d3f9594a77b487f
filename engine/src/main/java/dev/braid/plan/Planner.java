package dev.braid.plan;

import dev.braid.catalog.Settings;
import dev.braid.exec.PlanNode;
import dev.braid.expr.EvalContext;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.physical.PhysicalPlanner;
import dev.braid.plan.physical.Profiles;

/// Plans statements.
public final class Planner {
  private final EvalContext context;

  /// @param context in which constants are computed
  public Planner(EvalContext context) {
    this.context = context;
  }

  /// @return a plan whose columns are those of the query, in its order
  /// @throws dev.braid.error.BraidException 0A000 for what cannot be planned
  public PlanNode plan(Logical query, Settings settings) {
    Numbering numbering = new Numbering(query);
    return new PhysicalPlanner(settings, context, new Profiles(), numbering).plan(query);
  }
}
