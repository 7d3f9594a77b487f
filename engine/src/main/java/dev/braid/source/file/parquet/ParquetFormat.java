package dev.braid.source.file.parquet;

import dev.braid.catalog.table.Table;
import dev.braid.source.file.FileFormat;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.segment.SegmentCache;
import java.util.List;
import java.util.function.ToIntFunction;

/// Parquet files as tables, their segments kept in one cache.
public final class ParquetFormat implements FileFormat {
  private final SegmentCache cache;
  private final ToIntFunction<String> parallelWorkers;

  public ParquetFormat(SegmentCache cache) {
    this(cache, _ -> -1);
  }

  /// @param parallelWorkers storage parameter of a table by its name, -1 to go by its files
  public ParquetFormat(SegmentCache cache, ToIntFunction<String> parallelWorkers) {
    this.cache = cache;
    this.parallelWorkers = parallelWorkers;
  }

  @Override
  public String extension() {
    return ".parquet";
  }

  @Override
  public Table open(String schema, String name, List<FileIdentity> files) {
    List<ParquetFile> opened = files.stream().map(ParquetFile::open).toList();
    return new ParquetTable(schema, name, opened, cache, parallelWorkers.applyAsInt(name));
  }
}
