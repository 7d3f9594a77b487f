package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// LIMIT and OFFSET whose numbers subqueries compute.
class ComputedLimitPlansTest {
  @AutoClose private static final PlanLab lab = new PlanLab();

  @Test
  void numbersComeFirst() {
    lab.check(
        "SELECT id, tag FROM pl_mid ORDER BY id LIMIT (SELECT 7) OFFSET (SELECT 3)",
        serial(),
        "Limit",
        "Index Scan using mid_id on pl_mid");
    assertThat(lab.explain("SELECT k FROM pl_small LIMIT (SELECT max(k) FROM pl_small)", serial()))
        .isEqualTo(
            """
            Limit
              InitPlan 1
                ->  Nested Loop
                      ->  Result
                      ->  Aggregate
                            ->  Seq Scan on pl_small
              ->  Seq Scan on pl_small\
            """);
  }

  @Test
  void overGatherMerge() {
    lab.check(
        "SELECT id, name FROM pl_big ORDER BY name DESC NULLS LAST, id"
            + " LIMIT (SELECT count(*) / 300 FROM pl_mid)",
        eager(),
        "Limit",
        "Gather Merge",
        "Sort");
  }

  @Test
  void withTies() {
    lab.check(
        "SELECT ten FROM pl_big ORDER BY ten OFFSET (SELECT 5)"
            + " FETCH FIRST (SELECT max(ten) FROM pl_mid) ROWS WITH TIES",
        eager(),
        "Limit");
  }

  @Test
  void belowJoins() {
    for (Settings settings : List.of(serial(), eager())) {
      lab.check(
          "SELECT b.id, m.id FROM pl_big AS b JOIN (SELECT * FROM pl_mid ORDER BY id LIMIT"
              + " (SELECT k + 60 FROM pl_small WHERE k IS NOT NULL ORDER BY k LIMIT 1)) AS m"
              + " ON b.id = m.big_id",
          settings);
      lab.check(
          "SELECT count(*) FROM pl_big WHERE id IN"
              + " (SELECT big_id FROM pl_mid ORDER BY id"
              + " OFFSET (SELECT avg(ten)::int FROM pl_big))",
          settings);
    }
  }

  @Test
  void allRowsAndNone() {
    lab.check("SELECT id FROM pl_mid ORDER BY id LIMIT (SELECT NULL::int)", serial(), "Limit");
    lab.check(
        "SELECT id FROM pl_mid ORDER BY id LIMIT (SELECT k FROM pl_small WHERE false)",
        eager(),
        "Limit");
    lab.check("SELECT id FROM pl_mid ORDER BY id LIMIT (SELECT 0)", eager(), "Limit");
  }
}
