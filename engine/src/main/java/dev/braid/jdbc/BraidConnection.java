package dev.braid.jdbc;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.Session;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.ShardsSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Lexer;
import dev.braid.guard.Token;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import java.sql.Array;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A dataset as a connection. It holds no connection to a server itself: each running statement
/// takes one from the dataset's pool.
///
/// Without autocommit it behaves as a database under READ COMMITTED in which nothing can be undone:
/// each statement sees what is committed when it begins, and commit and rollback only close the
/// open results. docs/jdbc.md says the same to users.
final class BraidConnection extends ConnectionDefaults {
  private static final String NO_ACTIVE_TRANSACTION = "25P01";

  private final BraidUrl url;
  private final SharedBraid shared;
  private final Dataset dataset;
  private final Set<BraidStatement> statements = new LinkedHashSet<>();
  private final @Nullable Session session;
  private final boolean writable;
  private boolean readOnly;
  private boolean autoCommit = true;
  private volatile boolean closed;
  private @Nullable SQLWarning warnings;

  private BraidConnection(BraidUrl url, SharedBraid shared, Dataset dataset) {
    this.url = url;
    this.shared = shared;
    this.dataset = dataset;
    boolean sessions = !(dataset.source() instanceof PostgresSource);
    this.session = sessions ? shared.braid().session(dataset.name()) : null;
    this.writable =
        switch (dataset.source()) {
          case FolderSource folder -> folder.writable();
          case ShardsSource shards -> shards.writable();
          case PostgresSource _ -> false;
        };
    this.readOnly = !writable || url.readOnly();
  }

  /// @throws BraidException when the configuration cannot be read or has no such dataset
  static BraidConnection open(BraidUrl url) {
    SharedBraid shared = SharedBraid.acquire(url);
    try {
      return new BraidConnection(url, shared, dataset(shared.braid().config(), url.dataset()));
    } catch (RuntimeException | Error e) {
      shared.release();
      throw e;
    }
  }

