package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.exec.Aggregate;
import dev.braid.exec.Aggregate.Phase;
import dev.braid.exec.Aggregate.Strategy;
import dev.braid.exec.AggregateSpec;
import dev.braid.exec.Estimate;
import dev.braid.exec.Unique;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.Trees;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;

/// Makes the nodes that group rows, whole or in two parts, with their costs: one method each.
final class AggregateSteps {
  private final CostModel costs;
  private final Steps steps;
  private final Numbering numbering;

  AggregateSteps(CostModel costs, Steps steps, Numbering numbering) {
    this.costs = costs;
    this.steps = steps;
    this.numbering = numbering;
  }

  private static List<AggregateSpec> specs(Grouping shape, Layout layout) {
    List<AggregateSpec> specs = new ArrayList<>();
    for (AggregateCall call : shape.calls()) {
      List<Expr> arguments = call.inputs();
      specs.add(
          new AggregateSpec(
              call.function(),
              arguments.stream().map(each -> layout.place((ColumnRef) each)).toList(),
              arguments.stream().map(Expr::type).toList(),
              call.column().type(),
              call.distinct(),
              Steps.places(call.order(), layout),
              call.filter() == null ? -1 : layout.place((ColumnRef) call.filter())));
    }
    return specs;
  }

  /// What a FINALIZE takes: its input's columns are the keys and, behind them, the states.
  private static List<AggregateSpec> finalSpecs(Grouping shape) {
    List<AggregateSpec> specs = new ArrayList<>();
    int place = shape.keys().size();
    for (AggregateCall call : shape.calls()) {
      List<Type> types = call.arguments().stream().map(Expr::type).toList();
      int count = call.function().binder().bind(types, call.column().type()).stateTypes().size();
      List<Integer> states = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        states.add(place++);
      }
      specs.add(
          new AggregateSpec(
              call.function(), states, types, call.column().type(), false, List.of(), -1));
    }
    return specs;
  }

  private double work(Grouping shape, double rows) {
    int each = shape.keys().size() * Math.max(1, shape.sets().size());
    for (AggregateCall call : shape.calls()) {
      each += 1 + Trees.exprs(call).size() / 2;
    }
    return rows * each * costs.operator;
  }

  private Estimate estimate(Path input, Grouping shape, double groups, int width) {
    double startup = input.total() + work(shape, input.rows());
    return new Estimate(
            Math.max(1, Math.rint(groups)), width, startup, startup + groups * costs.tuple)
        .disabledIf(!shape.keys().isEmpty() && !costs.is(Setting.ENABLE_HASHAGG));
  }

  private static Strategy strategy(Grouping shape) {
    if (!shape.sets().isEmpty()) {
      return Strategy.MIXED;
    }
    return shape.keys().isEmpty() ? Strategy.PLAIN : Strategy.HASHED;
  }

  /// All of the work in one node, whatever the order of its input.
  Path unsorted(Grouping shape, Path input, double groups, boolean parallel) {
    Layout layout = input.layout();
    Aggregate node =
        new Aggregate(
            Steps.info(shape.output(), estimate(input, shape, groups, shape.width())),
            input.node(),
            strategy(shape),
            Phase.COMPLETE,
            layout.places(shape.keys()),
            shape.sets(),
            specs(shape, layout),
            parallel);
    return new Path(node, shape.output(), List.of(), parallel ? input.workers() : 0);
  }

  /// Groups of one participant's rows, with states instead of results.
  Path partial(Grouping shape, Path input) {
    double groups = shape.groups(input.rows());
    List<AggregateSpec> specs = specs(shape, input.layout());
    List<ColumnRef> columns = partialColumns(shape, specs, strategy(shape));
    Aggregate node =
        new Aggregate(
            Steps.info(columns, estimate(input, shape, groups, width(columns))),
            input.node(),
            strategy(shape),
            Phase.PARTIAL,
            input.layout().places(shape.keys()),
            shape.sets(),
            specs,
            false);
    return new Path(node, columns, List.of(), input.workers());
  }

  private List<ColumnRef> partialColumns(
      Grouping shape, List<AggregateSpec> specs, Strategy strategy) {
    List<Type> types =
        Aggregate.partialTypes(
            shape.keys().stream().map(ColumnRef::type).toList(), specs, strategy);
    List<ColumnRef> columns = new ArrayList<>(shape.keys());
    for (Type type : types.subList(columns.size(), types.size())) {
      columns.add(numbering.column(type, "state"));
    }
    return columns;
  }

  private static int width(List<ColumnRef> columns) {
    double width = columns.stream().mapToDouble(each -> ColumnProfile.width(each.type())).sum();
    return Math.max(1, (int) width);
  }

  /// Merges the groups of all participants.
  Path finish(Grouping shape, Path gathered) {
    Aggregate node =
        new Aggregate(
            Steps.info(shape.output(), estimate(gathered, shape, shape.groups(), shape.width())),
            gathered.node(),
            strategy(shape),
            Phase.FINALIZE,
            leading(shape.keys().size()),
            shape.sets(),
            finalSpecs(shape),
            false);
    return new Path(node, shape.output(), List.of(), 0);
  }

  private static List<Integer> leading(int count) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(i);
    }
    return places;
  }

  /// All of the work, group after group: the input comes in the order of the keys. Where nothing is
  /// computed, the first row of each group is left.
  Path grouped(Grouping shape, Path input) {
    return isUnique(shape)
        ? steps.pick(unique(shape, input), shape.output())
        : grouped(shape, input, Phase.COMPLETE);
  }

  /// Each participant has groups of its own in the order of the keys, which a Gather Merge brings
  /// together: then those that are equal follow each other, and are merged.
  Path groupedInParts(Grouping shape, Path partial) {
    if (isUnique(shape)) {
      return grouped(shape, steps.gatherMerge(unique(shape, partial)));
    }
    return grouped(
        shape, steps.gatherMerge(grouped(shape, partial, Phase.PARTIAL)), Phase.FINALIZE);
  }

  private static boolean isUnique(Grouping shape) {
    return shape.calls().isEmpty() && shape.output().equals(shape.keys());
  }

  private Estimate estimate(Grouping shape, Path input, int width) {
    double groups = input.workers() > 0 ? shape.groups(input.rows()) : shape.groups();
    double total = input.total() + work(shape, input.rows()) + groups * costs.tuple;
    return new Estimate(Math.max(1, Math.rint(groups)), width, input.startup(), total);
  }

  private Path unique(Grouping shape, Path input) {
    Unique node =
        new Unique(
            Steps.info(input.columns(), estimate(shape, input, shape.width())),
            input.node(),
            input.layout().places(shape.keys()));
    return new Path(node, input.columns(), input.order(), input.workers());
  }

  private Path grouped(Grouping shape, Path input, Phase phase) {
    boolean last = phase == Phase.FINALIZE;
    List<AggregateSpec> specs = last ? finalSpecs(shape) : specs(shape, input.layout());
    List<ColumnRef> columns =
        phase == Phase.PARTIAL ? partialColumns(shape, specs, Strategy.SORTED) : shape.output();
    int width = phase == Phase.PARTIAL ? width(columns) : shape.width();
    Aggregate node =
        new Aggregate(
            Steps.info(columns, estimate(shape, input, width)),
            input.node(),
            Strategy.SORTED,
            phase,
            last ? leading(shape.keys().size()) : input.layout().places(shape.keys()),
            List.of(),
            specs,
            false);
    List<SortKey> order = new ArrayList<>();
    for (SortKey key : input.order()) {
      int place = shape.keys().indexOf(key.expr());
      if (place < 0) {
        break;
      }
      order.add(new SortKey(columns.get(place), key.descending(), key.nullsFirst()));
    }
    return new Path(node, columns, order, input.workers());
  }
}
