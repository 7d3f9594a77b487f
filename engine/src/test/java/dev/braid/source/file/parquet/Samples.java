package dev.braid.source.file.parquet;

import dev.braid.catalog.table.TableColumn;
import dev.braid.type.Bytes;
import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Random tables of all types.
final class Samples {
  static final List<TableColumn> COLUMNS =
      List.of(
          new TableColumn("truth", Type.BOOL, true),
          new TableColumn("small", Type.INT2, true),
          new TableColumn("Int", Type.INT4, true),
          new TableColumn("big", Type.INT8, true),
          new TableColumn("key", Type.INT8, false),
          new TableColumn("f4", Type.FLOAT4, true),
          new TableColumn("f8", Type.FLOAT8, true),
          new TableColumn("n9", Type.numeric(9, 2), true),
          new TableColumn("n18", Type.numeric(18, 4), true),
          new TableColumn("n38", Type.numeric(38, 10), true),
          new TableColumn("n", Type.NUMERIC, true),
          new TableColumn("n1000", Type.numeric(100, 50), true),
          new TableColumn("text", Type.TEXT, true),
          new TableColumn("varchar", Type.of(dev.braid.type.Kind.VARCHAR, 30), true),
          new TableColumn("bytes", Type.BYTEA, true),
          new TableColumn("day", Type.DATE, true),
          new TableColumn("moment", Type.TIME, true),
          new TableColumn("stamp", Type.TIMESTAMP, true),
          new TableColumn("stamptz", Type.TIMESTAMPTZ, true),
          new TableColumn("span", Type.INTERVAL, true),
          new TableColumn("id", Type.UUID, true),
          new TableColumn("json", Type.JSON, true),
          new TableColumn("jsonb", Type.JSONB, true));

  private Samples() {}

  /// @param variety how many different values a column has at most
  static List<List<@Nullable Object>> rows(long seed, int rows, int variety, double nulls) {
    Random random = new Random(seed);
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (TableColumn column : COLUMNS) {
        boolean absent = column.nullable() && random.nextDouble() < nulls;
        row.add(absent ? null : value(column, random, i, variety));
      }
      all.add(row);
    }
    return all;
  }

  private static Object value(TableColumn column, Random random, int row, int variety) {
    if (!column.nullable()) {
      return 1000L + row;
    }
    Random r = new Random(31L * random.nextInt(variety) + column.name().hashCode());
    r.nextInt();
    long any = r.nextLong() >> r.nextInt(64);
    return switch (column.type().kind()) {
      case BOOL -> any % 2 == 0;
      case INT2 -> (int) (short) any;
      case INT4 -> (int) any;
      case INT8 -> any;
      case FLOAT4 -> any % 7 == 0 ? Double.NaN : any % 5 == 0 ? -0.0 : (double) (float) (any / 3.0);
      case FLOAT8 -> any % 7 == 0 ? Double.NEGATIVE_INFINITY : any / 3.0;
      case NUMERIC -> {
        int digits = column.type().precision() < 0 ? 30 : Math.min(column.type().precision(), 60);
        Numeric value =
            Numeric.parse(
                (any < 0 ? "-" : "")
                    + new java.math.BigInteger(10 * digits / 3 - 4, r)
                        .shiftRight(r.nextInt(10 * digits / 3))
                    + "e-"
                    + Math.max(0, column.type().scale()));
        yield column.type().precision() < 0
            ? any % 9 == 0 ? Numeric.NAN : value.add(Numeric.parse("0.5"))
            : value.applyModifier(column.type().precision(), column.type().scale());
      }
      case TEXT, VARCHAR -> "é€😀x".repeat((int) (any & 3)) + any;
      case BYTEA -> new Bytes(Long.toString(any).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case DATE ->
          any % 11 == 0
              ? Integer.MAX_VALUE
              : any % 13 == 0 ? Integer.MIN_VALUE : (int) (any % 99999);
      case TIME -> Math.floorMod(any, 86_400_000_000L);
      case TIMESTAMP -> any % 11 == 0 ? Long.MAX_VALUE : any % 100_000_000_000_000_000L;
      case TIMESTAMPTZ -> any % 100_000_000_000_000_000L;
      case INTERVAL -> new Interval((int) any, (int) (any >> 32), any);
      case UUID -> new UUID(any, r.nextLong());
      default -> "{\"a\": " + any + "}";
    };
  }

  static void write(
      Path file, List<List<@Nullable Object>> rows, ParquetWriter.Options options, int batch) {
    try (ParquetWriter writer = new ParquetWriter(file, COLUMNS, options)) {
      for (int from = 0; from < rows.size(); from += batch) {
        List<List<@Nullable Object>> part = rows.subList(from, Math.min(rows.size(), from + batch));
        Column[] columns = new Column[COLUMNS.size()];
        for (int c = 0; c < columns.length; c++) {
          List<@Nullable Object> values = new ArrayList<>();
          for (List<@Nullable Object> row : part) {
            values.add(row.get(c));
          }
          columns[c] = Values.column(COLUMNS.get(c).type(), values);
        }
        writer.write(new Batch(columns, part.size()));
      }
      writer.finish();
    }
  }
}
