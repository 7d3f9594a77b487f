package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.exec.NestedLoop;
import java.util.List;

/// Joins that look at every pair of rows. The inner rows are read anew for each outer one, in terms
/// of costs, unless a Materialize keeps them. In fact the loop keeps them in any case, which costs
/// what a Materialize does: the side with fewer rows should be the inner one.
final class LoopPaths {
  private final CostModel costs;
  private final Steps steps;

  LoopPaths(CostModel costs, Steps steps) {
    this.costs = costs;
    this.steps = steps;
  }

  void add(JoinShape shape, List<Path> serial, List<Path> partial) {
    Path inner = shape.inner().paths().cheapest();
    for (Path outer : shape.outer().paths().serials()) {
      add(shape, outer, inner, serial);
    }
    for (Path outer : shape.outer().paths().partials()) {
      add(shape, outer, inner, partial);
    }
  }

  private void add(JoinShape shape, Path outer, Path inner, List<Path> paths) {
    double scans = Math.max(1, outer.rows()) - 1;
    double keeping = 2 * costs.operator * inner.rows();
    paths.add(join(shape, outer, inner, keeping + scans * (inner.total() - inner.startup())));
    if (costs.is(Setting.ENABLE_MATERIAL)) {
      Path kept = steps.materialize(inner);
      paths.add(join(shape, outer, kept, scans * costs.operator * inner.rows()));
    }
  }

  /// @param again cost of reading the inner rows again and again
  private Path join(JoinShape shape, Path outer, Path inner, double again) {
    double rows = shape.rows(outer, costs);
    double startup = outer.startup() + inner.startup();
    double pairs = outer.rows() * inner.rows();
    double total =
        outer.total()
            + inner.total()
            + again
            + pairs * (costs.tuple + costs.evaluation(shape.conjuncts()));
    NestedLoop node =
        new NestedLoop(
            Steps.info(
                shape.output(),
                shape
                    .estimate(rows, startup, total)
                    .disabledIf(!costs.is(Setting.ENABLE_NESTLOOP))),
            shape.type(),
            outer.node(),
            inner.node(),
            JoinShape.resolved(shape.conjuncts(), outer.columns(), inner.columns()),
            shape.projection(outer.columns(), inner.columns()));
    return new Path(node, shape.output(), JoinPaths.order(shape, outer), outer.workers());
  }
}
