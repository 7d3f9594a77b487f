package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.exec.Estimate;
import dev.braid.exec.Hash;
import dev.braid.exec.HashJoin;
import dev.braid.exec.PlanNode;
import java.util.List;

/// Joins with the inner side in a hash table. It is built by all participants where its input is
/// partial too and that pays, else by one of them for all.
final class HashPaths {
  private final CostModel costs;

  HashPaths(CostModel costs) {
    this.costs = costs;
  }

  void add(JoinShape shape, List<Path> serial, List<Path> partial) {
    Paths outer = shape.outer().paths();
    Paths inner = shape.inner().paths();
    serial.add(join(shape, outer.cheapest(), inner.cheapest()));
    Path reduced = ForeignPaths.reduced(shape, outer.cheapest(), inner.cheapest(), costs);
    if (reduced != null) {
      serial.add(join(shape, reduced, inner.cheapest()));
    }
    Path shared = outer.partial();
    if (shared == null) {
      return;
    }
    Path sharedInner = inner.partial();
    if (sharedInner != null && costs.is(Setting.ENABLE_PARALLEL_HASH)) {
      partial.add(join(shape, shared, sharedInner));
    }
    partial.add(join(shape, shared, inner.cheapest()));
  }

  private Path join(JoinShape shape, Path outer, Path inner) {
    double rows = shape.rows(outer, costs);
    boolean parallel = inner.workers() > 0;
    int keys = shape.keys().left().size();
    double perKey = costs.operator * keys;
    double participants = parallel ? costs.divisor(inner.workers()) : 1;
    double startup = outer.startup() + inner.total() + inner.rows() * (perKey + costs.tuple);
    double bytes = inner.rows() * participants * (inner.width() + 16.0);
    double spill = 0;
    if (bytes > costs.workMemory * participants) {
      double pages =
          Math.ceil(inner.rows() * inner.width() / CostModel.PAGE)
              + Math.ceil(outer.rows() * outer.width() / CostModel.PAGE);
      spill = 2 * pages * costs.seqPage;
    }
    double total =
        startup
            + (outer.total() - outer.startup())
            + outer.rows() * perKey
            + rows * (costs.tuple + costs.evaluation(shape.residual()))
            + spill;
    Hash hash =
        new Hash(
            Steps.info(
                inner.columns(),
                new Estimate(inner.rows(), inner.width(), inner.total(), inner.total())),
            inner.node(),
            parallel);
    PlanNode node =
        new HashJoin(
            Steps.info(
                shape.output(),
                shape
                    .estimate(rows, startup, total)
                    .disabledIf(!costs.is(Setting.ENABLE_HASHJOIN))),
            shape.type(),
            outer.node(),
            hash,
            outer.layout().resolve(shape.keys().left()),
            inner.layout().resolve(shape.keys().right()),
            JoinShape.resolved(shape.residual(), outer.columns(), inner.columns()),
            shape.nullSafe(),
            shape.projection(outer.columns(), inner.columns()));
    return new Path(node, shape.output(), List.of(), outer.workers());
  }
}
