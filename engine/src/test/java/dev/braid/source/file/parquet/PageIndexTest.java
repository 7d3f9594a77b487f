package dev.braid.source.file.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.catalog.table.ZoneFilter.Operator;
import dev.braid.source.file.FileIdentity;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.parquet.format.ColumnChunk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages of which the page index says that no row meets the filters are not decoded.
class PageIndexTest {
  private static final int ROWS = 100_000;

  private static final List<TableColumn> COLUMNS =
      List.of(
          new TableColumn("a", Type.INT4, false),
          new TableColumn("b", Type.INT8, true),
          new TableColumn("s", Type.TEXT, false),
          new TableColumn("n", Type.NUMERIC, false),
          new TableColumn("x", Type.TEXT, true),
          new TableColumn("f", Type.FLOAT8, true));

  @TempDir Path folder;

  private Path file = Path.of("");
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  /// Seven pages in one row group. `a` rises, with a first and a last value that span all; `b` is
  /// constant in each page apart from NULLs, `x` all NULL in the third.
  @BeforeEach
  void write() {
    file = folder.resolve("t.parquet");
    for (int i = 0; i < ROWS; i++) {
      int page = i >> 14;
      List<@Nullable Object> row = new ArrayList<>();
      row.add(i);
      row.add(i % 5 == 0 ? null : page * page % 7 * 10L);
      row.add("s" + (page % 3) + "-" + i % 1000);
      row.add(dev.braid.type.Numeric.parse(i + ".25"));
      row.add(page == 3 ? null : "x" + i * 7919L % 100_003);
      row.add(page == 5 ? Double.NaN : i / 2.0);
      rows.add(row);
    }
    try (ParquetWriter writer =
        new ParquetWriter(
            file,
            COLUMNS,
            new ParquetWriter.Options(ParquetWriter.Compression.SNAPPY, ROWS, 1 << 30))) {
      for (int from = 0; from < ROWS; from += 2000) {
        Column[] columns = new Column[COLUMNS.size()];
        for (int c = 0; c < columns.length; c++) {
          List<@Nullable Object> values = new ArrayList<>();
          for (List<@Nullable Object> row : rows.subList(from, from + 2000)) {
            values.add(row.get(c));
          }
          columns[c] = Values.column(COLUMNS.get(c).type(), values);
        }
        writer.write(new Batch(columns, 2000));
      }
      writer.finish();
    }
  }

  private List<List<@Nullable Object>> matching(Predicate<List<@Nullable Object>> condition) {
    return rows.stream().filter(condition).toList();
  }

  private Map<String, Long> check(
      Path of, List<ZoneFilter> filters, Predicate<List<@Nullable Object>> condition) {
    Table table = Rows.table(of);
    List<List<@Nullable Object>> found = Rows.all(table, filters);
    assertThat(found.stream().filter(condition).toList())
        .as("%s", filters)
        .isEqualTo(matching(condition));
    try (TableScan scan = table.scan(List.of(0, 1, 2, 3, 4, 5), filters)) {
      return scan.counters();
    }
  }

  private static ZoneFilter filter(int column, Operator operator, Object... values) {
    return new ZoneFilter(column, operator, List.of(values));
  }

  private static long number(List<@Nullable Object> row, int column) {
    return ((Number) Objects.requireNonNull(row.get(column))).longValue();
  }

  @Test
  void rowsOutsideOfThePagesAreNotRead() {
    Map<String, Long> counters =
        check(
            file,
            List.of(filter(0, Operator.GREATER_OR_EQUAL, 20_000), filter(0, Operator.LESS, 21_000)),
            row -> number(row, 0) >= 20_000 && number(row, 0) < 21_000);
    assertThat(counters).containsEntry("Rows Skipped by Page Index", ROWS - 16_384L);
  }

  @Test
  void rangesOfSeveralColumnsAreCut() {
    check(
        file,
        List.of(filter(1, Operator.EQUAL, 20L), filter(2, Operator.LESS, "s1")),
        row -> Long.valueOf(20).equals(row.get(1)) && row.get(2).toString().compareTo("s1") < 0);
    Map<String, Long> counters =
        check(
            file,
            List.of(filter(0, Operator.LESS, 16_000), filter(1, Operator.EQUAL, 40L)),
            row -> number(row, 0) < 16_000 && Long.valueOf(40).equals(row.get(1)));
    assertThat(counters).containsEntry("Row Groups Skipped by Page Index", 1L);
  }

