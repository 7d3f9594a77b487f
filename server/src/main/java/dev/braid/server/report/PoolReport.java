package dev.braid.server.report;

import dev.braid.result.Column;
import dev.braid.result.Result;
import dev.braid.source.postgres.PoolStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Pools' statistics as text.
public final class PoolReport {
  private PoolReport() {}

  /// A block per pool. What a caller waits for and what went wrong stand beside the counts of
  /// connections.
  public static String text(List<PoolStatistics> pools) {
    StringBuilder text = new StringBuilder("=== Connection Pool Stats ===\n");
    for (PoolStatistics pool : pools) {
      text.append('\n').append(TerminalText.line(pool.datasetName())).append("  ");
      text.append(TerminalText.line(pool.safe())).append("\n\n");
      line(text, "Connections created", pool.created());
      line(text, "Current idle", pool.idle());
      line(text, "Current active", pool.active());
      text.append("  Total: ").append(pool.total());
      text.append(" (min ").append(pool.min()).append(", max ").append(pool.max()).append(")\n");
      line(text, "Waiting", pool.waiting());
      line(text, "Discarded", pool.discarded());
      line(text, "Timeouts", pool.timeouts());
      line(text, "Acquired", pool.acquired());
      text.append("  Acquire wait: p50 ").append(wait(pool.acquireP50Ms()));
      text.append(", p99 ").append(wait(pool.acquireP99Ms()));
      text.append(", max ").append(wait(pool.acquireMaxMs())).append('\n');
    }
    return text.toString();
  }

  /// One row per pool, to be shown in any form.
  public static Result table(List<PoolStatistics> pools) {
    List<Column> columns =
        List.of(
            new Column("dataset", "text"),
            new Column("server", "text"),
            new Column("created", "int8"),
            new Column("idle", "int4"),
            new Column("active", "int4"),
            new Column("total", "int4"),
            new Column("max", "int4"),
            new Column("waiting", "int4"),
            new Column("discarded", "int8"),
            new Column("timeouts", "int8"),
            new Column("acquired", "int8"),
            new Column("wait_p50_ms", "float8"),
            new Column("wait_p99_ms", "float8"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (PoolStatistics pool : pools) {
      rows.add(
          List.<@Nullable Object>of(
              pool.datasetName(),
              pool.safe(),
              pool.created(),
              pool.idle(),
              pool.active(),
              pool.total(),
              pool.max(),
              pool.waiting(),
              pool.discarded(),
              pool.timeouts(),
              pool.acquired(),
              Math.round(pool.acquireP50Ms() * 1000) / 1000.0,
              Math.round(pool.acquireP99Ms() * 1000) / 1000.0));
    }
    return new Result(columns, rows, false, null, 0);
  }

  private static void line(StringBuilder text, String name, long count) {
    text.append("  ").append(name).append(": ").append(count).append('\n');
  }

  /// Waits are mostly far below a millisecond.
  private static String wait(double milliseconds) {
    return String.format(Locale.ROOT, "%.2fms", milliseconds);
  }
}
