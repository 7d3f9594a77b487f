package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.BatchConsumer;
import dev.braid.explain.ExplainOptions;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Column;
import dev.braid.result.Partial;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.ast.Option;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.parse.SqlParser;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One read-only statement of whatever kind, and its rows.
final class LocalStatement implements Statements.Runs {
  /// Where the rows go.
  interface Rows {
    /// Comes first where there is something to say: what the answer lacks, or null for a whole one.
    void partial(@Nullable Partial what);

    /// Comes once, before the first row.
    void columns(List<Column> columns, List<Type> types);

    /// @return whether more rows are wanted
    boolean accept(Batch batch);

    /// A row of text, of statements that are no query.
    boolean accept(String text);
  }

  private final LocalQuery query;
  private final Settings settings;
  private final Map<Integer, BraidException> missing;
  private final PlanCache.@Nullable Use plans;

  /// @param plans over the tables that the statement may name
  LocalStatement(LocalEngine engine, PlanCache.Use plans, Settings settings, EvalContext eval) {
    this(new LocalQuery(engine, plans, settings, eval), settings, Map.of(), plans);
  }

  /// @param missing servers that are left out, and why
  LocalStatement(
      LocalEngine engine,
      AnalysisContext.Tables tables,
      Settings settings,
      EvalContext eval,
      Map<Integer, BraidException> missing) {
    this(new LocalQuery(engine, tables, settings, eval), settings, missing, null);
  }

  private LocalStatement(
      LocalQuery query,
      Settings settings,
      Map<Integer, BraidException> missing,
      PlanCache.@Nullable Use plans) {
    this.query = query;
    this.settings = settings;
    this.missing = missing;
    this.plans = plans;
  }

