package dev.braid.source.file.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.catalog.table.ZoneFilter.Operator;
import dev.braid.source.file.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values that lie between the smallest and the largest of a row group, but are not in it, are
/// found missing in its bloom filter or dictionary.
class RowGroupFiltersTest {
  private static final int GROUPS = 10;

  /// Row group `g` has the values `g`, `20 + g`, `40 + g` to `980 + g`, each in each type.
  private static final String DUCK =
      """
      COPY (SELECT v::INTEGER AS i4, (v * 1000000007)::BIGINT AS i8, v::SMALLINT AS i2,
          v::UINTEGER AS u4, (v / 4)::DECIMAL(9, 2) AS n9, (v / 4)::DECIMAL(18, 4) AS n18,
          (v / 4)::DECIMAL(38, 10) AS n38, (v / 3)::DOUBLE AS f8, (v / 3)::FLOAT AS f4,
          'key ' || v AS text, ('b' || v)::BLOB AS bytes, DATE '1999-01-01' + v::INTEGER AS day,
          TIMESTAMP '1999-01-01 00:00:00.5' + to_seconds(v) AS stamp,
          TIMESTAMPTZ '2024-01-01 00:00:00Z' + to_hours(v) AS stamptz,
          TIME '00:00:00' + to_seconds(v) AS moment,
          (lpad(v::VARCHAR, 8, '0') || '-0000-4000-8000-000000000000')::UUID AS id
        FROM (SELECT CASE WHEN r %% 11 = 0 THEN NULL ELSE r %% 50 * 20 + r // 2048 END AS v
          FROM range(20480) AS t(r))) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 2048)
      """;

  @TempDir Path folder;

  private Path duckFile() throws SQLException {
    Path file = folder.resolve("duck.parquet");
    try (Duck duck = new Duck()) {
      duck.run(DUCK.formatted(file));
    }
    return file;
  }

  /// The same rows by Braid's writer, which writes dictionaries and page indexes.
  private Path ownFile(Table from) {
    Path file = folder.resolve("own.parquet");
    try (ParquetWriter writer =
        new ParquetWriter(
            file,
            from.columns(),
            new ParquetWriter.Options(ParquetWriter.Compression.ZSTD, 2048, 1 << 30))) {
      List<Integer> columns = new ArrayList<>();
      for (int i = 0; i < from.columns().size(); i++) {
        columns.add(i);
      }
      try (TableScan scan = from.scan(columns, List.of())) {
        for (int m = 0; m < scan.morsels(); m++) {
          try (var morsel = scan.open(m)) {
            dev.braid.vector.Column[] read = new dev.braid.vector.Column[columns.size()];
            for (int i = 0; i < read.length; i++) {
              read[i] = morsel.read(i, 0, morsel.rows()).flat();
            }
            writer.write(new dev.braid.vector.Batch(read, morsel.rows()));
          }
        }
      }
      writer.finish();
    }
    return file;
  }

