package dev.braid.plan.unnest;

import static java.util.Objects.requireNonNull;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SameValue;
import dev.braid.plan.logical.SetCall;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.Trees;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Computes a subquery for all outer rows at once, by pushing the set of their different values
/// down to where they are used.
///
/// Pushing gives a tree whose rows are those of the subquery for each set of outer values, together
/// with these values, under names of their own. Every operator on the way keeps rows of different
/// outer values apart: aggregates group by them, windows are partitioned by them.
final class DomainPush {
  private final Domain domain;
  private final Numbering numbering;
  private final EmptyGroups emptyGroups;
  private final RowNumbers rowNumbers;

  DomainPush(Domain domain, EmptyGroups emptyGroups, RowNumbers rowNumbers) {
    this.domain = domain;
    this.numbering = domain.numbering();
    this.emptyGroups = emptyGroups;
    this.rowNumbers = rowNumbers;
  }

  /// @param needed outer columns that the result must carry, beside those that the tree uses
  Domain.Rows push(Logical node, BitSet needed) {
    BitSet all = Columns.union(needed, domain.used(node));
    if (domain.used(node).isEmpty()) {
      return beside(node, needed);
    }
    return switch (node) {
      case Logical.Filter filter -> {
        Domain.Rows below =
            push(filter.input(), Columns.union(needed, domain.used(filter.condition())));
        yield new Domain.Rows(
            new Logical.Filter(below.node(), on(below, filter.condition())), below.columns());
      }
      case Logical.Project project -> project(project, all);
      case Logical.ProjectSet set -> {
        Domain.Rows below = push(set.input(), all);
        yield same(
            below,
            Trees.mapExprs(Trees.withInputs(set, List.of(below.node())), expr -> on(below, expr)));
      }
      case Logical.Sort sort -> {
        Domain.Rows below = push(sort.input(), all);
        yield same(below, new Logical.Sort(below.node(), keys(below, sort.keys())));
      }
      case Logical.Limit limit -> limit(limit, all);
      case Logical.Distinct distinct -> {
        Domain.Rows below = push(distinct.input(), all);
        List<Expr> on = new ArrayList<>();
        if (!distinct.on().isEmpty()) {
          distinct.on().forEach(expr -> on.add(on(below, expr)));
          on.addAll(below.columns().values());
        }
        yield same(below, new Logical.Distinct(below.node(), on));
      }
      case Logical.Window window -> {
        Domain.Rows below = push(window.input(), all);
        Logical.Window changed =
            (Logical.Window)
                Trees.mapExprs(
                    Trees.withInputs(window, List.of(below.node())), expr -> on(below, expr));
        List<Expr> partition = new ArrayList<>(changed.partition());
        partition.addAll(below.columns().values());
        yield same(
            below, new Logical.Window(below.node(), partition, changed.order(), changed.calls()));
      }
      case Logical.Aggregate aggregate -> aggregate(aggregate, all);
      case Logical.Join join -> new JoinPush(this, domain).join(join, needed);
      case Logical.SetOperation set -> setOperation(set, all);
      case Logical.ValuesRows values -> values(values, all);
      case Logical.FunctionRows rows -> functionRows(rows, all);
      case Logical.With with -> with(with, all);
      case Logical.Recursion _ ->
          throw refused("WITH RECURSIVE that refers to an outer query's columns");
      case Logical.Scan _, Logical.Remote _, Logical.CteRef _ ->
          throw new IllegalStateException("a leaf has no outer columns");
    };
  }

