package dev.braid.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.exec.BatchConsumer;
import dev.braid.exec.Execution;
import dev.braid.exec.PlanNode;
import dev.braid.explain.Explain;
import dev.braid.explain.ExplainOptions;
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
import dev.braid.testing.MemoryIndex;
import dev.braid.testing.MemoryTable;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Tables full of NULLs and duplicates, with indexes, that claim to be large, and the same rows on
/// the test server. Statements over them are planned under settings that force a node, run by
/// different numbers of workers, and compared with the server's answer.
///
/// `pl_big(id, grp, ten, val, name, price)`: id is unique, the others repeat and are NULL at times;
/// indexes `big_id(id)`, `big_grp(grp, val)`, `big_ten(ten)`, `big_val(val DESC)`. `pl_mid(id,
/// big_id, ten, tag)`: indexes `mid_id(id)`, `mid_big(big_id)`. `pl_small(k, tag)`: no index; small
/// by all measures.
final class PlanLab implements AnalysisContext.Tables, AutoCloseable {
  private static final int BIG_ROWS = 4000;
  private static final int MID_ROWS = 1500;
  private static final int[] POOLS = {0, 1, 4};

  private static final EvalContext CONTEXT =
      new EvalContext(Zone.UTC, 0, "me", "here", new Cancellation());

  private final Map<String, Table> tables = new LinkedHashMap<>();

  PlanLab() {
    Random random = new Random(11);
    MemoryTable big =
        new MemoryTable("pl_big")
            .column("id", Type.INT4, 400_000, 1, BIG_ROWS)
            .column("grp", Type.INT4, 30)
            .column("ten", Type.INT4, 10)
            .column("val", Type.INT8, 100)
            .column("name", Type.TEXT, 50)
            .column("price", Type.numeric(10, 2), 200)
            .claim(400_000, 64L << 20)
            .morsels(300);
    StringBuilder sql = new StringBuilder();
    sql.append(
        """
        DROP TABLE IF EXISTS pl_big, pl_mid, pl_small;
        CREATE TABLE pl_big (id int, grp int, ten int, val bigint, name text, price numeric(10,2));
        CREATE TABLE pl_mid (id int, big_id int, ten int, tag text);
        CREATE TABLE pl_small (k int, tag text);
        """);
    List<Integer> ids = new ArrayList<>();
    for (int i = 1; i <= BIG_ROWS; i++) {
      ids.add(i);
    }
    Collections.shuffle(ids, random);
    for (int id : ids) {
      add(
          sql,
          big,
          id,
          maybe(random, random.nextInt(30)),
          maybe(random, random.nextInt(10)),
          maybe(random, (long) random.nextInt(100)),
          maybe(random, "n" + random.nextInt(50)),
          maybe(random, dev.braid.type.Numeric.ofUnscaled(random.nextInt(200) * 25L, 2)));
    }
    MemoryTable mid =
        new MemoryTable("pl_mid")
            .column("id", Type.INT4, 100_000, 1, MID_ROWS)
            .column("big_id", Type.INT4, 90_000)
            .column("ten", Type.INT4, 10)
            .column("tag", Type.TEXT, 20)
            .claim(100_000, 16L << 20)
            .morsels(100);
    for (int id = 1; id <= MID_ROWS; id++) {
      add(
          sql,
          mid,
          id,
          maybe(random, random.nextInt(BIG_ROWS * 2)),
          maybe(random, random.nextInt(10)),
          maybe(random, "t" + random.nextInt(20)));
    }
    MemoryTable small =
        new MemoryTable("pl_small").column("k", Type.INT4, 12).column("tag", Type.TEXT, 8);
    for (int i = 0; i < 40; i++) {
      add(sql, small, maybe(random, random.nextInt(12)), maybe(random, "t" + random.nextInt(8)));
    }
    sql.append(
        """
        CREATE INDEX ON pl_big (id); CREATE INDEX ON pl_mid (big_id);
        ANALYZE pl_big; ANALYZE pl_mid; ANALYZE pl_small;
        """);
    TestPostgres.execute(sql.toString());
    index(big, "big_id", new IndexKey(0, false, false));
    index(big, "big_grp", new IndexKey(1, false, false), new IndexKey(3, false, false));
    index(big, "big_ten", new IndexKey(2, false, false));
    index(big, "big_val", new IndexKey(3, true, true));
    index(mid, "mid_id", new IndexKey(0, false, false));
    index(mid, "mid_big", new IndexKey(1, false, false));
    tables.put("pl_big", big);
    tables.put("pl_mid", mid);
    tables.put("pl_small", small);
  }

  private static @Nullable Object maybe(Random random, Object value) {
    return random.nextInt(8) == 0 ? null : value;
  }

