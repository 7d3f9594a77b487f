package dev.braid.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to one statement: columns and the rows that were kept.
///
/// Values are `Boolean`, `Short`, `Integer`, `Long`, `Float`, `Double`, `java.math.BigDecimal`, or
/// `String`, which is PostgreSQL's own text of every other type (and of numeric `NaN` and
/// infinities). SQL NULL is null.
///
/// @param columns in order, also for an empty result
/// @param rows each with one value per column
/// @param aggregated whether the statement groups or aggregates, which decides its row cap
/// @param truncated why rows are missing, or null when the result is whole
/// @param bytes size of the values' text in UTF-8, as counted against the byte caps
/// @param command what a statement without rows has done; null for those that return rows
/// @param partial what the answer lacks where it is a partial one, or null when it is not
/// @param survey what weights and merged classes did; null where a dataset has none, or they have
///   nothing to do with the statement
public record Result(
    List<Column> columns,
    List<List<@Nullable Object>> rows,
    boolean aggregated,
    @Nullable Truncation truncated,
    long bytes,
    @Nullable CommandTag command,
    @Nullable Partial partial,
    @Nullable SurveyNote survey) {
  public Result {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(rows);
  }

  /// The answer to a statement that returns rows.
  public Result(
      List<Column> columns,
      List<List<@Nullable Object>> rows,
      boolean aggregated,
      @Nullable Truncation truncated,
      long bytes) {
    this(columns, rows, aggregated, truncated, bytes, null, null, null);
  }

  /// The answer to a statement that returns none.
  public static Result of(CommandTag command) {
    return new Result(List.of(), List.of(), false, null, 0, command, null, null);
  }

  /// The same answer, which lacks something.
  public Result withPartial(@Nullable Partial what) {
    return new Result(columns, rows, aggregated, truncated, bytes, command, what, survey);
  }

  public Result withSurvey(@Nullable SurveyNote note) {
    return new Result(columns, rows, aggregated, truncated, bytes, command, partial, note);
  }

  public int rowCount() {
    return rows.size();
  }

  /// The limit that cut the result, or null when it is whole.
  public Truncation.@Nullable Reason truncation() {
    return truncated == null ? null : truncated.reason();
  }

  /// The one value of a result with one row and one column.
  ///
  /// @throws IllegalStateException when the result has another shape
  public @Nullable Object single() {
    if (rows.size() != 1 || columns.size() != 1) {
      throw new IllegalStateException(
          "expected one row of one column, got %d of %d".formatted(rows.size(), columns.size()));
    }
    return rows.getFirst().getFirst();
  }

  /// All values of one column, by position from 0.
  public List<@Nullable Object> column(int index) {
    List<@Nullable Object> values = new ArrayList<>(rows.size());
    for (List<@Nullable Object> row : rows) {
      values.add(row.get(index));
    }
    return values;
  }
}
