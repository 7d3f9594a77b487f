package dev.braid.source.file.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.error.BraidException;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.type.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true;false;TRUE | boolean",
        "t;f | text",
        "0;1 | integer",
        "1;2147483648 | bigint",
        "1;9223372036854775808 | numeric",
        "007;8 | text",
        "-0 | text",
        "+49 30 123 | text",
        "+5 | text",
        "1;2.50;.5 | numeric",
        "5. | text",
        "1;2.5;1e-3 | double precision",
        "1;NaN;-inf | double precision",
        "1e400 | text",
        "12345678901234567;1e5 | numeric",
        "12345678901234567;NaN | text",
        "2026-03-01 | date",
        "2026-02-30 | text",
        "2026-03-01;2026-03-01 12:30 | timestamp without time zone",
        "2026-03-01T12:30:15.25 | timestamp without time zone",
        "2026-03-01T12:30:15.1234567 | text",
        "2026-03-01 12:30Z;2026-03-01 12:30:00.5+02:00;2026-03-01 12:30-0330 | timestamp with time"
            + " zone",
        "2026-03-01 12:30Z;2026-03-01 12:30 | text",
        "2026-03-01 12:30Z;2026-03-01 | text",
        "12:30;12:30:15.25 | time without time zone",
        "24:00 | text",
        "6f1c0d0e-8a56-4a0e-9d0f-5b0b7d2f4a11;AF1C0D0E-8A56-4A0E-9D0F-5B0B7D2F4A11 | uuid",
        "6f1c0d0e8a564a0e9d0f5b0b7d2f4a11 | text",
        "1;true | text",
        "1;2026-03-01 | text",
        "1;x | text",
        "0x1F | text",
      })
  void typesAreInferred(String values, String type) {
    for (String quote : List.of("", "\"")) {
      StringBuilder file = new StringBuilder("v,n\n");
      for (String value : values.strip().split(";")) {
        file.append(quote).append(value).append(quote).append(",\n,\n");
      }
      CsvTable table = CsvReading.open(CsvReading.write(folder, "t.csv", file.toString()));
      assertThat(table.columns().getFirst().type().sqlName()).as(quote).isEqualTo(type);
      assertThat(table.columns().getLast().type()).isEqualTo(Type.TEXT);
      assertThat(CsvReading.rows(table)).hasSize(2 * values.split(";").length);
    }
  }

  @Test
  void aQuotedEmptyStringMakesText() {
    CsvTable table = CsvReading.open(CsvReading.write(folder, "t.csv", "a\n1\n\"\"\n"));
    assertThat(CsvReading.rows(table)).containsExactly(List.of("1"), List.of(""));
  }

  @Test
  void anInferredTypeThatIsWrongIsInferredAnew() {
    StringBuilder file = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 30_000; i++) {
      file.append(i).append(i == 20_000 ? ",007," : "," + i + ",");
      file.append(i < 15_000 ? "" : "2026-01-01").append('\n');
    }
    CsvTable table =
        CsvReading.open(
            CsvReading.write(folder, "t.csv", file.toString()),
            CsvFormat.DEFAULT,
            Map.of(),
            50_000);
    assertThat(table.columns()).extracting(c -> c.type().sqlName()).contains("integer", "text");
    assertThat(table.current()).isSameAs(table);
    assertThatThrownBy(() -> CsvReading.rows(table))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("40001");
              assertThat(e.hint()).contains("run the query again");
            })
        .hasMessageContaining("t.csv:");
    CsvTable again = table.current();
    assertThat(again.columns())
        .extracting(c -> c.type().sqlName())
        .containsExactly("integer", "text", "date");
    assertThat(CsvReading.rows(again, 3).get(20_000)).containsExactly("20000", "007", "2026-01-01");
    assertThat(again.current()).isSameAs(again);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b;1,2;3 | 22P04 | t.csv:3: missing data for column \"b\"",
        "a,b;1,2;3,4,5 | 22P04 | t.csv:3: extra data after last expected column",
        "a,b;\"x; y;z\",1;3 | 22P04 | t.csv:5: missing data for column \"b\"",
        "a,b;1,2;3,\"x;y;z | 22P04 | t.csv:3: unterminated CSV quoted field",
        "a,b;1,2;3,x | 22P02 | t.csv:3: column \"b\": invalid input syntax for type integer: \"x\"",
        "a,b;1,\"4;5\" | 22P02 | t.csv:2: column \"b\": invalid input syntax for type integer",
        "a,b;1,99999999999 | 22003 | t.csv:2: column \"b\": value \"99999999999\" is out of range"
            + " for type integer",
        "a,;1,2 | 22P04 | t.csv:1: the header has no name for column 2",
        "a,b,a;1,2,3 | 42701 | t.csv:1: the header names column \"a\" twice, the second time for"
            + " column 3",
        "a,c;1,2 | 42703 | column \"b\" of table \"t\" does not exist in t.csv",
        "`` | 22P04 | t.csv is empty: it has no columns",
      })
  void whatIsWrongIsSaidWithItsPlace(String lines, String sqlState, String message) {
    Path file = CsvReading.write(folder, "t.csv", lines.replace(';', '\n'));
    for (int chunk : new int[] {1, 5, 1000}) {
      assertThatThrownBy(
              () ->
                  CsvReading.rows(
                      CsvReading.open(file, CsvFormat.DEFAULT, Map.of("b", Type.INT4), chunk)))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState))
          .hasMessageStartingWith(message);
    }
  }

  @Test
  void bytesThatAreNoCharactersAreRefusedWithTheirPlace() {
    byte[] bytes = "a\nx\nab\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(
            () -> CsvReading.rows(CsvReading.open(CsvReading.write(folder, "t.csv", bytes))))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("22021"))
        .hasMessage("t.csv:3: invalid byte sequence for encoding \"UTF8\": 0xe9 0x0a");
    byte[] wide = "a\n1\n".getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(() -> CsvReading.open(CsvReading.write(folder, "u.csv", wide)))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("0A000"))
        .hasMessage("u.csv: encoding UTF-16 is not supported");
  }

  @Test
  void longValuesAreShortenedInErrors() {
    Path file = CsvReading.write(folder, "t.csv", "a\n" + "x".repeat(5000) + "\n");
    assertThatThrownBy(
            () ->
                CsvReading.rows(
                    CsvReading.open(file, CsvFormat.DEFAULT, Map.of("a", Type.INT4), 1000)))
        .hasMessageEndingWith("\"" + "x".repeat(100) + "...\"");
  }

  @Test
  void aByteOrderMarkIsSkippedAndNamesAreKeptAsWritten() {
    CsvTable table =
        CsvReading.open(CsvReading.write(folder, "t.csv", "\ufeff\"My, Name\",été\n1,2\n"));
    assertThat(table.columns())
        .extracting(dev.braid.catalog.table.TableColumn::name)
        .containsExactly("My, Name", "été");
    assertThat(CsvReading.rows(table)).containsExactly(List.of("1", "2"));
  }

  @Test
  void withoutAHeaderColumnsAreNumberedOrNamedByTheConfiguration() {
    CsvFormat headless =
        new CsvFormat((byte) ',', (byte) '"', (byte) '"', "", false, StandardCharsets.UTF_8);
    Path file = CsvReading.write(folder, "t.csv", "1,x\n2,y\n");
    CsvTable numbered = CsvReading.open(file, headless, Map.of(), 1000);
    assertThat(numbered.columns())
        .extracting(dev.braid.catalog.table.TableColumn::name)
        .containsExactly("column1", "column2");
    assertThat(CsvReading.rows(numbered)).containsExactly(List.of("1", "x"), List.of("2", "y"));
    Map<String, Type> types = new java.util.LinkedHashMap<>();
    types.put("id", Type.INT8);
    types.put("name", Type.TEXT);
    assertThat(CsvReading.open(file, headless, types, 1000).columns())
        .extracting(c -> c.name() + " " + c.type())
        .containsExactly("id bigint", "name text");
  }

  @Test
  void compressedFilesAreReadLikeOthers() throws IOException {
    String text = "a,b\n" + "1,\"x\ny\"\n".repeat(500);
    Path plain = CsvReading.write(folder, "t.csv", text);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream zstd = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(zstd)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    List<List<String>> expected = CsvReading.rows(CsvReading.open(plain));
    assertThat(expected).hasSize(500);
    for (Path file :
        List.of(
            CsvReading.write(folder, "t.csv.gz", gzip.toByteArray()),
            CsvReading.write(folder, "t.csv.zst", zstd.toByteArray()))) {
      CsvTable table = CsvReading.open(file, CsvFormat.DEFAULT, Map.of(), 300);
      assertThat(CsvReading.rows(table, 2)).isEqualTo(expected);
    }
  }

  @Test
  void filesOfOneTableFollowEachOtherAndMustHaveTheSameHeader() {
    Path first = CsvReading.write(folder, "1.csv", "a,b\n1,2\n");
    Path second = CsvReading.write(folder, "2.csv", "a,b\r\n3,4.5\r\n");
    SegmentCache cache = new SegmentCache(1 << 20);
    CsvTable table =
        CsvReading.open(List.of(first, second), CsvFormat.DEFAULT, Map.of(), 1000, cache);
    assertThat(CsvReading.rows(table)).containsExactly(List.of("1", "2"), List.of("3", "4.5"));
    Path other = CsvReading.write(folder, "3.csv", "b,a\n1,2\n");
    assertThatThrownBy(
            () -> CsvReading.open(List.of(first, other), CsvFormat.DEFAULT, Map.of(), 9, cache))
        .hasMessageContaining("do not have the same columns");
  }

  @Test
  void aFileThatChangesIsAnErrorAndThenAnotherTable() throws IOException {
    Path file = CsvReading.write(folder, "t.csv", "a\n1\n2\n");
    CsvTable table = CsvReading.open(file);
    try (TableScan scan = table.scan(List.of(0), List.of())) {
      Files.writeString(file, "3\n", StandardOpenOption.APPEND);
      assertThatThrownBy(() -> scan.open(0).rows())
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("55000"));
    }
    assertThatThrownBy(() -> table.scan(List.of(0), List.of())).hasMessageContaining("changed");
    assertThat(CsvReading.rows(table.current())).hasSize(3);
  }

  @Test
  void aFileCutOffWhileItIsMappedIsAnError() throws IOException {
    Path file = CsvReading.write(folder, "t.csv", "a\n" + "12345678\n".repeat(100_000));
    CsvTable table = CsvReading.open(file, CsvFormat.DEFAULT, Map.of(), 100_000);
    try (TableScan scan = table.scan(List.of(0), List.of())) {
      assertThat(scan.open(0).rows()).isPositive();
      Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      assertThatThrownBy(() -> scan.open(7).rows())
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("55000"));
    }
  }

  @Test
  void aSecondScanDoesNotTouchTheFile() {
    StringBuilder text = new StringBuilder("id,name\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i).append(",n").append(i % 7).append('\n');
    }
    Path file = CsvReading.write(folder, "t.csv", text.toString());
    CsvTable table = CsvReading.open(file, CsvFormat.DEFAULT, Map.of(), 10_000);
    long rows = 0;
    for (int pass = 0; pass < 2; pass++) {
      rows = 0;
      try (TableScan scan = table.scan(List.of(1, 0), List.of())) {
        for (int i = 0; i < scan.morsels(); i++) {
          try (Morsel morsel = scan.open(i)) {
            rows += morsel.rows();
            assertThat(morsel.read(1, 0, morsel.rows()).size()).isEqualTo(morsel.rows());
            morsel.read(0, 0, morsel.rows());
          }
        }
        assertThat(scan.counters().get("Chunks Read")).isEqualTo(pass == 0 ? scan.morsels() : 0L);
        assertThat(scan.counters().get("Segment Cache Misses"))
            .isEqualTo(pass == 0 ? 2L * scan.morsels() : 0L);
      }
    }
    assertThat(rows).isEqualTo(5000);
  }

  @Test
  void decodedMorselsThatCannotMatchAreToldApart() {
    StringBuilder text = new StringBuilder("id\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i).append('\n');
    }
    Path file = CsvReading.write(folder, "t.csv", text.toString());
    CsvTable table = CsvReading.open(file, CsvFormat.DEFAULT, Map.of(), 5000);
    CsvReading.rows(table);
    ZoneFilter small = new ZoneFilter(0, ZoneFilter.Operator.LESS, List.of(10));
    try (TableScan scan = table.scan(List.of(0), List.of(small))) {
      Morsel first = scan.open(0);
      Morsel last = scan.open(scan.morsels() - 1);
      assertThat(first.mayMatch(0, first.rows())).isTrue();
      assertThat(last.mayMatch(0, last.rows())).isFalse();
    }
  }

  @Test
  void statisticsAreEstimatedThenExact() {
    StringBuilder text = new StringBuilder("id,x,d,s\n");
    for (int i = 0; i < 20_000; i++) {
      text.append(i - 5).append(',').append(i % 4 == 0 ? "" : "1.5").append(",2026-01-0");
      text.append(i % 9 + 1).append(",s").append(i % 1000).append('\n');
    }
    Path file = CsvReading.write(folder, "t.csv", text.toString());
    CsvTable table = CsvReading.open(file, CsvFormat.DEFAULT, Map.of(), 30_000);
    TableStatistics before = table.statistics();
    assertThat(before.rows()).isBetween(18_000L, 22_000L);
    assertThat(before.columns().get(1).nullFraction()).isBetween(0.2, 0.3);
    assertThat(before.columns().get(0).distinct()).isEqualTo(-1);
    CsvReading.rows(table, 2);
    TableStatistics after = table.statistics();
    assertThat(after.rows()).isEqualTo(20_000);
    ColumnStatistics id = after.columns().get(0);
    assertThat(id.min()).isEqualTo(-5);
    assertThat(id.max()).isEqualTo(19_994);
    assertThat(id.distinct()).isBetween(18_500.0, 21_500.0);
    assertThat(after.columns().get(1).nullFraction()).isEqualTo(0.25);
    assertThat(after.columns().get(1).distinct()).isEqualTo(1);
    assertThat(after.columns().get(2).distinct()).isEqualTo(9);
    assertThat(after.columns().get(3).distinct()).isBetween(950.0, 1050.0);
  }
}
