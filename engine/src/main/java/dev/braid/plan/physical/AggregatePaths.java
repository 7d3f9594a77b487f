package dev.braid.plan.physical;

import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Numbering;
import java.util.ArrayList;
import java.util.List;

/// Ways to group rows.
///
/// Serially by hashing, or one group after the other over rows in the order of the keys; as Partial
/// Aggregate by all participants, a Gather and a Finalize Aggregate, or over sorted rows with a
/// Gather Merge between the two; or, where there are many groups or states cannot be passed on, as
/// one aggregate below the Gather whose partitions the participants merge side by side. Grouping
/// sets are never split in two: their partial groups would not tell of which set they are.
final class AggregatePaths {
  /// Groups from which the merging of partial groups by the leader alone takes too long.
  private static final double MANY_GROUPS = 5_000;

  private final CostModel costs;
  private final Steps steps;
  private final AggregateSteps nodes;
  private final SortPaths sorts;
  private final Numbering numbering;

  AggregatePaths(CostModel costs, Steps steps, SortPaths sorts, Numbering numbering) {
    this.costs = costs;
    this.steps = steps;
    this.nodes = new AggregateSteps(costs, steps, numbering);
    this.sorts = sorts;
    this.numbering = numbering;
  }

  /// @param rows profile of the input
  Paths plan(Aggregate aggregate, Paths input, Profile rows, Profile groups) {
    Grouping shape = Grouping.of(aggregate, groups, numbering);
    Paths computed =
        (shape.isVolatile() ? input.withoutPartial() : input)
            .map(path -> steps.project(path, shape.computed(), path.width()), steps::gather);
    List<Path> serial = new ArrayList<>();
    for (Path path : computed.serials()) {
      serial.add(nodes.unsorted(shape, path, shape.groups(), false));
    }
    Path partial = computed.partial();
    Path shared = null;
    if (partial != null) {
      boolean many =
          !shape.sets().isEmpty() || !shape.keys().isEmpty() && shape.groups() >= MANY_GROUPS;
      if (many || !shape.combines()) {
        double divisor = shape.keys().isEmpty() ? 1 : costs.divisor(partial.workers());
        shared = nodes.unsorted(shape, partial, shape.groups() / divisor, true);
        serial.add(steps.gather(shared));
      } else {
        serial.add(nodes.finish(shape, steps.gather(nodes.partial(shape, partial))));
      }
    }
    if (shape.isSimple()) {
      sorted(shape, computed, rows, serial);
    }
    return Paths.of(serial, shared);
  }

  /// Adds the ways over rows that come in the order of the keys. The order is that which the rows
  /// have already, as far as it is one of the keys.
  private void sorted(Grouping shape, Paths input, Profile rows, List<Path> serial) {
    for (Path path : input.merged(steps)) {
      for (Path sorted : sorts.sorted(path, shape.order(path), -1, rows)) {
        serial.add(nodes.grouped(shape, sorted));
      }
    }
    if (!steps.mayMerge()) {
      return;
    }
    for (Path partial : input.partials()) {
      Path sorted = steps.sort(partial, shape.order(partial), -1);
      if (partial == input.partial()) {
        serial.add(nodes.grouped(shape, steps.gatherMerge(sorted)));
      }
      if (shape.combines()) {
        serial.add(nodes.groupedInParts(shape, sorted));
      }
    }
  }

  /// Each row once.
  static Aggregate distinct(Logical input) {
    List<Binding> keys =
        input.output().stream().map(column -> new Binding(column, column)).toList();
    return new Aggregate(input, keys, List.of(), List.of(), null);
  }
}
