package dev.braid.type.regex;

import dev.braid.type.text.Letters;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A compiled regular expression, PostgreSQL's "advanced" kind. Immutable; may be shared.
///
/// Matches are leftmost, and of those from there the longest, or the shortest where the first
/// quantifier is non-greedy. Whether something matches takes time linear in the text, except with
/// back references.
public final class Regex {
  private final Options options;
  private final Plan plan;
  private final int groups;
  private final boolean references;
  private final Runnable check;

  private Regex(Options options, Plan plan, int groups, boolean references, Runnable check) {
    this.options = options;
    this.plan = plan;
    this.groups = groups;
    this.references = references;
    this.check = check;
  }

  /// @param flags letters as `regexp_match` takes them, and `g`; `b` and `e` are refused
  /// @param check is run every few thousand steps of matching and throws to stop it
  public static Regex compile(String pattern, String flags, Runnable check) {
    Parser parser = new Parser(pattern, Options.of(flags));
    Node.Choice choice = parser.parse();
    return new Regex(
        parser.options(), Plan.of(choice), parser.groups(), parser.hasReferences(), check);
  }

  /// Whether the flags had a `g`.
  public boolean isGlobal() {
    return options.global();
  }

  /// How many capturing groups there are.
  public int groups() {
    return groups;
  }

  /// Whether any part of the text matches: the operator `~`.
  public boolean find(String text) {
    return find(text.codePoints().toArray());
  }

  public boolean find(byte[] utf8, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (utf8[i] < 0) {
        return find(new String(utf8, start, length, StandardCharsets.UTF_8));
      }
    }
    int[] points = new int[length];
    for (int i = 0; i < length; i++) {
      points[i] = utf8[start + i];
    }
    return find(points);
  }

  private boolean find(int[] points) {
    Run run = new Run(points, points.length, check);
    return references ? match(run, 0) != null : run.firstEnd(plan.nfa, 0) >= 0;
  }

  Run run(int[] points) {
    return new Run(points, points.length, check);
  }

  /// The first match from here on: starts and ends of it and its groups by turns, -1 for none.
  int @Nullable [] match(Run run, int from) {
    int close = run.firstEnd(plan.nfa, from);
    if (close < 0) {
      return null;
    }
    int lastBegin = references ? run.length() : close;
    for (int begin = from; begin <= lastBegin; begin++) {
      int[] spans = matchAt(run, begin);
      if (spans != null) {
        return spans;
      }
    }
    return null;
  }

  private int @Nullable [] matchAt(Run run, int begin) {
    boolean shorter = plan.prefersShort();
    int least = begin;
    int most = run.length();
    while (least <= most) {
      int end =
          shorter ? run.shortest(plan.nfa, begin, least, most) : run.longest(plan.nfa, begin, most);
      if (end < 0) {
        return null;
      }
      Dissection dissection = new Dissection(run, this);
      if ((groups == 0 && !references) || dissection.divide(plan, begin, end)) {
        dissection.spans[0] = begin;
        dissection.spans[1] = end;
        return dissection.spans;
      }
      if (shorter) {
        least = end + 1;
      } else {
        most = end - 1;
      }
    }
    return null;
  }

  boolean sameCharacter(int a, int b) {
    return a == b || (options.ignoreCase() && Letters.toLower(a) == Letters.toLower(b));
  }
}
