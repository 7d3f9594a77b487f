package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.exec.Aggregate.Phase;
import dev.braid.exec.Aggregate.Strategy;
import dev.braid.exec.AggregateSpec;
import dev.braid.exec.Estimate;
import dev.braid.exec.Unique;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.Trees;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ways to group rows.
///
/// Serially by hashing, or one group after the other over rows in the order of the keys; as Partial
/// Aggregate by all participants, a Gather and a Finalize Aggregate; or, where there are many
/// groups or states cannot be passed on, as one aggregate below the Gather whose partitions the
/// participants merge side by side. Grouping sets are never split in two: their partial groups
/// would not tell of which set they are.
final class AggregatePaths {
  /// Groups from which the merging of partial groups by the leader alone takes too long.
  private static final double MANY_GROUPS = 10_000;

  private final CostModel costs;
  private final Steps steps;
  private final SortPaths sorts;
  private final Numbering numbering;

  AggregatePaths(CostModel costs, Steps steps, SortPaths sorts, Numbering numbering) {
    this.costs = costs;
    this.steps = steps;
    this.sorts = sorts;
    this.numbering = numbering;
  }

  /// What one aggregate computes, in terms of the columns of the projection below it.
  private record Shape(
      List<Binding> computed,
      List<ColumnRef> keys,
      List<AggregateCall> calls,
      List<List<Integer>> sets,
      List<ColumnRef> output,
      double groups,
      int width) {}

  /// @param rows profile of the input
  Paths plan(Aggregate aggregate, Paths input, Profile rows, Profile groups) {
    Shape shape = shape(aggregate, groups);
    boolean combines =
        shape.calls.stream()
            .allMatch(
                call -> call.function().combines() && !call.distinct() && call.order().isEmpty());
    boolean shareable = !Steps.isVolatile(exprs(shape));
    Paths computed =
        (shareable ? input : input.withoutPartial())
            .map(path -> steps.project(path, shape.computed, path.width()), steps::gather);
    List<Path> serial = new ArrayList<>();
    for (Path path : computed.serials()) {
      serial.add(unsorted(shape, path, shape.groups, false));
    }
    Path partial = computed.partial();
    Path shared = null;
    if (partial != null) {
      boolean many = !shape.sets.isEmpty() || !shape.keys.isEmpty() && shape.groups >= MANY_GROUPS;
      if (many || !combines) {
        double divisor = shape.keys.isEmpty() ? 1 : costs.divisor(partial.workers());
        shared = unsorted(shape, partial, shape.groups / divisor, true);
        serial.add(steps.gather(shared));
      } else {
        double mine = groups(shape, shape.groups, partial.rows());
        serial.add(finish(shape, steps.gather(partial(shape, partial, mine))));
      }
    }
    if (!shape.keys.isEmpty() && shape.sets.isEmpty()) {
      sorted(shape, computed, rows, serial);
    }
    return Paths.of(serial, shared);
  }

  /// Adds the ways over rows that come in the order of the keys. The order is that which the rows
  /// have already, as far as it is one of the keys.
  private void sorted(Shape shape, Paths input, Profile rows, List<Path> serial) {
    for (Path path : input.merged(steps)) {
      for (Path sorted : sorts.sorted(path, order(shape, path), -1, rows)) {
        serial.add(grouped(shape, sorted));
      }
    }
    Path partial = input.partial();
    if (partial != null && steps.mayMerge()) {
      Path sorted = steps.sort(partial, order(shape, partial), -1);
      serial.add(grouped(shape, steps.gatherMerge(sorted)));
    }
  }

  private static List<SortKey> order(Shape shape, Path input) {
    List<SortKey> order = new ArrayList<>();
    Set<Expr> open = new LinkedHashSet<>(shape.keys);
    for (SortKey key : input.order()) {
      if (!open.remove(key.expr())) {
        break;
      }
      order.add(key);
    }
    open.forEach(key -> order.add(new SortKey(key, false, false)));
    return order;
  }

