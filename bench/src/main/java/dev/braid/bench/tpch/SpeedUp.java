package dev.braid.bench.tpch;

import dev.braid.bench.Sample;
import dev.braid.server.tpch.TpchData;
import dev.braid.server.tpch.TpchQueries;
import java.math.BigDecimal;
import java.nio.file.Path;

/// What a second process is worth: each of the 22 queries by the leader alone and with one worker,
/// by turns in one JVM, so that both run the same compiled code.
public final class SpeedUp {
  private static final int WARM_UP = 40;

  private SpeedUp() {}

  /// @param args the work folder, scale factor, warm runs
  public static void main(String[] args) throws Exception {
    BigDecimal scaleFactor = new BigDecimal(args[1]);
    int runs = Integer.parseInt(args[2]);
    Path folder = TpchData.folder(Path.of(args[0]).toAbsolutePath(), scaleFactor);
    if (!TpchData.exists(folder)) {
      TpchData.make(folder, scaleFactor);
    }
    System.out.printf("TPC-H, scale factor %s, medians of %d runs by turns%n%n", args[1], runs);
    System.out.println("| query | leader alone, ms | with 1 worker, ms | speed-up |");
    System.out.println("|--:|--:|--:|--:|");
    try (BraidEngine alone = new BraidEngine(folder, 0);
        BraidEngine two = new BraidEngine(folder, 1)) {
      for (int i = 0; i < WARM_UP; i++) {
        for (int query = 1; query <= TpchQueries.COUNT; query++) {
          alone.rows(TpchQueries.text(query, scaleFactor));
          two.rows(TpchQueries.text(query, scaleFactor));
        }
      }
      double sumAlone = 0;
      double sumTwo = 0;
      double product = 1;
      for (int query = 1; query <= TpchQueries.COUNT; query++) {
        String sql = TpchQueries.text(query, scaleFactor);
        double[] timesAlone = new double[runs];
        double[] timesTwo = new double[runs];
        for (int i = 0; i < runs; i++) {
          timesAlone[i] = Sample.of(0, 1, () -> alone.rows(sql)).median();
          timesTwo[i] = Sample.of(0, 1, () -> two.rows(sql)).median();
        }
        double one = new Sample(timesAlone).median();
        double other = new Sample(timesTwo).median();
        sumAlone += one;
        sumTwo += other;
        product *= one / other;
        System.out.printf("| %d | %.1f | %.1f | %.2f |%n", query, one, other, one / other);
      }
      System.out.printf("| sum | %.0f | %.0f | %.2f |%n", sumAlone, sumTwo, sumAlone / sumTwo);
      System.out.printf(
          "| geometric mean | | | %.2f |%n", Math.pow(product, 1.0 / TpchQueries.COUNT));
    }
  }
}
