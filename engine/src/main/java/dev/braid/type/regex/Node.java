package dev.braid.type.regex;

import java.util.List;

/// A regular expression as it was written.
sealed interface Node {
  /// One character of a set.
  record Chars(CharSet set) implements Node {}

  /// A condition on the place: `^ $ A Z` (start, end; of the text), `< > y Y` (words), `b e` (start
  /// and end of a line).
  record Place(char kind) implements Node {}

  /// `(?=`, `(?!`, `(?<=`, `(?<!`.
  record Look(Choice body, boolean ahead, boolean negative) implements Node {}

  /// @param number the capturing group's, 0 if it captures nothing
  record Group(Choice body, int number) implements Node {}

  /// @param body the group's, which says what the reference can match at most
  record BackReference(int number, Choice body) implements Node {}

  /// An atom and how often: `max` -1 is without limit.
  ///
  /// @param preference 0 where no quantifier says, [Plan#LONGER] or [Plan#SHORTER]
  record Piece(Node atom, int min, int max, int preference) {}

  /// Branches between `|`.
  record Choice(List<List<Piece>> branches) {}
}
