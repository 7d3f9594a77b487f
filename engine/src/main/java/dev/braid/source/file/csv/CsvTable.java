package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// CSV files of one header as a table, in the state in which they were opened.
///
/// The state never changes: once a file has, or an inferred type has turned out wrong, scans fail
/// (55000, 40001) and [#current] makes the table of the new state. Whoever hands tables to queries
/// asks for that each time; it costs one look at each file's attributes.
public final class CsvTable implements Table {
  /// What a table is and how it is read.
  ///
  /// @param files in the order of the table's rows; at least one
  /// @param types given by the configuration, by the columns' names
  /// @param parallelWorkers storage parameter, or -1
  /// @param chunkBytes bytes of a morsel, [#CHUNK_BYTES] but for tests
  public record Definition(
      String schema,
      String name,
      List<FileIdentity> files,
      CsvFormat format,
      Map<String, Type> types,
      int parallelWorkers,
      int chunkBytes) {
    public Definition {
      files = List.copyOf(files);
    }

    /// The same over the files as they are now.
    private Definition renewed() {
      return new Definition(
          schema,
          name,
          files.stream().map(file -> FileIdentity.of(file.path())).toList(),
          format,
          types,
          parallelWorkers,
          chunkBytes);
    }
  }

  /// Bytes of a morsel: some tens of thousands of rows.
  public static final int CHUNK_BYTES = 4 << 20;

  private static final int MOST_SAMPLED_FILES = 8;
  private static final long NANOS_PER_MICRO = 1000;

  private final Definition definition;
  private final SegmentCache cache;
  private final List<CsvFile> files;
  private final List<CsvColumn> csvColumns;
  private final List<TableColumn> columns;
  private final List<FileIdentity> cacheIdentities = new ArrayList<>();
  private final List<EvalContext> contexts = new ArrayList<>();
  private final List<ColumnTally> tallies = new ArrayList<>();
  private final Sample sample;
  private volatile boolean stale;

  private CsvTable(
      Definition definition,
      SegmentCache cache,
      EvalContext context,
      List<CsvFile> files,
      List<CsvColumn> csvColumns,
      Sample sample) {
    this.definition = definition;
    this.cache = cache;
    this.files = List.copyOf(files);
    this.csvColumns = List.copyOf(csvColumns);
    this.sample = sample;
    this.columns =
        csvColumns.stream().map(one -> new TableColumn(one.name(), one.type(), true)).toList();
    String reading = " " + definition.format() + definition.chunkBytes() + columns;
    for (CsvFile file : files) {
      FileIdentity own = file.identity();
      cacheIdentities.add(
          new FileIdentity(own.path(), own.size(), own.modified(), own.key() + reading));
      contexts.add(
          new EvalContext(
              context.timeZone(),
              own.modified() / NANOS_PER_MICRO + Timestamps.UNIX_EPOCH,
              context.user(),
              context.database(),
              new Cancellation()));
    }
    for (int i = 0; i < columns.size(); i++) {
      tallies.add(new ColumnTally());
    }
  }

  /// Opens the files: reads their headers, and a sample where types are to be inferred.
  ///
  /// @param context zone by which timestamps without one are read; "now" is each file's time of
  ///   change
  /// @throws BraidException 58030 when a file cannot be read; 22P04, 22021, 42701, 0A000 for what
  ///   its head is not; 42703 when a type is given for a column that is not there
  public static CsvTable open(Definition definition, SegmentCache cache, EvalContext context) {
    return open(definition, cache, context, false);
  }

