package dev.braid.plan.physical;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.parallel.Cancellation;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Estimates how many rows operators make and how many different values are in their columns.
public final class Profiles {
  private static final double FUNCTION_ROWS = 1000;

  private final Cancellation cancellation;
  private final Map<Logical, Profile> known = new IdentityHashMap<>();
  private final Map<Integer, Logical> queries = new HashMap<>();

  /// @param cancellation of the statement, which may be planned for long
  public Profiles(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /// Rows expected of a tree.
  public double rows(Logical node) {
    return of(node).rows();
  }

  Profile of(Logical node) {
    Profile profile = known.get(node);
    if (profile == null) {
      cancellation.check();
      profile = estimate(node);
      known.put(node, profile);
    }
    return profile;
  }

  private Profile estimate(Logical node) {
    return switch (node) {
      case Scan scan -> scan(scan);
      case Remote remote -> remote(remote);
      case ValuesRows values -> new Profile(Math.max(1, values.rows().size()), Map.of());
      case FunctionRows _ -> new Profile(FUNCTION_ROWS, Map.of());
      case Filter filter -> {
        Profile input = of(filter.input());
        yield input.sample(Selectivity.of(Conditions.conjuncts(filter.condition()), input));
      }
      case Project project -> project(project);
      case ProjectSet set -> {
        Profile input = of(set.input());
        yield input.withRows(input.rows() * 10);
      }
      case Join join -> join(join.kind(), of(join.left()), of(join.right()), join.condition());
      case Aggregate aggregate -> aggregate(aggregate);
      case Window window -> of(window.input());
      case Sort sort -> of(sort.input());
      case Limit limit -> limit(limit);
      case Distinct distinct -> {
        Profile input = of(distinct.input());
        Collection<? extends Expr> keys =
            distinct.on().isEmpty() ? distinct.output() : distinct.on();
        yield input.withRows(groups(keys, input));
      }
      case SetOperation set -> setOperation(set);
      case With with -> {
        with.definitions().forEach(each -> define(each.id(), each.query()));
        yield of(with.body());
      }
      case CteRef reference -> reference(reference);
      case Recursion recursion -> {
        Profile start = of(recursion.start());
        queries.put(recursion.id(), recursion.start());
        Profile step = of(recursion.step());
        yield new Profile(start.rows() + 10 * step.rows(), Map.of());
      }
    };
  }

  /// Makes a WITH query known to those that read its rows.
  void define(int id, Logical query) {
    queries.put(id, query);
  }

  private Profile reference(CteRef reference) {
    Logical query = queries.get(reference.id());
    if (query == null) {
      return new Profile(FUNCTION_ROWS, Map.of());
    }
    Profile profile = of(query);
    Map<Integer, ColumnProfile> columns = new HashMap<>();
    for (int i = 0; i < reference.output().size(); i++) {
      columns.put(reference.output().get(i).column(), profile.column(query.output().get(i)));
    }
    return new Profile(profile.rows(), columns);
  }

  /// Rows of all servers together. A part that ends in groups or in a limit makes them anew on
  /// each.
  private Profile remote(Remote remote) {
    Profile whole = of(remote.query());
    return remote.query() instanceof Aggregate || remote.query() instanceof Limit
        ? whole.withRows(whole.rows() * remote.asked().size())
        : whole;
  }

  private static Profile scan(Scan scan) {
    TableStatistics statistics = scan.table().statistics();
    double rows = Math.max(1, statistics.rows());
    Map<Integer, ColumnProfile> columns = new HashMap<>();
    for (int i = 0; i < scan.columns().size(); i++) {
      ColumnRef column = scan.output().get(i);
      int position = scan.columns().get(i);
      ColumnStatistics known =
          position < statistics.columns().size() ? statistics.columns().get(position) : null;
      if (known == null) {
        columns.put(column.column(), ColumnProfile.unknown(column.type(), rows));
      } else {
        double distinct =
            known.distinct() < 0
                ? Math.min(rows, ColumnProfile.DEFAULT_DISTINCT)
                : Math.min(rows, Math.max(1, known.distinct()));
        columns.put(
            column.column(),
            new ColumnProfile(distinct, known.nullFraction(), known.averageWidth(), known));
      }
    }
    return new Profile(rows, columns);
  }

  private Profile project(Project project) {
    Profile input = of(project.input());
    Map<Integer, ColumnProfile> columns = new HashMap<>();
    for (Binding binding : project.bindings()) {
      columns.put(binding.column().column(), column(binding.expr(), input));
    }
    return new Profile(input.rows(), columns);
  }

  private static ColumnProfile column(Expr expr, Profile input) {
    if (Selectivity.Comparison.column(expr) instanceof ColumnRef column) {
      ColumnProfile profile = input.column(column);
      return column == expr
          ? profile
          : new ColumnProfile(
              profile.distinct(),
              profile.nullFraction(),
              ColumnProfile.width(expr.type()),
              profile.statistics());
    }
    double distinct = expr instanceof Constant ? 1 : groups(List.of(expr), input);
    return new ColumnProfile(distinct, 0, ColumnProfile.width(expr.type()), null);
  }

  /// Different combinations of values that expressions take.
  static double groups(Collection<? extends Expr> keys, Profile input) {
    double product = 1;
    List<Expr> plain = new ArrayList<>();
    for (Expr key : keys) {
      double parts = DateParts.distinct(key, input);
      if (parts > 0) {
        product *= parts;
      } else {
        plain.add(key);
      }
    }
    for (Integer number : numbers(plain)) {
      ColumnProfile column = input.columns().get(number);
      product *=
          column == null
              ? Math.min(ColumnProfile.DEFAULT_DISTINCT, input.rows())
              : Math.max(1, column.distinct() + (column.nullFraction() > 0 ? 1 : 0));
    }
    return Math.max(1, Math.min(product, input.rows()));
  }

  private static List<Integer> numbers(Collection<? extends Expr> keys) {
    return Columns.of(keys).stream().boxed().toList();
  }

  /// The rows of a join. For equal columns the larger number of different values decides, as if the
  static Profile join(Logical.JoinKind kind, Profile left, Profile right, Expr condition) {
    Profile both = left.join(right, left.rows() * right.rows());
    double selectivity = 1;
    int pairs = 0;
    List<Expr> others = new ArrayList<>();
    for (Expr conjunct : Conditions.conjuncts(condition)) {
      JoinKeys.Pair pair = JoinKeys.pair(conjunct);
      if (pair == null) {
        others.add(conjunct);
      } else {
        selectivity /= values(pair, left, right);
        pairs++;
      }
    }
    if (pairs > 1) {
      selectivity = Math.max(selectivity, 1 / Math.max(left.rows(), right.rows()));
    }
    selectivity *= Selectivity.of(others, both);
    double matched = Math.max(1, left.rows() * right.rows() * selectivity);
    double partners = 1 - Math.pow(1 - Math.min(1, selectivity), right.rows());
    return switch (kind) {
      case INNER -> left.join(right, matched);
      case LEFT -> left.join(right, Math.max(matched, left.rows()));
      case RIGHT -> left.join(right, Math.max(matched, right.rows()));
      case FULL -> left.join(right, Math.max(matched, left.rows() + right.rows()));
      case SINGLE, MARK -> left.join(right, left.rows());
      case SEMI -> left.sample(semi(left, right, condition, partners));
      case ANTI -> left.sample(Math.max(0.01, 1 - semi(left, right, condition, partners)));
    };
  }

  /// The part of the left rows that has a partner: with equal keys, the part of the left values
  /// that are among the right ones.
  private static double semi(Profile left, Profile right, Expr condition, double partners) {
    double fraction = partners;
    for (Expr conjunct : Conditions.conjuncts(condition)) {
      JoinKeys.Pair pair = JoinKeys.pair(conjunct);
      if (pair != null) {
        double here = groups(List.of(pair.left()), left);
        double there = groups(List.of(pair.right()), right);
        fraction = Math.min(fraction, there / Math.max(here, there));
      }
    }
    return Math.min(1, Math.max(1e-6, fraction));
  }

  /// Among how many values equal keys meet. A column whose range lies within that of a key of the
  /// other table is taken to refer to it: its values are then all among the key's.
  private static double values(JoinKeys.Pair pair, Profile left, Profile right) {
    double known = Math.max(key(pair.left(), pair.right(), left, right), 0);
    known = Math.max(known, key(pair.right(), pair.left(), left, right));
    return known > 0
        ? known
        : Math.max(
            1, Math.max(distinct(pair.left(), left, right), distinct(pair.right(), left, right)));
  }

  /// How many values a key has in its table; 0 where it is none, or the other refers elsewhere.
  private static double key(Expr key, Expr other, Profile left, Profile right) {
    if (!(key instanceof ColumnRef to) || !(other instanceof ColumnRef from)) {
      return 0;
    }
    Profile owner = left.columns().containsKey(to.column()) ? left : right;
    ColumnProfile column = owner.column(to);
    ColumnProfile referring = (owner == left ? right : left).column(from);
    ColumnStatistics whole = column.statistics();
    ColumnStatistics part = referring.statistics();
    boolean unique = column.distinct() >= 0.99 * owner.rows();
    return whole != null && part != null && unique && Scale.isWithin(part, whole)
        ? whole.distinct()
        : 0;
  }

  private static double distinct(Expr key, Profile left, Profile right) {
    BitSet columns = Columns.of(key);
    boolean here = columns.stream().allMatch(left.columns()::containsKey);
    return groups(List.of(key), here ? left : right);
  }

  private Profile aggregate(Aggregate aggregate) {
    Profile input = of(aggregate.input());
    List<Expr> keys = aggregate.keys().stream().map(Binding::expr).toList();
    double groups;
    if (aggregate.groupingSets().isEmpty()) {
      groups = keys.isEmpty() ? 1 : groups(keys, input);
    } else {
      groups = 0;
      for (List<Integer> set : aggregate.groupingSets()) {
        groups += groups(set.stream().map(keys::get).toList(), input);
      }
    }
    Map<Integer, ColumnProfile> columns = new HashMap<>();
    for (Binding key : aggregate.keys()) {
      ColumnProfile profile = column(key.expr(), input);
      columns.put(
          key.column().column(), profile.withDistinct(Math.min(groups, profile.distinct())));
    }
    return new Profile(groups, columns);
  }

  private Profile limit(Limit limit) {
    Profile input = of(limit.input());
    if (limit.count() instanceof Constant(_, Long count)) {
      return input.withRows(Math.max(1, Math.min(input.rows(), count)));
    }
    return limit.count() == null ? input : input.withRows(Math.max(1, input.rows() / 10));
  }

  private Profile setOperation(SetOperation set) {
    Profile left = of(set.left());
    Profile right = of(set.right());
    double rows =
        switch (set.kind()) {
          case UNION -> left.rows() + right.rows();
          case INTERSECT -> Math.max(1, Math.min(left.rows(), right.rows()) / 2);
          case EXCEPT -> Math.max(1, left.rows() / 2);
        };
    Map<Integer, ColumnProfile> columns = new HashMap<>();
    for (int i = 0; i < set.output().size(); i++) {
      ColumnProfile first = left.column(set.left().output().get(i));
      ColumnProfile second = right.column(set.right().output().get(i));
      double distinct = Math.min(rows, first.distinct() + second.distinct());
      columns.put(
          set.output().get(i).column(),
          new ColumnProfile(distinct, first.nullFraction(), first.width(), null));
    }
    Profile all = new Profile(rows, columns);
    return set.all() ? all : all.withRows(groups(set.output(), all));
  }
}
