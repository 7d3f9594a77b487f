package dev.braid.bench.tpch;

import dev.braid.server.tpch.TpchData;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Braid against DuckDB and PostgreSQL over TPC-H: all of them in one run, each in a process of its
/// own, printed as Markdown.
public final class TpchRivals {
  private final Path work;
  private final String scaleFactor;
  private final String runs;
  private final Set<String> skipped;

  private TpchRivals(Path work, String scaleFactor, String runs, Set<String> skipped) {
    this.work = work;
    this.scaleFactor = scaleFactor;
    this.runs = runs;
    this.skipped = skipped;
  }

  /// @param args work folder, scale factor, warm runs, and what to skip: `duckdb`, `postgres`,
  ///   `postgres-serial`, `files`
  public static void main(String[] args) throws Exception {
    Path work = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    Set<String> skipped = Set.copyOf(List.of(args).subList(3, args.length));
    new TpchRivals(work, args[1], args[2], skipped).run();
  }

  private void run() throws Exception {
    Path folder = TpchData.folder(work, new BigDecimal(scaleFactor));
    if (!TpchData.exists(folder)) {
      System.err.println("writing " + folder + " ...");
      TpchData.make(folder, new BigDecimal(scaleFactor));
    }
    System.out.printf(
        Locale.ROOT,
        "TPC-H, scale factor %s, medians of %s warm runs, JDK %s, %d processors%n%n",
        scaleFactor,
        runs,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors());
    List<Figures> all = new ArrayList<>();
    all.add(measured("Braid, 2 workers", "braid", "2", folder.toString()));
    all.add(measured("Braid, 1 worker", "braid", "1", folder.toString()));
    all.add(measured("Braid, serial", "braid", "0", folder.toString()));
    if (!skipped.contains("duckdb")) {
      Path database = work.resolve("tpch-sf" + scaleFactor + ".duckdb");
      DuckEngine.load(database, folder);
      all.add(measured("DuckDB, 2 threads", "duckdb", "2", database.toString()));
      all.add(measured("DuckDB, 1 thread", "duckdb", "1", database.toString()));
    }
    if (!skipped.contains("postgres")) {
      postgres(folder, all);
    }
    Tables.queries(System.out, "warm", all);
    Tables.queries(System.out, "cold", all);
    Tables.engines(System.out, all);
    if (!skipped.contains("files")) {
      FileRivals.compare(folder, runs);
    }
  }

  private Figures measured(String name, String engine, String width, String data) throws Exception {
    return Child.run(name, Measured.class, engine, width, scaleFactor, runs, data);
  }

  private void postgres(Path folder, List<Figures> all) throws Exception {
    Path directory = Files.createDirectories(work.resolve("postgres-sf" + scaleFactor));
    try (PostgresServer server = PostgresServer.start(directory, folder, true)) {
      String port = Integer.toString(server.port());
      all.add(withMemory(server, "PostgreSQL, 2 workers", "2", port));
      if (!skipped.contains("postgres-serial")) {
        all.add(withMemory(server, "PostgreSQL, serial", "0", port));
      }
    }
  }

  /// The server's memory is looked at twice a second.
  private Figures withMemory(PostgresServer server, String name, String workers, String port)
      throws Exception {
    AtomicLong peak = new AtomicLong();
    Thread watch =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    while (true) {
                      peak.accumulateAndGet(server.memory(), Math::max);
                      Thread.sleep(500);
                    }
                  } catch (InterruptedException e) {
                    // The run is over.
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
    Figures figures = measured(name, "postgres", workers, port);
    watch.interrupt();
    watch.join();
    figures.put("memory", peak.get());
    return figures;
  }
}
