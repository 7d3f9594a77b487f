package dev.braid.bench.tpch;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Braid over a folder of files.
final class BraidEngine implements Engine {
  private final Braid braid;
  private final Session session;

  /// @param workers under one Gather, beside the leader
  BraidEngine(Path folder, int workers) {
    this(open(folder), workers);
  }

  private BraidEngine(Braid braid, int workers) {
    this.braid = braid;
    this.session = braid.session("files");
    session.execute("SET max_parallel_workers_per_gather = " + workers);
  }

  /// The folder as a dataset named `files`, which may be written to.
  static Braid open(Path folder) {
    Dataset dataset =
        new Dataset(
            1,
            "files",
            "",
            new FolderSource(folder.toAbsolutePath(), true, Map.of(), CsvFormat.DEFAULT),
            PoolSettings.DEFAULT,
            Limits.NONE,
            false,
            "UTC",
            Description.NONE);
    return Braid.open(new Config(List.of(dataset), new BatchLimits(30, 10, Long.MAX_VALUE / 4)));
  }

  Session session() {
    return session;
  }

  @Override
  public long rows(String sql) {
    return session.execute(Limits.NONE, sql).rowCount();
  }

  @Override
  public long peakMemory() throws IOException {
    return ProcessMemory.peak();
  }

  @Override
  public void close() {
    session.close();
    braid.close();
  }
}
