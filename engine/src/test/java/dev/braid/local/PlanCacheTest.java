package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.ast.Statement.QueryStatement;
import dev.braid.sql.parse.SqlParser;
import dev.braid.type.Zone;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A text that is asked again is not planned again, unless something is different.
class PlanCacheTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.writable(path);
    folder.run("CREATE TABLE t AS SELECT i AS a, 'x' || i AS b FROM generate_series(1, 3) AS g(i)");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void rowsWrittenSinceAreThere() {
    String sql = "SELECT a, b FROM t ORDER BY a";
    assertThat(folder.rows(sql)).containsExactly("1|x1", "2|x2", "3|x3");
    folder.write("more.csv", "7,seven\n");
    folder.run("COPY t FROM '" + path.resolve("more.csv") + "' (FORMAT csv)");
    assertThat(folder.rows(sql)).containsExactly("1|x1", "2|x2", "3|x3", "7|seven");
    folder.run("DROP TABLE t");
    folder.refuses(sql, "42P01", "t");
    folder.run("CREATE TABLE t AS SELECT 'now text' AS b, 5.5 AS a");
    assertThat(folder.rows(sql)).containsExactly("5.5|now text");
  }

  @Test
  void aTableThatComesToHideAnotherIsSeen() {
    String sql = "SELECT count(*) FROM t, LATERAL (SELECT 1) AS u";
    assertThat(folder.one(sql)).isEqualTo(3L);
    folder.run("CREATE TABLE u AS SELECT 1 AS a");
    assertThat(folder.one(sql)).isEqualTo(3L);
  }

  @Test
  void settingsOfTheSessionCount() {
    String sql = "SELECT '2026-03-01 12:00+00'::timestamptz::text, a FROM t WHERE a = 1";
    assertThat(folder.rows(sql)).containsExactly("2026-03-01 12:00:00+00|1");
    folder.run("SET TimeZone = 'Asia/Tokyo'");
    assertThat(folder.rows(sql)).containsExactly("2026-03-01 21:00:00+09|1");
  }

  @Test
  void timeGoesOn() throws InterruptedException {
    String sql = "SELECT now()::text, clock_timestamp() >= now() FROM t LIMIT 1";
    List<String> first = folder.rows(sql);
    Thread.sleep(5);
    assertThat(folder.rows(sql)).isNotEqualTo(first);
  }

  private static boolean isKept(String sql) {
    PlanCache cache = new PlanCache();
    EvalContext eval = new EvalContext(Zone.UTC, 0, "user", "files", new Cancellation());
    try (LocalEngine engine = new LocalEngine()) {
      PlanCache.Use use = cache.of(AnalysisContext.Tables.NONE, Settings.DEFAULT);
      LocalQuery query = new LocalQuery(engine, use, Settings.DEFAULT, eval);
      QueryStatement statement = (QueryStatement) SqlParser.statement(sql);
      use.keep(sql, query.plan(statement.query(), List.of()));
    }
    assertThat(
            cache
                .of(AnalysisContext.Tables.NONE, Settings.DEFAULT.with(Setting.WORK_MEM, "1MB"))
                .planned(sql))
        .isNull();
    return cache.of(AnalysisContext.Tables.NONE, Settings.DEFAULT).planned(sql) != null;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 + 1",
        "SELECT date '2026-01-01' + 1",
        "WITH q AS (SELECT 'today' AS word) SELECT upper(word) FROM q"
      })
  void whatDoesNotDependOnTheMomentIsKept(String sql) {
    assertThat(isKept(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT now()",
        "SELECT CURRENT_DATE",
        "SELECT random()",
        "SELECT date 'today'",
        "SELECT 'NOW'::timestamptz",
        "SELECT '{yesterday}'::date[]",
        "SELECT 'tomorrow'::text::date",
        "SELECT current_setting('work_mem')",
        "SELECT 1 WHERE EXISTS (SELECT localtimestamp)",
        "SELECT * FROM generate_series(timestamptz '2026-01-01', now(), '1 day')",
        "SELECT sum(x) FILTER (WHERE x < extract(year FROM now())) FROM (VALUES (1)) AS v(x)",
        "SELECT row_number() OVER (ORDER BY now())",
        "SELECT 1 UNION SELECT 2 ORDER BY 1 LIMIT (SELECT length(now()::text))"
      })
  void whatDependsOnTheMomentIsNot(String sql) {
    assertThat(isKept(sql)).isFalse();
  }
}
