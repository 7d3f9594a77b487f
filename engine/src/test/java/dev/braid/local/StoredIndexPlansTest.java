package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Statements are planned over the indexes that CREATE INDEX has stored, as long as they are there
/// and of the table's files, and give the same answers by them.
final class StoredIndexPlansTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.writable(path);
    folder.run(
        "CREATE TABLE t AS SELECT (i * 7919::bigint % 100003)::int AS a, i % 100 AS b,"
            + " CASE WHEN i % 9 > 0 THEN 'x' || i % 5000 END AS c, repeat('filler ', 9) || i AS d"
            + " FROM generate_series(1, 100000) AS g(i)");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private String plan(String sql) {
    return String.join("\n", folder.rows("EXPLAIN (COSTS OFF) " + sql));
  }

  /// Without an index, with one, and without it again.
  private void check(String index, String sql, String... nodes) {
    List<String> before = folder.rows(sql);
    String plan = plan(sql);
    assertThat(plan).contains("Seq Scan on t").doesNotContain("Index");
    folder.run("CREATE INDEX i ON t " + index);
    assertThat(plan(sql)).contains(nodes);
    assertThat(folder.rows(sql)).as(plan(sql)).isEqualTo(before);
    folder.run("DROP INDEX i");
    assertThat(plan(sql)).isEqualTo(plan);
    assertThat(folder.rows(sql)).isEqualTo(before);
  }

  @Test
  void equality() {
    check(
        "(a)",
        "SELECT a, c, d FROM t WHERE a = 77777",
        "Index Scan using i on t",
        "Index Cond: (a = 77777)");
  }

  @Test
  void equalityAndBoundOfSeveralKeys() {
    check(
        "(c, a DESC)",
        "SELECT a, d FROM t WHERE c = 'x17' AND a > 50000 ORDER BY a",
        "Index Cond: ((c = 'x17'::text) AND (a > 50000))");
  }

  @Test
  void bitmap() {
    folder.run("SET enable_indexscan = off");
    check(
        "(c)",
        "SELECT a, d FROM t WHERE c IN ('x17', 'x1234') ORDER BY a",
        "Bitmap Heap Scan on t",
        "Bitmap Index Scan on i");
  }

  @Test
  void order() {
    check(
        "(a)",
        "SELECT a, d FROM t ORDER BY a DESC LIMIT 5",
        "Limit",
        "Index Scan Backward using i on t");
  }

  @Test
  void endsOfTheIndex() {
    check(
        "(a)",
        "SELECT max(a) FROM t",
        "Limit",
        "Index Only Scan Backward using i on t",
        "Index Cond: (a IS NOT NULL)");
  }

  @Test
  void innerSideOfAJoin() {
    folder.run("CREATE TABLE few AS SELECT i * 1000 AS a FROM generate_series(1, 20) AS g(i)");
    check(
        "(a)",
        "SELECT few.a, t.d FROM few JOIN t ON t.a = few.a ORDER BY 1, 2",
        "Nested Loop",
        "Index Scan using i on t",
        "Index Cond: (t.a = few.a)");
  }

  @Test
  void anIndexOfSeveralFiles() {
    folder.run("COPY (SELECT * FROM t WHERE a < 1000) TO 'more.txt'");
    folder.run("CREATE TABLE parts AS SELECT * FROM t");
    folder.run("COPY parts FROM 'more.txt'");
    String sql = "SELECT a, b, c FROM parts WHERE a = 777 ORDER BY b";
    List<String> before = folder.rows(sql);
    assertThat(before).hasSize(2);
    folder.run("CREATE INDEX j ON parts (a)");
    assertThat(plan(sql)).contains("Index Scan using j on parts");
    assertThat(folder.rows(sql)).isEqualTo(before);
  }

  private static String csv(int rows, int step) {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < rows; i++) {
      text.append((long) i * step % rows).append(",some text of row ").append(i).append('\n');
    }
    return text.toString();
  }

  @Test
  void anIndexOfAnotherStateOfTheFileIsPassedOver() {
    folder.write("u.csv", csv(30_000, 7));
    folder.run("CREATE INDEX j ON u (a)");
    String sql = "SELECT b FROM u WHERE a = 21";
    assertThat(plan(sql)).contains("Index Scan using j on u");
    assertThat(folder.rows(sql)).containsExactly("some text of row 3");
    folder.write("u.csv", csv(30_001, 3));
    assertThat(plan(sql)).contains("Seq Scan on u").doesNotContain("Index");
    assertThat(folder.rows(sql)).containsExactly("some text of row 7");
    folder.run("VACUUM u");
    assertThat(plan(sql)).contains("Index Scan using j on u");
    assertThat(folder.rows(sql)).containsExactly("some text of row 7");
  }
}
