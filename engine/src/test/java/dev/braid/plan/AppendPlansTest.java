package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static dev.braid.plan.PlanLab.settings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// UNION ALL, serial and shared out.
class AppendPlansTest {
  private static final String[] CHEAP = {"parallel_setup_cost=0", "parallel_tuple_cost=0"};

  @AutoClose private static final PlanLab lab = new PlanLab();

  @Test
  void append() {
    lab.check(
        "SELECT id, name FROM pl_big UNION ALL SELECT k, tag FROM pl_small", serial(), "Append");
  }

  @Test
  void parallelAppendOfPartialBranches() {
    String sql =
        "SELECT id, name FROM pl_big WHERE name > 'n2' UNION ALL SELECT id, tag FROM pl_mid";
    lab.check(sql, eager(), "Gather", "Parallel Append", "Parallel Seq Scan", "Parallel Seq Scan");
  }

  @Test
  void parallelAppendRunsOtherBranchesByOneParticipantEach() {
    String sql =
        "SELECT id, name FROM pl_big WHERE name > 'n2' UNION ALL SELECT k, tag FROM pl_small";
    lab.check(
        sql,
        settings(CHEAP),
        "Gather",
        "Parallel Append",
        "Seq Scan on pl_small",
        "Parallel Seq Scan on pl_big");
    assertThat(
            lab.nodes(
                sql,
                settings(
                    "parallel_setup_cost=0",
                    "parallel_tuple_cost=0",
                    "enable_parallel_append=off")))
        .noneMatch(node -> node.startsWith("Parallel Append"));
  }

  @Test
  void aggregateOverParallelAppend() {
    lab.check(
        "SELECT n, count(*) FROM (SELECT ten AS n FROM pl_big UNION ALL SELECT ten FROM pl_mid"
            + " UNION ALL SELECT k FROM pl_small) q GROUP BY n",
        settings(CHEAP),
        "Finalize HashAggregate",
        "Gather",
        "Partial HashAggregate",
        "Parallel Append");
  }
}
