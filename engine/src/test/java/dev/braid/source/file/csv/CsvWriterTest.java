package dev.braid.source.file.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.CsvFormat;
import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

class CsvWriterTest {
  private static final List<String> VALUES =
      Arrays.asList(
          "a", "", null, "a,b", "say \"hi\"", "two\nlines", "cr\r", "\\.", "NULL", "'", "\\", " x ",
          "é😀", ";", "\\\"", "\"", "tab\there");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`,` | `\"` | `\"` | `` | false",
        "`;` | `'` | `'` | `NULL` | false",
        "`,` | `\"` | `\\` | `a` | false",
        "`\t` | `\"` | `\"` | `` | true",
      })
  void filesAreThoseOfTheServer(
      String delimiter, String quote, String escape, String nullText, boolean force)
      throws SQLException, IOException {
    CsvFormat format =
        new CsvFormat(
            (byte) delimiter.charAt(0),
            (byte) quote.charAt(0),
            (byte) escape.charAt(0),
            nullText,
            true,
            StandardCharsets.UTF_8);
    for (int width : new int[] {1, 2}) {
      List<String> names = List.of("a", "b,\"c\"").subList(0, width);
      Column column = Values.column(Type.TEXT, VALUES);
      Column[] columns = new Column[width];
      Arrays.fill(columns, column);
      Path file = folder.resolve("out" + width + ".csv");
      List<Type> types = List.of(Type.TEXT, Type.TEXT).subList(0, width);
      try (CsvWriter writer =
          new CsvWriter(
              file, names, types, format, force ? Set.copyOf(names) : Set.of(), Zone.UTC)) {
        writer.write(new Batch(columns, VALUES.size()));
        assertThat(writer.finish()).isEqualTo(VALUES.size());
      }
      assertThat(Files.readString(file)).isEqualTo(server(names, format, force));
      assertThat(
              CsvReading.rows(
                  CsvReading.open(file, format, Map.of("a", Type.TEXT), CsvTable.CHUNK_BYTES)))
          .extracting(row -> row.getFirst())
          .containsExactlyElementsOf(VALUES);
    }
  }

  @Test
  void nothingIsThereBeforeItIsFinished() throws IOException {
    Path file = folder.resolve("out.csv");
    Files.writeString(file, "old");
    try (CsvWriter writer = writer(file)) {
      writer.write(new Batch(new Column[] {Values.column(Type.INT4, List.of(1))}, 1));
      assertThat(file).hasContent("old");
    }
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    try (CsvWriter writer = writer(file)) {
      writer.write(new Batch(new Column[] {Values.column(Type.INT4, List.of(1))}, 1));
      writer.finish();
    }
    assertThat(file).hasContent("a\n1\n");
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> writer(folder.resolve("no/out.csv")))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("58030"));
  }

  private static CsvWriter writer(Path file) {
    return new CsvWriter(
        file, List.of("a"), List.of(Type.INT4), CsvFormat.DEFAULT, Set.of(), Zone.UTC);
  }

  private static String server(List<String> names, CsvFormat format, boolean force)
      throws SQLException, IOException {
    List<String> quoted =
        names.stream().map(name -> '"' + name.replace("\"", "\"\"") + '"').toList();
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE csv_out (" + String.join(" text, ", quoted) + " text)");
      String marks = names.size() == 1 ? "?" : "?, ?";
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO csv_out VALUES (" + marks + ")")) {
        for (String value : VALUES) {
          for (int i = 1; i <= names.size(); i++) {
            insert.setString(i, value);
          }
          insert.execute();
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "COPY csv_out TO STDOUT (FORMAT csv, HEADER true, DELIMITER %s, QUOTE %s, ESCAPE %s, NULL %s%s)"
                  .formatted(
                      literal(format.delimiter()),
                      literal(format.quote()),
                      literal(format.escape()),
                      "'" + format.nullText() + "'",
                      force ? ", FORCE_QUOTE *" : ""),
              out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  private static String literal(byte value) {
    return value == '\t' ? "E'\\t'" : "'" + ((char) value + "").replace("'", "''") + "'";
  }
}
