package dev.braid.bench.tpch;

import dev.braid.bench.Sample;
import dev.braid.server.tpch.TpchData;
import dev.braid.server.tpch.TpchQueries;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a second process is worth: each of the 22 queries by the leader alone and, right after it,
/// with one worker, in one JVM, so that both run the same compiled code. What is compared are the
/// two times of a pair, and the median of the pairs counts: processors of a virtual machine are for
/// a while slower, and then for both. Before and after each pair it is measured whether there are
/// two of them at all ([TwoCores]).
public final class SpeedUp {
  private static final int WARM_UP = 40;

  /// Two threads that share nothing are worth so much at least where they have a core each.
  private static final double TWO = 1.6;

  /// @param gain what two threads were worth around the pair, at the least
  private record Pair(double alone, double two, double gain) {
    double speedUp() {
      return alone / two;
    }
  }

  private SpeedUp() {}

  /// @param args the work folder, scale factor, warm runs
  public static void main(String[] args) throws Exception {
    BigDecimal scaleFactor = new BigDecimal(args[1]);
    int runs = Integer.parseInt(args[2]);
    Path folder = TpchData.folder(Path.of(args[0]).toAbsolutePath(), scaleFactor);
    if (!TpchData.exists(folder)) {
      TpchData.make(folder, scaleFactor);
    }
    List<List<Pair>> pairs = new ArrayList<>();
    List<Double> gains = new ArrayList<>();
    try (BraidEngine leader = new BraidEngine(folder, 0);
        BraidEngine both = new BraidEngine(folder, 1);
        TwoCores machine = new TwoCores()) {
      for (int run = -WARM_UP; run < runs; run++) {
        double before = machine.gain();
        for (int query = 1; query <= TpchQueries.COUNT; query++) {
          String sql = TpchQueries.text(query, scaleFactor);
          double alone = Sample.of(0, 1, () -> leader.rows(sql)).median();
          double two = Sample.of(0, 1, () -> both.rows(sql)).median();
          double after = machine.gain();
          if (run == 0) {
            pairs.add(new ArrayList<>());
          }
          if (run >= 0) {
            pairs.get(query - 1).add(new Pair(alone, two, Math.min(before, after)));
            gains.add(after);
          }
          before = after;
        }
      }
    }
    System.out.printf("TPC-H, scale factor %s, medians of %d pairs of runs%n%n", args[1], runs);
    print(pairs);
    Sample machine = new Sample(gains.stream().mapToDouble(gain -> gain).toArray());
    System.out.printf(
        Locale.ROOT,
        "%nTwo threads that share nothing did %.2f times the work of one (median; %.2f in the worst"
            + " tenth of the measurements, %.2f in the best).%n",
        machine.median(),
        machine.percentile(10),
        machine.percentile(90));
  }

  private static void print(List<List<Pair>> pairs) {
    System.out.printf(
        Locale.ROOT,
        "| query | leader alone, ms | with 1 worker, ms | speed-up | on two cores (gain of %.1f"
            + " around the pair) | such pairs |%n",
        TWO);
    System.out.println("|--:|--:|--:|--:|--:|--:|");
    double[] sums = new double[2];
    double[] logarithms = new double[2];
    for (int query = 1; query <= pairs.size(); query++) {
      List<Pair> all = pairs.get(query - 1);
      List<Pair> twoCores = all.stream().filter(pair -> pair.gain() >= TWO).toList();
      double alone = median(all.stream().mapToDouble(Pair::alone).toArray());
      double two = median(all.stream().mapToDouble(Pair::two).toArray());
      double speedUp = median(all.stream().mapToDouble(Pair::speedUp).toArray());
      double onTwo = median(twoCores.stream().mapToDouble(Pair::speedUp).toArray());
      sums[0] += alone;
      sums[1] += two;
      logarithms[0] += Math.log(speedUp);
      logarithms[1] += Math.log(onTwo);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.1f | %.2f | %.2f | %d |%n",
          query,
          alone,
          two,
          speedUp,
          onTwo,
          twoCores.size());
    }
    System.out.printf(
        Locale.ROOT, "| sum | %.0f | %.0f | %.2f | | |%n", sums[0], sums[1], sums[0] / sums[1]);
    System.out.printf(
        Locale.ROOT,
        "| geometric mean | | | %.2f | %.2f | |%n",
        Math.exp(logarithms[0] / pairs.size()),
        Math.exp(logarithms[1] / pairs.size()));
  }

  private static double median(double[] times) {
    return times.length == 0 ? Double.NaN : new Sample(times).median();
  }
}