  private static Dataset dataset(Config config, @Nullable String named) {
    if (named != null && !named.isEmpty()) {
      return config.dataset(named);
    }
    if (config.datasets().size() != 1) {
      throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE, "the URL says not which dataset is meant")
          .withHint("add ?dataset=NAME; known datasets: " + config.names());
    }
    return config.datasets().getFirst();
  }

  Braid braid() {
    return shared.braid();
  }

  Dataset dataset() {
    return dataset;
  }

  BraidUrl url() {
    return url;
  }

  @Override
  void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("connection");
    }
  }

  RowStream stream(Request request, int fetchSize, Cancellation cancellation) {
    return session != null && session.hasOwnSettings()
        ? session.stream(cancellation, request.sql(), request.parameters())
        : braid().stream(
            dataset.name(), request.sql(), request.parameters(), fetchSize, cancellation);
  }

  /// Runs what is no query: SET and RESET of a folder's sessions, and what changes the folder, or
  /// inserts into shards, where they may be written to.
  ///
  /// @return null for a query, which has not been run
  @Nullable Result runIfCommand(Request request, Cancellation cancellation) {
    Session own = session;
    if (own == null || !own.runsAlone(request.sql())) {
      return null;
    }
    if (readOnly && !isSetting(request.sql())) {
      throw new BraidException(
              SqlState.READ_ONLY_SQL_TRANSACTION,
              "cannot execute %s in a read-only transaction".formatted(firstWord(request.sql())))
          .withHint(
              writable ? "the connection is read-only: setReadOnly(false)" : "the dataset is");
    }
    synchronized (own) {
      try (Cancellation.Registration _ = cancellation.onCancel(own::cancel)) {
        return own.execute(request.sql(), request.parameters().toArray());
      } catch (BraidException e) {
        BraidException cancelled = cancellation.error();
        throw cancelled == null ? e : cancelled;
      }
    }
  }

  private static boolean isSetting(String sql) {
    List<Token> tokens = Lexer.lex(sql);
    return tokens.getFirst().is("set") || tokens.getFirst().is("reset");
  }

  private static String firstWord(String sql) {
    return Lexer.lex(sql).getFirst().value().toUpperCase(Locale.ROOT);
  }

  @Override
  public Statement createStatement() throws SQLException {
    return remember(new BraidStatement(this));
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    checkOpen();
    try {
      return remember(new BraidPreparedStatement(this, ParameterMarks.of(sql)));
    } catch (BraidException e) {
      throw SqlErrors.of(e);
    }
  }

  private <T extends BraidStatement> T remember(T statement) throws SQLException {
    synchronized (statements) {
      checkOpen();
      statements.add(statement);
    }
    return statement;
  }

  void forget(BraidStatement statement) {
    synchronized (statements) {
      statements.remove(statement);
    }
  }

  private List<BraidStatement> openStatements() {
    synchronized (statements) {
      return List.copyOf(statements);
    }
  }

  @Override
  public void setAutoCommit(boolean wanted) throws SQLException {
    checkOpen();
    autoCommit = wanted;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return autoCommit;
  }

  @Override
  public void commit() throws SQLException {
    endTransaction("commit");
  }

  @Override
  public void rollback() throws SQLException {
    endTransaction("rollback");
  }

  private void endTransaction(String how) throws SQLException {
    checkOpen();
    if (autoCommit) {
      throw SqlErrors.error(NO_ACTIVE_TRANSACTION, "no " + how + " while autocommit is on");
    }
    openStatements().forEach(BraidStatement::closeResult);
  }

  /// A dataset that cannot be written to stays read-only; that it was asked for is a warning and
  /// not an error, as connection pools ask it of every connection.
  @Override
  public void setReadOnly(boolean wanted) throws SQLException {
    checkOpen();
    if (!wanted && !writable) {
      warn("dataset \"" + dataset.name() + "\" is not writable, the connection stays read-only");
      return;
    }
    readOnly = wanted;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return readOnly;
  }

  private void warn(String message) {
    SQLWarning warning = new SQLWarning(message, "01000");
    if (warnings == null) {
      warnings = warning;
    } else {
      warnings.setNextWarning(warning);
    }
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings = null;
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    checkOpen();
    return DatabaseFacts.of(this);
  }

  @Override
  public String getCatalog() throws SQLException {
    checkOpen();
    return dataset.name();
  }

  @Override
  public @Nullable String getSchema() throws SQLException {
    checkOpen();
    if (dataset.source() instanceof FolderSource) {
      return "public";
    }
    try {
      return (String) braid().query(dataset.name(), "SELECT current_schema()").single();
    } catch (BraidException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public void setSchema(@Nullable String schema) throws SQLException {
    if (schema != null && !schema.equals(getSchema())) {
      throw SqlErrors.unsupported("changes of the schema");
    }
  }

  @Override
  public Array createArrayOf(String typeName, Object @Nullable [] elements) throws SQLException {
    checkOpen();
    return ParameterValue.array(typeName, elements);
  }

  @Override
  public boolean isValid(int seconds) throws SQLException {
    if (seconds < 0) {
      throw SqlErrors.invalid("the timeout must not be negative, got " + seconds);
    }
    if (closed || dataset.source() instanceof FolderSource) {
      return !closed;
    }
    try (BraidStatement probe = new BraidStatement(this)) {
      probe.setQueryTimeout(seconds);
      return probe.executeQuery("SELECT 1").next();
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /// Stops what runs, and closes the engine with its last connection.
  @Override
  public void close() {
    synchronized (statements) {
      if (closed) {
        return;
      }
      closed = true;
    }
    openStatements().forEach(BraidStatement::close);
    if (session != null) {
      session.close();
    }
    shared.release();
  }

  @Override
  public void abort(@Nullable Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlErrors.invalid("the executor is null");
    }
    executor.execute(this::close);
  }
}
