package dev.braid.source.postgres.spread;

import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// One shard's end: a transaction in which the table is made and filled, committed by the caller
/// once every shard has all of its rows.
final class ShardWriter implements AutoCloseable {
  private static final int AHEAD = 16;
  private static final byte[] END = {};

  private final PostgresSource shard;
  private final Connection connection;
  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(AHEAD);
  private long rows;

  ShardWriter(PostgresSource shard, Connection connection) {
    this.shard = shard;
    this.connection = connection;
  }

  PostgresSource shard() {
    return shard;
  }

  long rows() {
    return rows;
  }

  /// Whether the shard has a table of the name already.
  boolean hasTable(SpreadTable table) throws SQLException {
    try (var asked = connection.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NOT NULL")) {
      asked.setString(1, table.name());
      try (ResultSet row = asked.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /// Makes the table and fills it with what is put, until the end.
  void fill(SpreadTable table) throws SQLException, InterruptedException {
    execute("CREATE SCHEMA IF NOT EXISTS " + table.schema());
    execute("CREATE TABLE " + table.name() + " (" + String.join(", ", table.definitions()) + ")");
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY "
                    + table.name()
                    + " ("
                    + String.join(", ", table.columns())
                    + ") FROM STDIN");
    try {
      for (byte[] piece = pieces.take(); piece.length > 0; piece = pieces.take()) {
        copy.writeToCopy(piece, 0, piece.length);
      }
      rows = copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /// Lines of COPY's text format.
  void put(byte[] lines) throws InterruptedException {
    pieces.put(lines);
  }

  void end() throws InterruptedException {
    pieces.put(END);
  }

  /// Adds what is quicker to make over rows that are there, and counts them.
  void finish(SpreadTable table, long expected) throws SQLException {
    for (String constraint : table.constraints()) {
      execute("ALTER TABLE " + table.name() + " ADD " + constraint);
    }
    for (String index : table.indexes()) {
      execute(index);
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.name())) {
      row.next();
      if (row.getLong(1) != expected) {
        throw new BraidException(
            SqlState.INTERNAL_ERROR,
            "%s has %d rows of %s, expected %d"
                .formatted(shard.safe(), row.getLong(1), table.name(), expected));
      }
    }
  }

  void commit(SpreadTable table) throws SQLException {
    connection.commit();
    execute("ANALYZE " + table.name());
    connection.commit();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Connection connection() {
    return connection;
  }

  /// Rolls back what is not committed.
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
