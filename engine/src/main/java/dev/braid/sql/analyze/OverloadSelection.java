package dev.braid.sql.analyze;

import dev.braid.expr.Cast;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The choice among overloads that the manual describes for operators and functions: by exact
/// matches, preferred types, and the family that unknown literals may belong to.
final class OverloadSelection {
  private final Coercion coercion;
  private final Polymorphism polymorphism;

  OverloadSelection(Coercion coercion, Polymorphism polymorphism) {
    this.coercion = coercion;
    this.polymorphism = polymorphism;
  }

  /// The overload that is declared with just these types, or null.
  static <T> @Nullable Candidate<T> exact(List<Candidate<T>> candidates, List<Type> actual) {
    for (Candidate<T> candidate : candidates) {
      if (!candidate.expanded() && exactMatches(candidate, actual) == actual.size()) {
        return candidate;
      }
    }
    for (Candidate<T> candidate : candidates) {
      if (exactMatches(candidate, actual) == actual.size()) {
        return candidate;
      }
    }
    return null;
  }

  /// The best overloads: one when the call is clear, none when nothing fits.
  <T> List<Candidate<T>> select(List<Candidate<T>> all, List<Type> actual) {
    List<Candidate<T>> fitting = new ArrayList<>();
    for (Candidate<T> candidate : all) {
      if (fits(candidate, actual)) {
        fitting.add(candidate);
      }
    }
    if (fitting.size() <= 1) {
      return fitting;
    }
    List<Candidate<T>> best = most(fitting, c -> exactMatches(c, actual));
    if (best.size() > 1) {
      best = most(best, c -> preferredMatches(c, actual));
    }
    return best.size() > 1 && actual.stream().anyMatch(TypeCategory::isUnknown)
        ? byUnknowns(best, actual)
        : best;
  }

  private <T> boolean fits(Candidate<T> candidate, List<Type> actual) {
    for (int i = 0; i < actual.size(); i++) {
      if (!coercion.can(actual.get(i), candidate.types().get(i), Cast.Context.IMPLICIT)) {
        return false;
      }
    }
    return polymorphism.isConsistent(candidate.types(), actual);
  }

  private static int exactMatches(Candidate<?> candidate, List<Type> actual) {
    int matches = 0;
    for (int i = 0; i < actual.size(); i++) {
      if (!TypeCategory.isUnknown(actual.get(i))
          && actual.get(i).sameKind(candidate.types().get(i))) {
        matches++;
      }
    }
    return matches;
  }

  private static int preferredMatches(Candidate<?> candidate, List<Type> actual) {
    int matches = 0;
    for (int i = 0; i < actual.size(); i++) {
      Type type = actual.get(i);
      Type declared = candidate.types().get(i);
      if (!TypeCategory.isUnknown(type)
          && (type.sameKind(declared)
              || (TypeCategory.of(type) == TypeCategory.of(declared)
                  && TypeCategory.isPreferred(declared)))) {
        matches++;
      }
    }
    return matches;
  }

  private static <T> List<Candidate<T>> most(
      List<Candidate<T>> candidates, ToIntFunction<Candidate<T>> count) {
    int most = candidates.stream().mapToInt(count).max().orElse(0);
    return keep(candidates, c -> count.applyAsInt(c) == most);
  }

  private static <T> List<Candidate<T>> keep(
      List<Candidate<T>> candidates, Predicate<Candidate<T>> condition) {
    return candidates.stream().filter(condition).toList();
  }

  /// Where literals stand, a family that takes strings is best, else the only family there is.
  private <T> List<Candidate<T>> byUnknowns(List<Candidate<T>> candidates, List<Type> actual) {
    List<Candidate<T>> left = candidates;
    boolean resolved = true;
    List<Candidate<T>> narrowed = candidates;
    for (int i = 0; i < actual.size() && resolved; i++) {
      if (!TypeCategory.isUnknown(actual.get(i))) {
        continue;
      }
      int slot = i;
      TypeCategory family = family(candidates, slot);
      if (family == null) {
        resolved = false;
        continue;
      }
      boolean preferred =
          candidates.stream()
              .map(c -> c.types().get(slot))
              .anyMatch(t -> TypeCategory.of(t) == family && TypeCategory.isPreferred(t));
      narrowed =
          keep(
              narrowed,
              c ->
                  TypeCategory.of(c.types().get(slot)) == family
                      && (!preferred || TypeCategory.isPreferred(c.types().get(slot))));
    }
    if (resolved && !narrowed.isEmpty()) {
      left = narrowed;
    }
    return left.size() > 1 ? byKnowns(left, actual) : left;
  }

  private static <T> @Nullable TypeCategory family(List<Candidate<T>> candidates, int slot) {
    TypeCategory family = null;
    boolean conflict = false;
    for (Candidate<T> candidate : candidates) {
      TypeCategory each = TypeCategory.of(candidate.types().get(slot));
      if (each == TypeCategory.STRING) {
        return each;
      }
      conflict |= family != null && family != each;
      family = each;
    }
    return conflict ? null : family;
  }

  /// If all known arguments have one type, the literals may have it too.
  private <T> List<Candidate<T>> byKnowns(List<Candidate<T>> candidates, List<Type> actual) {
    Type known = null;
    for (Type type : actual) {
      if (TypeCategory.isUnknown(type)) {
        continue;
      }
      if (known != null && !known.sameKind(type)) {
        return candidates;
      }
      known = type;
    }
    if (known == null) {
      return candidates;
    }
    List<Type> assumed = java.util.Collections.nCopies(actual.size(), known);
    List<Candidate<T>> fitting = keep(candidates, c -> fits(c, assumed));
    return fitting.size() == 1 ? fitting : candidates;
  }
}
