package dev.braid.server.cli.shell;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Query;
import dev.braid.batch.RunningBatch;
import dev.braid.catalog.Dataset;
import dev.braid.error.BraidException;
import dev.braid.result.Failure;
import dev.braid.server.cli.SessionRun;
import dev.braid.server.cli.Statements;
import dev.braid.server.report.Elapsed;
import dev.braid.server.report.ErrorText;
import dev.braid.server.report.TableReport;
import dev.braid.survey.SurveyOptions;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads statements and shows their answers until the input ends. Statements entered together (on
/// one line, or pasted) run side by side as one batch. Commands to a folder, and all statements to
/// one after a SET, run one after another in a session.
public final class Shell {
  /// What psql's users type without a backslash.
  static final Set<String> WORDS = Set.of("help", "exit", "quit");

  private final Braid braid;
  private final ShellInput input;
  private final SchemaCache schemas;
  private final MetaCommands metaCommands;
  private Dataset dataset;
  private final Map<Integer, Session> sessions = new HashMap<>();
  private SurveyOptions survey = SurveyOptions.DEFAULT;
  private boolean timing;
  private boolean expanded;
  private boolean leaving;
  private boolean failed;

  public Shell(Braid braid, Dataset dataset, ShellInput input, SchemaCache schemas) {
    this.braid = braid;
    this.dataset = dataset;
    this.input = input;
    this.schemas = schemas;
    this.metaCommands = new MetaCommands(this, braid, schemas, input.out());
    schemas.use(dataset.name());
  }

  /// @return whether everything succeeded
  public boolean run() {
    if (input.interactive()) {
      input.out().println("Statements end with a semicolon. \\? for help, \\q to leave.");
      input.out().flush();
    }
    while (!leaving) {
      String text = input.next(dataset.name());
      if (text == null) {
        break;
      }
      handle(text);
      input.out().flush();
    }
    sessions.values().forEach(Session::close);
    return !failed;
  }

  private void handle(String text) {
    String stripped = text.strip();
    try {
      if (stripped.startsWith("\\")) {
        metaCommands.run(stripped.substring(1));
      } else if (WORDS.contains(stripped)) {
        metaCommands.run(stripped.equals("help") ? "?" : "q");
      } else {
        execute(Statements.split(text).all());
      }
    } catch (BraidException e) {
      failed = true;
      input.out().print(ErrorText.of(Failure.of(e), ""));
    }
  }

  private void execute(List<String> statements) {
    if (statements.isEmpty()) {
      return;
    }
    List<Query> queries =
        statements.stream().map(statement -> Query.of(dataset.name(), statement)).toList();
    Session session = sessions.get(dataset.id());
    boolean commands = SessionRun.isNeeded(dataset, queries);
    if (commands || (session != null && session.hasOwnSettings())) {
      executeInSession(queries, commands);
      return;
    }
    RunningBatch running = braid.batch().addAll(queries).survey(survey).start();
    input.interruptible(() -> show(running.await()), () -> running.cancel("cancelled by Ctrl-C"));
  }

  /// One after another, in a session that lasts as long as the shell.
  private void executeInSession(List<Query> queries, boolean commands) {
    Session session = sessions.computeIfAbsent(dataset.id(), _ -> braid.session(dataset.name()));
    SessionRun run = new SessionRun(session, dataset, null, SessionRun.into(input.out()));
    input.interruptible(
        () -> show(run.run(queries, BatchOptions.DEFAULT)),
        () -> run.cancel("cancelled by Ctrl-C"));
    if (commands) {
      schemas.renew(dataset.name());
    }
  }

  private void show(BatchResult result) {
    failed |= result.failed() > 0;
    PrintWriter out = input.out();
    out.print(TableReport.batch(result, expanded));
    if (timing) {
      out.println("Time: " + Elapsed.of(result.totalExecutionTimeMs()));
    }
    out.println();
  }

  Dataset dataset() {
    return dataset;
  }

  void connect(Dataset other) {
    dataset = other;
    schemas.use(other.name());
  }

  boolean toggleTiming() {
    timing = !timing;
    return timing;
  }

  boolean toggleWeights() {
    survey = survey.withWeights(!survey.weights());
    return survey.weights();
  }

  boolean toggleExpanded() {
    expanded = !expanded;
    return expanded;
  }

  void leave() {
    leaving = true;
  }
}
