package dev.braid.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A sorted sample's most common values, and a histogram of the others: ranges with equally many
/// values each.
final class ValueSample {
  /// How much more frequent than the average a common value is.
  private static final double STANDS_OUT = 1.25;

  private record Run(Object value, int start, int count) {}

  private final List<Object> sorted;
  private final int target;
  private final List<Run> runs = new ArrayList<>();
  private final List<Object> common = new ArrayList<>();
  private final List<Double> fractions = new ArrayList<>();
  private final List<Object> histogram = new ArrayList<>();

  /// @param sorted not empty unless all values were too wide
  /// @param whole whether the sample is all there is
  ValueSample(
      List<Object> sorted,
      Comparator<Object> order,
      int target,
      boolean whole,
      double nullFraction) {
    this.sorted = sorted;
    this.target = target;
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || order.compare(sorted.get(i), sorted.get(start)) != 0) {
        runs.add(new Run(sorted.get(start), start, i - start));
        start = i;
      }
    }
    List<Run> frequent = frequent(whole);
    for (Run run : frequent) {
      common.add(run.value);
      fractions.add((1 - nullFraction) * run.count / sorted.size());
    }
    histogram(frequent);
  }

  private List<Run> frequent(boolean whole) {
    List<Run> ranked = new ArrayList<>(runs);
    ranked.sort(Comparator.comparingInt((Run run) -> run.count).reversed());
    boolean all =
        runs.size() <= target && (whole || (!ranked.isEmpty() && ranked.getLast().count > 1));
    if (all) {
      return ranked;
    }
    // Where all rows were seen each is as common as it seems; of a sample only what stands out.
    double least = whole ? 2 : Math.max(2, STANDS_OUT * sorted.size() / Math.max(1, runs.size()));
    int kept = 0;
    while (kept < Math.min(target, ranked.size()) && ranked.get(kept).count >= least) {
      kept++;
    }
    return ranked.subList(0, kept);
  }

  private void histogram(List<Run> frequent) {
    boolean[] taken = new boolean[sorted.size()];
    for (Run run : frequent) {
      taken[run.start] = true;
    }
    List<Object> rest = new ArrayList<>();
    int others = 0;
    for (Run run : runs) {
      if (!taken[run.start]) {
        others++;
        rest.addAll(sorted.subList(run.start, run.start + run.count));
      }
    }
    if (others < 2) {
      return;
    }
    int ranges = Math.min(target, others - 1);
    for (int i = 0; i <= ranges; i++) {
      histogram.add(rest.get((int) ((long) i * (rest.size() - 1) / ranges)));
    }
  }

  int distinct() {
    return runs.size();
  }

  List<Object> common() {
    return common;
  }

  List<Double> fractions() {
    return fractions;
  }

  List<Object> histogram() {
    return histogram;
  }
}
