package dev.braid.bench.tpch;

import dev.braid.bench.Sample;
import dev.braid.server.tpch.TpchQueries;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;

/// One engine, measured over the 22 queries in a process of its own. Prints a line per figure:
/// `first`, `cold N`, `warm N`, `plan50`, `planmax` and `memory`, with milliseconds or bytes.
public final class Measured {
  /// Rounds that do not count: after fewer of them, a Java process that does the work itself still
  /// compiles.
  private static final int WARM_UP = 25;

  private static final int WARM_UP_OF_SERVERS = 2;

  private Measured() {}

  /// @param args engine, workers or threads or connections, scale factor, warm runs, and where its
  ///   data are: a folder, a database's file, or a server's port
  public static void main(String[] args) throws Exception {
    int width = Integer.parseInt(args[1]);
    BigDecimal scaleFactor = new BigDecimal(args[2]);
    int runs = Integer.parseInt(args[3]);
    boolean embedded = args[0].equals("braid") || args[0].equals("duckdb");
    int warmUp = embedded ? WARM_UP : WARM_UP_OF_SERVERS;
    long start = System.nanoTime();
    try (Engine engine = open(args[0], width, args[4])) {
      engine.rows(TpchQueries.text(6, scaleFactor));
      print("first", (System.nanoTime() - start) / 1e6);
      for (int query = 1; query <= TpchQueries.COUNT; query++) {
        String sql = TpchQueries.text(query, scaleFactor);
        print("cold " + query, Sample.of(0, 1, () -> engine.rows(sql)).median());
      }
      // In rounds, so that what disturbs the machine for a while does not fall on one query only.
      double[][] times = new double[TpchQueries.COUNT + 1][runs];
      for (int run = -warmUp; run < runs; run++) {
        for (int query = 1; query <= TpchQueries.COUNT; query++) {
          String sql = TpchQueries.text(query, scaleFactor);
          double time = Sample.of(0, 1, () -> engine.rows(sql)).median();
          if (run >= 0) {
            times[query][run] = time;
          }
        }
      }
      for (int query = 1; query <= TpchQueries.COUNT; query++) {
        print("warm " + query, new Sample(times[query]).median());
      }
      planning(engine, scaleFactor);
      print("memory", engine.peakMemory());
    }
  }

  private static Engine open(String name, int width, String data) throws Exception {
    return switch (name) {
      case "braid" -> new BraidEngine(Path.of(data), width);
      case "duckdb" -> new DuckEngine(data, width);
      case "postgres" -> new PostgresEngine(Integer.parseInt(data), width);
      case "shards" -> new ShardsEngine(Integer.parseInt(data), width);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void planning(Engine engine, BigDecimal scaleFactor) throws Exception {
    int rounds = 21;
    double[] all = new double[rounds * TpchQueries.COUNT];
    int n = 0;
    for (int round = -5; round < rounds; round++) {
      for (int query = 1; query <= TpchQueries.COUNT; query++) {
        String sql = TpchQueries.text(query, scaleFactor);
        double time = Sample.of(0, 1, () -> engine.plan(sql)).median();
        if (round >= 0) {
          all[n++] = time;
        }
      }
    }
    Sample sample = new Sample(all);
    print("plan50", sample.median());
    print("planmax", sample.max());
  }

  private static void print(String name, double value) {
    System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    System.out.flush();
  }
}
