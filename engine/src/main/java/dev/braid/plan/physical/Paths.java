package dev.braid.plan.physical;

import java.util.ArrayList;
import java.util.List;
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
    Path cheapest = serial.getFirst();
    Path quickest = cheapest;
    for (Path path : serial) {
      if (path.total() * FUZZ < cheapest.total()) {
        cheapest = path;
      }
      if (path.startup() * FUZZ < quickest.startup()) {
        quickest = path;
      }
    }
    Path partial = null;
    for (Path path : partials) {
      if (partial == null || path.total() * FUZZ < partial.total()) {
        partial = path;
      }
    }
    return new Paths(
        cheapest,
        quickest,
        partial,
        ordered(serial, List.of(cheapest, quickest)),
        partial == null ? List.of() : ordered(partials, List.of(partial)));
  }

  /// Those that are in an order that none of the others has for less.
  private static List<Path> ordered(List<Path> paths, List<Path> kept) {
    List<Path> ordered = new ArrayList<>();
    for (Path path : paths) {
      if (path.order().isEmpty() || kept.contains(path) || ordered.size() == MOST_ORDERED) {
        continue;
      }
      boolean worse = kept.stream().anyMatch(other -> other.isOrdered(path.order()));
      for (Path other : paths) {
        boolean cheaper =
            other.total() < path.total()
                || other.total() == path.total() && paths.indexOf(other) < paths.indexOf(path);
        worse |= other != path && cheaper && other.isOrdered(path.order());
      }
      if (!worse) {
        ordered.add(path);
      }
    }
    return ordered;
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
    if (rows < 0 || cheapest == quickest) {
      return cheapest;
    }
    double fraction = Math.min(1, rows / Math.max(1, cheapest.rows()));
    return quickest.cost(fraction) < cheapest.cost(fraction) ? quickest : cheapest;
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
