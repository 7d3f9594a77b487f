package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of the tables in `docs/parallel-plans.md` is true: the nodes that it names stand below
/// one another in the plan of the row's statement, on the server and here.
class ParallelPlansDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "parallel-plans.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Tpch TPCH = new Tpch(512L << 20, 4);

  @BeforeAll
  static void load() {
    TPCH.loadServer();
  }

  @AfterAll
  static void close() {
    Tpch.dropServer();
    TPCH.close();
  }

  /// Rows of four cells of which the last is a statement.
  static Stream<List<String>> rows() throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .map(line -> Arrays.stream(line.split(" \\| ")).map(String::strip).toList())
        .filter(cells -> cells.size() == 4 && cells.get(3).startsWith("`SELECT"));
  }

  private static String code(String cell) {
    Matcher matcher = CODE.matcher(cell);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void planHasTheNodesThatARowNames(List<String> row) throws SQLException {
    String sql = code(row.get(3));
    assertNodes(TPCH.explain("COSTS OFF", sql, Tpch.EAGER), row.get(2));
    assertNodes(serverPlan(sql), row.get(1));
  }

  private static List<String> serverPlan(String sql) throws SQLException {
    List<String> plan = new ArrayList<>();
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      for (String setting :
          List.of(
              "parallel_setup_cost = 0",
              "parallel_tuple_cost = 0",
              "min_parallel_table_scan_size = 0")) {
        statement.execute("SET " + setting);
      }
      try (ResultSet result = statement.executeQuery("EXPLAIN (COSTS OFF) " + sql)) {
        while (result.next()) {
          plan.add(result.getString(1));
        }
      }
    }
    return plan;
  }

  private static void assertNodes(List<String> plan, String cell) {
    if (cell.startsWith("no Gather")) {
      assertThat(plan).noneMatch(line -> line.contains("Gather"));
    }
    Matcher wanted = CODE.matcher(cell);
    int line = 0;
    while (wanted.find()) {
      String node = wanted.group(1);
      while (line < plan.size() && !isNode(plan.get(line), node)) {
        line++;
      }
      assertThat(line).as(node + " in its place of %s", plan).isLessThan(plan.size());
      line++;
    }
  }

  private static boolean isNode(String line, String node) {
    String text = line.strip().replaceFirst("^->  ", "");
    return text.equals(node) || text.startsWith(node + " on ") || text.startsWith(node + " using ");
  }

  @Test
  void settingsAreAsTheyAre() throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    for (Setting setting :
        List.of(
            Setting.MAX_PARALLEL_WORKERS_PER_GATHER,
            Setting.MAX_PARALLEL_WORKERS,
            Setting.MAX_WORKER_PROCESSES,
            Setting.PARALLEL_SETUP_COST,
            Setting.PARALLEL_TUPLE_COST,
            Setting.MIN_PARALLEL_TABLE_SCAN_SIZE,
            Setting.MIN_PARALLEL_INDEX_SCAN_SIZE,
            Setting.PARALLEL_LEADER_PARTICIPATION,
            Setting.ENABLE_PARALLEL_APPEND,
            Setting.ENABLE_PARALLEL_HASH,
            Setting.ENABLE_GATHERMERGE,
            Setting.DEBUG_PARALLEL_QUERY,
            Setting.WORK_MEM,
            Setting.HASH_MEM_MULTIPLIER)) {
      String start =
          "| `%s` | %s |"
              .formatted(setting.settingName(), dev.braid.catalog.Settings.DEFAULT.show(setting));
      assertThat(lines).as(start).anyMatch(line -> line.startsWith(start));
    }
  }
}
