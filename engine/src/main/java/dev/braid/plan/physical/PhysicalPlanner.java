package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.exec.CteScan;
import dev.braid.exec.Estimate;
import dev.braid.exec.FunctionScan;
import dev.braid.exec.PlanNode;
import dev.braid.exec.ValuesScan;
import dev.braid.exec.WorkTableScan;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.CteRef;
import dev.braid.plan.logical.Logical.Distinct;
import dev.braid.plan.logical.Logical.Filter;
import dev.braid.plan.logical.Logical.FunctionRows;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.Limit;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.ProjectSet;
import dev.braid.plan.logical.Logical.Recursion;
import dev.braid.plan.logical.Logical.Remote;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Logical.Sort;
import dev.braid.plan.logical.Logical.ValuesRows;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.Logical.With;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.Trees;
import dev.braid.plan.rewrite.Constants;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

/// From a logical tree without subqueries to the cheapest executable plan.
public final class PhysicalPlanner {
  private final CostModel costs;
  private final EvalContext context;
  private final Profiles profiles;
  private final Steps steps;
  private final ScanPaths scans;
  private final ForeignPaths foreign;
  private final JoinPaths joins;
  private final AggregatePaths aggregates;
  private final SortPaths sorts;
  private final WindowPaths windows;
  private final SetPaths sets;
  private final QueryPaths queries;
  private final IndexEnds indexEnds;

  public PhysicalPlanner(
      Settings settings, EvalContext context, Profiles profiles, Numbering numbering) {
    this.context = context;
    this.profiles = profiles;
    costs = new CostModel(settings);
    steps = new Steps(costs);
    scans = new ScanPaths(costs, steps);
    foreign = new ForeignPaths(costs, steps);
    sorts = new SortPaths(steps, numbering);
    joins = new JoinPaths(costs, steps, scans, sorts, profiles);
    aggregates = new AggregatePaths(costs, steps, sorts, numbering);
    windows = new WindowPaths(costs, steps, sorts, numbering);
    sets = new SetPaths(costs, steps, sorts);
    queries = new QueryPaths(this, costs, steps);
    indexEnds = new IndexEnds(this);
  }

  /// The plan; its columns are those of the query, in that order.
  public PlanNode plan(Logical query) {
    Paths paths = paths(query, Need.of(query.output()));
    Path best = steps.pick(paths.cheapest(), query.output());
    String debug = costs.settings().text(Setting.DEBUG_PARALLEL_QUERY);
    if (debug.equals("off") || Gathered.isGathered(best.node())) {
      return best.node();
    }
    return steps.singleCopy(best, debug.equals("regress")).node();
  }

  Paths paths(Logical node, Need need) {
    return switch (node) {
      case Scan scan -> scans.plan(scan, List.of(), need, profiles.of(scan));
      case Remote remote -> foreign.plan(remote, need, profiles.of(remote));
      case ValuesRows values -> values(values);
      case FunctionRows rows -> functionRows(rows);
      case Filter filter -> filter(filter, need);
      case Project project -> project(project, need);
      case ProjectSet set -> windows.projectSet(set, paths(set.input(), setNeed(set, need)));
      case Join join -> join(join, need);
      case Aggregate aggregate -> aggregate(aggregate, need);
      case Window window ->
          windows.plan(
              window, paths(window.input(), windowNeed(window, need)), profiles.of(window.input()));
      case Sort sort -> {
        Need below = need.with(sort.keys().stream().map(SortKey::expr).toList());
        yield sorts.plan(
            sort.keys(), paths(sort.input(), below), need.rows(), profiles.of(sort.input()));
      }
      case Limit limit -> limit(limit, need);
      case Distinct distinct -> distinct(distinct, need);
      case SetOperation set -> sets.plan(set, this, profiles, need);
      case With with -> queries.with(with, need);
      case CteRef reference -> cteRef(reference);
      case Recursion recursion -> queries.recursion(recursion);
    };
  }

  Profile profile(Logical node) {
    return profiles.of(node);
  }

  private Paths values(ValuesRows values) {
    int rows = values.rows().size();
    Profile profile = profiles.of(values);
    double cost = rows * costs.tuple;
    Estimate estimate = new Estimate(rows, profile.width(values.output()), 0, cost);
    ValuesScan node = new ValuesScan(Steps.info(values.output(), estimate), values.rows());
    return Paths.serial(new Path(node, values.output(), List.of(), 0));
  }

  private Paths functionRows(FunctionRows rows) {
    Profile profile = profiles.of(rows);
    Estimate estimate =
        new Estimate(profile.rows(), profile.width(rows.output()), 0, profile.rows() * costs.tuple);
    FunctionScan node =
        new FunctionScan(
            Steps.info(rows.output(), estimate),
            rows.function(),
            rows.arguments(),
            rows.alias(),
            rows.ordinality());
    return Paths.serial(new Path(node, rows.output(), List.of(), 0));
  }

  private Paths cteRef(CteRef reference) {
    Profile profile = profiles.of(reference);
    Estimate estimate =
        new Estimate(
            profile.rows(), profile.width(reference.output()), 0, profile.rows() * costs.tuple);
    if (queries.isWorkTable(reference.id())) {
      PlanNode node =
          new WorkTableScan(
              Steps.info(reference.output(), estimate), reference.id(), reference.name());
      return Paths.serial(new Path(node, reference.output(), List.of(), 0));
    }
    Path serial = cteScan(reference, estimate, 0);
    double bytes = profile.rows() * profile.width(reference.output());
    int workers = costs.workers((long) bytes, -1);
    if (workers == 0) {
      return Paths.serial(serial);
    }
    double divisor = costs.divisor(workers);
    Path partial =
        cteScan(
            reference,
            new Estimate(
                Math.max(1, Math.rint(profile.rows() / divisor)),
                estimate.width(),
                0,
                estimate.totalCost() / divisor),
            workers);
    return Paths.of(List.of(serial, steps.gather(partial)), partial);
  }

