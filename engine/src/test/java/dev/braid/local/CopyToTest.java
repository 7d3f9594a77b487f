package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// COPY ... TO, byte by byte as PostgreSQL writes it.
final class CopyToTest {
  /// Values that need quotes, escapes or care; each row differs in what does.
  static final String NASTY =
      """
      SELECT * FROM (VALUES
        (1, 'plain', 1.50, true, date '2020-02-29', timestamp '2020-01-01 00:00:00.5', float8 '0.1', '{"a": [1, 2]}'::jsonb),
        (2, '', NULL, false, 'infinity'::date, NULL, 'NaN', NULL),
        (3, NULL, 'NaN'::numeric, NULL, '0044-03-15 BC'::date, 'infinity'::timestamp, '-Infinity', '"x"'::jsonb),
        (4, 'a,b;c|d', -0.00, true, '9999-12-31', '1970-01-01', '1e300', 'null'::jsonb),
        (5, 'say "hi"', 1e20, true, '2020-01-01', '2020-01-01 12:00', '-0', '{}'::jsonb),
        (6, E'tab\\there', 1, true, NULL, NULL, '1', NULL),
        (7, E'line\\nbreak\\r\\nand\\rback', 1, true, NULL, NULL, '1', NULL),
        (8, E'back\\\\slash \\\\N \\\\. end', 1, true, NULL, NULL, '1', NULL),
        (9, '\\N', 1, true, NULL, NULL, '1', NULL),
        (10, '\\.', 1, true, NULL, NULL, '1', NULL),
        (11, ' spaces ', 1, true, NULL, NULL, '1', NULL),
        (12, E'\\b\\f\\v', 1, true, NULL, NULL, '1', NULL),
        (13, 'ünï😀', 1, true, NULL, NULL, '1', NULL),
        (14, 'NULL', 1, true, NULL, NULL, '1', NULL),
        (15, '''single''', 1, true, NULL, NULL, '1', NULL),
        (16, 'x~y^z', 1, true, NULL, NULL, '1', NULL)
      ) AS v(id, txt, num, flag, day, ts, dbl, js) ORDER BY id
      """;

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.writable(path);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  static String server(String copy) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET timezone = 'UTC'");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, bytes);
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(copy, e);
    }
  }

  private String stream(String copy) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    folder.session().copyOut(copy, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(FORMAT text)",
        "(HEADER)",
        "(DELIMITER '|')",
        "(DELIMITER ',', NULL 'none', HEADER true)",
        "(NULL '')",
        "(FORMAT csv)",
        "(FORMAT 'csv', HEADER)",
        "(FORMAT csv, HEADER match_false)",
        "(FORMAT csv, DELIMITER ';')",
        "(FORMAT csv, DELIMITER E'\\t')",
        "(FORMAT csv, QUOTE '''')",
        "(FORMAT csv, QUOTE '~', ESCAPE '^')",
        "(FORMAT csv, ESCAPE '\\')",
        "(FORMAT csv, NULL 'NULL')",
        "(FORMAT csv, NULL '\\N')",
        "(FORMAT csv, FORCE_QUOTE *)",
        "(FORMAT csv, FORCE_QUOTE (txt, num))",
        "(FORMAT csv, FORCE_QUOTE (txt), HEADER on, NULL 'x y')",
        "(FORMAT csv, ENCODING 'UTF8')",
        "(LOG_VERBOSITY verbose)",
        "CSV HEADER DELIMITER AS '|' QUOTE '''' FORCE QUOTE txt",
        "WITH CSV",
      })
  void bytesAreThoseOfPostgres(String options) {
    String written = options.replace("HEADER match_false", "HEADER off");
    String copy = "COPY (" + NASTY + ") TO STDOUT " + written;
    assertThat(stream(copy)).isEqualTo(server(copy));
    folder.run(copy.replace("STDOUT", "'out.data'"));
    assertThat(folder.read("out.data")).isEqualTo(server(copy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(FORMAT nothing)",
        "(FORMAT csv, FORMAT csv)",
        "(NOTHING 1)",
        "(DELIMITER 'ab')",
        "(DELIMITER 'a')",
        "(DELIMITER E'\\n')",
        "(DELIMITER '.')",
        "(QUOTE 'x')",
        "(ESCAPE 'x')",
        "(FORCE_QUOTE *)",
        "(FORMAT csv, QUOTE ',')",
        "(FORMAT csv, QUOTE 'ab')",
        "(FORMAT csv, ESCAPE 'ab')",
        "(FORMAT csv, NULL 'a,b')",
        "(FORMAT csv, NULL '\"')",
        "(FORMAT csv, NULL E'a\\nb')",
        "(HEADER nonsense)",
        "(HEADER match)",
        "(FORMAT csv, HEADER 2)",
        "(DELIMITER '|', NULL 'a|b')",
        "(FORMAT csv, FORCE_QUOTE (nothing))",
        "(FORMAT csv, FORCE_QUOTE (a, a))",
        "(FORMAT csv, FORCE_NOT_NULL (a))",
        "(FORMAT csv, FORCE_NULL (a))",
        "(FORCE_NULL (a))",
        "(ON_ERROR ignore)",
        "(FREEZE)",
        "(DEFAULT 'x')",
        "(ENCODING 'nothing')",
        "(DELIMITER)",
        "(FORMAT)",
        "(QUOTE)",
        "(FORMAT csv, QUOTE '')",
        "(DELIMITER '')",
        "(FORMAT csv, FORCE_QUOTE 5)",
        "(REJECT_LIMIT 3)",
        "()",
      })
  void wrongOptionsAreRefusedAsByPostgres(String options) {
    String copy = "COPY (SELECT 1 AS a, 'x' AS b) TO STDOUT " + options;
    String expected = serverState(copy);
    var error = folder.error(copy.replace("STDOUT", "'out.data'"));
    assertThat(error.sqlState() + " " + error.message()).isEqualTo(expected);
    assertThat(folder.files()).isEmpty();
  }

  private static String serverState(String copy) {
    try (Connection connection = TestPostgres.superuser()) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, new ByteArrayOutputStream());
      return "none";
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      int end = message.indexOf('\n');
      return e.getSQLState()
          + " "
          + message.substring("ERROR: ".length(), end < 0 ? message.length() : end);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tagsCountTheRows() {
    folder.run("CREATE TABLE t AS SELECT i AS a, i * 2 AS b FROM generate_series(1, 10) AS g(i)");
    assertThat(folder.tag("COPY t TO 'a.txt'")).isEqualTo("COPY 10");
    assertThat(folder.tag("COPY t (b, a) TO 'b.csv' (FORMAT csv)")).isEqualTo("COPY 10");
    assertThat(folder.read("b.csv")).startsWith("2,1\n4,2\n");
    assertThat(folder.tag("COPY (SELECT 1 WHERE false) TO 'c.csv' (FORMAT csv, HEADER)"))
        .isEqualTo("COPY 0");
    folder.refuses("COPY t (nothing) TO 'd.csv'", "42703", "\"nothing\"");
    folder.refuses("COPY nothing TO 'd.csv'", "42P01", "relation \"nothing\" does not exist");
    assertThat(folder.files()).containsExactly("a.txt", "b.csv", "c.csv", "t.parquet");
  }

  @Test
  void aParquetFileIsATableAtOnce() {
    assertThat(folder.tag("COPY (SELECT 1 AS a, 'x' AS b) TO 'p.parquet' (FORMAT parquet)"))
        .isEqualTo("COPY 1");
    assertThat(folder.rows("SELECT * FROM p")).containsExactly("1|x");
    folder.refuses(
        "COPY (SELECT 1 AS a) TO 'p.parquet' (FORMAT parquet, HEADER)", "0A000", "parquet");
    folder.refuses("COPY (SELECT 1 AS a) TO STDOUT (FORMAT parquet)", "0A000", "STDOUT");
    folder.run("COPY (SELECT 2 AS a) TO 'p.parquet' (FORMAT parquet)");
    assertThat(folder.rows("SELECT * FROM p")).containsExactly("2");
  }

  @Test
  void aCsvFileReadsBackAsItWas() {
    folder.run("COPY (" + NASTY + ") TO 'n.csv' (FORMAT csv, HEADER)");
    assertThat(folder.rows("SELECT id, txt FROM n ORDER BY id"))
        .isEqualTo(folder.rows("SELECT id, txt FROM (" + NASTY + ") AS x ORDER BY id"));
  }

  @Test
  void filesStayInTheFolder() throws IOException {
    String query = "COPY (SELECT 1 AS a) TO ";
    for (String outside :
        List.of("'../x.csv'", "'/tmp/braid-copy-x.csv'", "'a/../../x.csv'", "''", "'.'")) {
      folder.refuses(query + outside, "42501", "outside of the dataset's folder");
    }
    folder.refuses(query + "'.hidden'", "42501", "hidden");
    folder.refuses(query + "'_x/y.csv'", "58P01", "No such file");
    folder.refuses(query + "'nowhere/y.csv'", "58P01", "No such file or directory");
    Files.createDirectory(path.resolve("sub"));
    folder.refuses(query + "'sub'", "42809", "is a directory");
    folder.run("CREATE TABLE t AS SELECT 1 AS a");
    folder.run("DROP TABLE t");
    folder.refuses(query + "'.braid/x.idx'", "42501", "hidden");
    folder.run(query + "'sub/x.csv'");
    folder.run(query + "'" + path.toAbsolutePath().resolve("sub/y.csv") + "'");
    Files.createSymbolicLink(path.resolve("link"), path.toAbsolutePath().getParent());
    folder.refuses(query + "'link/x.csv'", "42501", "outside of the dataset's folder");
    assertThat(folder.files()).contains("sub/x.csv", "sub/y.csv");
  }

  @Test
  void programsAndBinaryAreRefused() {
    folder.refuses("COPY (SELECT 1) TO PROGRAM 'cat'", "0A000", "PROGRAM");
    folder.refuses("COPY (SELECT 1) TO 'x' (FORMAT binary)", "0A000", "binary");
    folder.refuses("COPY (SELECT 1) TO 'x' (FORMAT csv, QUOTE E'\\n')", "0A000", "line's end");
    folder.refuses("COPY (SELECT 1) TO 'x' (FORMAT csv, ENCODING 'LATIN1')", "0A000", "LATIN1");
    folder.refuses("COPY (DELETE FROM t) TO 'x'", "0A000", "DELETE");
    folder.refuses("COPY (SELECT 1) TO STDOUT", "0A000", "STDOUT");
  }

  @Test
  void aQueryThatFailsLeavesNoFileAndKeepsTheOldOne() {
    folder.run("COPY (SELECT 1 AS a) TO 'x.csv' (FORMAT csv)");
    folder.refuses(
        "COPY (SELECT 1 / (300000 - i) FROM generate_series(1, 400000) AS g(i)) TO 'x.csv'",
        "22012",
        "division by zero");
    assertThat(folder.read("x.csv")).isEqualTo("1\n");
    assertThat(folder.files()).containsExactly("x.csv");
  }
}
