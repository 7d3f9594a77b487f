package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.Workers;
import dev.braid.source.file.index.BlockCache;
import dev.braid.source.file.segment.SegmentCache;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What the queries of all folder datasets share: worker threads and memory.
///
/// Each query has a leader, a platform thread that plans it, does its serial parts and works along
/// in its parallel ones. Callers' own threads only wait: many of them are virtual, and a query that
/// computed on one would keep others from running.
public final class LocalEngine implements AutoCloseable {
  private final Workers workers;
  private final ExecutorService leaders =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("braid-leader-", 1).factory());
  private final MemoryBudget memory;
  private final SegmentCache segments;
  private final BlockCache indexBlocks = new BlockCache(Runtime.getRuntime().maxMemory() / 16);

  /// An engine that may use half of the JVM's heap for its queries.
  public LocalEngine() {
    this(Runtime.getRuntime().maxMemory() / 2);
  }

  /// @param memoryBytes what all queries together may hold
  public LocalEngine(long memoryBytes) {
    this(memoryBytes, (int) Settings.DEFAULT.number(Setting.MAX_WORKER_PROCESSES));
  }

  /// @param memoryBytes what all queries together may hold
  /// @param threads workers of all queries together
  public LocalEngine(long memoryBytes, int threads) {
    workers = new Workers(threads);
    memory = new MemoryBudget(memoryBytes, null);
    segments = new SegmentCache(Runtime.getRuntime().maxMemory() / 4);
  }

  /// Decoded columns, shared by all datasets.
  SegmentCache segments() {
    return segments;
  }

  /// Blocks of indexes, shared by all datasets.
  BlockCache indexBlocks() {
    return indexBlocks;
  }

  Workers workers() {
    return workers;
  }

  ExecutorService leaders() {
    return leaders;
  }

  /// A budget for one query.
  MemoryBudget queryMemory() {
    return new MemoryBudget(memory.limit(), memory);
  }

  /// What it holds now.
  public EngineStatistics statistics() {
    return new EngineStatistics(
        workers.threads(),
        workers.started(),
        memory.used(),
        memory.peak(),
        memory.limit(),
        segments.used(),
        segments.limit());
  }

  public MemoryBudget memory() {
    return memory;
  }

  @Override
  public void close() {
    workers.close();
    leaders.shutdownNow();
  }
}
