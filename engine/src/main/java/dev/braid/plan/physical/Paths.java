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
record Paths(Path cheapest, Path quickest, @Nullable Path partial) {
  /// Paths whose costs differ by no more than rounding cost the same, and the simpler one, which
  /// comes first, is kept.
  private static final double FUZZ = 1.0000000001;

  static Paths of(List<Path> serial, @Nullable Path partial) {
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
    return new Paths(cheapest, quickest, partial);
  }

  static Paths serial(Path path) {
    return new Paths(path, path, null);
  }

  /// The distinct serial paths.
  List<Path> serials() {
    return cheapest == quickest ? List.of(cheapest) : List.of(quickest, cheapest);
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
    Path shared = partial == null ? null : step.apply(partial);
    if (shared != null) {
      serial.add(gather.apply(shared));
    }
    return of(serial, shared);
  }
}
