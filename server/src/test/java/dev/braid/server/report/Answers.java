package dev.braid.server.report;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.result.Column;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import dev.braid.result.Truncation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers written by hand, for the tests of reports.
final class Answers {
  private Answers() {}

  /// Columns written as `name type, name type`.
  static Result raw(String columns, List<?>... rows) {
    return result(false, null, columns, rows);
  }

  static Result aggregated(String columns, List<?>... rows) {
    return result(true, null, columns, rows);
  }

  static Result result(
      boolean aggregated, @Nullable Truncation cut, String columns, List<?>... rows) {
    List<Column> parsed =
        Arrays.stream(columns.split(", "))
            .map(text -> text.split(" "))
            .map(parts -> new Column(parts[0], parts[1]))
            .toList();
    List<List<Object>> copied = Arrays.stream(rows).map(Answers::row).toList();
    return new Result(parsed, copied, aggregated, cut, 0);
  }

  /// A row that may hold nulls.
  static List<Object> row(List<?> values) {
    return Arrays.asList(values.toArray());
  }

  static Outcome success(int index, String label, Result result, double milliseconds) {
    return new Outcome(
        index, label, "SELECT 1", 1, "survey", result, null, milliseconds, 0.25, false);
  }

  static Outcome failure(int index, String label, String query, Failure error) {
    return new Outcome(index, label, query, 1, "survey", null, error, 1.2, 0, false);
  }

  static Failure invalidTable() {
    return new Failure("42P01", "relation \"invalid_table\" does not exist", 15, null, null);
  }

  /// The partial failure of three queries.
  static BatchResult partialFailure() {
    Truncation cut =
        new Truncation(
            Truncation.Reason.RAW_ROWS,
            2,
            "Only the first 2 rows are shown; aggregate or filter to see all.");
    return new BatchResult(
        List.of(
            success(
                1,
                "Users",
                result(
                    false,
                    cut,
                    "id int4, name text, age int4",
                    List.of(1, "John", 25),
                    List.of(2, "Asha", 31)),
                120),
            failure(2, "Invalid", "SELECT * FROM invalid_table", invalidTable()),
            success(
                3,
                "Genders",
                aggregated(
                    "gender text, count int8", List.of("Female", 1234L), List.of("Male", 2456L)),
                135.4)),
        140);
  }
}
