package dev.braid.memory;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.guard.Statement;
import dev.braid.local.LocalBackend;
import dev.braid.local.LocalEngine;
import dev.braid.local.LocalFolders;
import dev.braid.parallel.Cancellation;
import dev.braid.source.RowCursor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The program of a JVM with a small heap: runs each line of standard input as a query and prints a
/// line for it, `rows=… sum=… spilled=… used=…` or `error=… message`. The sum is over the rows'
/// text and does not depend on their order.
final class SmallHeap {
  private SmallHeap() {}

  public static void main(String[] args) throws Exception {
    long budget = Long.parseLong(args[0]) << 20;
    Path folder = Files.createTempDirectory("small-heap");
    FolderSource source = new FolderSource(folder, false, Map.of(), CsvFormat.DEFAULT);
    Dataset dataset =
        new Dataset(
            1,
            "empty",
            "",
            source,
            PoolSettings.DEFAULT,
            Limits.NONE,
            false,
            "UTC",
            Description.NONE);
    String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    try (LocalEngine engine = budget == 0 ? new LocalEngine() : new LocalEngine(budget, 2)) {
      LocalBackend backend =
          new LocalBackend(engine, dataset, source, new LocalFolders(), Settings.DEFAULT);
      for (String sql : input.lines().toList()) {
        System.out.println(run(engine, backend, sql));
      }
    } finally {
      Files.delete(folder);
    }
  }

  private static String run(LocalEngine engine, LocalBackend backend, String sql) {
    Statement statement = new Statement(sql, Statement.Kind.QUERY, false, 0);
    long before = engine.memory().spilled();
    long rows = 0;
    long sum = 0;
    try (RowCursor cursor = backend.stream(statement, List.of(), new Cancellation())) {
      List<@Nullable Object> row;
      while ((row = cursor.next()) != null) {
        rows++;
        sum += row.toString().hashCode();
      }
    } catch (BraidException e) {
      return "error=%s %s".formatted(e.sqlState(), e.message());
    }
    return "rows=%d sum=%d spilled=%d used=%d"
        .formatted(rows, sum, engine.memory().spilled() - before, engine.memory().used());
  }
}
