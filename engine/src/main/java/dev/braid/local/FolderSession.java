package dev.braid.local;

import dev.braid.catalog.Limits;
import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.guard.Guard;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Column;
import dev.braid.result.CommandTag;
import dev.braid.result.Result;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCursor;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.parse.SqlParser;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Statements of one caller over a folder, one after another, with settings of its own: queries as
/// everywhere, and what changes the session or, where it is writable, the folder.
///
/// Queries pass the guard here, too. What the guard does not know is told apart by the parser's
/// tree; a statement that neither knows is refused.
public final class FolderSession implements DatasetSession {
  private final LocalBackend backend;
  private volatile Settings settings;

  FolderSession(LocalBackend backend) {
    this.backend = backend;
    this.settings = backend.settings();
  }

  /// Whether a statement is one that only sessions run.
  public static boolean isCommand(String sql) {
    try {
      return switch (parse(sql)) {
        case Statement.QueryStatement _, Statement.Show _ -> false;
        case Statement.Explain(_, _, Statement explained) ->
            !(explained instanceof Statement.QueryStatement);
        default -> true;
      };
    } catch (BraidException e) {
      return false;
    }
  }

  @Override
  public boolean runsAlone(String sql) {
    return isCommand(sql);
  }

  @Override
  public boolean hasOwnSettings() {
    Settings begun = backend.settings();
    for (Setting setting : Setting.values()) {
      if (!settings.show(setting).equals(begun.show(setting))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Result run(
      String sql,
      List<@Nullable Object> parameters,
      Limits limits,
      CopyStreams streams,
      Cancellation cancellation) {
    long timeout = settings.number(Setting.STATEMENT_TIMEOUT);
    Thread clock = timeout == 0 ? null : clock(timeout, cancellation);
    try {
      Future<Result> answer =
          backend
              .engine()
              .leaders()
              .submit(() -> lead(sql, parameters, limits, streams, cancellation));
      return LocalSession.await(answer, cancellation);
    } finally {
      if (clock != null) {
        clock.interrupt();
      }
    }
  }

  @Override
  public RowCursor stream(
      String sql, List<@Nullable Object> parameters, Cancellation cancellation) {
    dev.braid.guard.Statement checked = Guard.check(sql);
    LocalSession.checkParameters(checked, parameters);
    long timeout = settings.number(Setting.STATEMENT_TIMEOUT);
    Thread clock = timeout == 0 ? null : clock(timeout, cancellation);
    try {
      RowCursor rows =
          LocalCursor.open(backend.statements(settings), checked.text(), parameters, cancellation);
      return clock == null ? rows : new TimedRows(rows, clock);
    } catch (RuntimeException | Error e) {
      if (clock != null) {
        clock.interrupt();
      }
      throw e;
    }
  }

  /// Rows whose clock stops with them.
  private record TimedRows(RowCursor rows, Thread clock) implements RowCursor {
    @Override
    public List<Column> columns() {
      return rows.columns();
    }

    @Override
    public List<String> modifiedTypes() {
      return rows.modifiedTypes();
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
      List<@Nullable Object> row = rows.next();
      if (row == null) {
        clock.interrupt();
      }
      return row;
    }

    @Override
    public void close() {
      clock.interrupt();
      rows.close();
    }
  }

  private static Thread clock(long timeout, Cancellation cancellation) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(Duration.ofMillis(timeout));
                cancellation.cancel("canceling statement due to statement timeout");
              } catch (InterruptedException e) {
                // The statement is over.
              }
            });
  }

  private Result lead(
      Statement statement,
      String sql,
      List<@Nullable Object> parameters,
      Limits limits,
      CopyStreams streams,
      Cancellation cancellation) {
    // What has gone to a stream cannot be taken back.
    boolean streaming = statement instanceof Statement.Copy copy && copy.file() == null;
    return Attempts.run(
        () -> !streaming, () -> attempt(statement, sql, parameters, limits, streams, cancellation));
  }

  private Result attempt(
      Statement statement,
      String sql,
      List<@Nullable Object> parameters,
      Limits limits,
      CopyStreams streams,
      Cancellation cancellation) {
    EvalContext eval = backend.eval(settings, cancellation);
    CommandContext context = new CommandContext(backend, settings, eval, parameters, streams);
    return switch (statement) {
      case Statement.QueryStatement _ -> guarded(sql, eval, parameters, limits);
      case Statement.Show _ -> guarded(sql, eval, parameters, limits);
      case Statement.Explain(_, _, Statement.CreateTableAs _) -> {
        CollectedRows rows =
            new CollectedRows(
                true, limits, new ByteBudget(Long.MAX_VALUE), eval.timeZone(), cancellation);
        backend.statement(CommandContext.writing(settings), eval).run(sql, parameters, rows);
        yield rows.result();
      }
      case Statement.Explain _ -> guarded(sql, eval, parameters, limits);
      case Statement.SetVariable set -> {
        settings = SessionSettings.set(settings, backend.settings(), set);
        yield Result.of(CommandTag.of("SET"));
      }
      case Statement.Reset reset -> {
        settings = SessionSettings.reset(settings, backend.settings(), reset);
        yield Result.of(CommandTag.of("RESET"));
      }
      default -> Result.of(FolderCommands.run(statement, context));
    };
  }

  /// A text whose plan is kept is a query's.
  private Result lead(
      String sql,
      List<@Nullable Object> parameters,
      Limits limits,
      CopyStreams streams,
      Cancellation cancellation) {
    return backend.isPlanned(sql, settings)
        ? Attempts.run(
            () -> true,
            () -> guarded(sql, backend.eval(settings, cancellation), parameters, limits))
        : lead(parse(sql), sql, parameters, limits, streams, cancellation);
  }

  private static Statement parse(String sql) {
    try {
      return SqlParser.statement(sql);
    } catch (StackOverflowError e) {
      throw new BraidException(
          SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded", 0, null, null, e);
    }
  }

  private Result guarded(
      String sql, EvalContext eval, List<@Nullable Object> parameters, Limits limits) {
    dev.braid.guard.Statement checked = Guard.check(sql);
    LocalSession.checkParameters(checked, parameters);
    CollectedRows rows =
        new CollectedRows(
            checked.aggregated(),
            limits,
            new ByteBudget(Long.MAX_VALUE),
            eval.timeZone(),
            eval.cancellation());
    backend.statement(settings, eval).run(checked.text(), parameters, rows);
    return rows.result();
  }
}