  @Override
  public void run(String text, List<@Nullable Object> parameters, Rows rows) {
    try {
      if (plans == null || !parameters.isEmpty()) {
        run(SqlParser.statement(text), parameters, rows);
      } else {
        run(plans, text, rows);
      }
    } catch (StackOverflowError e) {
      throw new BraidException(
          SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded", 0, null, null, e);
    }
  }

  /// Queries without parameters are planned once.
  private void run(PlanCache.Use cache, String text, Rows rows) {
    LocalQuery.Planned planned = cache.planned(text);
    if (planned == null) {
      Statement statement = SqlParser.statement(text);
      if (!(statement instanceof Statement.QueryStatement asked)) {
        run(statement, List.of(), rows);
        return;
      }
      planned = query.plan(asked.query(), List.of());
      cache.keep(text, planned);
    }
    rows.partial(null);
    run(query, planned, rows);
  }

  private void run(Statement statement, List<@Nullable Object> parameters, Rows rows) {
    switch (statement) {
      case Statement.QueryStatement asked ->
          run(query, planned(asked.query(), parameters, rows), rows);
      case Statement.Explain explain -> {
        ExplainOptions options = options(explain.options());
        explain(query, planned(explained(explain, options), parameters, rows), options, rows);
      }
      case Statement.Show show -> show(show, rows);
      default ->
          throw new BraidException(
              SqlState.READ_ONLY_SQL_TRANSACTION,
              "cannot execute %s in a read-only transaction"
                  .formatted(statement.getClass().getSimpleName()));
    }
  }

  private LocalQuery.Planned planned(Query asked, List<@Nullable Object> parameters, Rows rows) {
    LocalQuery.Planned planned = query.plan(asked, parameters);
    rows.partial(MissingServers.of(planned.plan(), missing));
    return planned;
  }

  /// Runs a planned query.
  static void run(LocalQuery query, LocalQuery.Planned planned, Rows rows) {
    List<Column> columns = new ArrayList<>();
    List<Type> types = planned.analyzed().types();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Column(planned.analyzed().names().get(i), types.get(i).typeName()));
    }
    rows.columns(columns, types);
    Cancellation cancellation = query.cancellation();
    query.run(
        planned.plan(),
        new BatchConsumer() {
          @Override
          public boolean accept(Batch batch) {
            cancellation.check();
            return rows.accept(batch);
          }

          @Override
          public void endMorsel() {}
        },
        null);
  }

  static Query explained(Statement.Explain explain, ExplainOptions options) {
    return switch (explain.statement()) {
      case Statement.QueryStatement statement -> statement.query();
      // Its plan only: nothing is created.
      case Statement.CreateTableAs create when !options.analyze() -> create.query();
      default ->
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED, "EXPLAIN of this statement is not supported");
    };
  }

  /// Shows a planned query.
  static void explain(
      LocalQuery query, LocalQuery.Planned planned, ExplainOptions options, Rows rows) {
    rows.columns(List.of(new Column("QUERY PLAN", "text")), List.of(Type.TEXT));
    for (String line : query.explain(planned, options)) {
      if (!rows.accept(line)) {
        return;
      }
    }
  }

  static ExplainOptions options(List<Option> written) {
    boolean analyze = false;
    boolean verbose = false;
    boolean costs = true;
    boolean timing = true;
    Boolean summary = null;
    boolean buffers = true;
    boolean json = false;
    for (Option option : written) {
      String value =
          option.values().isEmpty() ? "true" : option.values().getFirst().toLowerCase(Locale.ROOT);
      switch (option.name()) {
        case "analyze" -> analyze = truth(option, value);
        case "verbose" -> verbose = truth(option, value);
        case "costs" -> costs = truth(option, value);
        case "timing" -> timing = truth(option, value);
        case "summary" -> summary = truth(option, value);
        case "format" -> {
          json = value.equals("json");
          if (!json && !value.equals("text")) {
            throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "EXPLAIN format \"" + value + "\" is not supported",
                option.position(),
                null,
                null,
                null);
          }
        }
        // What these would add is not measured here; to leave it out is their other value.
        case "buffers" -> buffers = truth(option, value);
        case "wal", "settings", "memory", "generic_plan" -> {
          if (truth(option, value)) {
            throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "EXPLAIN option \"" + option.name() + "\" is not supported",
                option.position(),
                null,
                null,
                null);
          }
        }
        default ->
            throw new BraidException(
                SqlState.SYNTAX_ERROR,
                "unrecognized EXPLAIN option \"" + option.name() + "\"",
                option.position(),
                null,
                null,
                null);
      }
    }
    return new ExplainOptions(
        analyze, verbose, costs, timing, summary == null ? analyze : summary, buffers, json);
  }

  private static boolean truth(Option option, String value) {
    return switch (value) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default ->
          throw new BraidException(
              SqlState.SYNTAX_ERROR, option.name() + " requires a Boolean value");
    };
  }

  private void show(Statement.Show show, Rows rows) {
    String name = show.name();
    if (name == null) {
      showAll(rows);
      return;
    }
    Setting setting = Setting.find(name);
    if (setting == null) {
      throw new BraidException(
          SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"%s\"".formatted(name));
    }
    rows.columns(List.of(new Column(setting.settingName(), "text")), List.of(Type.TEXT));
    rows.accept(settings.show(setting));
  }

  private void showAll(Rows rows) {
    List<Column> columns = new ArrayList<>();
    List<ColumnBuilder> builders = new ArrayList<>();
    for (String name : List.of("name", "setting", "description")) {
      columns.add(new Column(name, "text"));
      builders.add(ColumnBuilder.of(Type.TEXT, Setting.values().length));
    }
    for (Setting setting : Setting.values()) {
      builders.get(0).append(setting.settingName());
      builders.get(1).append(settings.show(setting));
      builders.get(2).append(setting.meaning());
    }
    rows.columns(columns, List.of(Type.TEXT, Type.TEXT, Type.TEXT));
    boolean _ =
        rows.accept(
            new Batch(
                builders.stream().map(ColumnBuilder::build).toArray(dev.braid.vector.Column[]::new),
                Setting.values().length));
  }
}
