package dev.braid.fuzz;

import dev.braid.catalog.Settings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Prints the plans of one query under all settings, and what it answers, to look into a
/// difference: the query is the only argument.
final class Explained {
  private Explained() {}

  public static void main(String[] arguments) throws SQLException {
    String sql = arguments[0];
    try (Fuzz fuzz = new Fuzz(1)) {
      List<Settings> all = new ArrayList<>(Fuzz.SAME_ORDER);
      all.addAll(Fuzz.OTHER_PLANS);
      String before = "";
      for (Settings settings : all) {
        String plan = fuzz.explain(sql, settings);
        System.out.println(
            "== " + all.indexOf(settings) + (plan.equals(before) ? " same" : "\n" + plan));
        before = plan;
      }
      System.out.println(fuzz.difference(sql, false, Fuzz.SAME_ORDER, Fuzz.OTHER_PLANS));
    }
  }
}