  private static CsvTable open(
      Definition definition, SegmentCache cache, EvalContext context, boolean whole) {
    List<CsvFile> files = new ArrayList<>();
    @Nullable Sample sample = null;
    List<String> names = List.of();
    for (FileIdentity identity : definition.files()) {
      try (FileBytes bytes = FileBytes.open(identity)) {
        CsvFile file = CsvFile.of(identity, definition.format(), bytes, definition.chunkBytes());
        if (sample == null) {
          names = names(definition, file);
          sample = new Sample(names.size());
        }
        checkHeader(files, file, names.size());
        if (whole) {
          sample.addAll(file, bytes, texts(names));
        } else if (files.size() < MOST_SAMPLED_FILES) {
          sample.add(file, bytes);
        }
        files.add(file);
      }
    }
    if (sample == null) {
      throw new IllegalArgumentException("a table has at least one file");
    }
    List<CsvColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Type type = definition.types().get(names.get(i));
      columns.add(
          type != null
              ? CsvColumn.given(names.get(i), type)
              : CsvColumn.inferred(names.get(i), sample.seen(i)));
    }
    return new CsvTable(definition, cache, context, files, columns, sample);
  }

  private static List<CsvColumn> texts(List<String> names) {
    return names.stream().map(name -> CsvColumn.given(name, Type.TEXT)).toList();
  }

  private static List<String> names(Definition definition, CsvFile file) {
    List<String> names = file.head().names();
    List<String> given = List.copyOf(definition.types().keySet());
    if (names.isEmpty()) {
      throw new BraidException(
              SqlState.BAD_COPY_FILE_FORMAT,
              file.identity().path().getFileName() + " is empty: it has no columns")
          .withHint("a table without rows needs a header");
    }
    if (!definition.format().header()
        && given.size() == names.size()
        && !names.containsAll(given)) {
      return given;
    }
    for (String name : given) {
      if (!names.contains(name)) {
        throw new BraidException(
                SqlState.UNDEFINED_COLUMN,
                "column \"%s\" of table \"%s\" does not exist in %s"
                    .formatted(name, definition.name(), file.identity().path().getFileName()))
            .withHint(dev.braid.catalog.Nearest.hint(name, names));
      }
    }
    return names;
  }

  private static void checkHeader(List<CsvFile> before, CsvFile file, int fields) {
    if (before.isEmpty()) {
      return;
    }
    CsvFile first = before.getFirst();
    boolean headed = file.format().header();
    boolean empty = file.head().names().isEmpty() && !headed;
    if (!empty
        && (headed ? !file.head().names().equals(first.head().names()) : file.fields() != fields)) {
      throw new BraidException(
          SqlState.BAD_COPY_FILE_FORMAT,
          "%s and %s are files of one table, but do not have the same columns"
              .formatted(
                  first.identity().path().getFileName(), file.identity().path().getFileName()));
    }
  }

  /// This table, or where a file has changed or an inferred type was wrong, the one to use instead.
  /// After a wrong type all values are looked at.
  ///
  /// @throws BraidException as [#open]
  public CsvTable current() {
    boolean changed = files.stream().anyMatch(file -> !file.identity().isCurrent());
    if (!changed && !stale) {
      return this;
    }
    cacheIdentities.forEach(cache::drop);
    return open(definition.renewed(), cache, contexts.getFirst(), stale);
  }

  /// Whether an inferred type has turned out wrong.
  @Override
  public boolean isStale() {
    return stale;
  }

  Definition definition() {
    return definition;
  }

  void setStale() {
    stale = true;
  }

  List<CsvFile> files() {
    return files;
  }

  List<CsvColumn> csvColumns() {
    return csvColumns;
  }

  SegmentCache cache() {
    return cache;
  }

  /// Under which a file's segments are kept: another reading of the same bytes is another file.
  FileIdentity cacheIdentity(int file) {
    return cacheIdentities.get(file);
  }

  EvalContext context(int file) {
    return contexts.get(file);
  }

  ColumnTally tally(int column) {
    return tallies.get(column);
  }

  @Override
  public String schema() {
    return definition.schema();
  }

  @Override
  public String name() {
    return definition.name();
  }

  @Override
  public List<TableColumn> columns() {
    return columns;
  }

  @Override
  public TableStatistics statistics() {
    long rows = 0;
    long bytes = 0;
    int morsels = 0;
    for (CsvFile file : files) {
      morsels += file.chunks().count();
      bytes += file.identity().size();
      for (int chunk = 0; chunk < file.chunks().count(); chunk++) {
        int known = file.rows().getOpaque(chunk);
        rows +=
            known > 0
                ? known - 1
                : Math.round(
                    (file.chunks().bound(chunk + 1) - file.chunks().bound(chunk))
                        / sample.bytesPerRow());
      }
    }
    List<@Nullable ColumnStatistics> known = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnStatistics exact = tallies.get(i).statistics(columns.get(i).type(), morsels);
      known.add(
          exact != null
              ? exact
              : new ColumnStatistics(
                  sample.nullFraction(i),
                  -1,
                  null,
                  null,
                  List.of(),
                  List.of(),
                  List.of(),
                  sample.bytesPerRow() / columns.size()));
    }
    return new TableStatistics(rows, bytes, known);
  }

  @Override
  public TableScan scan(List<Integer> wanted, List<ZoneFilter> filters) {
    files.forEach(file -> file.identity().requireCurrent());
    return new CsvScan(this, wanted, filters);
  }

  @Override
  public String reading() {
    return "%s %d %s %s"
        .formatted(
            definition.format(), definition.chunkBytes(), columns, contexts.getFirst().timeZone());
  }

  @Override
  public List<TableIndex> indexes() {
    return List.of();
  }

  @Override
  public int parallelWorkers() {
    return definition.parallelWorkers();
  }
}
