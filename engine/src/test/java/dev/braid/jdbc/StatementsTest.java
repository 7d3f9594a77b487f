package dev.braid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements and their parameters, over a server and over files.
class StatementsTest {
  @TempDir static Path folder;
  private static Datasets datasets;

  @BeforeAll
  static void open() {
    datasets = Datasets.in(folder);
  }

  private static Connection connect(String dataset) throws SQLException {
    return java.sql.DriverManager.getConnection(datasets.url(dataset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files"})
  void parametersAreBound(String dataset) throws SQLException {
    try (Connection connection = connect(dataset);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT ? + 1, ? || 'x', ?::date + 1, ?, ? IS NULL, ?, ? = 'o''k'")) {
      statement.setInt(1, 41);
      statement.setString(2, "'; DROP TABLE x; --");
      statement.setDate(3, Date.valueOf("2026-02-28"));
      statement.setBigDecimal(4, new BigDecimal("1.50"));
      statement.setNull(5, Types.INTEGER);
      statement.setObject(6, UUID.fromString("9b2e8f7e-6a6f-4a54-a8b0-8b6a3a3c5d11"));
      statement.setString(7, "o'k");
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(42);
        assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("int4");
        assertThat(row.getString(2)).isEqualTo("'; DROP TABLE x; --x");
        assertThat(row.getObject(3, LocalDate.class)).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(row.getObject(4)).isEqualTo(new BigDecimal("1.50"));
        assertThat(row.getBoolean(5)).isTrue();
        assertThat(row.getObject(6)).isInstanceOf(UUID.class);
        assertThat(row.getBoolean(7)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files"})
  void arraysAndTimestampsAreBound(String dataset) throws SQLException {
    try (Connection connection = connect(dataset);
        PreparedStatement statement =
            connection.prepareStatement("SELECT 2 = ANY (?), ?::timestamp, ?")) {
      statement.setArray(1, connection.createArrayOf("integer", new Integer[] {1, 2, null}));
      statement.setTimestamp(2, Timestamp.valueOf("2026-03-01 12:30:00.123456"));
      statement.setBytes(3, new byte[] {1, -1});
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getBoolean(1)).isTrue();
        assertThat(row.getTimestamp(2)).isEqualTo(Timestamp.valueOf("2026-03-01 12:30:00.123456"));
        assertThat(row.getBytes(3)).containsExactly(1, -1);
      }
    }
  }

  @Test
  void jsonOperatorsAreWrittenTwice() throws SQLException {
    try (Connection connection = connect("server");
        PreparedStatement statement =
            connection.prepareStatement("SELECT '{\"a\": 1}'::jsonb ?? ?")) {
      statement.setString(1, "a");
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getBoolean(1)).isTrue();
      }
    }
  }

  @Test
  void aParameterWithoutValueIsNamed() throws SQLException {
    try (Connection connection = connect("files");
        PreparedStatement statement = connection.prepareStatement("SELECT ?, ?")) {
      statement.setInt(1, 1);
      assertThatThrownBy(statement::executeQuery).hasMessage("parameter 2 has no value");
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
      assertThat(statement.getParameterMetaData().getParameterTypeName(1)).isEqualTo("int4");
      assertThat(statement).hasToString("SELECT 1, ?");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files"})
  void errorsCarryStateAndPositionInTheTextAsWritten(String dataset) throws SQLException {
    try (Connection connection = connect(dataset);
        PreparedStatement statement =
            connection.prepareStatement("SELECT ?, nothing FROM (SELECT 1) AS t")) {
      statement.setInt(1, 1);
      SQLException error = catchThrowableOfType(SQLException.class, statement::executeQuery);
      assertThat(error.getSQLState()).isEqualTo("42703");
      assertThat((Throwable) error)
          .hasMessageContaining("nothing")
          .hasMessageContaining("Position: 11");
    }
  }

  @Test
  void secretsAreInNoMessage() throws Exception {
    Path file = folder.resolve("wrong.yaml");
    java.nio.file.Files.writeString(
        file,
        """
        datasets:
          - {id: 1, name: a, source: {url: "postgresql://localhost:%d/other", user: reader, password: hush}}
        """
            .formatted(TestPostgres.port()));
    try (Connection connection = java.sql.DriverManager.getConnection("jdbc:braid:" + file)) {
      assertThat(connection.isValid(5)).isFalse();
      assertThatThrownBy(() -> Datasets.ask(connection, "SELECT 1"))
          .hasMessageContaining("reader:***@localhost")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void whatReturnsRowsIsNoUpdate() throws SQLException {
    try (Connection connection = connect("files");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("SELECT 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0100E"));
      statement.addBatch("SELECT 1");
      assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
    }
  }

  @Test
  void writesAreRefused() throws SQLException {
    try (Connection server = connect("server");
        Connection files = connect("files")) {
      for (Connection connection : List.of(server, files)) {
        connection.setReadOnly(false);
        assertThat(connection.isReadOnly()).isTrue();
        assertThat((Throwable) connection.getWarnings()).isNotNull();
        try (Statement statement = connection.createStatement()) {
          assertThatThrownBy(() -> statement.execute("CREATE TABLE t AS SELECT 1"))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }
      }
    }
  }

  @Test
  void aWritableFolderIsWrittenTo() throws SQLException {
    try (Connection connection = datasets.drafts();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("CREATE TABLE t AS SELECT 1 AS a UNION SELECT 2"))
          .isEqualTo(2);
      assertThat(Datasets.ask(connection, "SELECT sum(a) FROM t")).isEqualTo(List.of(List.of("3")));
      connection.setReadOnly(true);
      assertThatThrownBy(() -> statement.execute("DROP TABLE t")).hasMessageContaining("read-only");
      connection.setReadOnly(false);
      statement.execute("DROP TABLE t");
    }
  }

  @Test
  void settingsHoldForTheConnection() throws SQLException {
    try (Connection connection = connect("files");
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SET TimeZone = 'Asia/Tokyo'")).isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      assertThat(Datasets.ask(connection, "SELECT timestamptz '2026-03-01 00:00+00'"))
          .isEqualTo(List.of(List.of("2026-03-01 09:00:00+09")));
    }
  }

  @Test
  void withoutAutocommitResultsEndWithTheTransaction() throws SQLException {
    try (Connection connection = connect("files");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(connection::commit)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P01"));
      connection.setAutoCommit(false);
      ResultSet rows = statement.executeQuery("SELECT * FROM orders");
      rows.next();
      connection.rollback();
      assertThat(rows.isClosed()).isTrue();
      assertThatThrownBy(rows::next).hasMessageContaining("closed");
    }
  }

  @Test
  void maxRowsEndsAResult() throws SQLException {
    try (Connection connection = connect("server");
        Statement statement = connection.createStatement()) {
      statement.setMaxRows(3);
      assertThat(
              Datasets.texts(statement.executeQuery("SELECT * FROM generate_series(1, 1000000)")))
          .hasSize(3);
    }
    Await.until("no statement runs", () -> TestPostgres.activeBackends() == 0);
  }

  @Test
  void unsupportedFeaturesAreNamed() throws SQLException {
    try (Connection connection = connect("files")) {
      assertThatThrownBy(() -> connection.prepareCall("{call f()}"))
          .isInstanceOfSatisfying(
              SQLFeatureNotSupportedException.class,
              e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
      assertThatThrownBy(
              () ->
                  connection.createStatement(
                      ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThatThrownBy(connection::setSavepoint)
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThatThrownBy(
              () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
    }
  }

  @Test
  void closeOnCompletionClosesTheStatement() throws SQLException {
    try (Connection connection = connect("files");
        Statement statement = connection.createStatement()) {
      statement.closeOnCompletion();
      statement.executeQuery("SELECT 1").close();
      assertThat(statement.isClosed()).isTrue();
    }
  }
}
