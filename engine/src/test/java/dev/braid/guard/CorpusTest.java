package dev.braid.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people legitimately write passes the guard untouched, and means the same when it is
/// wrapped.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {
  private Connection reader;

  @BeforeAll
  void connect() throws SQLException {
    Corpus.createSchema();
    reader =
        DriverManager.getConnection(
            TestPostgres.jdbcUrl() + "?currentSchema=shop",
            TestPostgres.READER,
            TestPostgres.READER_PASSWORD);
    reader.setAutoCommit(false);
    reader.setReadOnly(true);
  }

  @AfterAll
  void disconnect() throws SQLException {
    reader.close();
  }

  @Test
  void isLarge() {
    assertThat(Corpus.queries()).hasSizeGreaterThan(170).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dev.braid.guard.Corpus#queries")
  void passesAndMeansTheSameWhenWrapped(String sql) throws SQLException {
    Statement statement = Guard.check(sql);
    assertThat(statement.kind()).isEqualTo(Statement.Kind.QUERY);
    assertThat(sql).startsWith(statement.text());

    List<String> written = run(statement.text());
    List<String> wrapped = run("SELECT * FROM (" + statement.text() + "\n) AS braid LIMIT 1000");
    assertThat(wrapped).isEqualTo(written);
  }

  /// Columns with their types, then rows.
  private List<String> run(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (java.sql.Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        lines.add(columns.getColumnLabel(i) + " " + columns.getColumnTypeName(i));
      }
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        lines.add(row.toString());
      }
    } finally {
      reader.rollback();
    }
    return lines;
  }
}
