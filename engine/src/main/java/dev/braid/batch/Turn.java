package dev.braid.batch;

import dev.braid.catalog.Limits;
import dev.braid.catalog.Schema;
import dev.braid.error.BraidException;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.Backend;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.source.postgres.PostgresCatalog;
import dev.braid.source.postgres.ReadOnlySession;
import dev.braid.survey.Rewritten;
import dev.braid.survey.SchemaMemory;
import dev.braid.survey.SurveyOptions;
import dev.braid.survey.SurveyRewriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One query with a session of its dataset: from [#begin] to [#end].
final class Turn {
  private final Backend backend;
  private final Sessions sessions;
  private final Statement statement;
  private final List<@Nullable Object> parameters;
  private final Limits limits;
  private final ByteBudget bytes;
  private final Cancellation cancellation;
  private @Nullable BackendSession session;

  Turn(
      Backend backend,
      Sessions sessions,
      Statement statement,
      List<@Nullable Object> parameters,
      Limits limits,
      ByteBudget bytes,
      Cancellation cancellation) {
    this.backend = backend;
    this.sessions = sessions;
    this.statement = statement;
    this.parameters = parameters;
    this.limits = limits;
    this.bytes = bytes;
    this.cancellation = cancellation;
  }

  BackendSession begin() {
    BackendSession taken = sessions.take(cancellation);
    session = taken;
    return taken;
  }

  void end() {
    if (session != null) {
      sessions.giveBack(session);
      session = null;
    }
  }

  /// Runs the statement as weights and classes make it; where that is refused, without classes, and
  /// then as it was written. Each time in another session, since a refusal ends the transaction.
  Result run(SurveyOptions options, SchemaMemory schemas) {
    Rewritten rewritten =
        SurveyRewriter.rewrite(
            statement,
            parameters,
            backend.dataset().survey(),
            options,
            () -> schemas.of(backend.dataset().id(), this::schema));
    while (true) {
      try {
        return rewritten.finish(
            open().run(rewritten.statement(), parameters, limits, bytes, cancellation));
      } catch (BraidException e) {
        Rewritten instead = rewritten.instead(e);
        if (instead == null) {
          throw e;
        }
        rewritten = instead;
        end();
      }
    }
  }

  /// Asked in the session that is there: all others may be in use.
  private Schema schema() {
    return open() instanceof ReadOnlySession server
        ? PostgresCatalog.read(server, backend.dataset().content(), cancellation)
        : backend.schema(cancellation);
  }

  private BackendSession open() {
    return session == null ? begin() : session;
  }
}