  private static Path cteScan(CteRef reference, Estimate estimate, int workers) {
    PlanNode node =
        new CteScan(
            Steps.info(reference.output(), estimate),
            reference.id(),
            reference.name(),
            workers > 0);
    return new Path(node, reference.output(), List.of(), workers);
  }

  private Paths filter(Filter filter, Need need) {
    List<Expr> conjuncts = Conditions.conjuncts(filter.condition());
    Profile input = profiles.of(filter.input());
    if (filter.input() instanceof Scan scan) {
      return scans.plan(scan, conjuncts, need, input);
    }
    double selectivity = Selectivity.of(conjuncts, input);
    Paths below = paths(filter.input(), need.with(conjuncts));
    return mapped(below, conjuncts, path -> steps.filter(path, conjuncts, selectivity));
  }

  private Paths project(Project project, Need need) {
    List<Binding> bindings =
        project.bindings().stream().filter(binding -> need.has(binding.column())).toList();
    List<Expr> exprs = bindings.stream().map(Binding::expr).toList();
    Need below = new Need(Columns.of(exprs), need.rows());
    int width = profiles.of(project).width(bindings.stream().map(Binding::column).toList());
    return mapped(
        paths(project.input(), below), exprs, path -> steps.project(path, bindings, width));
  }

  /// A step that is done for every row by itself. What is volatile stays above the Gather.
  private Paths mapped(Paths input, List<Expr> exprs, UnaryOperator<Path> step) {
    Paths shared = Steps.isVolatile(exprs) ? input.withoutPartial() : input;
    return shared.map(step, steps::gather);
  }

  private Paths join(Join join, Need need) {
    Need below = need.with(List.of(join.condition()));
    return joins.plan(
        join, side(join.left(), below), side(join.right(), below), profiles.of(join), need);
  }

  private JoinShape.Side side(Logical input, Need need) {
    return new JoinShape.Side(input, paths(input, need), profiles.of(input), need);
  }

  private Paths aggregate(Aggregate aggregate, Need need) {
    Aggregate pruned =
        new Aggregate(
            aggregate.input(),
            aggregate.keys(),
            aggregate.groupingSets(),
            aggregate.calls().stream().filter(call -> need.has(call.column())).toList(),
            aggregate.grouping());
    BitSet used = new BitSet();
    Trees.forEachExpr(pruned, expr -> used.or(Columns.of(expr)));
    Paths input = paths(aggregate.input(), Need.all(used));
    Profile rows = profiles.of(aggregate.input());
    Paths whole = aggregates.plan(pruned, input, rows, profiles.of(aggregate));
    Path ends = indexEnds.plan(pruned);
    if (ends == null) {
      return whole;
    }
    List<Path> serial = whole.serials();
    serial.add(ends);
    return Paths.of(serial, whole.partials());
  }

  private Paths distinct(Distinct distinct, Need need) {
    if (distinct.on().isEmpty()) {
      Aggregate aggregate = AggregatePaths.distinct(distinct.input());
      return aggregate(aggregate, Need.of(aggregate.output()));
    }
    Paths input = paths(distinct.input(), need.with(distinct.on()));
    return windows.distinctOn(
        distinct, input, profiles.of(distinct.input()), profiles.of(distinct).rows());
  }

  private Paths limit(Limit limit, Need need) {
    if (limit.numbers() != null) {
      return computedLimit(limit, limit.numbers(), need);
    }
    long count = limit.count() == null ? -1 : Constants.limit(limit.count(), context);
    long offset = limit.offset() == null ? 0 : Constants.offset(limit.offset(), context);
    long last = count < 0 || count > Long.MAX_VALUE - offset ? -1 : count + offset;
    List<Expr> ties = limit.ties().stream().map(SortKey::expr).toList();
    Need below = need.with(ties);
    SortPaths.Order order = sorts.order(limit.ties());
    Paths input = paths(limit.input(), new Need(below.columns(), ties.isEmpty() ? last : -1));
    Path best = steps.extend(input.best(last), order.computed());
    return Paths.serial(steps.limit(best, count, offset, order.keys()));
  }

  private Paths computedLimit(Limit limit, Logical numbers, Need need) {
    SortPaths.Order order = sorts.order(limit.ties());
    Need below = need.with(limit.ties().stream().map(SortKey::expr).toList());
    Paths input = paths(limit.input(), new Need(below.columns(), -1));
    Path best = steps.extend(input.best(-1), order.computed());
    Path row = paths(numbers, Need.of(numbers.output())).cheapest();
    return Paths.serial(
        steps.computedLimit(best, row, limit.count(), limit.offset(), order.keys()));
  }

  private static Need setNeed(ProjectSet set, Need need) {
    return need.with(set.calls().stream().flatMap(call -> call.arguments().stream()).toList());
  }

  private static Need windowNeed(Window window, Need need) {
    BitSet used = new BitSet();
    Trees.forEachExpr(window, expr -> used.or(Columns.of(expr)));
    used.or(need.columns());
    return Need.all(used);
  }

  /// Columns of an operator that are wanted, in its order.
  static List<ColumnRef> wanted(Logical node, Need need) {
    return Steps.wanted(node.output(), need.columns());
  }
}
