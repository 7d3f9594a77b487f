package dev.braid.bench.tpch;

import java.util.HashMap;
import java.util.Map;

/// What one [Measured] process printed.
final class Figures {
  private final String name;
  private final Map<String, Double> values = new HashMap<>();

  /// @param name the engine's, as a table's head
  Figures(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /// Takes a line such as `warm 6 12.345`.
  void add(String line) {
    int space = line.lastIndexOf(' ');
    values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
  }

  void put(String figure, double value) {
    values.put(figure, value);
  }

  /// NaN where it was not measured.
  double get(String figure) {
    return values.getOrDefault(figure, Double.NaN);
  }

  /// The sum of `warm N` or `cold N` over all queries.
  double sum(String kind) {
    double sum = 0;
    for (int query = 1; query <= 22; query++) {
      sum += get(kind + " " + query);
    }
    return sum;
  }

  /// The geometric mean of them.
  double geometricMean(String kind) {
    double logarithms = 0;
    for (int query = 1; query <= 22; query++) {
      logarithms += Math.log(get(kind + " " + query));
    }
    return Math.exp(logarithms / 22);
  }
}
