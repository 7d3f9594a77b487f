package dev.braid.plan.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.Spread;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.exec.BatchConsumer;
import dev.braid.exec.Execution;
import dev.braid.exec.PlanNode;
import dev.braid.explain.Explain;
import dev.braid.explain.ExplainOptions;
import dev.braid.expr.TextInput;
import dev.braid.expr.TextOutput;
import dev.braid.expr.library.Library;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.Workers;
import dev.braid.plan.Planner;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.analyze.AnalyzedQuery;
import dev.braid.sql.analyze.Analyzer;
import dev.braid.sql.parse.SqlParser;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tables of one schema of the test server, spread over further schemas that stand for servers.
/// Statements over them are planned and run, and compared with the answer over the first schema.
public final class RemoteLab implements AnalysisContext.Tables {
  private final String whole;
  private final JdbcServers servers;
  private final Map<String, Table> tables = new LinkedHashMap<>();

  /// @param whole the schema that has everything
  /// @param count of servers
  public RemoteLab(String whole, int count, boolean bytewise) {
    this.whole = whole;
    List<String> schemas = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String schema = whole + "_" + count + "_" + i;
      schemas.add(schema);
      TestPostgres.execute(
          "DROP SCHEMA IF EXISTS %s CASCADE; CREATE SCHEMA %s".formatted(schema, schema));
    }
    servers = new JdbcServers(List.copyOf(schemas), bytewise);
  }

  /// A table that every server has.
  public RemoteLab whole(String name, List<TableColumn> columns) {
    for (String schema : servers.schemas()) {
      copy(name, schema, "TRUE");
    }
    return add(name, columns, new Spread.Whole(), Map.of());
  }

  /// A table sliced by a column of whole numbers: keys go to the servers in turn, but never to the
  /// last one where there are several.
  public RemoteLab sliced(String name, String key, List<TableColumn> columns) {
    return sliced(name, key, columns, Map.of());
  }

  /// @param collations as [SplitTable] has them
  public RemoteLab sliced(
      String name, String key, List<TableColumn> columns, Map<Integer, String> collations) {
    int used = Math.max(1, servers.count() - 1);
    for (int i = 0; i < servers.count(); i++) {
      copy(name, servers.name(i), "coalesce(mod(abs(" + key + "), " + used + "), 0) = " + i);
    }
    int position = columns.stream().map(TableColumn::name).toList().indexOf(key);
    Spread.Placement placement =
        values -> {
          Object value = values.getFirst();
          return value == null ? 0 : (int) (Math.abs(((Number) value).longValue()) % used);
        };
    return add(name, columns, new Spread.Sliced(List.of(position), "mod", placement), collations);
  }

  /// A table whose rows are on some server, nobody knows on which.
  public RemoteLab strewn(String name, String by, List<TableColumn> columns) {
    for (int i = 0; i < servers.count(); i++) {
      copy(
          name,
          servers.name(i),
          "mod(abs(hashtext(concat(" + by + "))::bigint), " + servers.count() + ") = " + i);
    }
    return add(name, columns, new Spread.Sliced(List.of(), "none", null), Map.of());
  }

  private void copy(String name, String schema, String condition) {
    TestPostgres.execute(
        "CREATE TABLE %s.%s (LIKE %s.%s); INSERT INTO %s.%s SELECT * FROM %s.%s WHERE %s"
            .formatted(schema, name, whole, name, schema, name, whole, name, condition));
  }

  private RemoteLab add(
      String name, List<TableColumn> columns, Spread spread, Map<Integer, String> collations) {
    long rows = Long.parseLong(TestPostgres.ask("SELECT count(*) FROM " + whole + "." + name));
    tables.put(name, new SplitTable(name, columns, servers, spread, rows, collations));
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

  private AnalyzedQuery analyze(String sql) {
    return Analyzer.analyze(
        ((dev.braid.sql.ast.Statement.QueryStatement) SqlParser.statement(sql)).query(),
        new AnalysisContext(
            this,
            Library.CATALOG,
            List.of(),
            (type, text) -> TextInput.parse(type, text, JdbcServers.CONTEXT)));
  }

  private static PlanNode plan(AnalyzedQuery query, Settings settings) {
    return new Planner(Library.CATALOG, JdbcServers.CONTEXT).plan(query.plan(), settings);
  }

  /// What EXPLAIN (COSTS OFF) prints; what all servers are asked alike is printed for the first.
  public String explain(String sql) {
    Settings settings = Settings.DEFAULT.with(Setting.MAX_PARALLEL_WORKERS_PER_GATHER, "0");
    List<String> lines = new ArrayList<>();
    for (String line :
        Explain.text(
            plan(analyze(sql), settings),
            new ExplainOptions(false, false, false, false, false, false, false),
            null,
            0,
            0)) {
      String text = line.replaceFirst(whole + "_[0-9]+_[0-9]+: ", "");
      if (lines.isEmpty() || !lines.getLast().equals(text)) {
        lines.add(text);
      }
    }
    return String.join("\n", lines);
  }

  /// Compares the answer with the one over the unsplit schema; with ORDER BY in the statement the
  /// order of rows counts.
  public void check(String sql) {
    boolean ordered = sql.substring(sql.lastIndexOf(')') + 1).contains("ORDER BY");
    List<String> wanted = server(sql);
    List<String> rows;
    try {
      rows = rows(sql);
    } catch (RuntimeException e) {
      throw new AssertionError(sql + "\n" + e.getMessage() + "\n" + safeExplain(sql), e);
    }
    assertThat(ordered ? rows : sorted(rows))
        .as("%s on %d servers\n%s", sql, servers.count(), safeExplain(sql))
        .isEqualTo(ordered ? wanted : sorted(wanted));
  }

  private String safeExplain(String sql) {
    try {
      return explain(sql);
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  /// The rows of a statement, a line each.
  public List<String> rows(String sql) {
    AnalyzedQuery query = analyze(sql);
    List<Type> types = query.types();
    List<String> rows = new ArrayList<>();
    MemoryBudget memory = new MemoryBudget(1L << 28, null);
    try (Workers workers = new Workers(1);
        Execution execution =
            new Execution(Settings.DEFAULT, JdbcServers.CONTEXT, workers, memory, null)) {
      execution.send(
          execution.open(plan(query, Settings.DEFAULT)),
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              for (int row = 0; row < batch.size(); row++) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                  Object value = Values.get(batch.column(i), row, types.get(i));
                  values.add(
                      value == null
                          ? "null"
                          : TextOutput.write(types.get(i), value, JdbcServers.CONTEXT.timeZone()));
                }
                rows.add(String.join("|", values));
              }
              return true;
            }

            @Override
            public void endMorsel() {}
          });
    }
    return rows;
  }

  private List<String> server(String sql) {
    List<String> rows = new ArrayList<>();
    Connection connection = JdbcServers.kept(whole);
    try (Statement statement = connection.createStatement();
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
}
