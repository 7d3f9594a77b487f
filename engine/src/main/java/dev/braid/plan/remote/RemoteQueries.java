package dev.braid.plan.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.TextRules;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.FunctionCatalog;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Distinct;
import dev.braid.plan.logical.Logical.Filter;
import dev.braid.plan.logical.Logical.FunctionRows;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.Limit;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.ProjectSet;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Logical.Sort;
import dev.braid.plan.logical.Logical.ValuesRows;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.Trees;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the largest parts of a statement that servers can compute.
///
/// From the leaves up: an operator joins the part below it if its answer is made of the servers'
/// answers alone, and if it has a text ([RemoteSql]). Where it does not, the part ends; of groups,
/// DISTINCT and LIMIT the servers then still do their share.
public final class RemoteQueries {
  /// A list of more rows than this is not sent to servers.
  private static final int MOST_VALUES = 1000;

  private final Numbering numbering;
  private final PartialAggregation groups;
  private final PartialLimit limits;

  private RemoteQueries(Numbering numbering, FunctionCatalog functions, EvalContext context) {
    this.numbering = numbering;
    groups = new PartialAggregation(numbering, functions);
    limits = new PartialLimit(context);
  }

  /// @param query without subqueries, its conditions moved down
  /// @param functions where partial aggregates find what puts them together
  /// @param context in which LIMIT is computed
  /// @param text how text without a collation is treated where the statement's tables lie
  /// @throws dev.braid.error.BraidException 0A000 where text would have to be compared here whose
  ///   collation Braid does not have
  public static Logical apply(
      Logical query,
      Numbering numbering,
      FunctionCatalog functions,
      EvalContext context,
      TextRules text) {
    Logical planned =
        hasRemoteTable(query)
            ? new RemoteQueries(numbering, functions, context).part(query).finished()
            : query;
    CollationCheck.check(planned, text);
    return planned;
  }

  /// Looks at a statement before its constants are computed: those of text by Braid's rules.
  ///
  /// @param text the rules of the database
  /// @throws dev.braid.error.BraidException 0A000 where these would give another value
  public static void checkConstants(Logical query, TextRules text) {
    if (!text.equals(TextRules.OWN)) {
      new ConstantCheck(text).visit(query);
    }
  }

  private static boolean hasRemoteTable(Logical node) {
    return node instanceof Scan scan && scan.table() instanceof RemoteTable
        || node.inputs().stream().anyMatch(RemoteQueries::hasRemoteTable);
  }

  Part part(Logical node) {
    return switch (node) {
      case Scan scan ->
          scan.table() instanceof RemoteTable table
              ? new Part(scan, Place.of(table, scan))
              : Part.here(scan);
      case ValuesRows values ->
          values.rows().size() <= MOST_VALUES
              ? kept(values, Place.ANYWHERE, Part.here(values))
              : Part.here(values);
      case FunctionRows rows -> kept(rows, Place.ANYWHERE, Part.here(rows));
      case Filter filter -> filter(filter);
      case Project project -> project(project);
      case Join join -> JoinRegion.isRegion(join) ? new JoinRegion(this).part(join) : join(join);
      case Aggregate aggregate -> aggregate(aggregate);
      case Distinct distinct -> distinct(distinct);
      case Window window -> {
        Part input = part(window.input());
        boolean whole = isOne(input) || fixed(input, window.partition());
        yield above(window, input, whole && !numbersSet(window));
      }
      case Sort sort -> {
        Part input = part(sort.input());
        yield isOne(input) ? above(sort, input, true) : sorted(sort, input);
      }
      case ProjectSet set -> above(set, part(set.input()), true);
      case Limit limit -> limit(limit);
      case SetOperation set -> setOperation(set);
      case Logical.Remote _, Logical.With _, Logical.CteRef _, Logical.Recursion _ ->
          Part.here(Trees.mapInputs(node, input -> part(input).finished()));
    };
  }

