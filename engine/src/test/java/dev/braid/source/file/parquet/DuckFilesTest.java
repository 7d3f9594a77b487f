package dev.braid.source.file.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.type.Type;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that DuckDB wrote hold for us what they hold for DuckDB.
class DuckFilesTest {
  private static final String ALL_TYPES =
      """
      SELECT
        CASE WHEN i % 7 <> 0 THEN i % 3 = 0 END AS truth,
        CASE WHEN i % 5 <> 0 THEN (i * 37 % 65536 - 32768)::SMALLINT END AS small,
        CASE WHEN i % 11 <> 0 THEN (i * 7919 - 1000)::INTEGER END AS "Integer",
        CASE WHEN i % 13 <> 1 THEN i::BIGINT * 1000000007 * (CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END) END AS big,
        (i % 200)::UTINYINT AS u8, (i % 60000)::USMALLINT AS u16,
        (4294967295 - i)::UINTEGER AS u32, (18446744073709551615 - i)::UBIGINT AS u64,
        (i % 100 - 50)::TINYINT AS tiny,
        CASE WHEN i % 9 = 0 THEN 'NaN'::FLOAT ELSE (i / 3.0)::FLOAT END AS f4,
        CASE WHEN i % 10 = 0 THEN 'Infinity'::DOUBLE WHEN i % 17 > 0 THEN i / 7.0 END AS f8,
        (i * 1.25 - 100)::DECIMAL(7, 2) AS d4, (i * -12345.678)::DECIMAL(15, 3) AS d8,
        CASE WHEN i % 3 <> 0 THEN i::DECIMAL(38, 10) * 123456789012345 END::DECIMAL(38, 10) AS d16,
        CASE WHEN i % 4 <> 0 THEN 'word ' || (i % 23) END AS words,
        'größe ' || i || repeat('x', (i % 40)::INTEGER) AS texts,
        ('blob' || i)::BLOB AS bytes,
        CASE WHEN i % 31 = 0 THEN 'infinity'::DATE ELSE DATE '1969-12-01' + (i % 40000)::INTEGER END AS day,
        CASE WHEN i % 6 <> 0 THEN TIME '00:00:00' + to_microseconds(i * 7654321 % 86400000000) END AS moment,
        TIMESTAMP '1999-12-31 23:59:59' + to_microseconds(i * 98765432) AS stamp,
        (TIMESTAMP '1899-12-31 23:59:59' + to_seconds(i * 98765))::TIMESTAMP_S AS stamp_s,
        (TIMESTAMP '1999-12-31 23:59:59' + to_milliseconds(i * 98765))::TIMESTAMP_MS AS stamp_ms,
        (TIMESTAMP '1999-12-31 23:59:59' + to_microseconds(i * 98765))::TIMESTAMP_NS AS stamp_ns,
        (TIMESTAMP '2024-03-01 12:00:00' + to_microseconds(i))::TIMESTAMPTZ AS stamptz,
        (lpad(to_hex(i), 8, '0') || '-0000-4000-8000-0123456789ab')::UUID AS id,
        NULL::INTEGER AS nothing, NULL::VARCHAR AS nothing_said, 42 AS same, 'same' AS same_text,
        i AS row_number
      FROM range(ROWS) AS r(i)
      """;

  @TempDir Path folder;

  private static String allTypes(int rows) {
    return ALL_TYPES.replace("ROWS", "" + rows);
  }

  private static void sameAsDuck(Duck duck, Path file) throws SQLException {
    Table table = Rows.table(file);
    List<Type> types = table.columns().stream().map(TableColumn::type).toList();
    List<?> expected = duck.rows("SELECT * FROM '" + file + "'", types);
    List<?> found = Rows.all(table);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i)).as("row %d", i).isEqualTo(expected.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "uncompressed, V1, 2048", "snappy, V1, 122880", "zstd, V1, 4096", "gzip, V1, 122880",
    "lz4_raw, V1, 3000", "uncompressed, V2, 122880", "snappy, V2, 2048", "zstd, V2, 122880"
  })
  void everyTypeInEveryCodecAndVersion(String codec, String version, int group)
      throws SQLException {
    try (Duck duck = new Duck()) {
      Path file = folder.resolve("all.parquet");
      duck.run(
          "COPY (%s) TO '%s' (FORMAT parquet, CODEC '%s', PARQUET_VERSION %s, ROW_GROUP_SIZE %d)"
              .formatted(allTypes(7001), file, codec, version, group));
      sameAsDuck(duck, file);
    }
  }

  @Test
  void columnsHaveTheFilesNamesAndPostgresTypes() throws SQLException {
    try (Duck duck = new Duck()) {
      Path file = folder.resolve("all.parquet");
      duck.run("COPY (%s) TO '%s' (FORMAT parquet)".formatted(allTypes(10), file));
      assertThat(Rows.table(file).columns().stream().map(c -> c.name() + " " + c.type()))
          .containsExactly(
              "truth boolean",
              "small smallint",
              "Integer integer",
              "big bigint",
              "u8 smallint",
              "u16 integer",
              "u32 bigint",
              "u64 numeric(20,0)",
              "tiny smallint",
              "f4 real",
              "f8 double precision",
              "d4 numeric(7,2)",
              "d8 numeric(15,3)",
              "d16 numeric(38,10)",
              "words text",
              "texts text",
              "bytes bytea",
              "day date",
              "moment time without time zone",
              "stamp timestamp without time zone",
              "stamp_s timestamp without time zone",
              "stamp_ms timestamp without time zone",
              "stamp_ns timestamp without time zone",
              "stamptz timestamp with time zone",
              "id uuid",
              "nothing integer",
              "nothing_said text",
              "same integer",
              "same_text text",
              "row_number bigint");
    }
  }

  @Test
  void noRows() throws SQLException {
    try (Duck duck = new Duck()) {
      Path file = folder.resolve("none.parquet");
      duck.run("COPY (%s) TO '%s' (FORMAT parquet)".formatted(allTypes(0), file));
      assertThat(Rows.all(Rows.table(file))).isEmpty();
      assertThat(Rows.table(file).statistics().rows()).isZero();
    }
  }
}
