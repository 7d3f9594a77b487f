package dev.braid.local;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FileTable;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.expr.EvalContext;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.source.Backend;
import dev.braid.source.RowCursor;
import dev.braid.source.file.FileFormat;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.csv.CsvFiles;
import dev.braid.source.file.index.FolderIndexes;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of files as a dataset, answered by Braid's own engine.
public final class LocalBackend implements Backend {
  private static final Logger LOG = LoggerFactory.getLogger(LocalBackend.class);

  private final LocalEngine engine;
  private final Dataset dataset;
  private final FolderSource source;
  private final LocalFolders folders;
  private final FolderTables tables;
  private final FolderIndexes indexes;
  private final Settings settings;
  private final PlanCache plans = new PlanCache();

  /// @param folders where the dataset is found by others, and finds them
  public LocalBackend(
      LocalEngine engine, Dataset dataset, FolderSource source, LocalFolders folders) {
    this(engine, dataset, source, folders, Settings.DEFAULT);
  }

  /// @param folders where the dataset is found by others, and finds them
  /// @param settings of every statement; the time zone is the dataset's own
  public LocalBackend(
      LocalEngine engine,
      Dataset dataset,
      FolderSource source,
      LocalFolders folders,
      Settings settings) {
    this.engine = engine;
    this.dataset = dataset;
    this.source = source;
    this.folders = folders;
    this.settings = settings.with(Setting.TIMEZONE, SessionZone.of(dataset));
    List<FileFormat> formats = new ArrayList<>();
    formats.add(new ParquetFormat(engine.segments(), this::parallelWorkers));
    formats.addAll(CsvFiles.all(source, engine.segments(), eval(settings, new Cancellation())));
    this.indexes = new FolderIndexes(source.folder(), engine.indexBlocks());
    this.tables =
        new FolderTables(dataset.name(), source.folder(), formats, source.tables(), indexes);
    folders.add(dataset.name(), tables);
    if (source.writable()) {
      removeLeftovers();
    }
  }

  /// What writers that died have left is in nobody's way; a folder where it cannot be removed is
  /// still read.
  private void removeLeftovers() {
    try {
      tables.removeAllLeftovers();
    } catch (BraidException e) {
      LOG.warn("leftovers of dead writers stay: {}", e.message());
    }
  }

  private int parallelWorkers(String table) {
    FileTable described = source.tables().get(table);
    return described == null ? -1 : described.parallelWorkers();
  }

  FolderIndexes indexes() {
    return indexes;
  }

  LocalEngine engine() {
    return engine;
  }

  Zone zone() {
    return settings.timeZone();
  }

  /// What a session begins with.
  Settings settings() {
    return settings;
  }

  FolderTables tables() {
    return tables;
  }

  FolderSource source() {
    return source;
  }

  SegmentCache segments() {
    return engine.segments();
  }

  /// The tables that a statement may name.
  AnalysisContext.Tables names() {
    return new Names();
  }

  /// A session that may do all that the folder allows.
  public FolderSession session() {
    return new FolderSession(this);
  }

  private Statements statements() {
    return statements(settings);
  }

  /// How statements under other settings than the folder's own are answered.
  Statements statements(Settings governing) {
    return new Statements(
        engine,
        governing.timeZone(),
        Attempted.overFiles(cancellation -> statement(governing, eval(governing, cancellation))));
  }

  LocalStatement statement(Settings governing, EvalContext eval) {
    return new LocalStatement(engine, plans.of(new Names(), governing), governing, eval);
  }

  /// Whether a text has been planned under settings before: it is a query's then.
  boolean isPlanned(String text, Settings governing) {
    return plans.has(text, governing);
  }

  /// What expressions of a statement that begins now may know.
  EvalContext eval(Settings governing, Cancellation cancellation) {
    return SessionZone.eval(governing, dataset, cancellation);
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
    return new LocalSession(statements());
  }

  @Override
  public RowCursor stream(
      Statement statement, List<@Nullable Object> parameters, Cancellation cancellation) {
    return LocalCursor.open(statements(), statement.text(), parameters, cancellation);
  }

  @Override
  public Schema schema(Cancellation cancellation) {
    List<Schema.Table> found = new ArrayList<>();
    for (String name : tables.names()) {
      cancellation.check();
      try {
        tables.find(name).ifPresent(table -> found.add(describe(table)));
      } catch (BraidException e) {
        found.add(unreadable(name, e));
      }
    }
    return new Schema(found);
  }

  /// One bad file must not hide the other tables, nor be hidden by them.
  private static Schema.Table unreadable(String name, BraidException e) {
    String reason = e.detail() == null ? e.message() : e.message() + " (" + e.detail() + ")";
    return new Schema.Table("public", name, Schema.Table.UNREADABLE, -1, 0, reason, List.of());
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
