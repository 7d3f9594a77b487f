package dev.braid.server.report;

import dev.braid.local.EngineStatistics;
import dev.braid.source.postgres.PoolStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statistics of the engine that answers folder datasets.
public final class EngineReport {
  private EngineReport() {}

  /// The pools, then the engine; where there are only folders, the engine alone.
  public static String text(List<PoolStatistics> pools, @Nullable EngineStatistics engine) {
    if (engine == null) {
      return PoolReport.text(pools);
    }
    return pools.isEmpty() ? text(engine) : PoolReport.text(pools) + "\n" + text(engine);
  }

  private static String text(EngineStatistics engine) {
    return """
    === Engine Stats ===

      Workers: %d of %d started
      Memory: %s (peak %s, max %s)
      Column cache: %s (max %s)
    """
        .formatted(
            engine.started(),
            engine.threads(),
            megabytes(engine.memoryUsed()),
            megabytes(engine.memoryPeak()),
            megabytes(engine.memoryLimit()),
            megabytes(engine.cacheUsed()),
            megabytes(engine.cacheLimit()));
  }

  public static Map<String, Object> json(EngineStatistics engine) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("worker_threads", engine.threads());
    map.put("workers_started", engine.started());
    map.put("memory_used_bytes", engine.memoryUsed());
    map.put("memory_peak_bytes", engine.memoryPeak());
    map.put("memory_limit_bytes", engine.memoryLimit());
    map.put("cache_used_bytes", engine.cacheUsed());
    map.put("cache_limit_bytes", engine.cacheLimit());
    return map;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }
}