  private static void add(StringBuilder sql, MemoryTable table, @Nullable Object... values) {
    table.row(values);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      texts.add(
          value == null
              ? "NULL"
              : "'" + TextOutput.write(table.columns().get(i).type(), value, Zone.UTC) + "'");
    }
    sql.append("INSERT INTO %s VALUES (%s);".formatted(table.name(), String.join(", ", texts)));
  }

  private static void index(MemoryTable table, String name, IndexKey... keys) {
    try (Workers workers = new Workers(2);
        Execution execution =
            new Execution(
                Settings.DEFAULT, CONTEXT, workers, new MemoryBudget(1L << 30, null), null)) {
      table.index(MemoryIndex.build(execution, table, name, false, 64, keys));
    }
  }

  /// Adds a table, which only Braid knows.
  PlanLab with(Table table) {
    tables.put(table.name(), table);
    return this;
  }

  @Override
  public @Nullable Table find(@Nullable String schema, String name) {
    return tables.get(name);
  }

  @Override
  public Collection<String> names() {
    return tables.keySet();
  }

  /// The default settings with changes, each `name=value`.
  static Settings settings(String... changes) {
    Settings settings = Settings.DEFAULT;
    for (String change : changes) {
      String[] parts = change.split("=");
      Setting setting = Setting.find(parts[0]);
      if (setting == null) {
        throw new IllegalArgumentException(change);
      }
      settings = settings.with(setting, parts[1]);
    }
    return settings;
  }

  /// Settings under which being parallel costs nothing, with further changes.
  static Settings eager(String... changes) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "parallel_setup_cost=0",
                "parallel_tuple_cost=0",
                "min_parallel_table_scan_size=0",
                "min_parallel_index_scan_size=0",
                "max_parallel_workers_per_gather=4"));
    all.addAll(List.of(changes));
    return settings(all.toArray(String[]::new));
  }

  /// Settings under which nothing is parallel, with further changes.
  static Settings serial(String... changes) {
    List<String> all = new ArrayList<>(List.of("max_parallel_workers_per_gather=0"));
    all.addAll(List.of(changes));
    return settings(all.toArray(String[]::new));
  }

  private AnalyzedQuery analyze(String sql) {
    return Analyzer.analyze(
        ((Statement.QueryStatement) SqlParser.statement(sql)).query(),
        new AnalysisContext(
            this,
            Library.CATALOG,
            List.of(),
            (type, text) -> TextInput.parse(type, text, CONTEXT)));
  }

  private PlanNode plan(AnalyzedQuery query, Settings settings) {
    return new Planner(Library.CATALOG, CONTEXT).plan(query.plan(), settings);
  }

  /// What EXPLAIN (COSTS OFF) prints.
  String explain(String sql, Settings settings) {
    return String.join(
        "\n",
        Explain.text(
            plan(analyze(sql), settings),
            new ExplainOptions(false, false, false, false, false, false, false),
            null,
            0,
            0));
  }

  /// What the planner thinks that a statement costs.
  double cost(String sql, Settings settings) {
    return plan(analyze(sql), settings).info().estimate().totalCost();
  }

  /// The nodes of a plan from top to bottom, without what is printed below each.
  List<String> nodes(String sql, Settings settings) {
    List<String> nodes = new ArrayList<>();
    for (String line : explain(sql, settings).split("\n")) {
      if (nodes.isEmpty() || line.strip().startsWith("->")) {
        nodes.add(line.replace("->", "").strip());
      }
    }
    return nodes;
  }

  /// Plans a statement, looks for nodes, runs it by 0, 1 and 4 workers, and compares every answer
  /// with the server's. With ORDER BY in the statement the order of rows counts.
  ///
  /// @param expected what the plan's nodes begin with, each somewhere below the one before
  void check(String sql, Settings settings, String... expected) {
    String plan = explain(sql, settings);
    int at = 0;
    List<String> nodes = nodes(sql, settings);
    for (String title : expected) {
      while (at < nodes.size() && !nodes.get(at).startsWith(title)) {
        at++;
      }
      assertThat(at).as("%s in the plan of %s\n%s", title, sql, plan).isLessThan(nodes.size());
      at++;
    }
    boolean ordered = isOrdered(sql);
    List<String> wanted = server(sql);
    for (int pool : POOLS) {
      for (String batch : List.of("1", "3", "2048")) {
        Settings run = settings.with(Setting.BRAID_BATCH_SIZE, batch);
        List<String> rows = rows(sql, run, pool);
        assertThat(difference(ordered ? wanted : sorted(wanted), ordered ? rows : sorted(rows)))
            .as("%s by %d workers, batches of %s\n%s", sql, pool, batch, plan)
            .isEmpty();
      }
    }
  }

  /// Whether there is an ORDER BY outside of all parentheses.
  private static boolean isOrdered(String sql) {
    return sql.substring(sql.lastIndexOf(')') + 1).contains("ORDER BY");
  }

  /// The first row that is another one, and how many there are; empty where there is none.
  private static String difference(List<String> wanted, List<String> rows) {
    int at = 0;
    while (at < wanted.size() && at < rows.size() && wanted.get(at).equals(rows.get(at))) {
      at++;
    }
    return at == wanted.size() && at == rows.size()
        ? ""
        : "row %d is %s, not %s; %d rows, not %d"
            .formatted(
                at + 1,
                at < rows.size() ? rows.get(at) : "missing",
                at < wanted.size() ? wanted.get(at) : "missing",
                rows.size(),
                wanted.size());
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  /// The rows of a statement, a line each.
  ///
  /// @param pool threads that there are for workers
  List<String> rows(String sql, Settings settings, int pool) {
    AnalyzedQuery query = analyze(sql);
    List<Type> types = query.types();
    List<String> rows = new ArrayList<>();
    MemoryBudget memory = new MemoryBudget(1L << 28, null);
    try (Workers workers = new Workers(pool);
        Execution execution = new Execution(settings, CONTEXT, workers, memory, null)) {
      execution.send(
          execution.open(plan(query, settings)),
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              for (int row = 0; row < batch.size(); row++) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                  Object value = Values.get(batch.column(i), row, types.get(i));
                  values.add(
                      value == null ? "null" : TextOutput.write(types.get(i), value, Zone.UTC));
                }
                rows.add(String.join("|", values));
              }
              return true;
            }

            @Override
            public void endMorsel() {}
          });
    }
    assertThat(memory.used()).as("bytes held after %s", sql).isZero();
    return rows;
  }

  private static List<String> server(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = TestPostgres.superuser();
        java.sql.Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    TestPostgres.execute("DROP TABLE pl_big, pl_mid, pl_small");
  }
}
