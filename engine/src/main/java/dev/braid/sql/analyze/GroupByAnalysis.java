package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.GroupBy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// GROUP BY: its keys, and the grouping sets that ROLLUP, CUBE and GROUPING SETS multiply out to.
final class GroupByAnalysis {
  private static final int MOST_SETS = 4096;

  private final TargetList list;
  private final List<Integer> targets = new ArrayList<>();

  GroupByAnalysis(TargetList list) {
    this.list = list;
  }

  /// @param sets positions in `keys`; empty for a plain GROUP BY
  /// @param targets for each key its place in the select list
  record Result(List<Expr> keys, List<List<Integer>> sets, List<Integer> targets) {}

  Result analyze(GroupBy groupBy) {
    boolean plain = true;
    List<List<Integer>> sets = new ArrayList<>();
    sets.add(List.of());
    for (GroupBy.Element element : groupBy.elements()) {
      plain &= element instanceof GroupBy.Key;
      List<List<Integer>> more = sets(element);
      List<List<Integer>> product = new ArrayList<>();
      for (List<Integer> a : sets) {
        for (List<Integer> b : more) {
          Set<Integer> both = new LinkedHashSet<>(a);
          both.addAll(b);
          product.add(List.copyOf(both));
        }
        check(product, groupBy);
      }
      sets = product;
    }
    if (groupBy.distinct()) {
      Set<Set<Integer>> seen = new HashSet<>();
      sets.removeIf(set -> !seen.add(new HashSet<>(set)));
    }
    List<Expr> keys = targets.stream().map(i -> list.targets.get(i).expr).toList();
    return new Result(keys, plain || sets.size() == 1 ? List.of() : sets, targets);
  }

  private static void check(List<List<Integer>> sets, GroupBy groupBy) {
    if (sets.size() > MOST_SETS) {
      throw Errors.error(
          SqlState.STATEMENT_TOO_COMPLEX,
          groupBy.position(),
          "too many grouping sets present (maximum " + MOST_SETS + ")");
    }
  }

  private List<List<Integer>> sets(GroupBy.Element element) {
    return switch (element) {
      case GroupBy.Key it -> List.of(key(it.expression()));
      case GroupBy.Empty _ -> List.of(List.of());
      case GroupBy.Rollup it -> {
        List<List<Integer>> parts = it.expressions().stream().map(this::key).toList();
        List<List<Integer>> sets = new ArrayList<>();
        for (int size = parts.size(); size >= 0; size--) {
          sets.add(union(parts.subList(0, size)));
        }
        yield sets;
      }
      case GroupBy.Cube it -> cube(it);
      case GroupBy.Sets it -> {
        List<List<Integer>> sets = new ArrayList<>();
        it.elements().forEach(each -> sets.addAll(sets(each)));
        yield sets;
      }
    };
  }

  private List<List<Integer>> cube(GroupBy.Cube it) {
    int parts = it.expressions().size();
    if (parts > 12) {
      throw Errors.error(
          SqlState.TOO_MANY_COLUMNS, it.position(), "CUBE is limited to 12 elements");
    }
    List<List<Integer>> keys = it.expressions().stream().map(this::key).toList();
    List<List<Integer>> sets = new ArrayList<>();
    for (int bits = (1 << parts) - 1; bits >= 0; bits--) {
      List<List<Integer>> chosen = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        if ((bits >> (parts - 1 - i) & 1) != 0) {
          chosen.add(keys.get(i));
        }
      }
      sets.add(union(chosen));
    }
    return sets;
  }

  private static List<Integer> union(List<List<Integer>> parts) {
    Set<Integer> union = new LinkedHashSet<>();
    parts.forEach(union::addAll);
    return List.copyOf(union);
  }

  /// A key's number; a row without ROW is several.
  private List<Integer> key(Expression written) {
    if (written instanceof Expression.Row row && !row.explicit()) {
      List<Integer> keys = new ArrayList<>();
      row.fields().forEach(field -> keys.addAll(key(field)));
      return keys.stream().distinct().toList();
    }
    int target = list.find(written, Clause.GROUP_BY, "GROUP BY");
    list.resolve(target);
    Target found = list.targets.get(target);
    SortKeys.checkEquality(found.expr.type(), Locations.written(written));
    for (int i = 0; i < targets.size(); i++) {
      boolean same =
          targets.get(i) == target
              || !(found.expr instanceof Constant)
                  && Alike.same(list.targets.get(targets.get(i)).expr, found.expr);
      if (same) {
        return List.of(i);
      }
    }
    targets.add(target);
    return List.of(targets.size() - 1);
  }
}
