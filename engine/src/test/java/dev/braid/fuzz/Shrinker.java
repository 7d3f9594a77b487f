package dev.braid.fuzz;

import java.util.function.Predicate;

/// Makes a query smaller for as long as what is wrong with it stays.
final class Shrinker {
  private static final long LONGEST_NS = 90_000_000_000L;

  private final Predicate<String> wrong;
  private long end;

  Shrinker(Predicate<String> wrong) {
    this.wrong = wrong;
  }

  /// Tries the largest pieces first and starts anew after each success, for a minute and a half at
  /// most.
  Piece shrink(Piece query) {
    end = System.nanoTime() + LONGEST_NS;
    Piece smallest = query;
    Piece next = step(smallest);
    while (next != smallest) {
      smallest = next;
      next = step(smallest);
    }
    return smallest;
  }

  private Piece step(Piece query) {
    for (Piece piece : query.all()) {
      for (Piece smaller : piece.smaller()) {
        if (System.nanoTime() > end) {
          return query;
        }
        Piece candidate = query.replace(piece, smaller);
        if (wrong.test(candidate.text())) {
          return candidate;
        }
      }
    }
    return query;
  }
}
