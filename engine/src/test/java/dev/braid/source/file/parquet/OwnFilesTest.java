package dev.braid.source.file.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is written is what is read, by us and by DuckDB.
class OwnFilesTest {
  @TempDir Path folder;

  private static ParquetWriter.Options options(ParquetWriter.Compression codec, int rows) {
    return new ParquetWriter.Options(codec, rows, 64 << 20);
  }

  private static void same(List<?> found, List<?> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i)).as("row %d", i).isEqualTo(expected.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5000, 100000, 0.3, ZSTD, 2048, 2048", "2, 5000, 3, 0.5, SNAPPY, 5000, 100",
    "3, 20000, 500, 0, NONE, 17000, 2048", "4, 3000, 1, 0, ZSTD, 1000, 1",
    "5, 3000, 10, 1, SNAPPY, 3000, 999", "6, 20000, 100000, 0.01, NONE, 20000, 2048",
    "7, 7, 3, 0.3, ZSTD, 2, 3", "8, 1, 1, 0, SNAPPY, 10, 10"
  })
  void allTypesComeBackHereAndInDuck(
      long seed,
      int rows,
      int variety,
      double nulls,
      ParquetWriter.Compression codec,
      int group,
      int batch)
      throws SQLException {
    Path file = folder.resolve("own.parquet");
    List<List<@Nullable Object>> expected = Samples.rows(seed, rows, variety, nulls);
    Samples.write(file, expected, options(codec, group), batch);
    Table table = Rows.table(file);
    assertThat(table.columns()).isEqualTo(Samples.COLUMNS);
    same(Rows.all(table), expected);
    List<Integer> shared = new ArrayList<>();
    for (int c = 0; c < Samples.COLUMNS.size(); c++) {
      Type type = Samples.COLUMNS.get(c).type();
      boolean text = type.kind() == Kind.INTERVAL || type.kind() == Kind.JSONB;
      if (!text
          && !(type.kind() == Kind.NUMERIC && (type.precision() < 0 || type.precision() > 38))) {
        shared.add(c);
      }
    }
    String names =
        String.join(
            ", ", shared.stream().map(c -> "\"" + Samples.COLUMNS.get(c).name() + "\"").toList());
    try (Duck duck = new Duck()) {
      same(
          duck.rows(
              "SELECT " + names + " FROM '" + file + "'",
              shared.stream().map(c -> Samples.COLUMNS.get(c).type()).toList()),
          expected.stream()
              .map(row -> shared.stream().<@Nullable Object>map(row::get).toList())
              .toList());
    }
  }

  @Test
  void noRows() {
    Path file = folder.resolve("none.parquet");
    Samples.write(file, List.of(), ParquetWriter.Options.DEFAULT, 10);
    assertThat(Rows.all(Rows.table(file))).isEmpty();
  }

  @Test
  void nothingIsLeftOfAnUnfinishedFile() throws IOException {
    new ParquetWriter(folder.resolve("x.parquet"), Samples.COLUMNS, ParquetWriter.Options.DEFAULT)
        .close();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void pickedRowsAreThoseOfTheWholeColumn() {
    Path file = folder.resolve("own.parquet");
    List<List<@Nullable Object>> expected = Samples.rows(9, 9000, 300, 0.2);
    Samples.write(file, expected, options(ParquetWriter.Compression.SNAPPY, 9000), 2048);
    Table table = Rows.table(file);
    List<Integer> all = java.util.stream.IntStream.range(0, 23).boxed().toList();
    try (var scan = table.scan(all, List.of());
        var morsel = scan.open(0)) {
      int[] picked = {0, 3, 64, 100, 2000};
      for (int c : all) {
        var column = morsel.read(c, 4100, picked, picked.length);
        for (int i = 0; i < picked.length; i++) {
          assertThat(dev.braid.vector.Values.get(column, i, table.columns().get(c).type()))
              .isEqualTo(expected.get(4100 + picked[i]).get(c));
        }
      }
    }
  }

  @Test
  void aFlippedByteIsNoticedOrHarmless() throws IOException {
    Path whole = folder.resolve("whole.parquet");
    List<List<@Nullable Object>> expected = Samples.rows(10, 300, 50, 0.2);
    Samples.write(whole, expected, options(ParquetWriter.Compression.ZSTD, 200), 100);
    byte[] bytes = Files.readAllBytes(whole);
    int footer = bytes.length - 8 - (int) PageBytes.INT.get(bytes, bytes.length - 8);
    Random random = new Random(11);
    int noticed = 0;
    for (int i = 0; i < 500; i++) {
      byte[] broken = bytes.clone();
      int at = random.nextInt(bytes.length);
      broken[at] ^= (byte) (1 + random.nextInt(255));
      Path file = folder.resolve("broken" + i + ".parquet");
      Files.write(file, broken);
      try {
        Table table = Rows.table(file);
        table.statistics();
        List<?> found = Rows.all(table);
        if (at < footer) {
          assertThat(found).as("byte %d", at).isEqualTo(expected);
        }
      } catch (BraidException e) {
        noticed++;
        assertThat(e.message()).isNotEmpty();
      }
    }
    assertThat(noticed).isGreaterThan(100);
  }

  @Test
  void aFileCutShortIsCorrupted() throws IOException {
    Path whole = folder.resolve("whole.parquet");
    Samples.write(whole, Samples.rows(12, 300, 50, 0.2), ParquetWriter.Options.DEFAULT, 100);
    byte[] bytes = Files.readAllBytes(whole);
    for (int length : new int[] {0, 3, 8, 12, 100, bytes.length / 2, bytes.length - 1}) {
      Path file = folder.resolve("cut" + length + ".parquet");
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Rows.table(file))
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> {
                assertThat(e.sqlState()).isEqualTo("XX001");
                assertThat(e.message()).contains(file.toString());
              });
    }
  }

  @Test
  void aScanKeepsTheFileThatAnotherTakesTheNameOf() throws IOException {
    Path file = folder.resolve("t.parquet");
    Path other = folder.resolve("other");
    Samples.write(file, Samples.rows(13, 100, 5, 0), ParquetWriter.Options.DEFAULT, 100);
    Samples.write(other, Samples.rows(14, 100, 5, 0), ParquetWriter.Options.DEFAULT, 100);
    List<List<@Nullable Object>> before = Rows.all(Rows.table(file));
    try (var scan = Rows.table(file).scan(List.of(0, 1), List.of());
        var morsel = scan.open(0)) {
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      for (int i = 0; i < 100; i++) {
        assertThat(morsel.read(1, 0, 100).isNull(i)).isEqualTo(before.get(i).get(1) == null);
      }
    }
  }

  @Test
  void aFileWrittenToDuringAScanFailsTheScan() throws IOException {
    Path file = folder.resolve("t.parquet");
    Samples.write(file, Samples.rows(13, 100, 5, 0), ParquetWriter.Options.DEFAULT, 100);
    Table table = Rows.table(file);
    try (var scan = table.scan(List.of(0, 1), List.of());
        var morsel = scan.open(0)) {
      morsel.read(0, 0, 100);
      Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
      assertThatThrownBy(() -> morsel.read(1, 0, 100))
          .isInstanceOf(BraidException.class)
          .hasMessageContaining("has changed while it was read");
    }
  }

  @Test
  void fourThreadsReadOneFileAndDecodeEachSegmentOnce() throws Exception {
    Path file = folder.resolve("own.parquet");
    List<List<@Nullable Object>> expected = Samples.rows(15, 6000, 100, 0.1);
    Samples.write(file, expected, options(ParquetWriter.Compression.ZSTD, 2048), 2048);
    Table table =
        new ParquetFormat(new SegmentCache(1 << 20))
            .open("public", "t", List.of(FileIdentity.of(file)));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<List<?>>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(() -> Rows.all(table));
      }
      for (Future<List<?>> future : threads.invokeAll(tasks)) {
        assertThat(future.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aSmallCacheStaysWithinItsBudget() {
    Path file = folder.resolve("own.parquet");
    List<List<@Nullable Object>> expected = Samples.rows(16, 6000, 100000, 0.1);
    Samples.write(file, expected, options(ParquetWriter.Compression.ZSTD, 2048), 2048);
    SegmentCache cache = new SegmentCache(200_000);
    Table table = new ParquetFormat(cache).open("public", "t", List.of(FileIdentity.of(file)));
    assertThat(Rows.all(table)).isEqualTo(expected);
    assertThat(cache.used()).isBetween(1L, 200_000L);
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    List<TableColumn> twice =
        List.of(new TableColumn("a", Type.INT4, true), new TableColumn("a", Type.TEXT, true));
    assertThatThrownBy(
            () ->
                new ParquetWriter(
                    folder.resolve("x.parquet"), twice, ParquetWriter.Options.DEFAULT))
        .hasMessage("column \"a\" specified more than once");
  }
}
