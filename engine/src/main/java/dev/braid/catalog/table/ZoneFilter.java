package dev.braid.catalog.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition on one column that a scan may use to leave out morsels by their smallest and largest
/// values, dictionaries or bloom filters.
///
/// @param column position in the table
/// @param operator what is compared
/// @param values constants of the column's type in Java's form: one for comparisons, any number for
///   `IN`, none for `IS NULL` and `IS NOT NULL`
public record ZoneFilter(int column, Operator operator, List<@Nullable Object> values) {
  /// A comparison of the column with the constants.
  public enum Operator {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    IN,
    IS_NULL,
    IS_NOT_NULL
  }
}
