package dev.braid.local;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.Table;
import dev.braid.expr.EvalContext;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.source.Backend;
import dev.braid.source.RowCursor;
import dev.braid.source.file.FileFormat;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.index.FolderIndexes;
import dev.braid.source.file.csv.CsvFiles;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.type.Timestamps;
import dev.braid.type.Zone;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A folder of files as a dataset, answered by Braid's own engine.
public final class LocalBackend implements Backend {
  private final LocalEngine engine;
  private final Dataset dataset;
  private final LocalFolders folders;
  private final FolderTables tables;
  private final IndexCommands indexCommands;
  private final Settings settings;

  /// @param folders where the dataset is found by others, and finds them
  public LocalBackend(
      LocalEngine engine, Dataset dataset, FolderSource source, LocalFolders folders) {
    this.engine = engine;
    this.dataset = dataset;
    this.folders = folders;
    this.settings =
        Settings.DEFAULT.with(
            Setting.TIMEZONE,
            dataset.timeZone().isEmpty() ? ZoneId.systemDefault().getId() : dataset.timeZone());
    List<FileFormat> formats = new ArrayList<>();
    formats.add(new ParquetFormat(engine.segments()));
    formats.addAll(CsvFiles.all(source, engine.segments(), eval(new Cancellation())));
    FolderIndexes indexes = new FolderIndexes(source.folder(), engine.indexBlocks());
    this.tables = new FolderTables(dataset.name(), source.folder(), formats, indexes);
    this.indexCommands = new IndexCommands(engine, tables, indexes);
    folders.add(dataset.name(), tables);
  }

  /// CREATE INDEX and DROP INDEX; for folders that may be written.
  IndexCommands indexCommands() {
    return indexCommands;
  }

  LocalEngine engine() {
    return engine;
  }

  Zone zone() {
    return Zone.of(settings.timeZone());
  }

  /// A statement about to run.
  LocalStatement statement(Cancellation cancellation) {
    return new LocalStatement(engine, new Names(), settings, eval(cancellation));
  }

  private EvalContext eval(Cancellation cancellation) {
    Instant now = Instant.now();
    long micros = Math.addExact(now.getEpochSecond() * 1_000_000, now.getNano() / 1000);
    return new EvalContext(
        zone(),
        micros + Timestamps.UNIX_EPOCH,
        System.getProperty("user.name", "braid"),
        dataset.name(),
        cancellation);
  }

  @Override
  public Dataset dataset() {
    return dataset;
  }

  @Override
  public int capacity() {
    return dataset.pool().max();
  }

  @Override
  public LocalSession acquire(Cancellation cancellation) {
    cancellation.check();
    return new LocalSession(this);
  }

  @Override
  public RowCursor stream(
      Statement statement, List<@Nullable Object> parameters, Cancellation cancellation) {
    return LocalCursor.open(this, statement.text(), parameters, cancellation);
  }

  @Override
  public Schema schema(Cancellation cancellation) {
    List<Schema.Table> found = new ArrayList<>();
    for (String name : tables.names()) {
      cancellation.check();
      tables.find(name).ifPresent(table -> found.add(describe(table)));
    }
    return new Schema(found);
  }

  private Schema.Table describe(Table table) {
    return new Schema.Table(
        "public",
        table.name(),
        "table",
        table.statistics().rows(),
        table.statistics().bytes(),
        comment(table.name()),
        table.columns().stream()
            .map(
                column ->
                    new Schema.TableColumn(
                        column.name(),
                        column.type().sqlName(),
                        column.nullable(),
                        false,
                        comment(table.name(), column.name())))
            .toList());
  }

  private @Nullable String comment(String table) {
    Description.TableDescription described = dataset.content().tables().get(table);
    return described == null ? null : described.description();
  }

  private @Nullable String comment(String table, String column) {
    Description.TableDescription described = dataset.content().tables().get(table);
    return described == null ? null : described.columns().get(column);
  }

  @Override
  public void close() {}

  /// The tables that a statement may name.
  private final class Names implements AnalysisContext.Tables {
    @Override
    public @Nullable Table find(@Nullable String schema, String name) {
      return folders.find(dataset.name(), schema, name);
    }

    @Override
    public Collection<String> names() {
      return folders.names(dataset.name());
    }
  }
}
