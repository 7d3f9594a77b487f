package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.exec.PlanNode;
import dev.braid.explain.ExplainOptions;
import dev.braid.expr.EvalContext;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.split.SplitCosts;
import dev.braid.plan.split.Splitting;
import dev.braid.source.postgres.remote.PostgresServers;
import dev.braid.source.postgres.remote.ServerSession;
import dev.braid.source.postgres.remote.ServerTables;
import dev.braid.sql.analyze.AnalyzedQuery;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.Statement.Explain;
import dev.braid.sql.ast.Statement.QueryStatement;
import dev.braid.sql.parse.SqlParser;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides which statements over one server are split, and how.
///
/// Only what is certain to have the same answer is, and only where the server's own planner expects
/// the parts to cost clearly less than the statement as it is written. Whatever fails on the way is
/// sent as it is written: the server has the last word on it.
final class SplitChoice {
  private static final Logger LOG = LoggerFactory.getLogger(SplitChoice.class);

  private static final Pattern EXPLAIN =
      Pattern.compile(
          "^\\s*explain\\b(\\s*\\([^()]*\\)|(\\s+(analy[sz]e|verbose)\\b)*)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  /// Names that are the session's own, of a type that Braid has not.
  private static final Set<String> SESSION =
      Set.of(
          "current_user",
          "current_role",
          "session_user",
          "user",
          "current_database",
          "current_catalog",
          "current_schema",
          "current_schemas");

  /// Bytes of rows that the server expects to be few.
  private static final double MOST_AT_ONCE = 16 << 20;

  private final LocalEngine engine;
  private final PostgresServers server;
  private final SplitThresholds thresholds;
  private final LookedUp tables;
  private final SplitVerdicts verdicts = new SplitVerdicts();

  /// How a statement is answered.
  ///
  /// @param split what answers it in parts, or null where it is sent as it is written
  /// @param atOnce whether the server then means to compute it by several processes, which it only
  ///   does for rows that are fetched at once, and expects few of them
  /// @param workers how many workers of its own the server may then use
  record Choice(@Nullable Statements split, boolean atOnce, int workers) {
    static final Choice AS_WRITTEN = new Choice(null, false, Statement.ANY);
  }

  SplitChoice(LocalEngine engine, PostgresServers server, SplitThresholds thresholds) {
    this.thresholds = thresholds;
    this.engine = engine;
    this.server = server;
    this.tables = new LookedUp(cancellation -> ServerTables.of(server, cancellation));
  }

  /// @param capped whether only the first of many rows will be taken
  Choice of(
      Statement statement,
      List<@Nullable Object> parameters,
      boolean capped,
      Cancellation cancellation) {
    if (statement.kind() == Statement.Kind.SHOW || server.connections() < 2) {
      return Choice.AS_WRITTEN;
    }
    boolean plain = statement.kind() != Statement.Kind.EXPLAIN;
    SplitVerdicts.Asked asked = new SplitVerdicts.Asked(statement.text(), parameters, capped);
    Choice known = plain ? verdicts.of(asked) : null;
    if (known != null) {
      return known;
    }
    try {
      Choice choice = choose(statement, parameters, capped, cancellation);
      if (plain && choice.split() == null) {
        verdicts.put(asked, choice);
      }
      return choice;
    } catch (BraidException | StackOverflowError e) {
      cancellation.check();
      LOG.debug("sent as written: {}", e.toString());
      return Choice.AS_WRITTEN;
    }
  }

  private Choice choose(
      Statement statement,
      List<@Nullable Object> parameters,
      boolean capped,
      Cancellation cancellation) {
    LocalSession.checkParameters(statement, parameters);
    dev.braid.sql.ast.Statement parsed = SqlParser.statement(statement.text());
    ExplainOptions explain = null;
    Query query;
    Statement asked = statement;
    switch (parsed) {
      case QueryStatement plain -> query = plain.query();
      case Explain explained -> {
        explain = LocalStatement.options(explained.options());
        query = LocalStatement.explained(explained, explain);
        asked =
            new Statement(
                EXPLAIN.matcher(statement.text()).replaceFirst(""),
                Statement.Kind.QUERY,
                statement.aggregated(),
                statement.parameters());
      }
      default -> {
        return Choice.AS_WRITTEN;
      }
    }
    try (ServerSession session = server.session(cancellation)) {
      ServerSession.Plan asWritten = session.plan(asked, parameters, Statement.ANY);
      boolean atOnce = asWritten.workers() > 0 && asWritten.bytes() < MOST_AT_ONCE;
      Choice left = new Choice(null, atOnce, workers(asWritten, session, asked, parameters));
      if (thresholds.leave(asWritten, server.connections())) {
        return left;
      }
      double alone =
          asWritten.workers() == 0
              ? asWritten.cost()
              : session.expected(asked, parameters, 0).cost();
      double most = thresholds.most(asWritten, alone);
      ServerSession.Own own = session.own();
      if (own == null
          || namesAny(asked.text(), own.functions())
          || namesAny(asked.text(), SESSION)) {
        return left;
      }
      Settings settings = Settings.DEFAULT.with(Setting.TIMEZONE, own.timeZone());
      EvalContext eval = new EvalContext(settings.timeZone(), own.now(), "", "", cancellation);
      LocalQuery planner = new LocalQuery(engine, tables.names(cancellation), settings, eval);
      Splitting splitting = new Splitting(server, thresholds.blocks());
      LocalQuery.Planned planned =
          planner.plan(
              query,
              parameters,
              (analyzed, plain) ->
                  mayBeSplit(analyzed, plain, capped && !statement.aggregated())
                      ? splitting.ways(plain)
                      : List.of(),
              plans -> cheapest(plans, session, most));
      if (planned == null) {
        return left;
      }
      ExplainOptions options = explain;
      Statements split =
          new Statements(
              engine,
              settings.timeZone(),
              Attempted.overServer(
                  (_, _, rows) -> {
                    if (options == null) {
                      LocalStatement.run(planner, planned, rows);
                    } else {
                      LocalStatement.explain(planner, planned, options, rows);
                    }
                  }));
      return new Choice(split, false, Statement.ANY);
    }
  }

  /// How many workers of its own the server may use for a statement that is sent as it is written:
  /// so many that there are as many processes as connections, if its plan is the same with them.
  /// More would be in each other's way, and repeat what each process does for itself.
  private int workers(
      ServerSession.Plan asWritten,
      ServerSession session,
      Statement asked,
      List<@Nullable Object> parameters) {
    int most = server.connections() - 1;
    boolean same =
        asWritten.workers() > most
            && !thresholds.isCheap(asWritten)
            && session.plan(asked, parameters, most).steps().equals(asWritten.steps());
    return same ? most : Statement.ANY;
  }

  /// Whether a text has one of these words in it, wherever.
  private static boolean namesAny(String text, Set<String> words) {
    return WORD.matcher(text)
        .results()
        .anyMatch(word -> words.contains(word.group().toLowerCase(Locale.ROOT)));
  }

  /// Whether parts have the same answer, and all of it is wanted.
  private static boolean mayBeSplit(AnalyzedQuery analyzed, Logical plain, boolean first) {
    return !Columns.isVolatile(analyzed.plan())
        && !isCutAnywhere(plain)
        && !(first && !isSorted(plain));
  }

  /// LIMIT without ORDER BY: the server takes the first rows that it finds.
  private static boolean isCutAnywhere(Logical node) {
    return node instanceof Logical.Limit limit && !isSorted(limit.input())
        || node.inputs().stream().anyMatch(SplitChoice::isCutAnywhere);
  }

  private static boolean isSorted(Logical node) {
    return switch (node) {
      case Logical.Project project -> isSorted(project.input());
      case Logical.Limit limit -> isSorted(limit.input());
      case Logical.Sort _ -> true;
      default -> false;
    };
  }

  private @Nullable PlanNode cheapest(List<PlanNode> plans, ServerSession session, double most) {
    SplitCosts costs = new SplitCosts((Servers.Task task) -> session.expected(task.sql(), 0));
    PlanNode best = null;
    double least = most;
    for (PlanNode plan : plans) {
      if (SplitCosts.isSplit(plan)) {
        double cost = costs.of(plan, server.connections());
        LOG.debug("cost of a way to split: {}, to be below {}", cost, most);
        if (cost < least) {
          least = cost;
          best = plan;
        }
      }
    }
    return best;
  }
}
