package dev.braid.bench.tpch;

import dev.braid.Braid;
import dev.braid.batch.Query;
import dev.braid.bench.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// One engine reading files, in a process of its own. Every run opens the engine anew, so nothing
/// of a file is known beforehand but to the system's page cache.
public final class FileRun {
  private static final String SUMS =
      "SELECT l_returnflag, count(*), sum(l_quantity), sum(l_extendedprice), max(l_comment)"
          + " FROM %s GROUP BY l_returnflag ORDER BY l_returnflag";

  private static final List<String> GROUPS =
      List.of(
          "l_returnflag",
          "l_linestatus",
          "l_shipmode",
          "l_shipinstruct",
          "l_linenumber",
          "l_quantity",
          "l_discount",
          "l_tax",
          "l_shipdate",
          "l_suppkey");

  private FileRun() {}

  /// @param args engine, folder of Parquet files, folder of lineitem.csv, runs
  public static void main(String[] args) throws Exception {
    Path parquet = Path.of(args[1]);
    Path csv = Path.of(args[2]);
    int runs = Integer.parseInt(args[3]);
    if (args[0].equals("braid")) {
      braid(parquet, csv, runs);
    } else {
      duck(parquet, csv, runs);
    }
  }

  private static void braid(Path parquet, Path csv, int runs) throws Exception {
    print("csv load", opened(csv, runs, "CREATE TABLE loaded AS SELECT * FROM lineitem"));
    print("csv query", opened(csv, runs, SUMS.formatted("lineitem")));
    print("parquet cold", opened(parquet, runs, SUMS.formatted("lineitem")));
    batch(parquet, runs);
  }

  private static Sample opened(Path folder, int runs, String sql) throws Exception {
    return Sample.ofTimed(
        1,
        runs,
        () -> {
          long start = System.nanoTime();
          try (BraidEngine engine = new BraidEngine(folder, 2)) {
            engine.rows(sql);
            double time = (System.nanoTime() - start) / 1e6;
            engine.rows("DROP TABLE IF EXISTS loaded");
            return time;
          }
        });
  }

  private static void batch(Path folder, int runs) throws Exception {
    List<Query> queries =
        GROUPS.stream()
            .map(
                column ->
                    Query.of(
                        "files",
                        "SELECT %s, count(*), sum(l_extendedprice) FROM lineitem GROUP BY 1"
                            .formatted(column)))
            .toList();
    try (Braid braid = BraidEngine.open(folder)) {
      double slowest = 0;
      double sum = 0;
      for (Query query : queries) {
        double one = Sample.of(2, runs, () -> run(braid, List.of(query))).median();
        slowest = Math.max(slowest, one);
        sum += one;
      }
      System.out.printf(Locale.ROOT, "one %.3f%n", slowest);
      System.out.printf(Locale.ROOT, "sequence %.3f%n", sum);
      print("batch", Sample.of(2, runs, () -> run(braid, queries)));
    }
  }

  private static void run(Braid braid, List<Query> queries) {
    if (braid.batch().addAll(queries).run().failed() > 0) {
      throw new IllegalStateException("a query failed");
    }
  }

  private static void duck(Path parquet, Path csv, int runs) throws Exception {
    String readCsv = "read_csv('" + csv.resolve("lineitem.csv") + "')";
    String readParquet = "read_parquet('" + parquet.resolve("lineitem.parquet") + "')";
    print("csv load", duck(runs, "CREATE TABLE loaded AS SELECT * FROM " + readCsv));
    print("csv query", duck(runs, SUMS.formatted(readCsv)));
    print("parquet cold", duck(runs, SUMS.formatted(readParquet)));
  }

  private static Sample duck(int runs, String sql) throws Exception {
    return Sample.of(
        1,
        runs,
        () -> {
          try (DuckEngine duck = new DuckEngine("", 2)) {
            if (sql.startsWith("CREATE")) {
              duck.execute(sql);
            } else {
              duck.rows(sql);
            }
          }
        });
  }

  private static void print(String name, Sample sample) {
    System.out.printf(Locale.ROOT, "%s %.3f%n", name, sample.median());
    System.out.flush();
  }
}
