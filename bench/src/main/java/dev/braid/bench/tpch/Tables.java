package dev.braid.bench.tpch;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Figures as Markdown tables. Ratios are a rival's time by that of the first engine: above 1, the
/// first is faster.
final class Tables {
  private Tables() {}

  /// Warm medians per query, with ratios.
  static void queries(PrintStream out, String kind, List<Figures> all) {
    Figures first = all.getFirst();
    StringBuilder head = new StringBuilder("| query | " + first.name() + " |");
    StringBuilder rule = new StringBuilder("|--:|--:|");
    for (Figures rival : all.subList(1, all.size())) {
      head.append(' ').append(rival.name()).append(" | ratio |");
      rule.append("--:|--:|");
    }
    out.println(kind + ", ms:\n\n" + head + "\n" + rule);
    for (int query = 1; query <= 22; query++) {
      String figure = kind + " " + query;
      row(out, Integer.toString(query), all.stream().mapToDouble(f -> f.get(figure)).toArray());
    }
    row(out, "sum", all.stream().mapToDouble(f -> f.sum(kind)).toArray());
    row(out, "geometric mean", all.stream().mapToDouble(f -> f.geometricMean(kind)).toArray());
    out.println();
  }

  private static void row(PrintStream out, String name, double[] times) {
    StringBuilder row = new StringBuilder("| " + name + " | " + number(times[0]) + " |");
    for (int i = 1; i < times.length; i++) {
      row.append(' ').append(number(times[i])).append(" | ");
      row.append(String.format(Locale.ROOT, "%.2f |", times[i] / times[0]));
    }
    out.println(row);
  }

  /// First query, planning and memory, a row per engine.
  static void engines(PrintStream out, List<Figures> all) {
    out.println(
        "| | first query after start, ms | planning warm p50, ms | planning warm max, ms | peak"
            + " memory, MB |");
    out.println("|---|--:|--:|--:|--:|");
    for (Figures figures : all) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f | %.2f | %.0f |%n",
          figures.name(),
          number(figures.get("first")),
          figures.get("plan50"),
          figures.get("planmax"),
          figures.get("memory") / (1 << 20));
    }
    out.println();
  }

  static String number(double milliseconds) {
    return String.format(Locale.ROOT, milliseconds < 100 ? "%.1f" : "%.0f", milliseconds);
  }
}
