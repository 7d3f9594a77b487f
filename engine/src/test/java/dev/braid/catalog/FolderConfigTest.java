package dev.braid.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Braid;
import dev.braid.catalog.FileTable.FileFormat;
import dev.braid.error.BraidException;
import dev.braid.type.Type;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderConfigTest {
  @Test
  void aPathIsAFolderNextToTheConfiguration(@TempDir Path home) throws IOException {
    Path file = home.resolve("braid.yaml");
    Files.writeString(file, "datasets:\n  - {id: 1, name: a, source: ./data}\n");
    Source source = ConfigFile.load(file, Map.of()).dataset("a").source();
    assertThat(source)
        .isEqualTo(new FolderSource(home.resolve("data"), false, Map.of(), CsvFormat.DEFAULT));
    assertThat(source.safe()).isEqualTo(home.resolve("data").toString());
  }

  @Test
  void everyKeyIsRead() {
    FolderSource source =
        source(
            """
            folder: /srv/data
            writable: true
            csv: {delimiter: "\\t", encoding: latin1}
            tables:
              orders: {files: "orders/*.csv", format: csv, delimiter: ";", quote: "'", escape: '\\',
                       null: "NULL", header: false, encoding: windows-1252, parallel_workers: 4,
                       columns: {a: integer, "b c": "numeric(12,2)", d: timestamp(3) with time zone}}
              people: {null: ""}
              old: {format: parquet}
            """);
    assertThat(source.folder()).isEqualTo(Path.of("/srv/data"));
    assertThat(source.writable()).isTrue();
    CsvFormat latin =
        new CsvFormat((byte) '\t', (byte) '"', (byte) '"', "", true, StandardCharsets.ISO_8859_1);
    assertThat(source.csv()).isEqualTo(latin);
    assertThat(source.tables().get("orders"))
        .isEqualTo(
            new FileTable(
                "orders/*.csv",
                FileFormat.CSV,
                new CsvFormat(
                    (byte) ';',
                    (byte) '\'',
                    (byte) '\\',
                    "NULL",
                    false,
                    Charset.forName("windows-1252")),
                Map.of(
                    "a",
                    Type.INT4,
                    "b c",
                    Type.numeric(12, 2),
                    "d",
                    Type.of(dev.braid.type.Kind.TIMESTAMPTZ, 3)),
                4));
    assertThat(source.tables().get("people"))
        .isEqualTo(new FileTable(null, null, latin, Map.of(), -1));
    assertThat(source.tables().get("old").format()).isEqualTo(FileFormat.PARQUET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fodler: x | source.fodler: unknown key \"fodler\" | did you mean \"folder\"?",
        "folder: x, writeable: true | source.writeable: unknown key \"writeable\" | did you mean"
            + " \"writable\"?",
        "folder: x, url: postgresql://h/d | source.folder: unknown key \"folder\" | known:",
        "folder: x, csv: {delimiters: ','} | source.csv.delimiters: unknown key | did you mean"
            + " \"delimiter\"?",
        "folder: x, csv: {delimiter: ab} | source.csv.delimiter: must be one ASCII character, got"
            + " \"ab\" | a tab is",
        "folder: x, csv: {delimiter: é} | source.csv.delimiter: must be one ASCII character | a"
            + " tab",
        "folder: x, csv: {quote: ','} | source.csv: delimiter and quote must be different |",
        "folder: x, csv: {null: 'a,b'} | source.csv.null: the text for NULL must not contain |",
        "folder: x, csv: {encoding: utf-16} | encoding \"utf-16\" is not supported | did you mean"
            + " \"UTF-8\"?",
        "folder: x, csv: {header: perhaps} | expected true or false, got \"perhaps\" |",
        "folder: x, tables: {t: {files: ../y.csv}} | tables.t.files: must lie within the folder |",
        "folder: x, tables: {t: {files: /y.csv}} | tables.t.files: must lie within the folder |",
        "folder: x, tables: {t: {format: cvs}} | unknown format \"cvs\" | did you mean \"csv\"?",
        "folder: x, tables: {t: {columns: {a: integr}}} | tables.t.columns.a: type \"integr\" does"
            + " not exist | did you mean \"integer\"?",
        "folder: x, tables: {t: {columns: {a: numeric(0)}}} | NUMERIC precision 0 must be between"
            + " 1 and 1000 |",
        "folder: x, tables: {t: {parallel_workers: -1}} | must be from 0 to 1024, got -1 |",
        "folder: x, tables: {t: {format: parquet, header: true}} | tables.t.header: is for CSV |",
        "folder: ' ' | source.folder: must not be blank |",
      })
  void whatIsWrongIsSaidWithItsPlace(String keys, String message, String hint) {
    assertThatThrownBy(() -> source(keys))
        .hasMessageStartingWith("braid.yaml:")
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("F0000");
              if (hint != null) {
                assertThat(e.hint()).contains(hint);
              }
            });
  }

  @Test
  void errorsNameTheLine() {
    assertThatThrownBy(() -> source("folder: x\ntables:\n  t:\n    colums: {}\n"))
        .hasMessageContaining("braid.yaml:8: datasets[0].source.tables.t.colums");
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Config config = ConfigFile.parse("datasets: [{id: 1, name: a, source: ./none}]", "f", Map.of());
    try (Braid braid = Braid.open(config)) {
      assertThatThrownBy(() -> braid.query("a", "SELECT * FROM t"))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("58030"))
          .hasMessageContaining("none");
    }
  }

  private static FolderSource source(String keys) {
    String mapping = keys.contains("\n") ? "\n" + keys.indent(6) : " {" + keys + "}\n";
    String yaml = "datasets:\n  - id: 1\n    name: a\n    source:" + mapping;
    return (FolderSource) ConfigFile.parse(yaml, "braid.yaml", Map.of()).dataset("a").source();
  }
}
