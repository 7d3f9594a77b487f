package dev.braid.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the operator tells about a dataset's content; none of it changes an answer.
///
/// @param dateColumn the column that dates a row, as `table.column` or `column`
/// @param dateRange the period the data covers, in words
/// @param tables by table name (`table` or `schema.table`)
public record Description(
    @Nullable String dateColumn, @Nullable String dateRange, Map<String, TableDescription> tables) {
  public static final Description NONE = new Description(null, null, Map.of());

  /// What the operator tells about a table.
  ///
  /// @param columns descriptions by column name
  public record TableDescription(@Nullable String description, Map<String, String> columns) {}
}
