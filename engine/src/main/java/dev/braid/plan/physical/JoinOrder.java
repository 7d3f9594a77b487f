package dev.braid.plan.physical;

import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Trees;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts inner joins into the order that is expected to make the fewest rows on the way.
///
/// Up to 12 relations: dynamic programming over all connected sets of them, so that bushy trees are
/// found too. More: greedily, the cheapest join first. Cross joins are made only where no condition
/// connects what is left. Semi and anti joins go down to the relation that they constrain, where
/// they take enough of it away or have far fewer rows to ask for; other joins are relations of their
/// own.
public final class JoinOrder {
  private static final int MOST_FOR_ALL_ORDERS = 12;
  private static final double WORTHWHILE = 0.5;
  private static final double PER_RESULT = 0.01;
  private static final double PER_BUILD = 0.0125;
  private static final double PER_PROBE = 0.0025;

  private final Profiles profiles;

  public JoinOrder(Profiles profiles) {
    this.profiles = profiles;
  }

  public Logical apply(Logical node) {
    if (node instanceof Logical.With with) {
      List<Logical> inputs = new ArrayList<>();
      for (Logical.With.Definition definition : with.definitions()) {
        Logical query = apply(definition.query());
        profiles.define(definition.id(), query);
        inputs.add(query);
      }
      inputs.add(apply(with.body()));
      return Trees.withInputs(with, inputs);
    }
    if (node instanceof Logical.Recursion recursion) {
      Logical start = apply(recursion.start());
      profiles.define(recursion.id(), start);
      return Trees.withInputs(recursion, List.of(start, apply(recursion.step())));
    }
    if (node instanceof Join join
        && (join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI)) {
      Logical right = apply(join.right());
      Join changed = (Join) Trees.withInputs(join, List.of(join.left(), right));
      Logical lowered = lowered(changed);
      return lowered == null
          ? Trees.withInputs(changed, List.of(apply(changed.left()), right))
          : apply(lowered);
    }
    if (!(node instanceof Join join) || join.kind() != JoinKind.INNER) {
      return Trees.mapInputs(node, this::apply);
    }
    List<Logical> relations = new ArrayList<>();
    List<Expr> conditions = new ArrayList<>();
    collect(join, relations, conditions);
    return relations.size() > MOST_FOR_ALL_ORDERS
        ? greedy(relations, conditions)
        : new Search(relations, conditions).best();
  }

  private void collect(Logical node, List<Logical> relations, List<Expr> conditions) {
    if (node instanceof Join join && join.kind() == JoinKind.INNER && !join.dependent()) {
      collect(join.left(), relations, conditions);
      collect(join.right(), relations, conditions);
      conditions.addAll(Conditions.conjuncts(join.condition()));
    } else {
      relations.add(apply(node));
    }
  }

  /// A semi or anti join over inner joins, moved to the one side of them that it asks about.
  private @Nullable Logical lowered(Join semi) {
    if (!(semi.left() instanceof Join inner) || inner.kind() != JoinKind.INNER) {
      return null;
    }
    BitSet used = Columns.of(semi.condition());
    used.and(Columns.output(semi.left()));
    if (used.isEmpty()) {
      return null;
    }
    for (Logical side : inner.inputs()) {
      if (Columns.within(used, Columns.output(side))) {
        Join below =
            new Join(semi.kind(), side, semi.right(), semi.condition(), false, semi.mark());
        if (profiles.rows(below) > WORTHWHILE * profiles.rows(side)
            && profiles.rows(side) > WORTHWHILE * profiles.rows(inner)) {
          return null;
        }
        List<Logical> inputs =
            side == inner.left() ? List.of(below, inner.right()) : List.of(inner.left(), below);
        return Trees.withInputs(inner, inputs);
      }
    }
    return null;
  }

  private Logical greedy(List<Logical> relations, List<Expr> conditions) {
    List<Logical> left = new ArrayList<>(relations);
    List<Expr> open = new ArrayList<>(conditions);
    while (left.size() > 1) {
      Logical best = null;
      int first = 0;
      int second = 0;
      double least = Double.MAX_VALUE;
      for (int i = 0; i < left.size(); i++) {
        for (int k = i + 1; k < left.size(); k++) {
          Logical candidate = join(left.get(i), left.get(k), open);
          boolean crossed = Conditions.isTrue(((Join) candidate).condition());
          double rows = profiles.rows(candidate) * (crossed ? 1e6 : 1);
          if (best == null || rows < least) {
            best = candidate;
            least = rows;
            first = i;
            second = k;
          }
        }
      }
      if (best == null) {
        break;
      }
      open.removeAll(Conditions.conjuncts(((Join) best).condition()));
      left.remove(second);
      left.set(first, best);
    }
    return Conditions.filter(left.getFirst(), open);
  }

  private static Logical join(Logical left, Logical right, List<Expr> open) {
    BitSet columns = Columns.union(Columns.output(left), Columns.output(right));
    List<Expr> here = new ArrayList<>();
    for (Expr condition : open) {
      BitSet used = Columns.of(condition);
      if (!used.isEmpty() && Columns.within(used, columns)) {
        here.add(condition);
      }
    }
    return new Join(JoinKind.INNER, left, right, Conditions.and(here), false, null);
  }

  /// All orders of a few relations. A set of relations is a bit mask.
  private final class Search {
    private final List<Logical> relations;
    private final List<Expr> conditions;
    private final int[] masks;
    private final double[] selectivities;
    private final double[] rows;
    private final double[] costs;
    private final int[] splits;

