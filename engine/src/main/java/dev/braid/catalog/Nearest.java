package dev.braid.catalog;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds what somebody probably meant to write.
public final class Nearest {
  private Nearest() {}

  /// `did you mean "max"?`, or the list of what is known when nothing is near.
  public static String hint(String written, Collection<String> known) {
    String nearest = of(written, known);
    return nearest != null
        ? "did you mean \"" + nearest + "\"?"
        : known.isEmpty()
            ? "known: none"
            : "known: " + String.join(", ", known.stream().sorted().toList());
  }

  /// The known word within an edit distance of a third of its length (at least 2), or null.
  public static @Nullable String of(String written, Collection<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance && distance <= Math.max(2, candidate.length() / 3)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /// Levenshtein's distance, one row at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
