package dev.braid.fuzz;

import dev.braid.catalog.Settings;
import java.sql.SQLException;
import java.util.List;

/// Prints the plans of one query under all settings, and how what it answers differs, to look into
/// a difference: the query is the first argument, the seed of its settings the second.
final class Explained {
  private Explained() {}

  public static void main(String[] arguments) throws SQLException {
    String sql = arguments[0];
    List<Settings> all = PlanChoices.all(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
    try (Comparison comparison = new Comparison(1)) {
      String before = "";
      for (int i = 0; i < all.size(); i++) {
        String plan = comparison.explain(sql, all.get(i));
        System.out.println("== settings " + i + (plan.equals(before) ? " same" : "\n" + plan));
        before = plan;
      }
      System.out.println(comparison.expected(sql).rows());
      for (Settings settings : all) {
        System.out.println(comparison.difference(sql, false, List.of(settings)));
      }
    }
  }
}
