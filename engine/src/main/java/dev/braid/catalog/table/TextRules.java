package dev.braid.catalog.table;

/// How a database treats text that no collation of a column speaks for: literals, and what is
/// computed of other types.
///
/// @param bytewise whether it is ordered by its bytes
/// @param unicodeCase whether letters and their cases are Unicode's, one character for one
public record TextRules(boolean bytewise, boolean unicodeCase) {
  /// What Braid does.
  public static final TextRules OWN = new TextRules(true, true);
}