  /// Whether a window takes a function's rows in the order in which that put them out, as WITH
  /// ORDINALITY does beside LATERAL. A server may sort them by the partition's columns alone, and
  /// owes that order to nobody.
  private static boolean numbersSet(Window window) {
    Logical input = window.input();
    while (input instanceof Project || input instanceof Filter) {
      input = input.inputs().getFirst();
    }
    return window.order().isEmpty() && input instanceof ProjectSet;
  }

  private static Part kept(Logical node, @Nullable Place place, Part otherwise) {
    Part part = Part.at(node, place);
    return part == null ? otherwise : part;
  }

  /// An operator over a part: in it, or here.
  private static Part above(Logical node, Part input, boolean whole) {
    Logical tree = Trees.withInputs(node, List.of(input.tree()));
    return kept(tree, whole ? input.place() : null, over(node, input));
  }

  private static Part over(Logical node, Part input) {
    return Part.here(Trees.withInputs(node, List.of(input.finished())));
  }

  private static boolean isOne(Part part) {
    return part.place() != null && part.place().isOne();
  }

  /// Whether rows with equal values of these expressions are on one server.
  private static boolean fixed(Part part, List<? extends Expr> exprs) {
    BitSet columns = new BitSet();
    for (Expr expr : exprs) {
      if (expr instanceof ColumnRef column) {
        columns.set(column.column());
      }
    }
    return part.place() != null && part.place().isFixedBy(columns);
  }

  private Part filter(Filter filter) {
    return filtered(part(filter.input()), Conditions.conjuncts(filter.condition()));
  }

  /// A part with those conditions that have a text in it; the others are tested here.
  static Part filtered(Part input, List<Expr> conjuncts) {
    List<Expr> there = new ArrayList<>();
    List<Expr> here = new ArrayList<>();
    for (Expr conjunct : conjuncts) {
      Logical one = new Filter(input.tree(), conjunct);
      (input.place() != null && RemoteSql.isExpressible(one) ? there : here).add(conjunct);
    }
    Part part = input;
    if (input.place() != null && !there.isEmpty()) {
      Expr condition = Conditions.and(there);
      part = new Part(new Filter(input.tree(), condition), Pruning.of(input.place(), condition));
    }
    return here.isEmpty() ? part : Part.here(Conditions.filter(part.finished(), here));
  }

  private Part project(Project project) {
    Part input = part(project.input());
    if (input.place() == null) {
      return over(project, input);
    }
    List<BitSet> keys = new ArrayList<>();
    for (BitSet key : input.place().keys()) {
      keys.add(renamed(key, project.bindings()));
    }
    Logical tree = new Project(input.tree(), project.bindings());
    return kept(tree, input.place().withKeys(keys), over(project, input));
  }

  /// Columns under the names that bindings give them.
  private static BitSet renamed(BitSet columns, List<Binding> bindings) {
    BitSet renamed = new BitSet();
    for (Binding binding : bindings) {
      if (binding.expr() instanceof ColumnRef column && columns.get(column.column())) {
        renamed.set(binding.column().column());
      }
    }
    return renamed;
  }

  private Part join(Join join) {
    Part left = part(join.left());
    Part right = part(join.right());
    Part joined = join.dependent() ? null : joined(join, left, right);
    return joined != null
        ? joined
        : Part.here(Trees.withInputs(join, List.of(left.finished(), right.finished())));
  }

  /// A join at the place of its inputs, or null.
  static @Nullable Part joined(Join join, Part left, Part right) {
    if (left.place() == null || right.place() == null) {
      return null;
    }
    BitSet columns = Columns.union(Columns.output(left.tree()), Columns.output(right.tree()));
    Equalities equal = Equalities.of(Conditions.conjuncts(join.condition()), columns);
    return Part.at(
        Trees.withInputs(join, List.of(left.tree(), right.tree())),
        Place.joined(join.kind(), left.place(), right.place(), equal));
  }

