package dev.braid.type.regex;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions over a regular expression; all take it compiled. Positions count characters from
/// 1.
public final class RegexFunctions {
  private RegexFunctions() {}

  /// `substring(text from regex)`: the first group, or all of the match where there is no group.
  public static @Nullable String substring(String text, Regex regex) {
    int[] points = text.codePoints().toArray();
    int[] spans = regex.match(regex.run(points), 0);
    return spans == null ? null : part(points, spans, regex.groups() > 0 ? 1 : 0);
  }

  /// `regexp_replace(text, regex, replacement, start, n)`.
  ///
  /// @param n which match is replaced; 0 for all, which is what the flag `g` means; else 1
  public static String replace(String text, Regex regex, String replacement, int start, int n) {
    positive("start", start);
    notNegative("n", n);
    int[] points = text.codePoints().toArray();
    Run run = regex.run(points);
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    int from = start - 1;
    int count = 0;
    while (from <= points.length) {
      int[] spans = regex.match(run, from);
      if (spans == null) {
        break;
      }
      count++;
      if (n == 0 || count == n) {
        append(out, points, copied, spans[0]);
        substitute(out, points, spans, replacement);
        copied = spans[1];
      }
      if (count == n) {
        break;
      }
      from = spans[1] == spans[0] ? spans[1] + 1 : spans[1];
    }
    append(out, points, copied, points.length);
    return out.toString();
  }

  /// `regexp_match`: the groups of the first match, or all of it where there is no group.
  public static @Nullable String @Nullable [] match(String text, Regex regex) {
    int[] points = text.codePoints().toArray();
    int[] spans = regex.match(regex.run(points), 0);
    return spans == null ? null : parts(points, spans);
  }

  /// `regexp_matches`: a row for the first match, or for all with the flag `g`.
  public static List<@Nullable String[]> matches(String text, Regex regex) {
    int[] points = text.codePoints().toArray();
    List<@Nullable String[]> rows = new ArrayList<>();
    for (int[] spans : spans(points, regex, 1, regex.isGlobal() ? 0 : 1, false)) {
      rows.add(parts(points, spans));
    }
    return rows;
  }

  public static int count(String text, Regex regex, int start) {
    positive("start", start);
    return spans(text.codePoints().toArray(), regex, start, 0, false).size();
  }

  public static boolean like(String text, Regex regex) {
    return regex.find(text);
  }

  /// `regexp_substr`: group number `group`, 0 for the whole, of match number `n`. Without groups
  /// the whole is group 1 too.
  public static @Nullable String substr(String text, Regex regex, int start, int n, int group) {
    positive("start", start);
    positive("n", n);
    notNegative("subexpr", group);
    int[] points = text.codePoints().toArray();
    List<int[]> found = spans(points, regex, start, n, false);
    return group > Math.max(regex.groups(), 1) || found.size() < n
        ? null
        : part(points, found.get(n - 1), regex.groups() == 0 ? 0 : group);
  }

  /// `regexp_instr`: where that starts, or the place behind it; 0 if there is none.
  public static int instr(String text, Regex regex, int start, int n, int endOption, int group) {
    positive("start", start);
    positive("n", n);
    if (endOption != 0 && endOption != 1) {
      throw invalid("endoption", endOption);
    }
    notNegative("subexpr", group);
    int[] points = text.codePoints().toArray();
    List<int[]> found = spans(points, regex, start, n, false);
    if (group > Math.max(regex.groups(), 1) || found.size() < n) {
      return 0;
    }
    return found.get(n - 1)[2 * (regex.groups() == 0 ? 0 : group) + endOption] + 1;
  }

  /// `regexp_split_to_array` and `_to_table`: empty matches at the ends and right behind a match
  /// split nothing.
  public static List<String> split(String text, Regex regex) {
    int[] points = text.codePoints().toArray();
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int[] spans : spans(points, regex, 1, 0, true)) {
      fields.add(new String(points, from, spans[0] - from));
      from = spans[1];
    }
    fields.add(new String(points, from, points.length - from));
    return fields;
  }

  /// All matches, or the first `limit` for a limit above 0.
  private static List<int[]> spans(
      int[] points, Regex regex, int start, int limit, boolean forSplit) {
    Run run = regex.run(points);
    List<int[]> found = new ArrayList<>();
    int from = start - 1;
    int previousEnd = 0;
    while (from <= points.length && (limit == 0 || found.size() < limit)) {
      int[] spans = regex.match(run, from);
      if (spans == null) {
        break;
      }
      if (!forSplit || (spans[0] < points.length && spans[1] > previousEnd)) {
        found.add(spans);
      }
      previousEnd = spans[1];
      from = spans[0] == spans[1] ? spans[1] + 1 : spans[1];
    }
    return found;
  }

  private static @Nullable String[] parts(int[] points, int[] spans) {
    int groups = spans.length / 2 - 1;
    @Nullable String[] parts = new @Nullable String[Math.max(groups, 1)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(points, spans, groups == 0 ? 0 : i + 1);
    }
    return parts;
  }

  private static @Nullable String part(int[] points, int[] spans, int group) {
    int from = spans[2 * group];
    return from < 0 ? null : new String(points, from, spans[2 * group + 1] - from);
  }

  private static void append(StringBuilder out, int[] points, int from, int to) {
    for (int i = from; i < to; i++) {
      out.appendCodePoint(points[i]);
    }
  }

  /// `\1` to `\9`, `\&` and `\\`; any other backslash stands for itself.
  private static void substitute(StringBuilder out, int[] points, int[] spans, String replacement) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      boolean group = (next >= '1' && next <= '9') || next == '&';
      if (c == '\\' && group) {
        int number = next == '&' ? 0 : next - '0';
        if (2 * number < spans.length && spans[2 * number] >= 0) {
          append(out, points, spans[2 * number], spans[2 * number + 1]);
        }
        i++;
      } else {
        out.append(c);
        if (c == '\\' && next == '\\') {
          i++;
        }
      }
    }
  }

  private static void positive(String name, int value) {
    if (value <= 0) {
      throw invalid(name, value);
    }
  }

  private static void notNegative(String name, int value) {
    if (value < 0) {
      throw invalid(name, value);
    }
  }

  private static BraidException invalid(String name, int value) {
    return new BraidException(
        SqlState.INVALID_PARAMETER_VALUE, "invalid value for parameter \"" + name + "\": " + value);
  }
}
