package dev.braid.plan.remote;

import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Filter;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Trees;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inner joins side by side, with the semi and anti joins among them: relations are put into groups
/// that servers can join; the groups are joined here, in an order that is found later.
///
/// First come joins of slices that lie alike, then joins of slices with tables that are whole
/// everywhere, the largest slices first, then those of whole tables. Relations without a condition
/// between them are joined on servers only where one server has all of them, or where one of them
/// is a single row.
final class JoinRegion {
  private final RemoteQueries queries;
  private final List<Part> groups = new ArrayList<>();
  private final List<Expr> conjuncts = new ArrayList<>();
  private final List<Test> tests = new ArrayList<>();

  /// A semi or anti join.
  private record Test(Join join, Part right) {}

  JoinRegion(RemoteQueries queries) {
    this.queries = queries;
  }

  /// Whether a join only takes rows away from the product of its inputs.
  static boolean isRegion(Join join) {
    return !join.dependent()
        && switch (join.kind()) {
          case INNER -> true;
          case SEMI, ANTI ->
              !Columns.isVolatile(join.condition()) && !Columns.isVolatile(join.right());
          default -> false;
        };
  }

  Part part(Join region) {
    collect(region);
    for (int i = 0; i < groups.size(); i++) {
      groups.set(i, filtered(groups.get(i)));
    }
    boolean merged;
    do {
      merged = merge();
    } while (merged);
    for (int i = 0; i < tests.size(); ) {
      if (isTestedThere(tests.get(i))) {
        tests.remove(i);
      } else {
        i++;
      }
    }
    return groups.size() == 1 && conjuncts.isEmpty() && tests.isEmpty()
        ? groups.getFirst()
        : here();
  }

  private void collect(Logical node) {
    if (!(node instanceof Join join) || !isRegion(join)) {
      groups.add(queries.part(node));
    } else if (join.kind() == JoinKind.INNER) {
      collect(join.left());
      collect(join.right());
      conjuncts.addAll(Conditions.conjuncts(join.condition()));
    } else {
      collect(join.left());
      tests.add(new Test(join, queries.part(join.right())));
    }
  }

  /// A relation with the conditions that are about it alone.
  private Part filtered(Part part) {
    List<Expr> own = inside(Columns.output(part.tree()));
    if (part.place() == null || own.isEmpty()) {
      return part;
    }
    conjuncts.removeAll(own);
    return RemoteQueries.filtered(part, own);
  }

  private List<Expr> inside(BitSet columns) {
    List<Expr> inside = new ArrayList<>();
    for (Expr conjunct : conjuncts) {
      BitSet used = Columns.of(conjunct);
      if (!used.isEmpty() && Columns.within(used, columns)) {
        inside.add(conjunct);
      }
    }
    return inside;
  }

  /// Joins the best two groups.
  private boolean merge() {
    Part best = null;
    int first = 0;
    int second = 0;
    double most = -1;
    for (int i = 0; i < groups.size(); i++) {
      for (int k = i + 1; k < groups.size(); k++) {
        double merit = merit(groups.get(i), groups.get(k));
        Part joined = merit > most ? joined(groups.get(i), groups.get(k)) : null;
        if (joined != null) {
          best = joined;
          first = i;
          second = k;
          most = merit;
        }
      }
    }
    if (best == null) {
      return false;
    }
    groups.remove(second);
    groups.set(first, best);
    conjuncts.removeAll(Conditions.conjuncts(((Join) best.tree()).condition()));
    return true;
  }

  /// How much two groups ought to be joined, below 0 for not at all.
  private double merit(Part left, Part right) {
    Place first = left.place();
    Place second = right.place();
    if (first == null || second == null) {
      return -1;
    }
    boolean connected = isConnected(left, right);
    if (!connected && !isAllOne() && !isOneRow(left.tree()) && !isOneRow(right.tree())) {
      return -1;
    }
    double rank = !connected ? 0 : first.sliced() && second.sliced() ? 3 : 2;
    if (connected && !first.sliced() && !second.sliced()) {
      rank = 1;
    }
    double rows =
        Math.max(first.sliced() ? rows(left.tree()) : 0, second.sliced() ? rows(right.tree()) : 0);
    return rank + Math.min(rows, 1e15) / 1e16;
  }

  private boolean isConnected(Part left, Part right) {
    BitSet mine = Columns.output(left.tree());
    BitSet theirs = Columns.output(right.tree());
    return inside(Columns.union(mine, theirs)).stream()
        .map(Columns::of)
        .anyMatch(used -> used.intersects(mine) && used.intersects(theirs));
  }

  /// Whether one server has all there is.
  private boolean isAllOne() {
    Place place = Place.ANYWHERE;
    for (Part group : groups) {
      place = group.place() == null || place == null ? null : Place.together(place, group.place());
    }
    return place != null;
  }

  private static boolean isOneRow(Logical node) {
    Logical tree = node;
    while (tree instanceof Project || tree instanceof Filter) {
      tree = tree.inputs().getFirst();
    }
    return tree instanceof Aggregate aggregate
        && aggregate.keys().isEmpty()
        && aggregate.groupingSets().size() < 2;
  }

  /// Rows of the largest table below.
  private static double rows(Logical node) {
    double rows = node instanceof Scan scan ? Math.max(0, scan.table().statistics().rows()) : 0;
    for (Logical input : node.inputs()) {
      rows = Math.max(rows, rows(input));
    }
    return rows;
  }

  private @Nullable Part joined(Part left, Part right) {
    BitSet both = Columns.union(Columns.output(left.tree()), Columns.output(right.tree()));
    List<Expr> there = new ArrayList<>();
    for (Expr conjunct : inside(both)) {
      Join one = join(left.tree(), right.tree(), List.of(conjunct));
      if (RemoteSql.isExpressible(one)) {
        there.add(conjunct);
      }
    }
    return RemoteQueries.joined(join(left.tree(), right.tree(), there), left, right);
  }

  private static Join join(Logical left, Logical right, List<Expr> conjuncts) {
    return new Join(JoinKind.INNER, left, right, Conditions.and(conjuncts), false, null);
  }

  /// Puts a test into the group that it is about, where servers can make it.
  private boolean isTestedThere(Test test) {
    BitSet used = Columns.of(test.join().condition());
    used.andNot(Columns.output(test.right().tree()));
    for (int i = 0; i < groups.size(); i++) {
      boolean about =
          used.isEmpty()
              ? groups.size() == 1
              : Columns.within(used, Columns.output(groups.get(i).tree()));
      Part tested = about ? RemoteQueries.joined(test.join(), groups.get(i), test.right()) : null;
      if (tested != null) {
        groups.set(i, tested);
        return true;
      }
    }
    return false;
  }

  /// What is left, joined here.
  private Part here() {
    Logical tree = groups.getFirst().finished();
    for (Part group : groups.subList(1, groups.size())) {
      Logical right = group.finished();
      List<Expr> on = inside(Columns.union(Columns.output(tree), Columns.output(right)));
      conjuncts.removeAll(on);
      tree = join(tree, right, on);
    }
    tree = Conditions.filter(tree, conjuncts);
    for (Test test : tests) {
      tree = Trees.withInputs(test.join(), List.of(tree, test.right().finished()));
    }
    return Part.here(tree);
  }
}
