package dev.braid.survey;

import java.util.Set;

/// The columns that a rewritten statement hands on or returns besides its own, and that nobody gets
/// to see.
final class Hidden {
  /// The weight of a row's respondent, not scaled.
  static final String WEIGHT = "__braid_weight";

  /// A number for the row's respondent ([Respondents]).
  static final String KEY = "__braid_key";

  /// Of a group: respondents with a weight.
  static final String N = "__braid_n";

  /// Of a group: the sum of its respondents' weights, and of their squares.
  static final String SUM = "__braid_w";

  static final String SQUARES = "__braid_w2";

  /// Of a group: rows, and rows that have a weight.
  static final String ROWS = "__braid_rows";

  static final String WEIGHED_ROWS = "__braid_weighed";

  static final Set<String> BASES = Set.of(N, SUM, SQUARES, ROWS, WEIGHED_ROWS);

  static final Set<String> ALL = Set.of(WEIGHT, KEY, N, SUM, SQUARES, ROWS, WEIGHED_ROWS);

  private Hidden() {}
}