  private Part aggregate(Aggregate aggregate) {
    Part input = part(aggregate.input());
    if (input.place() == null) {
      return over(aggregate, input);
    }
    boolean fixed = isFixed(aggregate, input);
    if (fixed || isOne(input)) {
      List<BitSet> keys = new ArrayList<>();
      for (BitSet key : input.place().keys()) {
        keys.add(fixed ? renamed(key, aggregate.keys()) : new BitSet());
      }
      Logical tree = Trees.withInputs(aggregate, List.of(input.tree()));
      Part part = Part.at(tree, input.place().withKeys(keys));
      if (part != null) {
        return part;
      }
    }
    Logical partial = input.place().isOne() ? null : groups.apply(aggregate, input);
    return partial == null ? over(aggregate, input) : Part.here(partial);
  }

  /// Whether no group has rows of two servers.
  private static boolean isFixed(Aggregate aggregate, Part input) {
    List<Expr> keys = aggregate.keys().stream().map(Binding::expr).toList();
    return aggregate.groupingSets().isEmpty()
        ? fixed(input, keys)
        : aggregate.groupingSets().stream()
            .allMatch(set -> fixed(input, set.stream().map(keys::get).toList()));
  }

  private Part distinct(Distinct distinct) {
    List<? extends Expr> columns = distinct.on().isEmpty() ? distinct.output() : distinct.on();
    if (!distinct.on().isEmpty() && distinct.input() instanceof Sort sort) {
      return distinctOn(distinct, sort, columns);
    }
    Part input = part(distinct.input());
    if (isOne(input) || fixed(input, columns)) {
      return above(distinct, input, true);
    }
    Part share = above(distinct, input, true);
    return share.isRemote() ? Part.here(new Distinct(share.finished(), distinct.on())) : share;
  }

  /// The first of each group in an order: of each server's first ones, the first in that order.
  private Part distinctOn(Distinct distinct, Sort sort, List<? extends Expr> columns) {
    Part input = part(sort.input());
    Sort sorted = new Sort(input.tree(), sort.keys());
    Part share = kept(new Distinct(sorted, distinct.on()), input.place(), Part.here(distinct));
    if (!share.isRemote()) {
      return Part.here(new Distinct(new Sort(input.finished(), sort.keys()), distinct.on()));
    }
    if (isOne(input)) {
      return share;
    }
    Logical merged = new Sort(share.finished(sort.keys()), sort.keys());
    return Part.here(fixed(input, columns) ? merged : new Distinct(merged, distinct.on()));
  }

  private Part sorted(Sort sort, Part input) {
    SortedPart sorted = SortedPart.of(input, sort.keys(), numbering);
    return Part.here(sorted.trimmed(new Sort(sorted.finished(), sorted.keys())));
  }

  private Part limit(Limit limit) {
    if (limit.numbers() != null) {
      return Part.here(Trees.mapInputs(limit, input -> part(input).finished()));
    }
    if (limit.input() instanceof Sort sort) {
      Part input = part(sort.input());
      return isOne(input)
          ? above(limit, above(sort, input, true), true)
          : Part.here(limited(limit, sort, input));
    }
    Part input = part(limit.input());
    if (isOne(input)) {
      return above(limit, input, true);
    }
    Logical share = limits.share(limit, null, input);
    return Part.here(Trees.withInputs(limit, List.of(share == null ? input.finished() : share)));
  }

  /// The first rows of an order, of the first ones of each server. With ties the keys stay as they
  /// are, since the limit has them too.
  private Logical limited(Limit limit, Sort sort, Part input) {
    SortedPart sorted =
        limit.ties().isEmpty()
            ? SortedPart.of(input, sort.keys(), numbering)
            : new SortedPart(input, sort.keys(), input.tree().output());
    Sort over = new Sort(sorted.part().tree(), sorted.keys());
    Logical share = limits.share(limit, over, sorted.part());
    Logical rows = new Sort(share == null ? sorted.finished() : share, sorted.keys());
    return sorted.trimmed(Trees.withInputs(limit, List.of(rows)));
  }

  private Part setOperation(SetOperation set) {
    Part left = part(set.left());
    Part right = part(set.right());
    Part there = SetPlaces.part(set, left, right);
    return there != null
        ? there
        : Part.here(Trees.withInputs(set, List.of(left.finished(), right.finished())));
  }
}
