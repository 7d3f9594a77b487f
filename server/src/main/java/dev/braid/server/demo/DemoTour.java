package dev.braid.server.demo;

import dev.braid.BatchBuilder;
import dev.braid.Braid;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.server.report.Elapsed;
import dev.braid.server.report.MarkdownReport;
import dev.braid.server.report.PoolReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// What `braid demo` shows, with times measured while it runs: the same queries one after another
/// and in parallel, a dashboard, the pools, and two batches as an assistant would see them.
public final class DemoTour {
  private static final int QUERIES = 5;

  private final Braid braid;
  private final PrintStream out;

  /// @param braid opened with a [DemoServer]'s configuration
  public DemoTour(Braid braid, PrintStream out) {
    this.braid = braid;
    this.out = out;
  }

  /// Starts a demo server, shows the tour and stops the server.
  public static void run(PrintStream out) {
    long start = System.nanoTime();
    out.println("Starting PostgreSQL 18 with the demo datasets...");
    try (DemoServer demo = DemoServer.start();
        Braid braid = Braid.open(demo.config())) {
      out.printf(Locale.ROOT, "  Ready in %.1f seconds%n%n", seconds(start));
      new DemoTour(braid, out).show();
    }
  }

  /// Shows the whole tour.
  public void show() {
    openConnections();
    sequentialAndParallel();
    dashboard();
    out.print(PoolReport.text(braid.statistics()));
    out.println();
    takeaways();
    analysis();
    partialFailure();
    files();
    out.println("Done!");
  }

  /// So that the times below are those of queries, not of logging in.
  private void openConnections() {
    parallel("SELECT pg_sleep(0.1), $1::int AS id");
  }

  private void sequentialAndParallel() {
    title("Sequential vs Parallel Queries");
    String sql = "SELECT pg_sleep(0.1), $1::int AS id";
    out.println("Running " + QUERIES + " queries SEQUENTIALLY...");
    long start = System.nanoTime();
    for (int id = 1; id <= QUERIES; id++) {
      braid.query("survey", sql, id);
    }
    double sequential = seconds(start);
    out.printf(Locale.ROOT, "  Sequential time: %.2f seconds%n", sequential);
    out.printf(Locale.ROOT, "  (%.0fms per query)%n%n", sequential * 1000 / QUERIES);

    out.println("Running " + QUERIES + " queries IN PARALLEL...");
    start = System.nanoTime();
    parallel(sql);
    double parallel = seconds(start);
    out.printf(Locale.ROOT, "  Parallel time: %.2f seconds%n", parallel);
    out.printf("  Speedup: %s faster!%n%n", Elapsed.times(sequential / parallel));
  }

  private void parallel(String sql) {
    BatchBuilder batch = braid.batch();
    for (int id = 1; id <= QUERIES; id++) {
      batch.add(Query.of("survey", sql).with(id));
    }
    batch.run().outcomes().forEach(Outcome::orThrow);
  }

  private void dashboard() {
    title("Real-World Example: Dashboard");
    long start = System.nanoTime();
    List<Outcome> outcomes = DemoQueries.batch(braid, DemoQueries.DASHBOARD).run().outcomes();
    double seconds = seconds(start);
    out.println("Dashboard data (fetched in parallel):");
    for (Outcome outcome : outcomes) {
      out.println("  " + outcome.label() + ": " + outcome.orThrow().single());
    }
    out.printf(Locale.ROOT, "%nFetched in %.3f seconds%n%n", seconds);
  }

  private void takeaways() {
    title("Key Takeaways");
    out.println(
        """
        1. The queries of a batch run side by side, each on its own connection
        2. The pool opens connections as they are needed and keeps them for the next batch
        3. Independent queries should run in parallel
        4. Dependent queries must run sequentially
        """);
  }

  private void analysis() {
    title("Ten Questions, One Call");
    long start = System.nanoTime();
    DemoQueries.ANALYSIS.forEach(query -> braid.query(query.dataset(), query.sql()));
    double sequential = seconds(start) * 1000;
    BatchResult batch = DemoQueries.batch(braid, DemoQueries.ANALYSIS).run();
    double parallel = batch.totalExecutionTimeMs();
    out.print(MarkdownReport.batch(batch, braid.config()));
    out.printf(
        "%nMeasured on %d cores: one after another %s, as one batch %s: %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        Elapsed.of(sequential),
        Elapsed.of(parallel),
        Elapsed.times(sequential / parallel));
  }

  private void partialFailure() {
    title("One Failure Stops Nothing");
    BatchResult batch = DemoQueries.batch(braid, DemoQueries.PARTIAL_FAILURE).run();
    out.println(MarkdownReport.batch(batch, braid.config()));
  }

  private void files() {
    title("Files, Without a Server");
    out.println(
        """
        Every Parquet and CSV file in a folder is a table, on every core:
          braid query -d FOLDER "SELECT ..."
          braid tpch --sf 0.1        makes TPC-H as Parquet, times and checks its 22 queries
        """);
  }

  private void title(String text) {
    out.println("=== " + text + " ===");
    out.println();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
