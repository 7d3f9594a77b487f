package dev.braid.plan.physical;

import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Join;
import dev.braid.plan.logical.Logical.JoinKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// All orders of a few relations under inner joins, by dynamic programming over connected sets of
/// them, so that bushy trees are found too. A set of relations is a bit mask.
final class JoinSearch {
  /// So that costs stay finite, whatever is multiplied.
  private static final double MOST_ROWS = 1e100;

  private static final double PER_RESULT = 0.01;
  private static final double PER_BUILD = 0.0125;
  private static final double PER_PROBE = 0.0025;

  private final Profiles profiles;
  private final List<Logical> relations;
  private final List<Expr> conditions;
  private final int[] masks;
  private final double[] selectivities;
  private final double[] rows;
  private final double[] costs;
  private final int[] splits;

  JoinSearch(Profiles profiles, List<Logical> relations, List<Expr> conditions) {
    this.profiles = profiles;
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
    search();
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
    Profile all = new Profile(1, Map.of());
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

  /// Several equalities between the same two relations are a key of one of them: together they let
  /// no fewer rows through than one for each row of the larger side.
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

  private void search() {
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
  }

  /// Of all joins.
  double cost() {
    return costs[costs.length - 1];
  }

  /// Of the result.
  double rows() {
    return rows[rows.length - 1];
  }

  /// The joins in the order found.
  Logical tree() {
    List<Expr> open = new ArrayList<>(conditions);
    Logical tree = tree(rows.length - 1, open);
    return Conditions.filter(tree, open);
  }

  /// What a join costs.
  static double cost(double left, double right, double result) {
    return result * PER_RESULT
        + Math.min(left, right) * PER_BUILD
        + Math.max(left, right) * PER_PROBE;
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
    return Math.clamp(product, 1, MOST_ROWS);
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
      double cost =
          costs[left]
              + costs[right]
              + cost(rows[left], rows[right], rows[set])
              + (crossing ? rows[left] * rows[right] * PER_PROBE : 0);
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
    Logical joined = JoinOrder.join(left, right, open);
    open.removeAll(Conditions.conjuncts(((Join) joined).condition()));
    return joined;
  }
}
