package dev.braid.fuzz;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
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
import dev.braid.plan.Planner;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.analyze.AnalyzedQuery;
import dev.braid.sql.analyze.Analyzer;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.parse.SqlParser;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/// The engine's way of a query, under any settings.
final class Engine implements AutoCloseable {
  private static final long LONGEST_MS = 20_000;

  private final AnalysisContext.Tables tables;
  private final Workers workers = new Workers(4);
  private final Timer timer = new Timer(true);
  private @Nullable PlanNode lastPlan;

  Engine(AnalysisContext.Tables tables) {
    this.tables = tables;
  }

  /// Settings of which each is `name=value`.
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

  Answer ask(String sql, Settings settings) {
    Cancellation cancellation = new Cancellation();
    TimerTask end =
        new TimerTask() {
          @Override
          public void run() {
            cancellation.cancel("too slow");
          }
        };
    timer.schedule(end, LONGEST_MS);
    try {
      return run(sql, settings, cancellation);
    } catch (BraidException e) {
      return Answer.error(e.sqlState(), String.valueOf(e.getMessage()), e);
    } catch (RuntimeException | Error e) {
      return Answer.error("XX000", e.toString(), e);
    } finally {
      end.cancel();
    }
  }

  private EvalContext context(Cancellation cancellation) {
    return new EvalContext(Zone.UTC, 0, "me", "here", cancellation);
  }

  private AnalyzedQuery analyze(String sql, EvalContext context) {
    return Analyzer.analyze(
        ((Statement.QueryStatement) SqlParser.statement(sql)).query(),
        new AnalysisContext(
            tables,
            Library.CATALOG,
            List.of(),
            (type, text) -> TextInput.parse(type, text, context)));
  }

  /// The plan, as EXPLAIN prints it.
  String explain(String sql, Settings settings) {
    EvalContext context = context(new Cancellation());
    return text(new Planner(Library.CATALOG, context).plan(analyze(sql, context).plan(), settings));
  }

  /// The plan of the query asked last.
  String lastPlan() {
    return lastPlan == null ? "" : text(lastPlan);
  }

  private static String text(PlanNode plan) {
    return String.join(
        "\n",
        Explain.text(
            plan, new ExplainOptions(false, true, false, false, false, false, false), null, 0, 0));
  }

  private Answer run(String sql, Settings settings, Cancellation cancellation) {
    EvalContext context = context(cancellation);
    AnalyzedQuery query = analyze(sql, context);
    List<Type> types = query.types();
    PlanNode plan = new Planner(Library.CATALOG, context).plan(query.plan(), settings);
    lastPlan = plan;
    List<List<String>> rows = new ArrayList<>();
    MemoryBudget memory = new MemoryBudget(1L << 28, null);
    try (Execution execution = new Execution(settings, context, workers, memory, null)) {
      execution.send(
          execution.open(plan),
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              cancellation.check();
              for (int row = 0; row < batch.size(); row++) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                  Object value = Values.get(batch.column(i), row, types.get(i));
                  values.add(
                      value == null
                          ? Answer.NULL
                          : TextOutput.write(types.get(i), value, Zone.UTC));
                }
                rows.add(values);
              }
              return true;
            }

            @Override
            public void endMorsel() {}
          });
    }
    long held = memory.used();
    if (held != 0) {
      return Answer.error("XX000", held + " bytes still held", null);
    }
    return new Answer(
        query.names(), types.stream().map(Type::typeName).toList(), rows, "", "", null);
  }

  @Override
  public void close() {
    timer.cancel();
    workers.close();
  }
}
