package dev.braid.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.Table;
import dev.braid.exec.BatchConsumer;
import dev.braid.exec.Execution;
import dev.braid.exec.PlanNode;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.expr.TextOutput;
import dev.braid.expr.library.Library;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.Workers;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.analyze.AnalyzedQuery;
import dev.braid.sql.analyze.Analyzer;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.parse.SqlParser;
import dev.braid.testing.MemoryTable;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Subqueries, answered by plans over tables in memory and by PostgreSQL.
class SubqueryAnswersTest {
  private static final EvalContext CONTEXT =
      new EvalContext(Zone.UTC, 0, "me", "here", new Cancellation());
  private static final Workers WORKERS = new Workers(2);

  private static final MemoryTable T = table("sub_t", "a", "b", "c");
  private static final MemoryTable S = table("sub_s", "x", "y", "z");
  private static final MemoryTable U = table("sub_u", "v", "w", "q");
  private static final Map<String, MemoryTable> TABLES = Map.of("sub_t", T, "sub_s", S, "sub_u", U);

  private static MemoryTable table(String name, String first, String second, String third) {
    return new MemoryTable(name)
        .column(first, Type.INT4)
        .column(second, Type.INT4)
        .column(third, Type.INT4)
        .morsels(3);
  }

  @BeforeAll
  static void fill() {
    fill(T, "a, b, c", 17, 5, 7);
    fill(S, "x, y, z", 23, 6, 5);
    fill(U, "v, w, q", 11, 4, 3);
  }

  private static void fill(MemoryTable table, String columns, int rows, int first, int second) {
    TestPostgres.execute("DROP TABLE IF EXISTS " + table.name());
    TestPostgres.execute(
        "CREATE TABLE %s (%s int)".formatted(table.name(), columns.replace(",", " int,")));
    for (int i = 0; i < rows; i++) {
      Integer a = i % 7 == 6 ? null : Integer.valueOf(i % first);
      Integer b = i % 5 == 4 ? null : Integer.valueOf(i * 3 % second);
      Integer c = i;
      table.row(a, b, c);
      TestPostgres.execute("INSERT INTO %s VALUES (%s, %s, %s)".formatted(table.name(), a, b, c));
    }
    TestPostgres.execute("GRANT SELECT ON %s TO PUBLIC".formatted(table.name()));
  }

