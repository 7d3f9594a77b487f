package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A folder that nobody has called writable, and a writable one asked by ways that only read.
final class ReadOnlyFolderTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.readOnly(path);
    folder.write("t.csv", "a,b\n1,x\n2,y\n");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "CREATE TABLE AS;CREATE TABLE u AS SELECT 1 AS a",
        "CREATE TABLE AS;CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS a",
        "CREATE TABLE;CREATE TABLE u (a int)",
        "DROP TABLE;DROP TABLE t",
        "DROP TABLE;DROP TABLE IF EXISTS nothing",
        "ALTER TABLE;ALTER TABLE t SET (parallel_workers = 1)",
        "CREATE INDEX;CREATE INDEX i ON t (a)",
        "DROP INDEX;DROP INDEX IF EXISTS i",
        "COPY FROM;COPY t FROM 'x.txt'",
        "COPY TO;COPY t TO 'x.txt'",
        "VACUUM;VACUUM",
        "VACUUM;VACUUM (ANALYZE) t",
      })
  void whatWouldChangeItIsRefused(String command, String sql) {
    BraidException error = folder.error(sql);
    assertThat(error.sqlState()).isEqualTo("25006");
    assertThat(error.message())
        .isEqualTo("cannot execute " + command + " in a read-only transaction");
    assertThat(error.hint()).contains("writable: true");
    assertThat(folder.files()).containsExactly("t.csv");
  }

  @Test
  void whatOnlyReadsIsAnswered() {
    assertThat(folder.tag("ANALYZE")).isEqualTo("ANALYZE");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    folder.session().copyOut("COPY t TO STDOUT", bytes);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("1\tx\n2\ty\n");
    assertThat(folder.rows("EXPLAIN CREATE TABLE u AS SELECT * FROM t")).isNotEmpty();
    assertThat(folder.tag("SET work_mem = '1MB'")).isEqualTo("SET");
    assertThat(folder.files()).containsExactly("t.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE u AS SELECT 1 AS a",
        "DROP TABLE t",
        "COPY t TO 'x.txt'",
        "COPY t FROM 'x.txt'",
        "CREATE INDEX i ON t (a)",
        "DROP INDEX i",
        "VACUUM",
        "ANALYZE",
        "ALTER TABLE t SET (parallel_workers = 1)",
      })
  void batchesAndCursorsNeverChangeAnything(String sql) {
    try (Folder writable = Folder.writable(path)) {
      assertThatThrownBy(() -> writable.braid().query("files", sql))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("25006"));
      assertThatThrownBy(() -> writable.braid().stream("files", sql))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("25006"));
      assertThat(writable.files()).containsExactly("t.csv");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "INSERT;INSERT INTO t VALUES (3, 'z')",
        "UPDATE;UPDATE t SET a = 1",
        "DELETE;DELETE FROM t",
        "MERGE;MERGE INTO t USING t AS u ON true WHEN MATCHED THEN DELETE",
        "TRUNCATE;TRUNCATE t",
        "ALTER TABLE;ALTER TABLE t ADD COLUMN c int",
        "CREATE VIEW;CREATE VIEW v AS SELECT 1",
        "CREATE SCHEMA;CREATE SCHEMA s",
        "DROP VIEW;DROP VIEW v",
        "GRANT;GRANT SELECT ON t TO x",
        "BEGIN;BEGIN",
        "COMMIT;COMMIT",
        "PREPARE;PREPARE p AS SELECT 1",
        "CALL;CALL p()",
        "LOCK;LOCK t",
        "REINDEX;REINDEX TABLE t",
        "CLUSTER;CLUSTER t",
        "DO;DO 'x'",
      })
  void otherStatementsAreRefusedByName(String name, String sql) {
    try (Folder writable = Folder.writable(path)) {
      writable.refuses(sql, "0A000", name);
      assertThat(writable.error(sql).message()).contains("not supported");
      assertThat(writable.files()).containsExactly("t.csv");
    }
  }

  @Test
  void selectIntoAndWritesWithinQueriesAreRefused() {
    try (Folder writable = Folder.writable(path)) {
      for (String sql :
          new String[] {
            "SELECT * INTO u FROM t",
            "WITH d AS (DELETE FROM t RETURNING a) SELECT * FROM d",
            "SELECT * FROM t FOR UPDATE"
          }) {
        assertThat(writable.error(sql).sqlState()).isIn("25006", "0A000");
      }
      assertThat(writable.files()).containsExactly("t.csv");
    }
  }

  @Test
  void severalStatementsAtOnceAreRefused() {
    folder.refuses("SET work_mem = 64; SET work_mem = 65", "42601", "multiple commands");
    folder.refuses("", "42601", "");
  }
}
