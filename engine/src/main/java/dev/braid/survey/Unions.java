package dev.braid.survey;

import dev.braid.sql.ast.ColumnNames;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose rows UNION, INTERSECT and EXCEPT return.
///
/// Where duplicates go, rows are still respondents' if their key is among the columns: the weight,
/// which depends on nothing else, then makes no row different from another.
final class Unions {
  private Unions() {}

  /// The names of a query's columns up to its first `*`.
  static List<String> outputs(Query query) {
    List<String> names = new ArrayList<>();
    switch (query.body()) {
      case Query.SetOperation it -> names.addAll(outputs(it.left()));
      case Query.Values _ -> {}
      case Query.Select it -> {
        for (Query.Target target : it.targets()) {
          if (target.expression() instanceof Expression.Star) {
            break;
          }
          names.add(ColumnNames.of(target, _ -> ColumnNames.UNKNOWN));
        }
      }
    }
    return names;
  }

  /// @param left whose rows the first query returns; null for nobody's
  static @Nullable Unit of(Query.SetOperation it, @Nullable Unit left, @Nullable Unit right) {
    String word = it.operator() + (it.all() ? " ALL" : "");
    if (left == null || right == null) {
      if (left == null && right == null) {
        return null;
      }
      Unit one = left != null ? left : right;
      if (one == null || (!it.all() && one.keys().isEmpty())) {
        return null;
      }
      return one.lost(word + " puts rows with and without weights together");
    }
    if (!left.rule().equals(right.rule())) {
      return left.lost(word + " puts rows of different weights together");
    }
    List<String> outputs = outputs(it.left());
    List<String> others = outputs(it.right());
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < Math.min(outputs.size(), others.size()); i++) {
      if (left.keys().contains(outputs.get(i)) && right.keys().contains(others.get(i))) {
        keys.add(outputs.get(i));
      }
    }
    String lost = left.lost() != null ? left.lost() : right.lost();
    if (lost == null && !it.all() && keys.isEmpty()) {
      // Distinct values of something else are nobody's rows; behind a * nobody can tell.
      if (!left.keys().isEmpty() && !right.keys().isEmpty()) {
        lost = word + " drops duplicates of rows whose columns are not named";
      } else {
        return null;
      }
    }
    return new Unit(lost, left.rule(), keys, left.repeated() || right.repeated() || it.all(), true);
  }
}