  @AfterAll
  static void stop() {
    WORKERS.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c FROM sub_t WHERE EXISTS (SELECT 1 FROM sub_s WHERE x = a)",
        "SELECT c FROM sub_t WHERE NOT EXISTS (SELECT 1 FROM sub_s WHERE x = a)",
        "SELECT c FROM sub_t WHERE EXISTS (SELECT 1 FROM sub_s WHERE x = a AND y > b)",
        "SELECT c FROM sub_t WHERE NOT EXISTS (SELECT 1 FROM sub_s WHERE x < a AND y <> b)",
        "SELECT c FROM sub_t WHERE a IN (SELECT x FROM sub_s)",
        "SELECT c FROM sub_t WHERE a NOT IN (SELECT x FROM sub_s)",
        "SELECT c FROM sub_t WHERE a NOT IN (SELECT x FROM sub_s WHERE x IS NOT NULL AND x > 2)",
        "SELECT c FROM sub_t WHERE a NOT IN (SELECT x FROM sub_s WHERE false)",
        "SELECT c FROM sub_t WHERE a NOT IN (SELECT x FROM sub_s WHERE y = b)",
        "SELECT c FROM sub_t WHERE (a, b) NOT IN (SELECT x, y FROM sub_s)",
        "SELECT c FROM sub_t WHERE (a, b) NOT IN (SELECT x, y FROM sub_s WHERE z > 15)",
        "SELECT c FROM sub_t WHERE (a, b) IN (SELECT x, y FROM sub_s)",
        "SELECT c, a IN (SELECT x FROM sub_s WHERE x > 2) FROM sub_t",
        "SELECT c, a IN (SELECT x FROM sub_s WHERE y = b) FROM sub_t",
        "SELECT c, (a, b) IN (SELECT x, y FROM sub_s WHERE z > 3) FROM sub_t",
        "SELECT c, a > ANY (SELECT x FROM sub_s WHERE y = b) FROM sub_t",
        "SELECT c, a > ALL (SELECT x FROM sub_s WHERE y = b) FROM sub_t",
        "SELECT c, a <= ALL (SELECT x FROM sub_s WHERE z > 20) FROM sub_t",
        "SELECT c, EXISTS (SELECT 1 FROM sub_s WHERE x = a AND z > 10) FROM sub_t",
        "SELECT c FROM sub_t WHERE b = 2 OR EXISTS (SELECT 1 FROM sub_s WHERE x = a)",
        "SELECT c FROM sub_t WHERE NOT (b = 2 OR a IN (SELECT x FROM sub_s WHERE y = b))",
        "SELECT c, (SELECT count(*) FROM sub_s WHERE x = a) FROM sub_t",
        "SELECT c, (SELECT count(y) + 1 FROM sub_s WHERE x = a AND z > 20) FROM sub_t",
        "SELECT c, (SELECT sum(y) FROM sub_s WHERE x < a) FROM sub_t",
        "SELECT c, (SELECT count(*) FROM sub_s WHERE x < a) FROM sub_t",
        "SELECT c, (SELECT coalesce(max(y), b, -1) FROM sub_s WHERE x = a) FROM sub_t",
        "SELECT c, (SELECT 100 / nullif(sum(y), 0) FROM sub_s WHERE x = a) FROM sub_t",
        "SELECT c, (SELECT max(y + b) FROM sub_s WHERE x = a) FROM sub_t",
        "SELECT c, (SELECT count(*) FROM sub_s WHERE x = a HAVING count(*) > 1) FROM sub_t",
        "SELECT c FROM sub_t WHERE b < (SELECT max(y) FROM sub_s WHERE x = a)",
        "SELECT c FROM sub_t WHERE 0 = (SELECT count(*) FROM sub_s WHERE x = a)",
        "SELECT c FROM sub_t WHERE b > (SELECT avg(y) FROM sub_s)",
        "SELECT c, (SELECT z FROM sub_s WHERE x = a ORDER BY z DESC LIMIT 1) FROM sub_t",
        "SELECT c, (SELECT z FROM sub_s WHERE x = a ORDER BY z OFFSET 1 LIMIT 1) FROM sub_t",
        "SELECT c, (SELECT sum(z) FROM (SELECT z FROM sub_s WHERE x = a ORDER BY z LIMIT 2) k)"
            + " FROM sub_t",
        "SELECT c, CASE WHEN a > 2 THEN (SELECT z FROM sub_s WHERE z = a) ELSE -1 END FROM sub_t",
        "SELECT c, CASE WHEN a > 90 THEN (SELECT z FROM sub_s) ELSE -1 END FROM sub_t",
        "SELECT c, CASE WHEN a > 90 THEN (SELECT z FROM sub_s WHERE x = a) ELSE -1 END FROM sub_t",
        "SELECT c FROM sub_t WHERE EXISTS (SELECT 1 FROM sub_s WHERE x = a AND EXISTS"
            + " (SELECT 1 FROM sub_u WHERE v = y AND w = b))",
        "SELECT c FROM sub_t WHERE EXISTS (SELECT 1 FROM sub_s WHERE x = a AND NOT EXISTS"
            + " (SELECT 1 FROM sub_u WHERE v = y AND w < b))",
        "SELECT c, (SELECT sum((SELECT count(*) FROM sub_u WHERE v = y AND w < b)) FROM sub_s"
            + " WHERE x = a) FROM sub_t",
        "SELECT c, (SELECT count(*) FROM sub_s WHERE x IN (SELECT v FROM sub_u WHERE w = b))"
            + " FROM sub_t",
        "SELECT c, k.y FROM sub_t, LATERAL (SELECT y FROM sub_s WHERE x = a) k",
        "SELECT c, k.n FROM sub_t LEFT JOIN LATERAL (SELECT y, count(*) n FROM sub_s WHERE x < a"
            + " GROUP BY y) k ON true",
        "SELECT c, k.n FROM sub_t, LATERAL (SELECT count(*) n FROM sub_s WHERE x = a) k",
        "SELECT c, k.z, k.r FROM sub_t, LATERAL (SELECT z, row_number() OVER (ORDER BY z) r FROM"
            + " sub_s WHERE x = a) k",
        "SELECT c, k.m FROM sub_t, LATERAL (SELECT DISTINCT y + b AS m FROM sub_s WHERE x = a) k",
        "SELECT c, k.m FROM sub_t, LATERAL (SELECT x AS m FROM sub_s WHERE y = b UNION SELECT v"
            + " FROM sub_u WHERE w = b) k",
        "SELECT c, k.m FROM sub_t, LATERAL (SELECT x AS m FROM sub_s WHERE y = b EXCEPT SELECT v"
            + " FROM sub_u WHERE w = b) k",
        "SELECT c, k.m FROM sub_t, LATERAL (VALUES (a), (b), (a + b)) k (m)",
        "SELECT c, z FROM sub_t LEFT JOIN sub_s ON a = x AND EXISTS (SELECT 1 FROM sub_u WHERE v"
            + " = y)",
        "SELECT c, z FROM sub_t LEFT JOIN sub_s ON a = x AND b IN (SELECT v FROM sub_u)",
        "SELECT c, z FROM sub_t JOIN sub_s ON a = x AND EXISTS (SELECT 1 FROM sub_u WHERE v = b"
            + " AND w = y)",
        "SELECT c, k.z FROM sub_t, LATERAL (SELECT sub_s.z, sub_u.q FROM sub_s LEFT JOIN sub_u ON"
            + " v = y AND w = b WHERE x = a) k",
        "SELECT c, (SELECT count(*) FROM sub_s FULL JOIN sub_u ON x = v WHERE y = b OR w = b)"
            + " FROM sub_t",
        "SELECT a, count(*) FROM sub_t GROUP BY a HAVING count(*) > (SELECT count(*) FROM sub_s"
            + " WHERE x = a)",
        "SELECT c FROM sub_t ORDER BY (SELECT count(*) FROM sub_s WHERE x = a), c",
        "SELECT sum((SELECT count(*) FROM sub_s WHERE x = a)) FROM sub_t",
        "WITH k AS (SELECT x, count(*) n FROM sub_s GROUP BY x) SELECT c, (SELECT n FROM k WHERE x"
            + " = a) FROM sub_t",
        "SELECT c, (WITH k AS (SELECT y FROM sub_s WHERE x = a) SELECT count(*) FROM k k1, k k2)"
            + " FROM sub_t",
        "SELECT c FROM sub_t t1 WHERE b = (SELECT max(b) FROM sub_t t2 WHERE t2.a = t1.a)",
        "SELECT c FROM sub_t WHERE EXISTS (SELECT count(*) FROM sub_s WHERE x = a)",
        "SELECT c FROM sub_t WHERE EXISTS (SELECT 1 FROM sub_s WHERE x = a LIMIT 0)",
        "SELECT c, (SELECT count(DISTINCT y) FROM sub_s WHERE x = a) FROM sub_t",
        "SELECT count(DISTINCT a), sum(b) FROM sub_t",
        "SELECT a, count(DISTINCT b), count(*) FROM sub_t GROUP BY a"
      })
  void sameAsPostgres(String sql) {
    String expected = postgres(sql);
    for (String workers : List.of("0", "2")) {
      Settings settings =
          Settings.DEFAULT
              .with(Setting.MAX_PARALLEL_WORKERS_PER_GATHER, workers)
              .with(Setting.MIN_PARALLEL_TABLE_SCAN_SIZE, "0")
              .with(Setting.PARALLEL_SETUP_COST, "0")
              .with(Setting.PARALLEL_TUPLE_COST, "0")
              .with(Setting.BRAID_BATCH_SIZE, workers.equals("0") ? "2048" : "2");
      assertThat(braid(sql, settings)).as("%s workers", workers).isEqualTo(expected);
    }
  }

  private static String postgres(String sql) {
    return TestPostgres.ask(
        "SELECT coalesce(string_agg(r, ' ; ' ORDER BY r COLLATE \"C\"), '') FROM (SELECT"
            + " (SELECT string_agg(coalesce(e.value #>> '{}', '-'), ',' ORDER BY e.ordinality) FROM"
            + " json_array_elements(k) WITH ORDINALITY e(value, ordinality)) r FROM (SELECT"
            + " (SELECT json_agg(j.value) FROM json_each(row_to_json(o)) j) k FROM ("
            + sql
            + ") o) p) m");
  }

  /// The three tables by their names.
  private static final class Tables implements AnalysisContext.Tables {
    @Override
    public @Nullable Table find(@Nullable String schema, String name) {
      return TABLES.get(name);
    }

    @Override
    public Collection<String> names() {
      return TABLES.keySet();
    }
  }

  private static String braid(String sql, Settings settings) {
    AnalyzedQuery query =
        Analyzer.analyze(
            ((Statement.QueryStatement) SqlParser.statement(sql)).query(),
            new AnalysisContext(
                new Tables(),
                Library.CATALOG,
                List.of(),
                (type, text) -> TextInput.parse(type, text, CONTEXT)));
    PlanNode plan = new Planner(Library.CATALOG, CONTEXT).plan(query.plan(), settings);
    List<String> rows = new ArrayList<>();
    MemoryBudget memory = new MemoryBudget(1L << 28, null);
    try (Execution execution = new Execution(settings, CONTEXT, WORKERS, memory, null)) {
      execution.send(
          execution.open(plan),
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              for (int row = 0; row < batch.size(); row++) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < plan.info().output().size(); i++) {
                  Type type = plan.info().type(i);
                  Object value = Values.get(batch.column(i), row, type);
                  values.add(
                      value == null
                          ? "-"
                          : value instanceof Boolean truth
                              ? truth.toString()
                              : TextOutput.write(type, value, Zone.UTC));
                }
                rows.add(String.join(",", values));
              }
              return true;
            }

            @Override
            public void endMorsel() {}
          });
    }
    Collections.sort(rows);
    return String.join(" ; ", rows);
  }
}
