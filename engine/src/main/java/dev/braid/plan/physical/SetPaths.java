package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.exec.Append;
import dev.braid.exec.Estimate;
import dev.braid.exec.PlanNode;
import dev.braid.exec.SetOp;
import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.SetKind;
import dev.braid.plan.logical.Logical.SetOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ways to do set operations. UNION ALL becomes one Append of all its branches, parallel where some
/// branch can be shared out; so are INTERSECT and EXCEPT. (UNION without ALL has become an
/// aggregate over UNION ALL before.)
final class SetPaths {
  private final CostModel costs;
  private final Steps steps;

  SetPaths(CostModel costs, Steps steps) {
    this.costs = costs;
    this.steps = steps;
  }

  Paths plan(SetOperation set, PhysicalPlanner planner, Profiles profiles, Need need) {
    if (set.kind() != SetKind.UNION) {
      return setOp(set, planner, profiles.of(set));
    }
    if (!set.all()) {
      SetOperation all =
          new SetOperation(SetKind.UNION, true, set.left(), set.right(), set.output());
      return planner.paths(AggregatePaths.distinct(all), Need.of(set.output()));
    }
    List<Integer> positions = new ArrayList<>();
    List<ColumnRef> output = new ArrayList<>();
    for (int i = 0; i < set.output().size(); i++) {
      if (need.has(set.output().get(i))) {
        positions.add(i);
        output.add(set.output().get(i));
      }
    }
    List<Paths> branches = new ArrayList<>();
    collect(set, positions, planner, branches);
    int width = profiles.of(set).width(output);
    Path serial = append(branches.stream().map(Paths::cheapest).toList(), output, width, 0, 0);
    Path partial = parallel(branches, output, width);
    return partial == null
        ? Paths.serial(serial)
        : Paths.of(List.of(serial, steps.gather(partial)), partial);
  }

  private void collect(
      Logical branch, List<Integer> positions, PhysicalPlanner planner, List<Paths> branches) {
    if (branch instanceof SetOperation set && set.kind() == SetKind.UNION && set.all()) {
      collect(set.left(), positions, planner, branches);
      collect(set.right(), positions, planner, branches);
      return;
    }
    List<ColumnRef> columns = positions.stream().map(branch.output()::get).toList();
    Paths paths = planner.paths(branch, Need.of(columns));
    Path partial = paths.partial();
    branches.add(
        Paths.of(
            paths.serials().stream().map(path -> steps.pick(path, columns)).toList(),
            partial == null ? null : steps.pick(partial, columns)));
  }

  /// Branches that cannot be shared out first, the dearest of them first of all: each is run by one
  /// participant.
  private @Nullable Path parallel(List<Paths> branches, List<ColumnRef> output, int width) {
    if (branches.stream().allMatch(branch -> branch.partial() == null)) {
      return null;
    }
    List<Path> whole = new ArrayList<>();
    List<Path> shared = new ArrayList<>();
    int workers = 1;
    for (Paths branch : branches) {
      Path partial = branch.partial();
      if (partial == null) {
        if (Gathered.isGathered(branch.cheapest().node())) {
          return null;
        }
        whole.add(branch.cheapest());
      } else {
        shared.add(partial);
        workers = Math.max(workers, partial.workers());
      }
    }
    if (!whole.isEmpty() && !costs.is(Setting.ENABLE_PARALLEL_APPEND)) {
      return null;
    }
    whole.sort(Comparator.comparingDouble(Path::total).reversed());
    List<Path> all = new ArrayList<>(whole);
    all.addAll(shared);
    return append(all, output, width, workers, whole.size());
  }

  private Path append(
      List<Path> children, List<ColumnRef> output, int width, int workers, int nonPartial) {
    double divisor = workers > 0 ? costs.divisor(workers) : 1;
    double rows = 0;
    double total = 0;
    double startup = Double.MAX_VALUE;
    for (int i = 0; i < children.size(); i++) {
      Path child = children.get(i);
      double participants =
          i < nonPartial ? 1 : child.workers() > 0 ? costs.divisor(child.workers()) : 1;
      rows += child.rows() * participants / divisor;
      total += child.total() * participants / divisor;
      startup = Math.min(startup, child.startup());
    }
    total += rows * costs.tuple / 2;
    Estimate estimate = new Estimate(Math.max(1, Math.rint(rows)), width, startup, total);
    List<PlanNode> nodes = children.stream().map(Path::node).toList();
    Append node =
        new Append(Steps.info(output, estimate), nodes, workers > 0, workers > 0 ? nonPartial : 0);
    return new Path(node, output, List.of(), workers);
  }

  /// Where one side can be shared out and the other has no Gather of its own, all participants
  /// group the rows of both.
  private Paths setOp(SetOperation set, PhysicalPlanner planner, Profile profile) {
    Paths left = planner.paths(set.left(), Need.of(set.left().output()));
    Paths right = planner.paths(set.right(), Need.of(set.right().output()));
    Path serial =
        setOp(set, profile, whole(left.cheapest(), set.left()), whole(right.cheapest(), set.right()), 0);
    Path sharedLeft = shared(left);
    Path sharedRight = shared(right);
    int workers = Math.max(sharedLeft.workers(), sharedRight.workers());
    boolean gathered =
        Gathered.isGathered(sharedLeft.node()) || Gathered.isGathered(sharedRight.node());
    if (workers == 0 || gathered || !costs.is(Setting.ENABLE_HASHAGG)) {
      return Paths.serial(serial);
    }
    Path partial =
        setOp(set, profile, whole(sharedLeft, set.left()), whole(sharedRight, set.right()), workers);
    return Paths.of(List.of(serial, steps.gather(partial)), partial);
  }

  private static Path shared(Paths paths) {
    Path partial = paths.partial();
    return partial == null ? paths.cheapest() : partial;
  }

  private Path setOp(SetOperation set, Profile profile, Path left, Path right, int workers) {
    double divisor = workers > 0 ? costs.divisor(workers) : 1;
    double work = costs.operator * set.output().size() * (left.rows() + right.rows());
    double startup = left.total() + right.total() + work;
    double rows = Math.max(1, profile.rows() / divisor);
    Estimate estimate =
        new Estimate(
            rows, profile.width(set.output()), startup, startup + rows * costs.tuple);
    SetOp node =
        new SetOp(
            Steps.info(set.output(), estimate),
            set.kind() == SetKind.INTERSECT ? SetOp.Kind.INTERSECT : SetOp.Kind.EXCEPT,
            set.all(),
            left.node(),
            right.node(),
            workers > 0);
    return new Path(node, set.output(), List.of(), workers);
  }

  private Path whole(Path path, Logical input) {
    return steps.pick(path, input.output());
  }
}
