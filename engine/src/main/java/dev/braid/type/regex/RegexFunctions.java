package dev.braid.type.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions over a regular expression; all take it compiled.
public final class RegexFunctions {
  private RegexFunctions() {}

  /// `substring(text from regex)`: the first group, or all of the match where there is no group.
  public static @Nullable String substring(String text, Regex regex) { return null; }

  /// `regexp_replace(text, regex, replacement, start, n)`: replaces match number n, all for 0.
  public static String replace(String text, Regex regex, String replacement, int start, int n) { return ""; }

  public static @Nullable String @Nullable [] match(String text, Regex regex) { return null; }

  public static List<@Nullable String[]> matches(String text, Regex regex, boolean all) { return List.of(); }

  public static int count(String text, Regex regex, int start) { return 0; }

  public static boolean like(String text, Regex regex) { return false; }

  public static @Nullable String substr(String text, Regex regex, int start, int n, int group) { return null; }

  public static int instr(String text, Regex regex, int start, int n, int endOption, int group) { return 0; }

  public static List<String> split(String text, Regex regex) { return List.of(); }
}