  private static List<List<@Nullable Object>> matching(
      List<List<@Nullable Object>> rows, ZoneFilter filter) {
    List<List<@Nullable Object>> found = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(filter.column());
      if (value != null && filter.values().contains(value)) {
        found.add(row);
      }
    }
    return found;
  }

  private record Seen(List<List<@Nullable Object>> rows, Map<String, Long> counters) {
    long by(String cause) {
      return counters.getOrDefault("Row Groups Skipped by " + cause, 0L);
    }
  }

  /// Reads a newly opened table, whose segments are not in memory.
  private static Seen read(Path file, ZoneFilter filter) {
    Table table = Rows.table(file);
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(i);
    }
    Map<String, Long> counters;
    try (TableScan scan = table.scan(columns, List.of(filter))) {
      for (int m = 0; m < scan.morsels(); m++) {
        try (var morsel = scan.open(m)) {
          boolean _ = morsel.mayMatch(0, morsel.rows());
        }
      }
      counters = scan.counters();
    }
    return new Seen(matching(Rows.all(table, List.of(filter)), filter), counters);
  }

  private static Object valueOf(List<List<@Nullable Object>> rows, int column, int group) {
    return Objects.requireNonNull(
        rows.get(group * 2048 + 500 + (group % 2 == 0 ? 1 : 2)).get(column));
  }

  @Test
  void bloomFiltersOfAllTypesLeaveRowGroupsOut() throws SQLException {
    Path file = duckFile();
    Table table = Rows.table(file);
    ParquetFile opened = ParquetFile.open(FileIdentity.of(file));
    List<List<@Nullable Object>> rows = Rows.all(table);
    int filtered = 0;
    for (int c = 0; c < table.columns().size(); c++) {
      String name = table.columns().get(c).name();
      if (!opened.chunk(0, c).isSetBloom_filter_offset()) {
        continue; // not written for this type
      }
      filtered++;
      Object value = valueOf(rows, c, 3);
      ZoneFilter filter = new ZoneFilter(c, Operator.EQUAL, List.of(value));
      Seen seen = read(file, filter);
      assertThat(seen.rows).as(name).isEqualTo(matching(rows, filter)).isNotEmpty();
      long others = seen.by("Bloom Filter") + seen.by("Dictionary");
      assertThat(others).as("%s %s", name, seen.counters).isEqualTo(GROUPS - 1);
      assertThat(seen.by("Bloom Filter")).as("%s %s", name, seen.counters).isGreaterThan(5);
    }
    assertThat(filtered).isGreaterThan(10);
  }

  @Test
  void oneOfSeveralValuesIsEnough() throws SQLException {
    Path file = duckFile();
    List<List<@Nullable Object>> rows = Rows.all(Rows.table(file));
    ZoneFilter filter =
        new ZoneFilter(
            0, Operator.IN, List.of(valueOf(rows, 0, 2), valueOf(rows, 0, 7), 511, 100_000));
    Seen seen = read(file, filter);
    assertThat(seen.rows).isEqualTo(matching(rows, filter)).isNotEmpty();
    assertThat(seen.by("Bloom Filter") + seen.by("Dictionary")).isEqualTo(GROUPS - 2);
  }

  @Test
  void dictionariesOfAllTypesLeaveRowGroupsOut() throws SQLException {
    Table duck = Rows.table(duckFile());
    List<List<@Nullable Object>> rows = Rows.all(duck);
    Path file = ownFile(duck);
    for (int c = 0; c < duck.columns().size(); c++) {
      String name = duck.columns().get(c).name();
      ZoneFilter filter = new ZoneFilter(c, Operator.EQUAL, List.of(valueOf(rows, c, 6)));
      Seen seen = read(file, filter);
      assertThat(seen.rows).as(name).isEqualTo(matching(rows, filter)).isNotEmpty();
      assertThat(seen.by("Dictionary")).as("%s %s", name, seen.counters).isEqualTo(GROUPS - 1);
    }
  }

  @Test
  void comparisonsDoNotAskDictionaries() throws SQLException {
    Path file = duckFile();
    for (Operator operator : List.of(Operator.LESS, Operator.GREATER_OR_EQUAL)) {
      Seen seen = read(file, new ZoneFilter(0, operator, List.of(511)));
      assertThat(seen.by("Bloom Filter") + seen.by("Dictionary")).isZero();
    }
  }

  @Test
  void zerosOfBothSignsAreFound() throws SQLException {
    Path file = folder.resolve("zero.parquet");
    try (Duck duck = new Duck()) {
      duck.run(
          """
          COPY (SELECT CASE r %% 4 WHEN 0 THEN '-0.0'::DOUBLE WHEN 1 THEN -5 WHEN 2 THEN 7
              ELSE 'NaN'::DOUBLE END AS f8 FROM range(8192) AS t(r))
            TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 2048)
          """
              .formatted(file));
    }
    for (double zero : new double[] {0.0, -0.0}) {
      List<List<@Nullable Object>> found =
          Rows.all(Rows.table(file), List.of(new ZoneFilter(0, Operator.EQUAL, List.of(zero))));
      assertThat(found)
          .filteredOn(row -> row.getFirst() instanceof Double d && d == 0)
          .hasSize(2048);
    }
    List<List<@Nullable Object>> found =
        Rows.all(Rows.table(file), List.of(new ZoneFilter(0, Operator.EQUAL, List.of(Double.NaN))));
    assertThat(found).contains(List.of(Double.NaN));
  }

  @Test
  void chunksThatGaveTheirDictionaryUpAreRead() throws SQLException {
    Path file = folder.resolve("mixed.parquet");
    try (Duck duck = new Duck()) {
      duck.run(
          """
          COPY (SELECT 'some longer key of row ' || r AS k FROM range(40960) AS t(r))
            TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 20480, PARQUET_VERSION v2)
          """
              .formatted(file));
    }
    for (int row : new int[] {0, 5, 20479, 20480, 40959}) {
      ZoneFilter filter =
          new ZoneFilter(0, Operator.EQUAL, List.of("some longer key of row " + row));
      assertThat(read(file, filter).rows).hasSize(1);
    }
  }

  @Test
  void brokenBloomFiltersLoseNoRows() throws SQLException, IOException {
    Path file = duckFile();
    List<List<@Nullable Object>> rows = Rows.all(Rows.table(file));
    ParquetFile intact = ParquetFile.open(FileIdentity.of(file));
    byte[] bytes = Files.readAllBytes(file);
    ZoneFilter filter = new ZoneFilter(0, Operator.EQUAL, List.of(valueOf(rows, 0, 3)));
    int broken = 0;
    for (int length : new int[] {1, 2, 4, 8, 16, 32, 256, 4096}) {
      for (int value : new int[] {0, 0xff, 0x55}) {
        byte[] changed = bytes.clone();
        for (int g = 0; g < GROUPS; g++) {
          int offset = (int) intact.chunk(g, 0).getBloom_filter_offset();
          int end = (int) Math.min(offset + length, intact.footerStart());
          java.util.Arrays.fill(changed, offset, end, (byte) value);
        }
        Path copy = folder.resolve("broken" + broken++ + ".parquet");
        Files.write(copy, changed);
        assertThat(read(copy, filter).rows)
            .as("%d bytes of %x", length, value)
            .isEqualTo(matching(rows, filter));
      }
    }
  }
}