  @Test
  void rangesThatLieApartAreMorselsOfTheirOwn() {
    Map<String, Long> counters =
        check(
            file,
            List.of(filter(0, Operator.IN, 5, 50_000, 99_999)),
            row -> List.of(5L, 50_000L, 99_999L).contains(number(row, 0)));
    assertThat(counters)
        .containsEntry("Rows Skipped by Page Index", ROWS - 16_384L * 2 - (ROWS - 98_304L));
    try (TableScan scan =
        Rows.table(file).scan(List.of(0), List.of(filter(0, Operator.IN, 5, 50_000, 99_999)))) {
      assertThat(scan.morsels()).isEqualTo(3);
    }
  }

  @Test
  void pagesOfNullsAndNanAreKnown() {
    Map<String, Long> counters =
        check(file, List.of(filter(4, Operator.IS_NULL)), row -> row.get(4) == null);
    assertThat(counters).containsEntry("Rows Skipped by Page Index", ROWS - 16_384L);
    check(
        file,
        List.of(filter(5, Operator.GREATER, 1e9)),
        row -> row.get(5) instanceof Double d && Double.isNaN(d));
    check(file, List.of(filter(4, Operator.EQUAL, "x7919")), row -> "x7919".equals(row.get(4)));
  }

  @Test
  void fewerBytesAreReadForFewerPages() {
    long few = bytes(List.of(filter(0, Operator.EQUAL, 20_000)));
    assertThat(few).isLessThan(bytes(List.of()) / 3).isPositive();
  }

  private long bytes(List<ZoneFilter> filters) {
    try (TableScan scan = Rows.table(file).scan(List.of(0, 3, 4), filters)) {
      for (int m = 0; m < scan.morsels(); m++) {
        try (var morsel = scan.open(m)) {
          for (int c = 0; c < 3; c++) {
            morsel.read(c, 0, morsel.rows());
          }
        }
      }
      return scan.counters().getOrDefault("Bytes Read", 0L);
    }
  }

  @Test
  void segmentsOfAllRowsAndOfSomeAreToldApart() {
    Table table = Rows.table(file);
    List<ZoneFilter> some = List.of(filter(0, Operator.LESS, 100));
    for (int round = 0; round < 2; round++) {
      assertThat(Rows.all(table, some)).isEqualTo(rows.subList(0, 2048));
      assertThat(Rows.all(table, List.of(filter(0, Operator.GREATER, 99_990))))
          .endsWith(rows.getLast());
      assertThat(Rows.all(table)).isEqualTo(rows);
    }
  }

  @Test
  void brokenPageIndexesLoseNoRows() throws IOException {
    ParquetFile intact = ParquetFile.open(FileIdentity.of(file));
    ColumnChunk chunk = Objects.requireNonNull(intact.rowGroup(0).getColumns()).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    Path copy = folder.resolve("broken.parquet");
    List<ZoneFilter> filters = List.of(filter(0, Operator.EQUAL, 33_000));
    int offsets = (int) chunk.getOffset_index_offset();
    for (int i = 0; i < chunk.getOffset_index_length(); i++) {
      for (int change : new int[] {0x01, 0x80, 0xff}) {
        byte[] changed = bytes.clone();
        changed[offsets + i] ^= (byte) change;
        Files.write(copy, changed);
        try (TableScan scan = Rows.table(copy).scan(List.of(0), filters)) {
          boolean found = false;
          for (int m = 0; m < scan.morsels(); m++) {
            try (var morsel = scan.open(m)) {
              Column column = morsel.read(0, 0, morsel.rows());
              for (int row = 0; row < morsel.rows(); row++) {
                found |= column.getInt(row) == 33_000;
              }
            }
          }
          assertThat(found).as("byte %d of the offset index", i).isTrue();
        }
      }
    }
    for (int value : new int[] {0, 0xff}) {
      byte[] changed = bytes.clone();
      int from = (int) chunk.getColumn_index_offset();
      java.util.Arrays.fill(changed, from, from + chunk.getColumn_index_length(), (byte) value);
      Files.write(copy, changed);
      check(copy, filters, row -> number(row, 0) == 33_000);
    }
  }
}
