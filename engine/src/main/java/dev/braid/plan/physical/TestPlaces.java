package dev.braid.plan.physical;

import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Join;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Where semi and anti joins are made that ask about one relation of some inner joins each: right
/// over that relation, which pays where it leaves few rows for all that follows, or over all of the
/// joins, which pays where those have left few rows to ask for.
///
/// All combinations are tried, each with the best order of the inner joins that it allows. Of more
/// than four such joins the rest are tried one after another.
final class TestPlaces {
  private static final int MOST_FOR_ALL_PLACES = 4;

  private final Profiles profiles;
  private final List<Logical> relations;
  private final List<Expr> conditions;
  private final List<Join> tests;

  /// For each test, which relation it asks about, or -1 for none that is the only one.
  private final int[] places;

  TestPlaces(Profiles profiles, List<Logical> relations, List<Expr> conditions, List<Join> tests) {
    this.profiles = profiles;
    this.relations = relations;
    this.conditions = conditions;
    this.tests = tests;
    places = new int[tests.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(tests.get(i));
    }
  }

  private int place(Join test) {
    BitSet used = Columns.of(test.condition());
    used.andNot(Columns.output(test.right()));
    for (int i = 0; i < relations.size(); i++) {
      if (!used.isEmpty() && Columns.within(used, Columns.output(relations.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  /// One way to place the tests.
  private record Placed(JoinSearch search, List<Join> above, double cost) {}

  Logical best() {
    List<Integer> movable = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        movable.add(i);
      }
    }
    BitSet low = new BitSet();
    Placed best = placed(low);
    int together = Math.min(MOST_FOR_ALL_PLACES, movable.size());
    for (int choice = 1; choice < 1 << together; choice++) {
      BitSet candidate = new BitSet();
      for (int i = 0; i < together; i++) {
        candidate.set(movable.get(i), (choice >> i & 1) != 0);
      }
      Placed placed = placed(candidate);
      if (placed.cost < best.cost) {
        best = placed;
        low = candidate;
      }
    }
    for (int test : movable.subList(together, movable.size())) {
      BitSet candidate = (BitSet) low.clone();
      candidate.set(test);
      Placed placed = placed(candidate);
      if (placed.cost < best.cost) {
        best = placed;
        low = candidate;
      }
    }
    return JoinOrder.tested(best.search.tree(), best.above);
  }

  /// @param low the tests that are made right over their relations
  private Placed placed(BitSet low) {
    List<Logical> inputs = new ArrayList<>(relations);
    List<Join> above = new ArrayList<>();
    double cost = 0;
    for (int i = 0; i < places.length; i++) {
      if (low.get(i)) {
        Logical input = inputs.get(places[i]);
        Logical tested = JoinOrder.tested(input, List.of(tests.get(i)));
        cost += cost(profiles.rows(input), tests.get(i), profiles.rows(tested));
        inputs.set(places[i], tested);
      } else {
        above.add(tests.get(i));
      }
    }
    JoinSearch search = new JoinSearch(profiles, inputs, conditions);
    cost += search.cost();
    double rows = search.rows();
    for (int i = 0; i < places.length; i++) {
      if (!low.get(i)) {
        double left = rows * share(i);
        cost += cost(rows, tests.get(i), left);
        rows = left;
      }
    }
    return new Placed(search, above, cost);
  }

  private double cost(double rows, Join test, double left) {
    return JoinSearch.cost(rows, profiles.rows(test.right()), left);
  }

  /// What part of the rows a test leaves, whatever they have been joined with.
  private double share(int number) {
    Join test = tests.get(number);
    if (places[number] < 0) {
      return profiles.rows(test) / Math.max(1, profiles.rows(test.left()));
    }
    Logical input = relations.get(places[number]);
    Logical tested = JoinOrder.tested(input, List.of(test));
    return profiles.rows(tested) / Math.max(1, profiles.rows(input));
  }
}