  static BraidException refused(String what) {
    return new BraidException(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported");
  }

  private static Domain.Rows same(Domain.Rows below, Logical node) {
    return new Domain.Rows(node, below.columns());
  }

  private Expr on(Domain.Rows rows, Expr expr) {
    return Columns.replace(expr, rows.columns());
  }

  private List<SortKey> keys(Domain.Rows rows, List<SortKey> keys) {
    return SortKey.map(keys, expr -> on(rows, expr));
  }

  /// What does not depend on outer values is the same for all of them.
  private Domain.Rows beside(Logical node, BitSet needed) {
    if (needed.isEmpty()) {
      return new Domain.Rows(node, Map.of());
    }
    Domain.Rows rows = domain.rows(needed);
    return new Domain.Rows(
        new Logical.Join(JoinKind.INNER, node, rows.node(), Constant.TRUE, false, null),
        rows.columns());
  }

  private Domain.Rows project(Logical.Project project, BitSet all) {
    Domain.Rows below = push(project.input(), all);
    List<Binding> bindings = new ArrayList<>();
    project
        .bindings()
        .forEach(each -> bindings.add(new Binding(each.column(), on(below, each.expr()))));
    below.columns().values().forEach(column -> bindings.add(new Binding(column, column)));
    return same(below, new Logical.Project(below.node(), bindings));
  }

  /// The first rows for each set of outer values: by DISTINCT ON where only one is wanted, else by
  /// their numbers.
  private Domain.Rows limit(Logical.Limit limit, BitSet all) {
    if (limit.numbers() != null) {
      throw refused("a subquery in LIMIT or OFFSET of a correlated subquery");
    }
    List<SortKey> order = limit.input() instanceof Logical.Sort sort ? sort.keys() : List.of();
    Logical unsorted = limit.input() instanceof Logical.Sort sort ? sort.input() : limit.input();
    Domain.Rows below = push(unsorted, all);
    List<Expr> group = List.copyOf(below.columns().values());
    boolean one =
        limit.ties().isEmpty()
            && limit.count() instanceof Constant(_, Long count)
            && count == 1
            && limit.offset() == null;
    if (one) {
      List<SortKey> keys = new ArrayList<>();
      group.forEach(column -> keys.add(new SortKey(column, false, false)));
      keys.addAll(keys(below, order));
      return same(below, new Logical.Distinct(new Logical.Sort(below.node(), keys), group));
    }
    return same(below, rowNumbers.limit(below.node(), group, keys(below, order), limit, numbering));
  }

  private Domain.Rows aggregate(Logical.Aggregate aggregate, BitSet all) {
    long empty = aggregate.groupingSets().stream().filter(List::isEmpty).count();
    boolean whole = empty > 0 || aggregate.keys().isEmpty() && aggregate.groupingSets().isEmpty();
    if (empty > 1) {
      throw refused("several empty grouping sets in a correlated subquery");
    }
    Domain.Rows below = push(aggregate.input(), all);
    Logical.Aggregate changed =
        (Logical.Aggregate)
            Trees.mapExprs(
                Trees.withInputs(aggregate, List.of(below.node())), expr -> on(below, expr));
    List<Binding> keys = new ArrayList<>(changed.keys());
    Map<Integer, ColumnRef> names = new HashMap<>();
    List<Integer> added = new ArrayList<>();
    below
        .columns()
        .forEach(
            (outer, column) -> {
              ColumnRef name = numbering.copyOf(column);
              names.put(outer, name);
              added.add(keys.size());
              keys.add(new Binding(name, column));
            });
    List<List<Integer>> sets = new ArrayList<>();
    for (List<Integer> set : aggregate.groupingSets()) {
      List<Integer> longer = new ArrayList<>(set);
      longer.addAll(added);
      sets.add(longer);
    }
    Logical grouped =
        new Logical.Aggregate(below.node(), keys, sets, changed.calls(), aggregate.grouping());
    return whole
        ? withEmptyGroups(aggregate, grouped, names, all)
        : new Domain.Rows(grouped, names);
  }

  /// An aggregate over everything, or with an empty grouping set, has a row even for outer values
  /// that have no rows.
  private Domain.Rows withEmptyGroups(
      Logical.Aggregate aggregate, Logical grouped, Map<Integer, ColumnRef> names, BitSet all) {
    Domain.Rows rows = domain.rows(all);
    List<Expr> links = new ArrayList<>();
    names.forEach(
        (outer, name) -> links.add(new SameValue(requireNonNull(rows.columns().get(outer)), name)));
    Logical joined =
        new Logical.Join(JoinKind.LEFT, rows.node(), grouped, Conditions.and(links), false, null);
    List<Binding> bindings = new ArrayList<>();
    rows.columns().values().forEach(column -> bindings.add(new Binding(column, column)));
    aggregate.keys().forEach(key -> bindings.add(new Binding(key.column(), key.column())));
    ColumnRef set = aggregate.grouping();
    if (set != null) {
      Object number = aggregate.groupingSets().indexOf(List.<Integer>of());
      bindings.add(
          new Binding(
              set, new Coalesce(List.of(set, new Constant(set.type(), number)), set.type())));
    }
    for (AggregateCall call : aggregate.calls()) {
      Constant empty = emptyGroups.result(call);
      Type type = call.column().type();
      bindings.add(
          new Binding(
              call.column(),
              empty.isNull() ? call.column() : new Coalesce(List.of(call.column(), empty), type)));
    }
    return new Domain.Rows(new Logical.Project(joined, bindings), rows.columns());
  }

  private Domain.Rows setOperation(Logical.SetOperation set, BitSet all) {
    Domain.Rows left = push(set.left(), all);
    Domain.Rows right = push(set.right(), all);
    List<ColumnRef> output = new ArrayList<>(set.output());
    Map<Integer, ColumnRef> names = new HashMap<>();
    List<Integer> order = left.columns().keySet().stream().sorted().toList();
    for (int outer : order) {
      ColumnRef name = numbering.copyOf(requireNonNull(left.columns().get(outer)));
      names.put(outer, name);
      output.add(name);
    }
    return new Domain.Rows(
        new Logical.SetOperation(
            set.kind(),
            set.all(),
            side(set.left(), left, order),
            side(set.right(), right, order),
            output),
        names);
  }

  private static Logical side(Logical branch, Domain.Rows rows, List<Integer> order) {
    List<Binding> bindings = new ArrayList<>();
    branch.output().forEach(column -> bindings.add(new Binding(column, column)));
    for (int outer : order) {
      ColumnRef column = requireNonNull(rows.columns().get(outer));
      bindings.add(new Binding(column, column));
    }
    return new Logical.Project(rows.node(), bindings);
  }

  private Domain.Rows values(Logical.ValuesRows values, BitSet all) {
    if (values.rows().size() != 1) {
      Logical branches = null;
      for (List<Expr> row : values.rows()) {
        Logical one = oneRow(row, values.output());
        branches =
            branches == null
                ? one
                : new Logical.SetOperation(
                    Logical.SetKind.UNION,
                    true,
                    branches,
                    one,
                    values.output().stream().map(numbering::copyOf).toList());
      }
      if (branches == null) {
        return beside(values, all);
      }
      List<Binding> names = new ArrayList<>();
      for (int i = 0; i < values.output().size(); i++) {
        names.add(new Binding(values.output().get(i), branches.output().get(i)));
      }
      return push(new Logical.Project(branches, names), all);
    }
    Domain.Rows rows = domain.rows(all);
    List<Binding> bindings = new ArrayList<>();
    for (int i = 0; i < values.output().size(); i++) {
      bindings.add(new Binding(values.output().get(i), on(rows, values.rows().getFirst().get(i))));
    }
    rows.columns().values().forEach(column -> bindings.add(new Binding(column, column)));
    return same(rows, new Logical.Project(rows.node(), bindings));
  }

  private Logical oneRow(List<Expr> row, List<ColumnRef> output) {
    List<Binding> bindings = new ArrayList<>();
    for (int i = 0; i < output.size(); i++) {
      bindings.add(new Binding(numbering.copyOf(output.get(i)), row.get(i)));
    }
    return new Logical.Project(new Logical.ValuesRows(List.of(List.of()), List.of()), bindings);
  }

  private Domain.Rows functionRows(Logical.FunctionRows rows, BitSet all) {
    int columns = rows.output().size() - (rows.ordinality() ? 1 : 0);
    if (columns != 1) {
      throw refused("LATERAL with a function of several columns");
    }
    Domain.Rows outer = domain.rows(all);
    Logical set =
        new Logical.ProjectSet(
            outer.node(),
            List.of(
                new SetCall(
                    rows.output().getFirst(),
                    rows.function(),
                    rows.arguments().stream().map(expr -> on(outer, expr)).toList())));
    return same(
        outer,
        rows.ordinality()
            ? rowNumbers.number(
                set, List.copyOf(outer.columns().values()), List.of(), rows.output().getLast())
            : set);
  }

  /// WITH queries that refer to outer columns are put in place of their references.
  private Domain.Rows with(Logical.With with, BitSet all) {
    List<Logical.With.Definition> kept = new ArrayList<>();
    Logical body = with.body();
    for (int i = with.definitions().size() - 1; i >= 0; i--) {
      Logical.With.Definition definition = with.definitions().get(i);
      if (domain.used(definition.query()).isEmpty()) {
        kept.addFirst(definition);
      } else {
        if (Columns.isVolatile(definition.query())) {
          throw refused("a volatile WITH query that refers to an outer query's columns");
        }
        body = inlined(body, definition);
        kept.replaceAll(
            each ->
                new Logical.With.Definition(
                    each.id(), each.name(), inlined(each.query(), definition)));
      }
    }
    if (kept.stream().anyMatch(each -> !domain.used(each.query()).isEmpty())) {
      throw refused("this WITH query that refers to an outer query's columns");
    }
    Domain.Rows below = push(body, all);
    return kept.isEmpty() ? below : same(below, new Logical.With(kept, below.node()));
  }

  private Logical inlined(Logical node, Logical.With.Definition definition) {
    if (node instanceof Logical.CteRef reference && reference.id() == definition.id()) {
      Logical copy = new TreeCopy(numbering).copy(definition.query());
      List<Binding> bindings = new ArrayList<>();
      for (int i = 0; i < reference.output().size(); i++) {
        bindings.add(new Binding(reference.output().get(i), copy.output().get(i)));
      }
      return new Logical.Project(copy, bindings);
    }
    return Trees.mapInputs(node, input -> inlined(input, definition));
  }
}
