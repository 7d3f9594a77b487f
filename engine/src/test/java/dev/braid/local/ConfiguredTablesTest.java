package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.FileTable;
import dev.braid.catalog.FileTable.FileFormat;
import dev.braid.catalog.Schema;
import dev.braid.type.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the configuration says of a folder's tables: which files, of which format and types.
final class ConfiguredTablesTest {
  @TempDir private Path path;

  private static FileTable files(@Nullable String glob, @Nullable FileFormat format) {
    return new FileTable(glob, format, CsvFormat.DEFAULT, Map.of(), -1);
  }

  private Folder with(Map<String, FileTable> tables) {
    return Folder.open(path, true, tables);
  }

  @Test
  void aGlobNamesTheFilesOfATable() {
    try (Folder folder = with(Map.of("orders", files("orders/2026-*.csv", null)))) {
      folder.write("orders/2026-01.csv", "a\n1\n");
      folder.write("orders/2026-02.csv", "a\n2\n");
      folder.write("orders/2025-12.csv", "other\nx\n");
      assertThat(folder.rows("SELECT a FROM orders ORDER BY a")).containsExactly("1", "2");
      folder.write("orders/2026-03.csv", "a\n3\n");
      assertThat(folder.one("SELECT sum(a) FROM orders")).isEqualTo(6L);
    }
  }

  @Test
  void whatAGlobClaimsIsNoTableOfItsOwn() {
    try (Folder folder = with(Map.of("all", files("{a,b}.csv", null)))) {
      folder.write("a.csv", "x\n1\n");
      folder.write("b.csv", "x\n2\n");
      folder.write("c.csv", "x\n3\n");
      assertThat(folder.braid().schema("files").tables().stream().map(Schema.Table::name))
          .containsExactly("all", "c");
      folder.refuses("SELECT * FROM a", "42P01", "relation \"a\" does not exist");
      assertThat(folder.one("SELECT count(*) FROM \"all\"")).isEqualTo(2L);
    }
  }

  @Test
  void twoStarsReachIntoFoldersButNotIntoHiddenOnes() {
    try (Folder folder = with(Map.of("deep", files("data/**/*.csv", null)))) {
      folder.write("data/2025/01/x.csv", "x\n1\n");
      folder.write("data/2026/y.csv", "x\n2\n");
      folder.write("data/2026/.z.csv", "x\n3\n");
      folder.write("data/.old/z.csv", "x\n4\n");
      assertThat(folder.rows("SELECT x FROM deep ORDER BY x")).containsExactly("1", "2");
      assertThat(folder.braid().schema("files").tables().stream().map(Schema.Table::name))
          .containsExactly("deep");
    }
  }

  @Test
  void aGlobWithoutFilesIsNoTable() {
    try (Folder folder = with(Map.of("none", files("none/*.csv", null)))) {
      folder.refuses("SELECT * FROM \"none\"", "42P01", "does not exist");
      assertThat(folder.braid().schema("files").tables()).isEmpty();
    }
  }

  @Test
  void aFormatIsSaidOrToldByTheEnding() {
    try (Folder folder =
        with(
            Map.of(
                "notes", files("notes.txt", FileFormat.CSV),
                "silent", files("silent.txt", null),
                "mixed", files("m/*", null),
                "two", files(null, FileFormat.CSV)))) {
      folder.write("notes.txt", "x\n1\n");
      folder.write("silent.txt", "x\n1\n");
      folder.write("m/1.csv", "x\n1\n");
      folder.write("two.csv", "x\n1\n");
      folder.run("COPY (SELECT 1 AS x) TO 'm/2.parquet' (FORMAT parquet)");
      folder.run("COPY (SELECT 2 AS x) TO 'two.parquet' (FORMAT parquet)");
      assertThat(folder.one("SELECT x FROM notes")).isEqualTo(1);
      folder.refuses("SELECT x FROM silent", "F0000", "cannot be told by its name");
      folder.refuses("SELECT x FROM mixed", "0A000", "CSV and Parquet");
      assertThat(folder.one("SELECT x FROM two")).isEqualTo(1);
    }
  }

  @Test
  void aFormatThatTheFileHasNotIsAnError() {
    try (Folder folder = with(Map.of("p", files("p.csv", FileFormat.PARQUET)))) {
      folder.write("p.csv", "x\n1\n");
      folder.refuses("SELECT * FROM p", "XX001", "p.csv");
    }
  }

  @Test
  void typesAndWritingApplyToGlobsToo() {
    CsvFormat semicolons =
        new CsvFormat((byte) ';', (byte) '"', (byte) '"', "-", true, StandardCharsets.UTF_8);
    FileTable table =
        new FileTable("in/*.csv", null, semicolons, Map.of("a", Type.TEXT, "b", Type.INT8), 3);
    try (Folder folder = with(Map.of("t", table))) {
      folder.write("in/1.csv", "a;b\n007;-\n");
      assertThat(folder.run("SELECT a, b FROM t").columns().stream().map(c -> c.type()))
          .containsExactly("text", "int8");
      assertThat(folder.rows("SELECT a, b FROM t")).containsExactly("007|∅");
    }
  }

  @Test
  void typesOfParquetFilesCannotBeSaid() {
    FileTable table = new FileTable(null, null, CsvFormat.DEFAULT, Map.of("x", Type.TEXT), -1);
    try (Folder folder = with(Map.of("p", table))) {
      folder.run("COPY (SELECT 1 AS x) TO 'p.parquet' (FORMAT parquet)");
      folder.refuses("SELECT * FROM p", "F0000", "\"columns\" is for CSV files");
    }
  }

  @Test
  void parallelWorkersOfParquetFilesAreTheConfigurations() {
    FileTable table = new FileTable(null, null, CsvFormat.DEFAULT, Map.of(), 3);
    try (Folder folder = with(Map.of("p", table))) {
      folder.run("CREATE TABLE p AS SELECT i AS x FROM generate_series(1, 1000) AS g(i)");
      folder.run("SET max_parallel_workers_per_gather = 8");
      folder.run("SET parallel_setup_cost = 0");
      folder.run("SET parallel_tuple_cost = 0");
      folder.run("SET min_parallel_table_scan_size = 0");
      assertThat(String.join("\n", folder.rows("EXPLAIN SELECT count(*) FROM p")))
          .contains("Workers Planned: 3");
    }
  }

  @Test
  void tablesOfTheConfigurationCannotBeChanged() {
    try (Folder folder = with(Map.of("t", files("in/*.parquet", null)))) {
      folder.refuses("CREATE TABLE t AS SELECT 1 AS a", "0A000", "the configuration");
      folder.write("in/keep", "");
      folder.run("COPY (SELECT 1 AS a) TO 'in/1.parquet' (FORMAT parquet)");
      folder.run("COPY (SELECT 2 AS a) TO 'in/2.parquet' (FORMAT parquet)");
      folder.write("in.txt", "1\n");
      for (String sql :
          new String[] {
            "DROP TABLE t",
            "COPY t FROM 'in.txt'",
            "VACUUM t",
            "ALTER TABLE t SET (parallel_workers = 1)"
          }) {
        folder.refuses(sql, "0A000", "the configuration names its files");
      }
      assertThat(folder.tag("VACUUM")).isEqualTo("VACUUM");
      assertThat(folder.tag("ANALYZE t")).isEqualTo("ANALYZE");
      assertThat(folder.tag("CREATE INDEX i ON t (a)")).isEqualTo("CREATE INDEX");
      assertThat(folder.rows("SELECT a FROM t ORDER BY a")).containsExactly("1", "2");
    }
  }
}
