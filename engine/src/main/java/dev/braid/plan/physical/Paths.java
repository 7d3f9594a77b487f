package dev.braid.plan.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The ways worth remembering to make one operator's rows.
///
/// @param cheapest the serial path that costs least until its last row; it may hold a Gather
/// @param quickest the serial path that costs least until its first row
/// @param partial the cheapest partial path, or null where work cannot be shared
/// @param ordered serial paths that cost more but have an order that no cheaper one has
/// @param partialOrdered the same of partial ones
record Paths(
    Path cheapest,
    Path quickest,
    @Nullable Path partial,
    List<Path> ordered,
    List<Path> partialOrdered) {
  /// Paths whose costs differ by no more than rounding cost the same, and the simpler one, which
  /// comes first, is kept.
  private static final double FUZZ = 1.0000000001;

  /// Of paths that cost the same until their last row, one whose first row comes this much earlier
  /// is better.
  private static final double CLEARLY = 1.01;

  /// Ordered paths kept.
  private static final int MOST_ORDERED = 16;

  /// Paths of which no order is worth remembering.
  Paths(Path cheapest, Path quickest, @Nullable Path partial) {
    this(cheapest, quickest, partial, List.of(), List.of());
  }

  static Paths of(List<Path> serial, @Nullable Path partial) {
    return of(serial, partial == null ? List.of() : List.of(partial));
  }

  static Paths of(List<Path> serial, List<Path> partials) {
    Ranking ways = new Ranking(serial);
    Path cheapest = ways.first(Path::total, Path::startup);
    Path quickest = ways.first(Path::startup, Path::total);
    Ranking shared = new Ranking(partials);
    Path partial = partials.isEmpty() ? null : shared.first(Path::total, Path::startup);
    return new Paths(
        cheapest,
        quickest,
        partial,
        ways.ordered(List.of(cheapest, quickest)),
        partial == null ? List.of() : shared.ordered(List.of(partial)));
  }

  /// Paths to choose from. One with fewer nodes that are switched off is better at any cost.
  private static final class Ranking {
    private final List<Path> paths;
    private final int[] disabled;

    Ranking(List<Path> paths) {
      this.paths = paths;
      disabled = paths.stream().mapToInt(Path::disabled).toArray();
    }

    Path first(ToDoubleFunction<Path> cost, ToDoubleFunction<Path> second) {
      int best = 0;
      for (int i = 1; i < disabled.length; i++) {
        if (disabled[i] != disabled[best]) {
          best = disabled[i] < disabled[best] ? i : best;
          continue;
        }
        int order = compare(cost, paths.get(i), paths.get(best), FUZZ);
        if (order < 0
            || order == 0 && compare(second, paths.get(i), paths.get(best), CLEARLY) < 0) {
          best = i;
        }
      }
      return paths.get(best);
    }

    private static int compare(
        ToDoubleFunction<Path> cost, Path one, Path other, double tolerance) {
      double mine = cost.applyAsDouble(one);
      double theirs = cost.applyAsDouble(other);
      return mine * tolerance < theirs ? -1 : mine > theirs * tolerance ? 1 : 0;
    }

    /// Those that are in an order that none of the others has for less.
    List<Path> ordered(List<Path> kept) {
      List<Path> ordered = new ArrayList<>();
      for (int i = 0; i < disabled.length && ordered.size() < MOST_ORDERED; i++) {
        Path path = paths.get(i);
        if (!path.order().isEmpty() && !kept.contains(path) && !isBeaten(i)) {
          ordered.add(path);
        }
      }
      return ordered;
    }

    private boolean isBeaten(int number) {
      Path path = paths.get(number);
      for (int i = 0; i < disabled.length; i++) {
        Path other = paths.get(i);
        if (i != number && other.isOrdered(path.order()) && isBefore(i, number)) {
          return true;
        }
      }
      return false;
    }

    private boolean isBefore(int one, int other) {
      if (disabled[one] != disabled[other]) {
        return disabled[one] < disabled[other];
      }
      int order = Double.compare(paths.get(one).total(), paths.get(other).total());
      if (order == 0) {
        // Of two orders that cost the same the longer one serves both.
        order = paths.get(other).order().size() - paths.get(one).order().size();
      }
      return order < 0 || order == 0 && one < other;
    }
  }

  static Paths serial(Path path) {
    return new Paths(path, path, null);
  }

  /// The distinct serial paths.
  List<Path> serials() {
    List<Path> serials = new ArrayList<>();
    serials.add(quickest);
    if (cheapest != quickest) {
      serials.add(cheapest);
    }
    serials.addAll(ordered);
    return serials;
  }

  /// The distinct partial paths.
  List<Path> partials() {
    List<Path> partials = new ArrayList<>();
    if (partial != null) {
      partials.add(partial);
    }
    partials.addAll(partialOrdered);
    return partials;
  }

  /// The same serial paths without partial ones.
  Paths withoutPartial() {
    return new Paths(cheapest, quickest, null, ordered, List.of());
  }

  /// The serial path that is best when only the first rows are wanted.
  Path best(long rows) {
    if (rows < 0) {
      return cheapest;
    }
    Path best = cheapest;
    int disabled = cheapest.disabled();
    for (Path path : serials()) {
      int own = path.disabled();
      double cost = path.cost(Math.min(1, rows / Math.max(1, path.rows())));
      double least = best.cost(Math.min(1, rows / Math.max(1, best.rows())));
      if (own < disabled || own == disabled && cost * FUZZ < least) {
        best = path;
        disabled = own;
      }
    }
    return best;
  }

  /// The serial paths, and those that come of bringing ordered partial ones together in their
  /// order.
  List<Path> merged(Steps steps) {
    List<Path> all = serials();
    if (steps.mayMerge()) {
      for (Path path : partials()) {
        if (!path.order().isEmpty()) {
          all.add(steps.gatherMerge(path));
        }
      }
    }
    return all;
  }

  /// The same step over every path, and what comes of gathering its partial result.
  Paths map(UnaryOperator<Path> step, UnaryOperator<Path> gather) {
    List<Path> serial = new ArrayList<>();
    serials().forEach(path -> serial.add(step.apply(path)));
    List<Path> shared = partials().stream().map(step).toList();
    if (!shared.isEmpty()) {
      serial.add(gather.apply(shared.getFirst()));
    }
    return of(serial, shared);
  }
}