    Search(List<Logical> relations, List<Expr> conditions) {
      this.relations = relations;
      this.conditions = conditions;
      int sets = 1 << relations.size();
      masks = new int[conditions.size()];
      selectivities = new double[conditions.size()];
      rows = new double[sets];
      costs = new double[sets];
      splits = new int[sets];
      for (int i = 0; i < masks.length; i++) {
        masks[i] = mask(conditions.get(i));
        selectivities[i] = selectivity(conditions.get(i), masks[i]);
      }
      limitKeys();
    }

    private int mask(Expr condition) {
      BitSet used = Columns.of(condition);
      int mask = 0;
      for (int i = 0; i < relations.size(); i++) {
        if (used.intersects(Columns.output(relations.get(i)))) {
          mask |= 1 << i;
        }
      }
      return mask;
    }

    private double selectivity(Expr condition, int mask) {
      Profile all = new Profile(1, java.util.Map.of());
      JoinKeys.Pair pair = JoinKeys.pair(condition);
      if (pair != null && Integer.bitCount(mask) == 2) {
        Profile left = profiles.of(relations.get(Integer.numberOfTrailingZeros(mask)));
        Profile right = profiles.of(relations.get(31 - Integer.numberOfLeadingZeros(mask)));
        double pairs = Math.max(1, left.rows() * right.rows());
        return Profiles.join(JoinKind.INNER, left, right, condition).rows() / pairs;
      }
      for (int i = 0; i < relations.size(); i++) {
        if ((mask >> i & 1) != 0) {
          Profile profile = profiles.of(relations.get(i));
          all = all.join(profile, all.rows() * profile.rows());
        }
      }
      return Selectivity.of(condition, all);
    }

    /// Several equalities between the same two relations are a key of one of them: together they
    /// let no fewer rows through than one for each row of the larger side.
    private void limitKeys() {
      for (int i = 0; i < masks.length; i++) {
        if (Integer.bitCount(masks[i]) != 2 || JoinKeys.pair(conditions.get(i)) == null) {
          continue;
        }
        double product = selectivities[i];
        for (int k = 0; k < i; k++) {
          if (masks[k] == masks[i] && JoinKeys.pair(conditions.get(k)) != null) {
            product *= selectivities[k];
          }
        }
        double larger = 1;
        for (int r = 0; r < relations.size(); r++) {
          if ((masks[i] >> r & 1) != 0) {
            larger = Math.max(larger, profiles.rows(relations.get(r)));
          }
        }
        if (product < 1 / larger && product < selectivities[i]) {
          selectivities[i] = Math.min(1, selectivities[i] / product / larger);
        }
      }
    }

    Logical best() {
      int all = rows.length - 1;
      for (int set = 1; set <= all; set++) {
        rows[set] = rows(set);
        costs[set] = Double.MAX_VALUE;
        if (Integer.bitCount(set) == 1) {
          costs[set] = 0;
          continue;
        }
        split(set, false);
        if (splits[set] == 0 && (set == all || !isConnected(set))) {
          split(set, true);
        }
      }
      List<Expr> open = new ArrayList<>(conditions);
      Logical tree = tree(all, open);
      return Conditions.filter(tree, open);
    }

    private double rows(int set) {
      double product = 1;
      for (int i = 0; i < relations.size(); i++) {
        if ((set >> i & 1) != 0) {
          product *= profiles.rows(relations.get(i));
        }
      }
      for (int i = 0; i < masks.length; i++) {
        if ((masks[i] & ~set) == 0) {
          product *= selectivities[i];
        }
      }
      return Math.max(1, product);
    }

    /// Tries all ways to make a set of two others. Cross joins are for sets that nothing connects.
    private void split(int set, boolean crossing) {
      int lowest = set & -set;
      for (int left = (set - 1) & set; left > 0; left = (left - 1) & set) {
        int right = set ^ left;
        if ((left & lowest) == 0
            || costs[left] == Double.MAX_VALUE
            || costs[right] == Double.MAX_VALUE
            || !crossing && !connects(left, right)) {
          continue;
        }
        double build = Math.min(rows[left], rows[right]);
        double probe = Math.max(rows[left], rows[right]);
        double cost =
            costs[left]
                + costs[right]
                + rows[set] * PER_RESULT
                + build * PER_BUILD
                + probe * PER_PROBE
                + (crossing ? build * probe * PER_PROBE : 0);
        if (cost < costs[set]) {
          costs[set] = cost;
          splits[set] = left;
        }
      }
    }

    private boolean connects(int left, int right) {
      for (int mask : masks) {
        if ((mask & left) != 0 && (mask & right) != 0 && (mask & ~(left | right)) == 0) {
          return true;
        }
      }
      return false;
    }

    private boolean isConnected(int set) {
      int reached = set & -set;
      boolean grows = true;
      while (grows) {
        grows = false;
        for (int mask : masks) {
          if ((mask & ~set) == 0 && (mask & reached) != 0 && (mask & ~reached) != 0) {
            reached |= mask;
            grows = true;
          }
        }
      }
      return reached == set;
    }

    private Logical tree(int set, List<Expr> open) {
      if (Integer.bitCount(set) == 1) {
        return relations.get(Integer.numberOfTrailingZeros(set));
      }
      Logical left = tree(splits[set], open);
      Logical right = tree(set ^ splits[set], open);
      Logical joined = join(left, right, open);
      open.removeAll(Conditions.conjuncts(((Join) joined).condition()));
      return joined;
    }
  }
}
