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

/// Puts inner joins into the order that is expected to make the fewest rows on the way.
///
/// Up to 12 relations: all orders ([JoinSearch]). More: greedily, the cheapest join first. Cross
/// joins are made only where no condition connects what is left. Semi and anti joins are made where
/// that is cheapest ([TestPlaces]); other joins are relations of their own.
public final class JoinOrder {
  private static final int MOST_FOR_ALL_ORDERS = 12;

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
    if (!(node instanceof Join join) || !isOrdered(join)) {
      return Trees.mapInputs(node, this::apply);
    }
    List<Logical> relations = new ArrayList<>();
    List<Expr> conditions = new ArrayList<>();
    List<Join> tests = new ArrayList<>();
    collect(join, relations, conditions, tests);
    if (relations.size() == 1) {
      return tested(relations.getFirst(), tests);
    }
    return relations.size() > MOST_FOR_ALL_ORDERS
        ? tested(greedy(relations, conditions), tests)
        : new TestPlaces(profiles, relations, conditions, tests).best();
  }

  /// Inner joins, and semi and anti joins above or among them: they only take rows away, so each
  /// may be made as soon as the relations that it asks about are joined.
  private static boolean isOrdered(Join join) {
    return !join.dependent()
        && switch (join.kind()) {
          case INNER -> true;
          case SEMI, ANTI ->
              !Columns.isVolatile(join.condition()) && !Columns.isVolatile(join.right());
          default -> false;
        };
  }

  /// @param tests the semi and anti joins, the lowest first
  private void collect(
      Logical node, List<Logical> relations, List<Expr> conditions, List<Join> tests) {
    if (!(node instanceof Join join) || !isOrdered(join)) {
      relations.add(apply(node));
    } else if (join.kind() == JoinKind.INNER) {
      collect(join.left(), relations, conditions, tests);
      collect(join.right(), relations, conditions, tests);
      conditions.addAll(Conditions.conjuncts(join.condition()));
    } else {
      collect(join.left(), relations, conditions, tests);
      tests.add((Join) Trees.withInputs(join, List.of(join.left(), apply(join.right()))));
    }
  }

  /// A tree with semi and anti joins on top of it.
  static Logical tested(Logical tree, List<Join> tests) {
    Logical result = tree;
    for (Join test : tests) {
      result = Trees.withInputs(test, List.of(result, test.right()));
    }
    return result;
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

  static Logical join(Logical left, Logical right, List<Expr> open) {
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
}
