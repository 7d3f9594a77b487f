package dev.braid.plan.physical;

import dev.braid.exec.Estimate;
import dev.braid.exec.RecursiveUnion;
import dev.braid.exec.WithNode;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Recursion;
import dev.braid.plan.logical.Logical.With;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Plans of WITH queries that are computed once, and of recursive ones.
final class QueryPaths {
  private final PhysicalPlanner planner;
  private final CostModel costs;
  private final Steps steps;
  private final Set<Integer> workTables = new HashSet<>();

  QueryPaths(PhysicalPlanner planner, CostModel costs, Steps steps) {
    this.planner = planner;
    this.costs = costs;
    this.steps = steps;
  }

  /// Whether a query's number is that of a recursion's last round.
  boolean isWorkTable(int id) {
    return workTables.contains(id);
  }

  Paths with(With with, Need need) {
    planner.profile(with);
    List<WithNode.Definition> definitions = new ArrayList<>();
    double startup = 0;
    for (With.Definition definition : with.definitions()) {
      Path query = whole(definition.query());
      startup += query.total();
      definitions.add(new WithNode.Definition(definition.id(), definition.name(), query.node()));
    }
    Path body = planner.paths(with.body(), need).best(need.rows());
    Estimate estimate =
        new Estimate(body.rows(), body.width(), startup + body.startup(), startup + body.total());
    WithNode node = new WithNode(Steps.info(body.columns(), estimate), definitions, body.node());
    return Paths.serial(new Path(node, body.columns(), body.order(), 0));
  }

  Paths recursion(Recursion recursion) {
    planner.profile(recursion);
    workTables.add(recursion.id());
    Path start = whole(recursion.start());
    Path step = whole(recursion.step());
    Profile profile = planner.profile(recursion);
    double total = start.total() + 10 * step.total() + profile.rows() * costs.tuple;
    Estimate estimate =
        new Estimate(profile.rows(), profile.width(recursion.output()), start.startup(), total);
    RecursiveUnion node =
        new RecursiveUnion(
            Steps.info(recursion.output(), estimate),
            recursion.id(),
            start.node(),
            step.node(),
            recursion.all());
    return Paths.serial(new Path(node, recursion.output(), List.of(), 0));
  }

  private Path whole(Logical query) {
    return steps.pick(planner.paths(query, Need.of(query.output())).cheapest(), query.output());
  }
}
