package dev.braid.fuzz;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.exec.Execution;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.Workers;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.csv.CsvTable;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.testing.MemoryIndex;
import dev.braid.testing.MemoryTable;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tables with the same rows on the server and with the engine: in Parquet files of several row
/// groups, in CSV files of several morsels, and in memory with indexes.
final class FuzzTables implements AnalysisContext.Tables {
  private final EvalContext context =
      new EvalContext(Zone.UTC, 0, "me", "here", new Cancellation());
  private final Path folder;
  private final SegmentCache cache = new SegmentCache(1 << 26);
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final StringBuilder creation = new StringBuilder();

  /// Writes the tables anew on both sides.
  FuzzTables(Path folder, long seed) throws IOException {
    this.folder = folder;
    Random random = new Random(seed);
    Files.createDirectories(folder);
    for (KnownTable table : KnownTable.ALL) {
      List<@Nullable String[]> rows = new ArrayList<>();
      for (int row = 0; row < table.rows(); row++) {
        rows.add(table.row(row, random));
      }
      onServer(table, rows);
      tables.put(
          table.name(),
          switch (table.form()) {
            case PARQUET -> parquet(table, rows);
            case CSV -> csv(table, rows);
            case INDEXED -> indexed(table, rows);
          });
    }
  }

  /// What makes the tables on a server.
  String creation() {
    return creation.toString();
  }

  private void onServer(KnownTable table, List<@Nullable String[]> rows) {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.append(i == 0 ? "" : ", ").append(table.columns().get(i)).append(' ');
      columns.append(table.types().get(i).sql);
    }
    StringBuilder sql = new StringBuilder();
    sql.append(
        "DROP TABLE IF EXISTS %1$s; CREATE TABLE %1$s (%2$s);".formatted(table.name(), columns));
    for (@Nullable String[] row : rows) {
      String values =
          Arrays.stream(row)
              .map(value -> value == null ? "NULL" : "'" + value.replace("'", "''") + "'")
              .collect(Collectors.joining(", "));
      sql.append("INSERT INTO %s VALUES (%s);".formatted(table.name(), values));
    }
    sql.append("ANALYZE ").append(table.name()).append(';');
    TestPostgres.execute(sql.toString());
    creation.append(sql);
  }

  private List<@Nullable Object> values(KnownTable table, List<@Nullable String[]> rows, int i) {
    List<@Nullable Object> values = new ArrayList<>();
    for (@Nullable String[] row : rows) {
      String text = row[i];
      values.add(text == null ? null : TextInput.parse(table.types().get(i).type, text, context));
    }
    return values;
  }

  private Table parquet(KnownTable table, List<@Nullable String[]> rows) throws IOException {
    Path file = folder.resolve(table.name() + ".parquet");
    List<TableColumn> columns = new ArrayList<>();
    Column[] built = new Column[table.columns().size()];
    for (int i = 0; i < built.length; i++) {
      Type type = table.types().get(i).type;
      columns.add(new TableColumn(table.columns().get(i), type, true));
      built[i] = Values.column(type, values(table, rows, i));
    }
    ParquetWriter.Options options =
        new ParquetWriter.Options(
            ParquetWriter.Options.DEFAULT.compression(), table.rows() > 1000 ? 200 : 16, 1 << 20);
    try (ParquetWriter writer = new ParquetWriter(file, columns, options)) {
      writer.write(new Batch(built, rows.size()));
      writer.finish();
    }
    return new ParquetFormat(cache).open("public", table.name(), List.of(FileIdentity.of(file)));
  }

  private Table csv(KnownTable table, List<@Nullable String[]> rows) throws IOException {
    Path file = folder.resolve(table.name() + ".csv");
    StringBuilder text = new StringBuilder(String.join(",", table.columns())).append('\n');
    for (@Nullable String[] row : rows) {
      text.append(
          Arrays.stream(row)
              .map(value -> value == null ? "" : "\"" + value.replace("\"", "\"\"") + "\"")
              .collect(Collectors.joining(",", "", "\n")));
    }
    Files.writeString(file, text);
    Map<String, Type> types = new LinkedHashMap<>();
    for (int i = 0; i < table.columns().size(); i++) {
      types.put(table.columns().get(i), table.types().get(i).type);
    }
    return CsvTable.open(
        new CsvTable.Definition(
            "public",
            table.name(),
            List.of(FileIdentity.of(file)),
            CsvFormat.DEFAULT,
            types,
            -1,
            400),
        cache,
        context);
  }

  private Table indexed(KnownTable table, List<@Nullable String[]> rows) {
    MemoryTable memory = new MemoryTable(table.name()).morsels(50);
    List<List<@Nullable Object>> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      memory.column(table.columns().get(i), table.types().get(i).type);
      columns.add(values(table, rows, i));
    }
    for (int row = 0; row < rows.size(); row++) {
      @Nullable Object[] values = new @Nullable Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = columns.get(i).get(row);
      }
      memory.row(values);
    }
    try (Workers workers = new Workers(0);
        Execution execution =
            new Execution(
                Settings.DEFAULT, context, workers, new MemoryBudget(1L << 26, null), null)) {
      index(memory, execution, true, new IndexKey(0, false, false));
      index(memory, execution, false, new IndexKey(1, false, false));
      index(memory, execution, false, new IndexKey(2, true, true), new IndexKey(1, false, true));
    }
    return memory;
  }

  private static void index(
      MemoryTable table, Execution execution, boolean unique, IndexKey... keys) {
    String name = table.name() + "_" + keys.length + "_" + unique;
    table.index(MemoryIndex.build(execution, table, name, unique, 16, keys));
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
