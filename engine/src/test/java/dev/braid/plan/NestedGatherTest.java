package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A Gather may stand below another one where its rows are all taken before the participants of the
/// outer one begin: on the inner side of a join, which the leader reads while the plan is opened.
/// (PostgreSQL has no such plans, since its workers cannot start workers.)
class NestedGatherTest {
  private static final String GROUPS =
      "(SELECT ten, sum(val) AS s, count(*) AS c FROM pl_big GROUP BY ten) g";

  @AutoClose private static final PlanLab lab = new PlanLab();

  /// The nodes above each Gather that is below another one, the innermost last.
  private static List<List<String>> nested(List<String> plan) {
    record Node(int indent, String title) {}
    List<List<String>> found = new ArrayList<>();
    Deque<Node> above = new ArrayDeque<>();
    for (String line : plan) {
      int arrow = line.indexOf("->  ");
      if (arrow < 0 && !above.isEmpty()) {
        continue;
      }
      Node node = new Node(arrow, arrow < 0 ? line : line.substring(arrow + 4));
      while (!above.isEmpty() && above.getLast().indent >= node.indent) {
        above.removeLast();
      }
      List<String> titles = above.stream().map(Node::title).toList();
      if (node.title.startsWith("Gather")
          && titles.stream().anyMatch(title -> title.startsWith("Gather"))) {
        found.add(titles);
      }
      above.add(node);
    }
    return found;
  }

  private static void check(String sql, Settings settings, String... nodes) {
    lab.check(sql, settings, nodes);
    List<String> plan = Arrays.asList(lab.explain(sql, settings).split("\n"));
    assertThat(nested(plan)).as(String.join("\n", plan)).isNotEmpty();
  }

  @Test
  void belowAHash() {
    check(
        "SELECT id, tag, s, c FROM pl_mid JOIN " + GROUPS + " ON g.ten = pl_mid.ten",
        eager("enable_nestloop=off", "enable_mergejoin=off"),
        "Gather",
        "Hash Join",
        "Parallel Seq Scan on pl_mid",
        "Hash",
        "Finalize",
        "Gather");
    check(
        "SELECT id, tag FROM pl_mid WHERE ten NOT IN (SELECT s % 20 FROM "
            + GROUPS
            + " WHERE s IS NOT NULL)",
        eager("enable_nestloop=off", "enable_mergejoin=off"));
  }

  @Test
  void belowTheInnerSideOfANestedLoop() {
    check(
        "SELECT id, tag FROM pl_mid WHERE id > (SELECT avg(val) * 10 FROM pl_big WHERE ten = 3)",
        eager(),
        "Gather",
        "Nested Loop",
        "Finalize Aggregate",
        "Gather");
  }

  @Test
  void belowTheInnerSideOfAMergeJoin() {
    check(
        "SELECT id, tag, s FROM pl_mid JOIN " + GROUPS + " ON g.ten = pl_mid.ten",
        eager("enable_nestloop=off", "enable_hashjoin=off"),
        "Gather",
        "Merge Join",
        "Sort",
        "Parallel Seq Scan on pl_mid",
        "Gather");
  }

  @Test
  void severalTimes() {
    check(
        "SELECT count(*), sum(s) FROM pl_mid JOIN (SELECT b.ten AS t, sum(g.s) AS s FROM pl_big b"
            + " JOIN "
            + GROUPS
            + " ON g.ten = b.grp GROUP BY b.ten) h ON h.t = pl_mid.ten",
        eager("enable_nestloop=off", "enable_mergejoin=off"),
        "Finalize Aggregate",
        "Gather",
        "Hash Join",
        "Hash",
        "Gather",
        "Hash Join",
        "Hash",
        "Gather");
  }

  @Test
  void nowhereElseInPlansOfTpch() throws IOException {
    int found = 0;
    try (Stream<Path> plans = Files.list(Path.of("src/test/resources/tpch/plans"))) {
      for (Path file : plans.sorted().toList()) {
        for (List<String> above : nested(Files.readAllLines(file))) {
          found++;
          int outer = 0;
          for (int i = 0; i < above.size(); i++) {
            outer = above.get(i).startsWith("Gather") ? i : outer;
          }
          assertThat(above.subList(outer, above.size()))
              .as("%s", file)
              .anyMatch(title -> title.equals("Hash") || title.equals("Materialize"));
        }
      }
    }
    assertThat(found).isGreaterThan(2);
  }
}
