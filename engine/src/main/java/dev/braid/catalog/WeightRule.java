package dev.braid.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A table whose rows stand for more or fewer people than one, as the user says.
///
/// @param table `table` or `schema.table`
/// @param column holds the weight of a row
/// @param respondent the column of the same table that tells respondents apart; null where every
///   row is one and is never joined with several others
/// @param scale people for whom a weight of 1 stands
/// @param oneRowEach whether the table has one row for each respondent
public record WeightRule(
    String table,
    String column,
    @Nullable String respondent,
    BigDecimal scale,
    boolean oneRowEach) {

  /// `users.weight`, or `users.weight × 1000`.
  public String text() {
    String name = table + "." + column;
    return scale.compareTo(BigDecimal.ONE) == 0 ? name : name + " × " + scale.toPlainString();
  }
}
