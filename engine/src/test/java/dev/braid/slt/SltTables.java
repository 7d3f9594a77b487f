package dev.braid.slt;

import dev.braid.catalog.table.TableColumn;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.parallel.Cancellation;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables that the `.slt` files ask: small ones of extremes, one per family of types, and four
/// with all types (`t_none`, `t_one`, `t_mid`, `t_big` of 0, 1, 50 and 5,000 rows) full of NULLs
/// and of values that come again.
///
/// Every table is made of texts in SQL's form, so that both sides read the same.
final class SltTables {
  private static final EvalContext CONTEXT =
      new EvalContext(Zone.named("UTC"), 0, "reader", "postgres", new Cancellation());

  private SltTables() {}

  /// A table as texts; null is NULL.
  record Table(String name, List<TableColumn> columns, List<@Nullable String[]> rows) {}

  static final List<Table> ALL =
      List.of(
          integers(),
          numbers(),
          strings(),
          times(),
          others(),
          all("t_none", 0),
          all("t_one", 1),
          all("t_mid", 50),
          all("t_big", 5000));

  private static List<TableColumn> columns(Object... namesAndTypes) {
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new TableColumn((String) namesAndTypes[i], (Type) namesAndTypes[i + 1], i > 0));
    }
    return columns;
  }

  /// Rows from lists of values per column; shorter lists go on with NULL. The first column counts.
  private static Table table(String name, List<TableColumn> columns, String[]... values) {
    int size = 0;
    for (String[] column : values) {
      size = Math.max(size, column.length);
    }
    List<@Nullable String[]> rows = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      @Nullable String[] one = new @Nullable String[columns.size()];
      one[0] = String.valueOf(row + 1);
      for (int i = 0; i < values.length; i++) {
        one[i + 1] = row < values[i].length ? values[i][row] : null;
      }
      rows.add(one);
    }
    return new Table(name, columns, rows);
  }

  private static String[] of(String... values) {
    return values;
  }

  private static Table integers() {
    return table(
        "t_int",
        columns("id", Type.INT4, "b", Type.BOOL, "s", Type.INT2, "i", Type.INT4, "l", Type.INT8),
        of("t", "f", "t", null, "f", "t", "f"),
        of("0", "1", "-1", "7", "-32768", "32767", null, "3", "1"),
        of("0", "1", "-1", "7", "-2147483648", "2147483647", "100", null, "1"),
        of(
            "0",
            "1",
            "-1",
            "7",
            "-9223372036854775808",
            "9223372036854775807",
            "4294967296",
            "-5",
            "1"));
  }

  private static Table numbers() {
    return table(
        "t_num",
        columns(
            "id",
            Type.INT4,
            "f",
            Type.FLOAT4,
            "d",
            Type.FLOAT8,
            "n",
            Type.NUMERIC,
            "m",
            Type.numeric(5, 2),
            "w",
            Type.numeric(30, 10),
            "z",
            Type.numeric(10, 0)),
        of(
            "0",
            "-0",
            "1.5",
            "-2.25",
            "NaN",
            "Infinity",
            "-Infinity",
            null,
            "3.4028235e38",
            "1e-45",
            "0.1",
            "1e10"),
        of(
            "0",
            "-0",
            "1.5",
            "-2.5",
            "NaN",
            "Infinity",
            "-Infinity",
            "1.7976931348623157e308",
            "4.9e-324",
            null,
            "0.1",
            "123456789.987654321"),
        of(
            "0",
            "1.50",
            "-2.5",
            "NaN",
            "Infinity",
            "-Infinity",
            null,
            "0.000",
            "1e-30",
            "123456789012345678901234567890.123456789",
            "-99999999999999999999",
            "0.1"),
        of("0", "1.50", "-2.5", "999.99", "-999.99", "0.01", null, "-0.01", "1.5", "2.45", "2.55"),
        of(
            "0",
            "1.5",
            "-2.5",
            "99999999999999999999.9999999999",
            "0.0000000001",
            null,
            "0.5",
            "-0.5",
            "12345678901234567890.5"),
        of("0", "1", "-2", "9999999999", "-9999999999", null, "10", "100", "15", "25", "35"));
  }

  private static Table strings() {
    return table(
        "t_str",
        columns(
            "id",
            Type.INT4,
            "t",
            Type.TEXT,
            "v",
            Type.of(Kind.VARCHAR, 10),
            "c",
            Type.of(Kind.BPCHAR, 5),
            "y",
            Type.BYTEA),
        of(
            "",
            " ",
            "abc",
            "ABC",
            "abc ",
            " abc",
            "äöü€",
            "\uD83D\uDE00x",
            "a%b_c",
            "a\\b",
            null,
            "line1\nline2",
            "tab\there",
            "it's \"q\"",
            "12",
            "-3.5e2",
            "true",
            "Zebra",
            "zebra",
            "the quick brown fox"),
        of(
            "",
            " ",
            "abc",
            "ABC",
            "abc ",
            null,
            "äöü€",
            "a%b",
            "0123456789",
            "2024-02-29",
            "12",
            "x",
            "abc"),
        of("", " ", "abc", "ABC", "abc", "abcde", null, "äöü€", "x  y", "1"),
        of("\\x", "\\x00", "\\xdeadbeef", "\\xff", null, "\\x616263", "\\xc3a4"));
  }

  private static Table times() {
    return table(
        "t_time",
        columns(
            "id",
            Type.INT4,
            "dt",
            Type.DATE,
            "ti",
            Type.TIME,
            "ts",
            Type.TIMESTAMP,
            "tz",
            Type.TIMESTAMPTZ,
            "iv",
            Type.INTERVAL),
        of(
            "2000-01-01",
            "1970-01-01",
            "2024-02-29",
            "0001-01-01",
            "4713-01-01 BC",
            "9999-12-31",
            "infinity",
            "-infinity",
            null,
            "1999-12-31",
            "2023-03-31",
            "2024-12-30"),
        of(
            "00:00:00",
            "12:00:00",
            "23:59:59.999999",
            "24:00:00",
            null,
            "04:05:06.789",
            "00:00:00.000001"),
        of(
            "2000-01-01 00:00:00",
            "1970-01-01 00:00:00",
            "2024-02-29 23:59:59.999999",
            "0001-01-01 00:00:00",
            "4713-01-01 00:00:00 BC",
            "9999-12-31 23:59:59",
            "infinity",
            "-infinity",
            null,
            "1999-12-31 23:59:59.5",
            "2023-03-31 12:34:56.789012",
            "2024-12-30 00:00:00"),
        of(
            "2000-01-01 00:00:00+00",
            "1970-01-01 00:00:00+00",
            "2024-02-29 23:59:59.999999+00",
            "0001-01-01 00:00:00+00",
            "4713-01-01 00:00:00+00 BC",
            "9999-12-31 23:59:59+00",
            "infinity",
            "-infinity",
            null,
            "1999-12-31 23:59:59.5+02",
            "2023-03-31 12:34:56.789012-05",
            "2024-12-30 00:00:00+14"),
        of(
            "0",
            "1 day",
            "-1 day",
            "1 mon",
            "30 days",
            "720:00:00",
            "1 year 2 mons 3 days 04:05:06.7",
            "-1 year -2 mons +3 days -04:05:06",
            null,
            "178000000 years",
            "00:00:00.000001",
            "infinity",
            "-infinity"));
  }

  private static Table others() {
    return table(
        "t_misc",
        columns("id", Type.INT4, "u", Type.UUID, "j", Type.JSONB),
        of(
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            null,
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        of(
            "null",
            "{}",
            "[]",
            "{\"a\":1,\"b\":[1,2,{\"c\":null}]}",
            null,
            "[1,\"x\",true,null,1.50]",
            "\"text\"",
            "42",
            "{\"b\":2,\"a\":1}",
            "true",
            "{\"a\":{\"b\":\"deep\"}}"));
  }

  private static Table all(String name, int size) {
    List<TableColumn> columns =
        columns(
            "id",
            Type.INT4,
            "g",
            Type.INT4,
            "h",
            Type.TEXT,
            "b",
            Type.BOOL,
            "s",
            Type.INT2,
            "i",
            Type.INT4,
            "l",
            Type.INT8,
            "f",
            Type.FLOAT4,
            "d",
            Type.FLOAT8,
            "n",
            Type.NUMERIC,
            "m",
            Type.numeric(9, 2),
            "v",
            Type.of(Kind.VARCHAR, 12),
            "c",
            Type.of(Kind.BPCHAR, 3),
            "dt",
            Type.DATE,
            "ti",
            Type.TIME,
            "ts",
            Type.TIMESTAMP,
            "tz",
            Type.TIMESTAMPTZ,
            "iv",
            Type.INTERVAL,
            "u",
            Type.UUID,
            "j",
            Type.JSONB,
            "y",
            Type.BYTEA);
    Random random = new Random(size);
    List<@Nullable String[]> rows = new ArrayList<>();
    for (int row = 1; row <= size; row++) {
      @Nullable String[] one = new @Nullable String[columns.size()];
      one[0] = String.valueOf(row);
      for (int i = 1; i < one.length; i++) {
        boolean absent = random.nextInt(i < 3 ? 6 : 8) == 0 && size > 1;
        String value = value(columns.get(i).name(), random);
        one[i] = absent ? null : value;
      }
      rows.add(one);
    }
    return new Table(name, columns, rows);
  }

  /// Values whose sums are exact also as floats, so that their order does not matter.
  private static String value(String column, Random random) {
    int any = random.nextInt(40);
    return switch (column) {
      case "g" -> String.valueOf(random.nextInt(4));
      case "h" -> List.of("red", "green", "blue", "Red", "").get(random.nextInt(5));
      case "b" -> random.nextBoolean() ? "t" : "f";
      case "s" -> String.valueOf(any - 20);
      case "i" -> String.valueOf((any - 20) * 1000);
      case "l" -> String.valueOf((any - 20) * 10_000_000_000L);
      case "f", "d" -> String.valueOf((any - 20) / 4.0);
      case "n" -> new java.math.BigDecimal(any - 20).movePointLeft(any % 5).toPlainString();
      case "m" -> (any - 20) + "." + (any % 10) + "5";
      case "v" -> "v" + any + "é".repeat(any % 3);
      case "c" -> "abcdef".substring(any % 4, any % 4 + any % 3);
      case "dt" -> java.time.LocalDate.of(2020, 1, 1).plusDays(any * 40L).toString();
      case "ti" -> "%02d:%02d:00".formatted(any % 24, any);
      case "ts" -> "2021-%02d-%02d %02d:30:00.5".formatted(any % 12 + 1, any % 28 + 1, any % 24);
      case "tz" -> "2021-%02d-%02d %02d:30:00+02".formatted(any % 12 + 1, any % 28 + 1, any % 24);
      case "iv" -> (any % 3) + " mons " + (any - 20) + " days " + any + ":00:00";
      case "u" -> "00000000-0000-4000-8000-0000000000%02d".formatted(any);
      case "j" ->
          any % 3 == 0
              ? "{\"k\": " + any + "}"
              : any % 3 == 1 ? "[" + any + "]" : "\"" + any + "\"";
      case "y" -> "\\x%02x%02x".formatted(any, any * 3);
      default -> throw new IllegalArgumentException(column);
    };
  }

  /// Makes all tables on the server, anew.
  static void create() {
    TestPostgres.execute(creation());
  }

  /// What makes all tables anew.
  static String creation() {
    StringBuilder sql = new StringBuilder(drops());
    for (Table table : ALL) {
      sql.append(
          table.columns().stream()
              .map(column -> column.name() + " " + column.type().sqlName())
              .collect(Collectors.joining(", ", "CREATE TABLE " + table.name() + " (", ");\n")));
      for (int from = 0; from < table.rows().size(); from += 1000) {
        sql.append("INSERT INTO ").append(table.name()).append(" VALUES ");
        List<@Nullable String[]> some =
            table.rows().subList(from, Math.min(from + 1000, table.rows().size()));
        sql.append(some.stream().map(SltTables::literals).collect(Collectors.joining(",\n")));
        sql.append(";\n");
      }
      sql.append("ANALYZE ").append(table.name()).append(";\n");
    }
    return sql.toString();
  }

  /// Takes them away, for tests that come after.
  static void drop() {
    TestPostgres.execute(drops());
  }

  private static String drops() {
    return ALL.stream()
        .map(table -> "DROP TABLE IF EXISTS " + table.name() + ";\n")
        .collect(Collectors.joining());
  }

  private static String literals(@Nullable String[] row) {
    StringBuilder sql = new StringBuilder("(");
    for (String value : row) {
      sql.append(sql.length() == 1 ? "" : ", ")
          .append(value == null ? "NULL" : "'" + value.replace("'", "''") + "'");
    }
    return sql.append(')').toString();
  }

  /// Writes all tables as Parquet files.
  static void write(Path folder) {
    for (Table table : ALL) {
      try (ParquetWriter writer =
          new ParquetWriter(
              folder.resolve(table.name() + ".parquet"),
              table.columns(),
              new ParquetWriter.Options(ParquetWriter.Compression.SNAPPY, 1500, 1 << 20))) {
        for (int from = 0; from < table.rows().size(); from += Batch.CAPACITY) {
          writer.write(
              batch(
                  table.columns(),
                  table
                      .rows()
                      .subList(from, Math.min(from + Batch.CAPACITY, table.rows().size()))));
        }
        writer.finish();
      }
    }
  }

  private static Batch batch(List<TableColumn> columns, List<@Nullable String[]> rows) {
    Column[] built = new Column[columns.size()];
    for (int i = 0; i < built.length; i++) {
      Type type = columns.get(i).type();
      ColumnBuilder builder = ColumnBuilder.of(type, rows.size());
      for (@Nullable String[] row : rows) {
        String text = row[i];
        Values.append(builder, type, text == null ? null : TextInput.parse(type, text, CONTEXT));
      }
      built[i] = builder.build();
    }
    return new Batch(built, rows.size());
  }
}
