package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.result.CommandTag;
import dev.braid.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// COPY ... FROM: the rows that PostgreSQL makes of the same bytes, or its error.
final class CopyFromTest {
  private static final String TABLE = "CREATE TABLE t (a int, b text, c numeric(6, 2), d date)";
  private static final String ROWS = "SELECT concat_ws('|', a, b, c, d, '.') FROM t";

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

  /// Rows in the order of the file, or SQLSTATE and message.
  private static List<String> server(String copy, byte[] data) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET timezone = 'UTC'; DROP TABLE IF EXISTS t; " + TABLE);
      try {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(copy, new ByteArrayInputStream(data));
      } catch (SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return List.of(e.getSQLState() + " " + message.replaceFirst("^ERROR: ", ""));
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery(ROWS)) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(copy, e);
    }
  }

  private List<String> braid(String copy, byte[] data) {
    try {
      Files.write(path.resolve("in.data"), data);
      folder.run("DROP TABLE IF EXISTS t");
      folder.run(TABLE);
      folder.run(copy.replace("STDIN", "'in.data'"));
      return folder.rows(ROWS);
    } catch (BraidException e) {
      assertThat(folder.rows(ROWS)).isEmpty();
      return List.of(
          e.sqlState()
              + " "
              + e.message().replaceFirst("^in\\.data:\\d+: (column \"[^\"]*\": )?", ""));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Arguments> texts() {
    List<Arguments> all = new ArrayList<>();
    for (String data :
        List.of(
            "1\tx\t1.5\t2020-01-01\n2\t\\N\t\\N\t\\N\n",
            "1\tx\t1.5\t2020-01-01",
            "1\t\t1.555\t2020-01-01\n",
            "1\ta\\tb\\nc\\rd\\\\e\\b\\f\\v\\q\t1\t\\N\n",
            "1\t\\101\\x42\\x4\\7\\1234\\xg\t1\t\\N\n",
            "1\tline\\\nbreak\t1\t\\N\n",
            "1\ttab\\\tin\t1\t\\N\n",
            "1\t\\\\N\t1\t\\N\n",
            "1\tx\\N\t1\t\\N\n",
            "1\tx\t1\t\\N\r\n2\ty\t1\t\\N\r\n",
            "1\tx\t1\t\\N\r2\ty\t1\t\\N\r",
            "1\tx\t1\t\\N\n2\ty\r\t1\t\\N\n",
            "1\tx\t1\t\\N\r\n2\ty\n\t1\t\\N\r\n",
            "1\tx\t1\t\\N\r\n2\ty\r\t1\t\\N\r\n",
            "1\tx\t1\t\\N\n\\.\n2\ty\t1\t\\N\n",
            "1\tx\\.\t1\t\\N\n",
            "1\tx\t1\t\\N\n\\.x\n",
            "1\tx\t1\n",
            "1\tx\t1\t\\N\t5\n",
            "\n",
            "",
            "x\tx\t1\t\\N\n",
            "1\tx\t12345.678\t\\N\n",
            "1\tx\t1\t2020-02-30\n",
            "99999999999\tx\t1\t\\N\n",
            "1\tbad\\200\t1\t\\N\n",
            "1\tzero\\0\t1\t\\N\n",
            " 1 \tx\t 1 \t 2020-01-01 \n",
            "1\tüñ😀\t1\tinfinity\n",
            "\\061\tx\t1\t\\N\n",
            "1\tend\t1\t\\N\\")) {
      all.add(Arguments.of("COPY t FROM STDIN", data));
    }
    all.add(Arguments.of("COPY t (b, a) FROM STDIN", "x\t1\ny\t2\n"));
    all.add(Arguments.of("COPY t (b) FROM STDIN", "x\n\n\\N\n"));
    all.add(Arguments.of("COPY t (b) FROM STDIN (NULL '')", "x\n\n\\N\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (DELIMITER '|', NULL 'nix')", "x|1\n\\||nix\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (HEADER)", "what\never\nx\t1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (HEADER)", "what\nx\t1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (HEADER match)", "b\ta\nx\t1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (HEADER match)", "a\tb\nx\t1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (HEADER match)", "b\nx\t1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (HEADER match)", "\\N\ta\nx\t1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (HEADER match)", ""));
    return all;
  }

  static List<Arguments> csvs() {
    List<Arguments> all = new ArrayList<>();
    for (String data :
        List.of(
            "1,x,1.5,2020-01-01\n2,,,\n3,\"\",,\n",
            "1,x,1.5,2020-01-01",
            "1,\"a,\"\"b\"\"\nc\",1,\n",
            "1,x,1,\r\n2,y,1,\r\n",
            "1,\\N,1,\n",
            "1,\\.,1,\n",
            "1,x,1\n",
            "1,x,1,,5\n",
            "x,x,1,\n",
            "1,x,12345.678,\n",
            "1,\"x\"y,1,\n",
            "1, x ,1,\n",
            "1,\"open,1,\n",
            "")) {
      all.add(Arguments.of("COPY t FROM STDIN (FORMAT csv)", data));
    }
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (FORMAT csv, HEADER)", "what,ever\nx,1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (FORMAT csv, HEADER match)", "b,a\nx,1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (FORMAT csv, HEADER match)", "a,b\nx,1\n"));
    all.add(Arguments.of("COPY t (b, a) FROM STDIN (FORMAT csv, HEADER match)", "b\nx,1\n"));
    all.add(
        Arguments.of(
            "COPY t (b, a) FROM STDIN (FORMAT csv, DELIMITER ';', NULL 'nix')",
            "nix;1\n\"nix\";nix\n"));
    all.add(
        Arguments.of(
            "COPY t (b, a) FROM STDIN (FORMAT csv, QUOTE '~', ESCAPE '^')",
            "~a^~b~;,1\n~a^~b~,1\n"));
    all.add(Arguments.of("COPY t (d, c) FROM STDIN CSV", "2020-01-01,5\n,\n"));
    return all;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textIsReadAsByPostgres(String copy, String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    assertThat(braid(copy, bytes)).isEqualTo(server(copy, bytes));
  }

  @ParameterizedTest
  @MethodSource("csvs")
  void csvIsReadAsByPostgres(String copy, String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    assertThat(braid(copy, bytes)).isEqualTo(server(copy, bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LATIN1", "WIN1252", "iso-8859-1", "UTF8"})
  void encodingsAreReadAsByPostgres(String encoding) {
    Charset charset =
        switch (encoding) {
          case "WIN1252" -> Charset.forName("windows-1252");
          case "UTF8" -> StandardCharsets.UTF_8;
          default -> StandardCharsets.ISO_8859_1;
        };
    for (String options : List.of("", ", FORMAT csv, DELIMITER E'\\t', NULL '\\N'")) {
      String copy = "COPY t FROM STDIN (ENCODING '" + encoding + "'" + options + ")";
      byte[] bytes = "1\täöü ÿ\t1\t\\N\n".getBytes(charset);
      assertThat(braid(copy, bytes)).isEqualTo(server(copy, bytes)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(FORCE_QUOTE *)",
        "(FORMAT csv, FORCE_QUOTE *)",
        "(ON_ERROR nothing)",
        "(ON_ERROR stop, REJECT_LIMIT 5)",
        "(FORCE_NULL (a))",
        "(LOG_VERBOSITY nothing)",
        "(HEADER maybe)",
        "(ENCODING 'klingon')",
        "(QUOTE '\"')",
        "(NULL E'\\n')",
      })
  void wrongOptionsAreRefusedAsByPostgres(String options) {
    String copy = "COPY t FROM STDIN " + options;
    assertThat(braid(copy, new byte[0])).isEqualTo(server(copy, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(FORMAT csv, FORCE_NOT_NULL (a))",
        "(FORMAT csv, FORCE_NULL (a))",
        "(ON_ERROR ignore)",
        "(DEFAULT 'x')",
        "(FREEZE)",
        "(ENCODING 'SJIS')",
        "(FORMAT parquet, HEADER)",
      })
  void optionsThatBraidHasNotAreRefusedByName(String options) {
    folder.run(TABLE);
    folder.write("in.data", "");
    folder.refuses("COPY t FROM 'in.data' " + options, "0A000", "not supported");
  }

  @Test
  void whatWasWrittenIsReadBack() {
    for (String format : List.of("text", "csv", "parquet")) {
      folder.run("CREATE TABLE a AS " + CopyToTest.NASTY);
      folder.run("CREATE TABLE b AS SELECT * FROM a WITH NO DATA");
      folder.run("COPY a TO 'x.data' (FORMAT " + format + ")");
      assertThat(folder.tag("COPY b FROM 'x.data' (FORMAT " + format + ")")).isEqualTo("COPY 16");
      assertThat(folder.rows("SELECT * FROM b ORDER BY id"))
          .isEqualTo(folder.rows("SELECT * FROM a ORDER BY id"))
          .hasSize(16);
      folder.run("DROP TABLE a, b");
    }
  }

  @Test
  void errorsSayFileLineAndColumn() {
    folder.run(TABLE);
    folder.write("in.txt", "1\tx\t1\t\\N\n2\ty\tq\t\\N\n");
    assertThat(folder.error("COPY t FROM 'in.txt'").message())
        .isEqualTo("in.txt:2: column \"c\": invalid input syntax for type numeric: \"q\"");
    folder.write("in.csv", "1,x,1,\n2,y,q,\n");
    assertThat(folder.error("COPY t FROM 'in.csv' (FORMAT csv)").message())
        .contains("in.csv:2: ", "invalid input syntax for type numeric: \"q\"");
    assertThat(folder.one("SELECT count(*) FROM t")).isEqualTo(0L);
    assertThat(folder.files()).containsExactly("in.csv", "in.txt", "t.parquet");
  }

  @Test
  void rowsAreAddedToThoseThereAre() {
    folder.run("CREATE TABLE t AS SELECT 1 AS a, 'x' AS b");
    folder.write("in.csv", "2,y\n");
    assertThat(folder.tag("COPY t FROM 'in.csv' (FORMAT csv)")).isEqualTo("COPY 1");
    assertThat(folder.tag("COPY t FROM 'in.csv' (FORMAT csv, HEADER)")).isEqualTo("COPY 0");
    folder.refuses(
        "COPY t (b) FROM 'in.csv' (FORMAT csv, HEADER)", "0A000", "2 names for 1 columns");
    assertThat(folder.rows("SELECT * FROM t ORDER BY a")).containsExactly("1|x", "2|y");
  }

  @Test
  void aTableOfAFolderGetsAnotherFile() {
    folder.run("CREATE TABLE t AS SELECT 1 AS a");
    assertThat(path.resolve("many").toFile().mkdir()).isTrue();
    folder.run("COPY t TO 'many/mine.parquet' (FORMAT parquet)");
    folder.write("in.txt", "2\n3\n");
    assertThat(folder.tag("COPY many FROM 'in.txt'")).isEqualTo("COPY 2");
    assertThat(folder.rows("SELECT a FROM many ORDER BY a")).containsExactly("1", "2", "3");
    assertThat(folder.files())
        .containsExactly("in.txt", "many/mine.parquet", "many/part-000001.parquet", "t.parquet");
  }

  @Test
  void standardInputIsReadToItsEnd() {
    folder.run("CREATE TABLE t (a int, b text)");
    CommandTag tag =
        folder
            .session()
            .copyIn(
                "COPY t FROM STDIN (FORMAT csv)",
                new ByteArrayInputStream("1,x\n2,y\n".getBytes(StandardCharsets.UTF_8)))
            .command();
    assertThat(String.valueOf(tag)).isEqualTo("COPY 2");
    folder.refuses("COPY t FROM STDIN", "0A000", "STDIN");
  }

  @Test
  void whatCannotBeCopiedIsRefused() {
    folder.run("CREATE TABLE t (a int NOT NULL, b text)");
    folder.write("c.csv", "a\n1\n");
    folder.write("in.txt", "1\tx\n\\N\ty\n");
    folder.refuses("COPY t FROM 'in.txt'", "23502", "null value in column \"a\" of relation \"t\"");
    folder.refuses("COPY t FROM 'nothing.txt'", "58P01", "No such file or directory");
    folder.refuses("COPY t FROM '../in.txt'", "42501", "outside of the dataset's folder");
    folder.refuses("COPY t FROM '/etc/hostname'", "42501", "outside of the dataset's folder");
    folder.refuses("COPY nothing FROM 'in.txt'", "42P01", "relation \"nothing\" does not exist");
    folder.refuses(
        "COPY t (nothing) FROM 'in.txt'", "42703", "column \"nothing\" of relation \"t\"");
    folder.refuses("COPY t (a, a) FROM 'in.txt'", "42701", "specified more than once");
    folder.refuses("COPY c FROM 'in.txt'", "0A000", "table of .csv files");
    folder.refuses("COPY t FROM 'in.txt' WHERE a > 1", "0A000", "WHERE");
    folder.refuses("COPY t FROM PROGRAM 'cat'", "0A000", "PROGRAM");
    assertThat(folder.one("SELECT count(*) FROM t")).isEqualTo(0L);
  }

  @Test
  void aParquetFilesColumnsGoByTheirNames() {
    folder.run("CREATE TABLE t (a int, b text)");
    folder.run("COPY (SELECT 'x' AS b, 1 AS a) TO 'in.parquet' (FORMAT parquet)");
    assertThat(folder.tag("COPY t FROM 'in.parquet' (FORMAT parquet)")).isEqualTo("COPY 1");
    assertThat(folder.rows("SELECT * FROM t")).containsExactly("1|x");
    folder.run("COPY (SELECT 1::int8 AS a, 'x' AS b) TO 'in.parquet' (FORMAT parquet)");
    folder.refuses(
        "COPY t FROM 'in.parquet' (FORMAT parquet)",
        "42804",
        "is of type integer but the file has bigint");
    folder.run("COPY (SELECT 1 AS a) TO 'in.parquet' (FORMAT parquet)");
    folder.refuses(
        "COPY t FROM 'in.parquet' (FORMAT parquet)", "22P04", "missing data for column \"b\"");
    folder.run("COPY (SELECT 1 AS a, 'x' AS b, 2 AS c) TO 'in.parquet' (FORMAT parquet)");
    folder.refuses(
        "COPY t FROM 'in.parquet' (FORMAT parquet)", "42703", "column \"c\" of relation \"t\"");
  }
}
