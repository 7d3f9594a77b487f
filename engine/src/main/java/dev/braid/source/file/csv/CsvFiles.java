package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.FileTable;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.table.Table;
import dev.braid.expr.EvalContext;
import dev.braid.source.file.FileFormat;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.segment.SegmentCache;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// CSV files of a folder, read as its configuration says.
public final class CsvFiles implements FileFormat {
  private final String extension;
  private final FolderSource source;
  private final SegmentCache cache;
  private final EvalContext context;
  private final Map<String, CsvTable> opened = new ConcurrentHashMap<>();

  private CsvFiles(
      String extension, FolderSource source, SegmentCache cache, EvalContext context) {
    this.extension = extension;
    this.source = source;
    this.cache = cache;
    this.context = context;
  }

  /// One for each ending: plain and compressed.
  ///
  /// @param context zone by which timestamps without one are read
  public static List<FileFormat> all(
      FolderSource source, SegmentCache cache, EvalContext context) {
    return List.of(
        new CsvFiles(".csv", source, cache, context),
        new CsvFiles(".csv.gz", source, cache, context),
        new CsvFiles(".csv.zst", source, cache, context));
  }

  @Override
  public String extension() {
    return extension;
  }

  @Override
  public Table open(String schema, String name, List<FileIdentity> files) {
    FileTable described = source.tables().get(name);
    CsvFormat format = described == null ? source.csv() : described.csv();
    CsvTable.Definition definition =
        new CsvTable.Definition(
            schema,
            name,
            files,
            format,
            described == null ? Map.of() : described.columns(),
            described == null ? -1 : described.parallelWorkers(),
            CsvTable.CHUNK_BYTES);
    CsvTable before = opened.get(name);
    CsvTable table =
        before != null && before.isStale() && before.definition().equals(definition)
            ? before.current()
            : CsvTable.open(definition, cache, context);
    opened.put(name, table);
    return table;
  }
}
