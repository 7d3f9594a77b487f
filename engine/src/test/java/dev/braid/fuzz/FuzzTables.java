package dev.braid.fuzz;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.testing.IndexedTable;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Numeric;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Tables with the same rows on the server and in Parquet files of several row groups. Each has a
/// unique `id`; all other columns have few values and many NULLs.
final class FuzzTables implements AnalysisContext.Tables {
  /// A table as the generator knows it.
  record Known(String name, List<String> columns, List<FuzzType> types, int rows) {}

  static final List<Known> ALL =
      List.of(
          known("fz_a", 40, "id i, a i, b l, n n, s s, d d, f b, x f"),
          known("fz_b", 25, "id i, a i, b l, s s, n n"),
          known("fz_c", 9, "id i, a i, s s, d d, g b"),
          known("fz_d", 200, "id i, k i, b l, f b, x f, d d"),
          known("fz_e", 3, "id i, a i, s s"),
          known("fz_f", 0, "id i, a i, b l, s s"));

  private final Map<String, Table> tables = new LinkedHashMap<>();

  private static Known known(String name, int rows, String columns) {
    List<String> names = new ArrayList<>();
    List<FuzzType> types = new ArrayList<>();
    for (String column : columns.split(", ")) {
      String[] parts = column.split(" ");
      names.add(parts[0]);
      types.add(
          switch (parts[1]) {
            case "i" -> FuzzType.INT;
            case "l" -> FuzzType.BIGINT;
            case "n" -> FuzzType.NUMERIC;
            case "s" -> FuzzType.TEXT;
            case "d" -> FuzzType.DATE;
            case "b" -> FuzzType.BOOL;
            default -> FuzzType.FLOAT;
          });
    }
    return new Known(name, names, types, rows);
  }

  /// Writes the tables anew on both sides.
  FuzzTables(Path folder, long seed) {
    Random random = new Random(seed);
    ParquetFormat format = new ParquetFormat(new SegmentCache(1 << 26));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Known table : ALL) {
      Path file = folder.resolve(table.name() + ".parquet");
      write(table, file, random);
      Table opened = format.open("public", table.name(), List.of(FileIdentity.of(file)));
      tables.put(
          table.name(),
          new IndexedTable(opened)
              .index(table.name() + "_id", "id")
              .index(table.name() + "_a_s", "a", "s")
              .index(table.name() + "_b", "b desc")
              .index(table.name() + "_s", "s")
              .index(table.name() + "_d_x", "d", "x desc"));
    }
  }

  private static void write(Known table, Path file, Random random) {
    List<TableColumn> columns = new ArrayList<>();
    List<ColumnBuilder> builders = new ArrayList<>();
    StringBuilder ddl = new StringBuilder();
    for (int i = 0; i < table.columns().size(); i++) {
      FuzzType type = table.types().get(i);
      columns.add(new TableColumn(table.columns().get(i), type.type, true));
      builders.add(ColumnBuilder.of(type.type, Math.max(1, table.rows())));
      ddl.append(i == 0 ? "" : ", ").append(table.columns().get(i)).append(' ').append(type.sql);
    }
    StringBuilder sql = new StringBuilder();
    sql.append(
        "DROP TABLE IF EXISTS %s; CREATE TABLE %s (%s);"
            .formatted(table.name(), table.name(), ddl));
    for (int row = 0; row < table.rows(); row++) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < builders.size(); i++) {
        values.add(value(table.types().get(i), i == 0 ? row + 1 : -1, builders.get(i), random));
      }
      sql.append("INSERT INTO %s VALUES (%s);".formatted(table.name(), String.join(", ", values)));
    }
    sql.append("ANALYZE ").append(table.name());
    TestPostgres.execute(sql.toString());
    ParquetWriter.Options options =
        new ParquetWriter.Options(ParquetWriter.Options.DEFAULT.compression(), 16, 1 << 20);
    try (ParquetWriter writer = new ParquetWriter(file, columns, options)) {
      Column[] built = builders.stream().map(ColumnBuilder::build).toArray(Column[]::new);
      writer.write(new Batch(built, table.rows()));
      writer.finish();
    }
  }

  private static String value(FuzzType type, int id, ColumnBuilder into, Random random) {
    if (id >= 0) {
      into.append(id);
      return String.valueOf(id);
    }
    if (random.nextInt(4) == 0) {
      into.appendNull();
      return "NULL";
    }
    int small = random.nextInt(-1, 6);
    switch (type) {
      case INT -> into.append(small);
      case BIGINT -> {
        long value = random.nextInt(15) == 0 ? 5_000_000_000L : small;
        into.append(value);
        return String.valueOf(value);
      }
      case NUMERIC -> {
        into.append(Numeric.ofUnscaled(small * 50L, 2));
        return String.valueOf(small * 0.5);
      }
      case TEXT -> {
        String word = FuzzType.word(random);
        into.append(word);
        return "'" + word + "'";
      }
      case DATE -> {
        String day = FuzzType.day(random);
        into.append(
            (int) (LocalDate.parse(day).toEpochDay() - LocalDate.of(2000, 1, 1).toEpochDay()));
        return "'" + day + "'";
      }
      case BOOL -> {
        into.append(small > 2);
        return String.valueOf(small > 2);
      }
      case FLOAT -> {
        into.append(small * 0.5);
        return String.valueOf(small * 0.5);
      }
    }
    return String.valueOf(small);
  }

  @Override
  public @Nullable Table find(@Nullable String schema, String name) {
    return tables.get(name);
  }

  @Override
  public Collection<String> names() {
    return tables.keySet();
  }
}
