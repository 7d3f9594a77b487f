package dev.braid.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// In a JVM of 256 MB with a budget of 32 MB, queries over a multiple of it go to disk and give the
/// answers that they give with memory in plenty; those that cannot are refused by 53200. None ends
/// with an OutOfMemoryError.
class SmallHeapTest {
  private static final String ROWS =
      "(SELECT g, md5(g::text) AS t, repeat(md5(g::text), 3) AS w"
          + " FROM generate_series(1, 250000) g) x";

  private static final List<String> SPILLING =
      List.of(
          "SELECT g, w FROM " + ROWS + " ORDER BY t",
          "SELECT t, w, count(*) FROM " + ROWS + " GROUP BY t, w",
          "SELECT DISTINCT w FROM " + ROWS,
          "SELECT count(DISTINCT w), min(g) FROM " + ROWS,
          "SELECT g % 3, count(DISTINCT w) FROM " + ROWS + " GROUP BY 1",
          "SELECT g, i FROM "
              + ROWS
              + " JOIN (SELECT i, repeat(md5(i::text), 3) AS v"
              + " FROM generate_series(1, 250000) i) y ON w = v",
          "SELECT count(*) FROM "
              + ROWS
              + " WHERE w NOT IN (SELECT repeat(md5(i::text), 3)"
              + " FROM generate_series(1, 500000, 2) i)",
          "SELECT g, w, row_number() OVER (ORDER BY t), rank() OVER (ORDER BY g % 100) FROM "
              + ROWS,
          "SELECT g, w, sum(g) OVER (ORDER BY g % 1000), count(*) OVER () FROM " + ROWS,
          "SELECT w, lag(g, 3) OVER (ORDER BY t), lead(g) OVER (ORDER BY t),"
              + " first_value(t) OVER (ORDER BY t), cume_dist() OVER (ORDER BY g % 10) FROM "
              + ROWS,
          "SELECT w FROM "
              + ROWS
              + " EXCEPT ALL SELECT repeat(md5(i::text), 3)"
              + " FROM generate_series(2, 500000, 2) i",
          "SELECT w FROM "
              + ROWS
              + " INTERSECT SELECT repeat(md5(i::text), 3)"
              + " FROM generate_series(2, 500000, 2) i",
          "WITH r AS MATERIALIZED (SELECT * FROM "
              + ROWS
              + ")"
              + " SELECT count(*) FROM r UNION ALL SELECT length(max(w)) FROM r",
          "SELECT g % 100, t, count(*) FROM " + ROWS + " GROUP BY ROLLUP (1, 2)");

  private static final List<String> REFUSED =
      List.of(
          "SELECT length(string_agg(w, ',' ORDER BY t)) FROM " + ROWS,
          "SELECT array_length(array_agg(w), 1) FROM " + ROWS,
          "SELECT avg(g) OVER (ORDER BY t ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING), w FROM "
              + ROWS,
          "SELECT count(*) FROM "
              + ROWS
              + " WHERE (t, w) NOT IN"
              + " (SELECT md5(i::text), repeat(md5(i::text), 3) FROM generate_series(1, 350000) i)",
          "SELECT count(*) FROM generate_series(1, 3) a JOIN " + ROWS + " ON length(w) > a",
          "WITH RECURSIVE r AS (SELECT w FROM "
              + ROWS
              + " UNION SELECT w || '!' FROM r"
              + " WHERE length(w) < 98) SELECT count(*) FROM r");

  @Test
  void queriesLargerThanMemoryAnswerAsWithMemoryInPlenty() throws Exception {
    List<Map<String, String>> small = run("256m", 32, SPILLING);
    List<Map<String, String>> large = run("768m", 600, SPILLING);
    for (int i = 0; i < SPILLING.size(); i++) {
      Map<String, String> answer = small.get(i);
      assertThat(answer).as(SPILLING.get(i)).doesNotContainKey("error");
      assertThat(answer.get("rows")).as(SPILLING.get(i)).isEqualTo(large.get(i).get("rows"));
      assertThat(answer.get("sum")).as(SPILLING.get(i)).isEqualTo(large.get(i).get("sum"));
      assertThat(Long.parseLong(answer.get("spilled"))).as(SPILLING.get(i)).isPositive();
      assertThat(answer.get("used")).as(SPILLING.get(i)).isEqualTo("0");
    }
  }

  @Test
  void queriesThatCannotGoToDiskAreRefused() throws Exception {
    List<Map<String, String>> answers = run("256m", 32, REFUSED);
    for (int i = 0; i < REFUSED.size(); i++) {
      assertThat(answers.get(i)).as(REFUSED.get(i)).containsEntry("error", "53200");
      assertThat(answers.get(i).get("message"))
          .as(REFUSED.get(i))
          .startsWith("out of memory: ")
          .doesNotContain("heap");
    }
  }

  /// Runs queries in a JVM of their own.
  private static List<Map<String, String>> run(String heap, int budgetMb, List<String> queries)
      throws IOException, InterruptedException {
    Process process =
        ChildJvm.of(SmallHeap.class, List.of("-Xmx" + heap), Integer.toString(budgetMb))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var input = process.getOutputStream()) {
      input.write(String.join("\n", queries).getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    List<Map<String, String>> answers =
        output
            .lines()
            .filter(line -> line.startsWith("rows=") || line.startsWith("error="))
            .map(SmallHeapTest::parse)
            .toList();
    assertThat(answers).as(output).hasSameSizeAs(queries);
    return answers;
  }

  private static Map<String, String> parse(String line) {
    Map<String, String> answer = new LinkedHashMap<>();
    if (line.startsWith("error=")) {
      answer.put("error", line.substring(6, 11));
      answer.put("message", line.substring(12));
      return answer;
    }
    for (String part : line.split(" ")) {
      answer.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
    }
    return answer;
  }
}
