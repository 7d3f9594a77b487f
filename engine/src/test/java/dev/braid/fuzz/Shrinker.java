package dev.braid.fuzz;

import java.util.function.Predicate;

/// Makes a query smaller for as long as what is wrong with it stays.
final class Shrinker {
  private final Predicate<String> wrong;

  Shrinker(Predicate<String> wrong) {
    this.wrong = wrong;
  }

  /// Tries the largest pieces first and starts anew after each success.
  Piece shrink(Piece query) {
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
        Piece candidate = query.replace(piece, smaller);
        if (wrong.test(candidate.text())) {
          return candidate;
        }
      }
    }
    return query;
  }
}
