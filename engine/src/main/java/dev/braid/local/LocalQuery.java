package dev.braid.local;

import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.BatchConsumer;
import dev.braid.exec.Execution;
import dev.braid.exec.Instrumentation;
import dev.braid.exec.PlanNode;
import dev.braid.explain.Explain;
import dev.braid.explain.ExplainOptions;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.expr.library.Library;
import dev.braid.parallel.Cancellation;
import dev.braid.plan.Planner;
import dev.braid.plan.logical.Logical;
import dev.braid.source.ParameterText;
import dev.braid.source.TypedParameter;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.analyze.AnalysisContext.Parameter;
import dev.braid.sql.analyze.AnalyzedQuery;
import dev.braid.sql.analyze.Analyzer;
import dev.braid.sql.ast.Query;
import dev.braid.type.Type;
import dev.braid.type.TypeNames;
import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One query on its way: tree, logical plan, executable plan, rows.
final class LocalQuery {
  private final LocalEngine engine;
  private final AnalysisContext.Tables tables;
  private final Settings settings;
  private final EvalContext eval;
  private boolean momentary;

  LocalQuery(
      LocalEngine engine, AnalysisContext.Tables tables, Settings settings, EvalContext eval) {
    this.engine = engine;
    this.tables = tables;
    this.settings = settings;
    this.eval = eval;
  }

  /// A query ready to run.
  ///
  /// @param momentary whether a literal in it may mean the moment, as 'today' does
  record Planned(AnalyzedQuery analyzed, PlanNode plan, double planningMs, boolean momentary) {}

  Planned plan(Query query, List<@Nullable Object> parameters) {
    long start = System.nanoTime();
    return plan(analyze(query, parameters), start);
  }

  /// What a query means, without a plan: errors that only planning raises are not raised.
  AnalyzedQuery analyze(Query query, List<@Nullable Object> parameters) {
    return Analyzer.analyze(query, context(parameters));
  }

  Planned plan(AnalyzedQuery analyzed) {
    return plan(analyzed, System.nanoTime());
  }

  private Planned plan(AnalyzedQuery analyzed, long start) {
    PlanNode plan =
        new Planner(Library.CATALOG, eval, tables.text()).plan(analyzed.plan(), settings);
    return planned(analyzed, plan, start);
  }

  private Planned planned(AnalyzedQuery analyzed, PlanNode plan, long start) {
    return new Planned(analyzed, plan, (System.nanoTime() - start) / 1e6, momentary);
  }

  /// Plans a query over a server's tables in several ways, of which one is chosen.
  ///
  /// @param ways of the query without its subqueries
  /// @param choose says which, or null for none of them
  @Nullable Planned plan(
      Query query,
      List<@Nullable Object> parameters,
      BiFunction<AnalyzedQuery, Logical, List<Logical>> ways,
      Function<List<PlanNode>, @Nullable PlanNode> choose) {
    long start = System.nanoTime();
    AnalyzedQuery analyzed = analyze(query, parameters);
    PlanNode plan =
        choose.apply(
            new Planner(Library.CATALOG, eval)
                .plans(analyzed.plan(), settings, plain -> ways.apply(analyzed, plain)));
    return plan == null ? null : planned(analyzed, plan, start);
  }

  Cancellation cancellation() {
    return eval.cancellation();
  }

  private AnalysisContext context(List<@Nullable Object> parameters) {
    List<Parameter> typed = new ArrayList<>();
    for (Object parameter : parameters) {
      typed.add(
          switch (parameter) {
            case null -> new Parameter(Type.UNKNOWN, null);
            case TypedParameter own -> typed(own);
            default -> new Parameter(Type.UNKNOWN, ParameterText.of(parameter));
          });
    }
    return new AnalysisContext(tables, Library.CATALOG, typed, this::literal);
  }

  private Object literal(Type type, String text) {
    momentary |= !TextInput.isSteady(type, text);
    return TextInput.parse(type, text, eval);
  }

  private Parameter typed(TypedParameter parameter) {
    String name = parameter.type();
    Type type = TypeNames.parse(name.startsWith("_") ? name.substring(1) + "[]" : name);
    String text = parameter.text();
    return new Parameter(type, text == null ? null : TextInput.parse(type, text, eval));
  }

  /// Runs a plan to its end, or until the consumer wants no more.
  void run(PlanNode plan, BatchConsumer rows, @Nullable Instrumentation instrumentation) {
    try (Execution execution =
        new Execution(settings, eval, engine.workers(), engine.queryMemory(), instrumentation)) {
      execution.send(execution.open(plan), rows);
    } catch (StackOverflowError e) {
      throw new BraidException(
          SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded", 0, null, null, e);
    }
  }

  List<String> explain(Planned planned, ExplainOptions options) {
    Instrumentation instrumentation = null;
    double executionMs = 0;
    if (options.analyze()) {
      instrumentation = new Instrumentation();
      long start = System.nanoTime();
      run(planned.plan(), new Discard(), instrumentation);
      executionMs = (System.nanoTime() - start) / 1e6;
    }
    return Explain.text(
        planned.plan(), options, instrumentation, planned.planningMs(), executionMs);
  }

  /// Takes rows and keeps none.
  private static final class Discard implements BatchConsumer {
    @Override
    public boolean accept(Batch batch) {
      return true;
    }

    @Override
    public void endMorsel() {}
  }
}
