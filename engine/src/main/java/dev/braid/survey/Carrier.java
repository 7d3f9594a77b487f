package dev.braid.survey;

import dev.braid.sql.ast.FromItem;

/// The one item of a FROM clause whose rows carry a weight.
///
/// @param item where it stands
/// @param alias by which its columns are called
/// @param unit whose rows they are
/// @param weight SQL of a row's weight, not scaled: numeric or double precision
/// @param key SQL of the number of a row's respondent; empty where respondents have no key
/// @param joined whether other items may repeat its rows
record Carrier(FromItem item, String alias, Unit unit, String weight, String key, boolean joined) {
  /// SQL of the people for whom a row stands.
  String people() {
    java.math.BigDecimal scale = unit.rule().scale();
    return scale.compareTo(java.math.BigDecimal.ONE) == 0
        ? weight
        : "(" + weight + " * " + scale.toPlainString() + ")";
  }

  /// Whether a respondent may stand in several rows.
  boolean repeats() {
    return joined || unit.repeated();
  }

  boolean hasKey() {
    return !key.isEmpty();
  }
}