  private static double groups(Shape shape, double groups, double rows) {
    return shape.keys.isEmpty() ? 1 : Math.max(1, Math.min(groups, rows));
  }

  private static List<Expr> exprs(Shape shape) {
    return shape.computed.stream().map(Binding::expr).toList();
  }

  /// Keys, arguments, sort keys and filters, each computed once below the aggregate.
  private Shape shape(Aggregate aggregate, Profile groups) {
    Map<Expr, ColumnRef> computed = new LinkedHashMap<>();
    List<Binding> bindings = new ArrayList<>();
    List<ColumnRef> keys = new ArrayList<>();
    for (Binding key : aggregate.keys()) {
      keys.add(column(key.expr(), computed, bindings));
    }
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall unguarded : aggregate.calls()) {
      AggregateCall call = Filtered.guarded(unguarded);
      calls.add(
          new AggregateCall(
              call.column(),
              call.function(),
              call.arguments().stream()
                  .map(argument -> (Expr) column(argument, computed, bindings))
                  .toList(),
              call.distinct(),
              call.order().stream()
                  .map(
                      key ->
                          new SortKey(
                              column(key.expr(), computed, bindings),
                              key.descending(),
                              key.nullsFirst()))
                  .toList(),
              call.filter() == null ? null : column(call.filter(), computed, bindings)));
    }
    List<ColumnRef> output = aggregate.output();
    return new Shape(
        bindings,
        keys,
        calls,
        aggregate.groupingSets(),
        output,
        groups.rows(),
        groups.width(output));
  }

  private ColumnRef column(Expr expr, Map<Expr, ColumnRef> computed, List<Binding> bindings) {
    ColumnRef known = computed.get(expr);
    if (known == null) {
      known =
          expr instanceof ColumnRef column
              ? column
              : numbering.column(expr.type(), dev.braid.exec.ExprText.of(expr));
      computed.put(expr, known);
      bindings.add(new Binding(known, expr));
    }
    return known;
  }

  private List<AggregateSpec> specs(Shape shape, Layout layout) {
    List<AggregateSpec> specs = new ArrayList<>();
    for (AggregateCall call : shape.calls) {
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

  private double work(Shape shape, double rows) {
    int steps = shape.keys.size() * Math.max(1, shape.sets.size());
    for (AggregateCall call : shape.calls) {
      steps += 1 + Trees.exprs(call).size() / 2;
    }
    return rows * steps * costs.operator;
  }

  private Estimate estimate(Path input, Shape shape, double groups, int width) {
    double startup = input.total() + work(shape, input.rows());
    return new Estimate(
            Math.max(1, Math.rint(groups)), width, startup, startup + groups * costs.tuple)
        .disabledIf(!shape.keys.isEmpty() && !costs.is(Setting.ENABLE_HASHAGG));
  }

  /// All of the work in one node, whatever the order of its input.
  private Path unsorted(Shape shape, Path input, double groups, boolean parallel) {
    Layout layout = input.layout();
    dev.braid.exec.Aggregate node =
        new dev.braid.exec.Aggregate(
            Steps.info(shape.output, estimate(input, shape, groups, shape.width)),
            input.node(),
            strategy(shape),
            Phase.COMPLETE,
            shape.keys.stream().map(layout::place).toList(),
            shape.sets,
            specs(shape, layout),
            parallel);
    return new Path(node, shape.output, List.of(), parallel ? input.workers() : 0);
  }

  /// All of the work, group after group: the input comes in the order of the keys. Where nothing is
  /// computed, the first row of each group is left.
  private Path grouped(Shape shape, Path input) {
    double total = input.total() + work(shape, input.rows()) + shape.groups * costs.tuple;
    Estimate estimate =
        new Estimate(Math.max(1, Math.rint(shape.groups)), shape.width, input.startup(), total);
    Layout layout = input.layout();
    List<Integer> keys = shape.keys.stream().map(layout::place).toList();
    if (shape.calls.isEmpty() && shape.output.equals(shape.keys)) {
      Unique node = new Unique(Steps.info(input.columns(), estimate), input.node(), keys);
      return steps.pick(new Path(node, input.columns(), input.order(), 0), shape.output);
    }
    dev.braid.exec.Aggregate node =
        new dev.braid.exec.Aggregate(
            Steps.info(shape.output, estimate),
            input.node(),
            Strategy.SORTED,
            Phase.COMPLETE,
            keys,
            List.of(),
            specs(shape, layout),
            false);
    List<SortKey> order = new ArrayList<>();
    for (SortKey key : input.order()) {
      int place = shape.keys.indexOf(key.expr());
      if (place < 0) {
        break;
      }
      order.add(new SortKey(shape.output.get(place), key.descending(), key.nullsFirst()));
    }
    return new Path(node, shape.output, order, 0);
  }

  private static Strategy strategy(Shape shape) {
    if (!shape.sets.isEmpty()) {
      return Strategy.MIXED;
    }
    return shape.keys.isEmpty() ? Strategy.PLAIN : Strategy.HASHED;
  }

  /// Groups of one participant's rows, with states instead of results.
  private Path partial(Shape shape, Path input, double groups) {
    Layout layout = input.layout();
    List<AggregateSpec> specs = specs(shape, layout);
    List<Type> types =
        dev.braid.exec.Aggregate.partialTypes(
            shape.keys.stream().map(ColumnRef::type).toList(), specs);
    List<ColumnRef> columns = new ArrayList<>(shape.keys);
    for (Type type : types.subList(columns.size(), types.size())) {
      columns.add(numbering.column(type, "state"));
    }
    int width =
        (int) (columns.stream().mapToDouble(each -> ColumnProfile.width(each.type())).sum());
    Estimate estimate = estimate(input, shape, groups, Math.max(1, width));
    dev.braid.exec.Aggregate node =
        new dev.braid.exec.Aggregate(
            Steps.info(columns, estimate),
            input.node(),
            strategy(shape),
            Phase.PARTIAL,
            shape.keys.stream().map(layout::place).toList(),
            shape.sets,
            specs,
            false);
    return new Path(node, columns, List.of(), input.workers());
  }

  private static List<Type> states(AggregateSpec spec) {
    return spec.function().binder().bind(spec.argumentTypes(), spec.resultType()).stateTypes();
  }

  /// Merges the groups of all participants. Its input's columns are the keys and the states.
  private Path finish(Shape shape, Path gathered) {
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < shape.keys.size(); i++) {
      keys.add(i);
    }
    List<AggregateSpec> specs = new ArrayList<>();
    int place = keys.size();
    for (AggregateCall call : shape.calls) {
      List<Type> types = new ArrayList<>(call.arguments().stream().map(Expr::type).toList());
      AggregateSpec spec =
          new AggregateSpec(
              call.function(), List.of(), types, call.column().type(), false, List.of(), -1);
      int count = states(spec).size();
      List<Integer> states = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        states.add(place++);
      }
      specs.add(
          new AggregateSpec(
              call.function(), states, types, call.column().type(), false, List.of(), -1));
    }
    dev.braid.exec.Aggregate node =
        new dev.braid.exec.Aggregate(
            Steps.info(shape.output, estimate(gathered, shape, shape.groups, shape.width)),
            gathered.node(),
            shape.keys.isEmpty() ? Strategy.PLAIN : Strategy.HASHED,
            Phase.FINALIZE,
            keys,
            shape.sets,
            specs,
            false);
    return new Path(node, shape.output, List.of(), 0);
  }

  /// Each row once.
  static Aggregate distinct(Logical input) {
    List<Binding> keys =
        input.output().stream().map(column -> new Binding(column, column)).toList();
    return new Aggregate(input, keys, List.of(), List.of(), null);
  }
}
