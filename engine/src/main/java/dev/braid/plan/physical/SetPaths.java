package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.exec.Append;
import dev.braid.exec.Estimate;
import dev.braid.exec.PlanNode;
import dev.braid.exec.SetOp;
import dev.braid.exec.SortedSetOp;
import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.SetKind;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ways to do set operations. UNION ALL becomes one Append of all its branches, parallel where some
/// branch can be shared out; so are INTERSECT and EXCEPT by hashing; over sorted rows they are
/// serial. (UNION without ALL has become an aggregate over UNION ALL before.)
final class SetPaths {
  private final CostModel costs;
  private final Steps steps;
  private final SortPaths sorts;

  SetPaths(CostModel costs, Steps steps, SortPaths sorts) {
    this.costs = costs;
    this.steps = steps;
    this.sorts = sorts;
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
    branches.add(paths.map(path -> steps.pick(path, columns), steps::gather));
  }

  /// Branches that cannot be shared out first, the dearest of them first of all: each is run by one
  /// participant.
  private @Nullable Path parallel(List<Paths> branches, List<ColumnRef> output, int width) {
    if (!costs.is(Setting.ENABLE_PARALLEL_APPEND)
        || branches.stream().allMatch(branch -> branch.partial() == null)) {
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
    int byBranches = 32 - Integer.numberOfLeadingZeros(branches.size());
    workers = costs.limited(Math.max(workers, byBranches));
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

  private Paths setOp(SetOperation set, PhysicalPlanner planner, Profile profile) {
    Paths left = whole(set.left(), planner);
    Paths right = whole(set.right(), planner);
    Path ours = sorted(set.left(), left, planner);
    Path theirs = sorted(set.right(), right, planner);
    List<Path> serial = new ArrayList<>();
    serial.add(hashed(set, left.cheapest(), right.cheapest(), profile, 0));
    serial.add(merged(set, ours, theirs, profile));
    Path partial = shared(set, left, right, profile);
    if (partial != null) {
      serial.add(steps.gather(partial));
    }
    return Paths.of(serial, partial);
  }

  /// Where one side can be shared out and the other has no Gather of its own, all participants
  /// group the rows of both.
  private @Nullable Path shared(SetOperation set, Paths left, Paths right, Profile profile) {
    Path ours = left.partial() == null ? left.cheapest() : left.partial();
    Path theirs = right.partial() == null ? right.cheapest() : right.partial();
    int workers = Math.max(ours.workers(), theirs.workers());
    boolean gathered = Gathered.isGathered(ours.node()) || Gathered.isGathered(theirs.node());
    return workers == 0 || gathered ? null : hashed(set, ours, theirs, profile, workers);
  }

  private double work(SetOperation set, Path left, Path right) {
    return costs.operator * set.output().size() * (left.rows() + right.rows());
  }

  private static SetOp.Kind kind(SetOperation set) {
    return set.kind() == SetKind.INTERSECT ? SetOp.Kind.INTERSECT : SetOp.Kind.EXCEPT;
  }

  private Path hashed(SetOperation set, Path left, Path right, Profile profile, int workers) {
    double rows =
        Math.max(1, workers > 0 ? profile.rows() / costs.divisor(workers) : profile.rows());
    double startup = left.total() + right.total() + work(set, left, right);
    Estimate estimate =
        new Estimate(rows, profile.width(set.output()), startup, startup + rows * costs.tuple)
            .disabledIf(!costs.is(Setting.ENABLE_HASHAGG));
    SetOp node =
        new SetOp(
            Steps.info(set.output(), estimate),
            kind(set),
            set.all(),
            left.node(),
            right.node(),
            workers > 0);
    return new Path(node, set.output(), List.of(), workers);
  }

  private Path merged(SetOperation set, Path left, Path right, Profile profile) {
    double startup = left.total() + right.total() + work(set, left, right);
    Estimate estimate =
        new Estimate(
            profile.rows(),
            profile.width(set.output()),
            startup,
            startup + profile.rows() * costs.tuple);
    SortedSetOp node =
        new SortedSetOp(
            Steps.info(set.output(), estimate), kind(set), set.all(), left.node(), right.node());
    return new Path(node, set.output(), order(set.output()), 0);
  }

  private static List<SortKey> order(List<ColumnRef> columns) {
    return columns.stream().distinct().map(column -> new SortKey(column, false, false)).toList();
  }

  private Path sorted(Logical input, Paths paths, PhysicalPlanner planner) {
    return sorts.plan(order(input.output()), paths, -1, planner.profile(input)).cheapest();
  }

  private Paths whole(Logical input, PhysicalPlanner planner) {
    return planner
        .paths(input, Need.of(input.output()))
        .map(path -> steps.pick(path, input.output()), steps::gather);
  }
}
