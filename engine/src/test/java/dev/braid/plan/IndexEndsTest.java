package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static dev.braid.plan.PlanLab.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// min and max of indexed columns come from the ends of the indexes.
class IndexEndsTest {
  @AutoClose private static final PlanLab lab = new PlanLab();

  @Test
  void oneRowOfTheIndexIsRead() {
    assertThat(lab.explain("SELECT max(id) FROM pl_big", settings()))
        .isEqualTo(
            """
            Aggregate
              ->  Limit
                    ->  Index Only Scan Backward using big_id on pl_big
                          Index Cond: (id IS NOT NULL)\
            """);
    assertThat(lab.explain("SELECT min(val) FROM pl_big", settings()))
        .isEqualTo(
            """
            Aggregate
              ->  Limit
                    ->  Index Only Scan Backward using big_val on pl_big
                          Index Cond: (val IS NOT NULL)\
            """);
    for (String call : new String[] {"min(id)", "max(id)", "min(ten)", "max(ten)", "max(val)"}) {
      lab.check("SELECT " + call + " FROM pl_big", settings(), "Aggregate", "Limit", "Index Only");
    }
  }

  @Test
  void severalEndsAreJoined() {
    lab.check(
        "SELECT min(id), max(id), min(val), max(ten) FROM pl_big",
        settings(),
        "Nested Loop",
        "Aggregate",
        "Limit",
        "Index Only Scan");
    lab.check(
        "SELECT max(id) - min(id) + 1, min(DISTINCT val) FROM pl_big", settings(), "Nested Loop");
  }

  @Test
  void conditionsAreKept() {
    lab.check("SELECT min(id) FROM pl_big WHERE id > 77", settings(), "Aggregate", "Limit");
    lab.check(
        "SELECT max(id) FROM pl_big WHERE name = 'n7'",
        settings(),
        "Aggregate",
        "Limit",
        "Index Scan Backward using big_id");
    lab.check(
        "SELECT max(val) FROM pl_big WHERE grp = 4",
        settings("enable_bitmapscan=off"),
        "Aggregate",
        "Limit",
        "Index Only Scan Backward using big_grp");
    lab.check("SELECT min(id) FROM pl_big WHERE id < 0", settings(), "Aggregate");
    lab.check("SELECT min(id) FROM pl_big WHERE id IS NULL", settings());
  }

  @Test
  void whatNeedsAllRowsReadsThem() {
    for (String sql :
        new String[] {
          "SELECT min(name) FROM pl_big",
          "SELECT min(id), count(*) FROM pl_big",
          "SELECT min(id) FILTER (WHERE ten > 3) FROM pl_big",
          "SELECT min(id + 1) FROM pl_big",
          "SELECT max(id) FROM pl_big WHERE 10 / id >= 0",
          "SELECT grp, min(val) FROM pl_big GROUP BY grp"
        }) {
      assertThat(lab.explain(sql, settings())).as(sql).doesNotContain("Limit");
      lab.check(sql, settings());
    }
    assertThat(
            lab.explain(
                "SELECT max(id) FROM pl_big",
                serial("enable_indexonlyscan=off", "enable_indexscan=off")))
        .contains("Seq Scan");
  }

  @Test
  void endsStandWithinLargerStatements() {
    for (Settings settings : List.of(serial(), eager())) {
      lab.check("SELECT id, name FROM pl_big WHERE id = (SELECT max(id) FROM pl_big)", settings);
      lab.check(
          "SELECT k, (SELECT min(id) FROM pl_mid WHERE pl_mid.ten = pl_small.k) FROM pl_small",
          settings);
      lab.check(
          "SELECT count(*) FROM pl_mid WHERE big_id > (SELECT min(val) FROM pl_big)", settings);
    }
  }
}
