package dev.braid.bench;

import dev.braid.Braid;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.source.postgres.PoolStatistics;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Batches against the same queries one after another, against the ideal, and against plain pgjdbc.
public final class ManyQueries {
  private static final int CALLERS = 8;
  private static final int BATCHES = 1000;

  private final String url;
  private final Braid braid;

  private ManyQueries(String url, Braid braid) {
    this.url = url;
    this.braid = braid;
  }

  public static void main(String[] args) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'");
      }
      String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
      Dataset dataset =
          new Dataset(
              1,
              "bench",
              "",
              new PostgresSource(url, "reader", "reader", url),
              PoolSettings.DEFAULT,
              Limits.DEFAULT,
              false,
              "",
              Description.NONE);
      try (Braid braid = Braid.open(new Config(List.of(dataset), BatchLimits.DEFAULT))) {
        ManyQueries bench = new ManyQueries(url, braid);
        System.out.printf(
            Locale.ROOT,
            "PostgreSQL %s, JDK %s, %d processors%n%n",
            braid.query("1", "SHOW server_version").single(),
            Runtime.version(),
            Runtime.getRuntime().availableProcessors());
        bench.warmUp();
        bench.speedUps();
        bench.overhead();
        bench.underLoad();
      }
    }
  }

  /// A server's JVM has long compiled what a batch runs; a fresh one needs some 5 ms more for a
  /// batch of three.
  private void warmUp() {
    for (int i = 0; i < 500; i++) {
      braid.batch().addAll(Collections.nCopies(10, Query.of("1", "SELECT 1"))).run();
    }
  }

  private void speedUps() throws Exception {
    System.out.println(
        "| queries of 100 ms | one after another, ms | batch, ms (median of 11) | faster | batch /"
            + " ideal | wanted |");
    System.out.println("|---|---|---|---|---|---|");
    speedUp(3, 100, "at least 2.8x");
    speedUp(10, 100, "at least 8x");
    speedUp(30, 300, "at most 1.2 of the ideal");
    System.out.println();
  }

  private void speedUp(int count, double idealMs, String wanted) throws Exception {
    String sql = "SELECT pg_sleep(0.1), 1 AS id";
    List<Query> queries = Collections.nCopies(count, Query.of("1", sql));
    Sample parallel =
        Sample.of(
            2,
            11,
            () -> {
              if (braid.batch().addAll(queries).run().failed() > 0) {
                throw new IllegalStateException("a query failed");
              }
            });
    double sequential;
    try (Connection connection = DriverManager.getConnection(url, "reader", "reader");
        Statement statement = connection.createStatement()) {
      sequential =
          Sample.of(
                  0,
                  1,
                  () -> {
                    for (int i = 0; i < count; i++) {
                      statement.executeQuery(sql).close();
                    }
                  })
              .median();
    }
    System.out.printf(
        Locale.ROOT,
        "| %d | %.0f | %.1f | %.2fx | %.3f | %s |%n",
        count,
        sequential,
        parallel.median(),
        sequential / parallel.median(),
        parallel.median() / idealMs,
        wanted);
  }

  private void overhead() throws Exception {
    int runs = 5000;
    Sample plain;
    try (Connection connection = DriverManager.getConnection(url, "reader", "reader");
        Statement statement = connection.createStatement()) {
      plain =
          Sample.of(
              2000,
              runs,
              () -> {
                try (ResultSet row = statement.executeQuery("SELECT 1")) {
                  row.next();
                  row.getInt(1);
                }
              });
    }
    Query one = Query.of("1", "SELECT 1");
    Sample batch =
        Sample.of(2000, runs, () -> braid.batch().add(one).run().outcomes().getFirst().orThrow());
    System.out.println("| SELECT 1 | p50, ms | p99, ms |");
    System.out.println("|---|---|---|");
    row("pgjdbc, held connection", plain);
    row("batch of one", batch);
    System.out.printf(
        Locale.ROOT,
        "%nOverhead at p50: %.3f ms (wanted: at most 0.5 ms)%n%n",
        batch.median() - plain.median());
  }

  private static void row(String name, Sample sample) {
    System.out.printf(
        Locale.ROOT, "| %s | %.3f | %.3f |%n", name, sample.median(), sample.percentile(99));
  }

  private void underLoad() throws InterruptedException {
    AtomicInteger left = new AtomicInteger(BATCHES);
    AtomicInteger errors = new AtomicInteger();
    List<Double> waits = Collections.synchronizedList(new ArrayList<>());
    List<Query> queries = Collections.nCopies(10, Query.of("1", "SELECT pg_sleep(0.002), 1"));
    long start = System.nanoTime();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (left.getAndDecrement() > 0) {
                      BatchResult result = braid.batch().addAll(queries).run();
                      errors.addAndGet(result.failed());
                      result.outcomes().stream().map(Outcome::waitTimeMs).forEach(waits::add);
                    }
                  }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Sample wait = new Sample(waits.stream().mapToDouble(Double::doubleValue).toArray());
    PoolStatistics pool = braid.statistics().getFirst();
    System.out.println("| 1,000 batches of 10, 8 callers, 10 connections | |");
    System.out.println("|---|---|");
    System.out.printf(Locale.ROOT, "| seconds | %.1f |%n", seconds);
    System.out.printf(Locale.ROOT, "| queries per second | %.0f |%n", BATCHES * 10 / seconds);
    System.out.printf(Locale.ROOT, "| errors | %d |%n", errors.get());
    System.out.printf(
        Locale.ROOT,
        "| wait for a connection, ms: p50 / p99 / max | %.1f / %.1f / %.1f |%n",
        wait.median(),
        wait.percentile(99),
        wait.max());
    System.out.printf(Locale.ROOT, "| max / median wait | %.2f |%n", wait.max() / wait.median());
    System.out.printf(
        Locale.ROOT,
        "| connections afterwards: active, waiting, created, discarded | %d, %d, %d, %d |%n",
        pool.active(),
        pool.waiting(),
        pool.created(),
        pool.discarded());
  }
}
