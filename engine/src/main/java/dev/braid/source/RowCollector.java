package dev.braid.source;

import dev.braid.catalog.Limits;
import dev.braid.result.Column;
import dev.braid.result.Result;
import dev.braid.result.Truncation;
import dev.braid.result.Truncation.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the rows of a result up to its caps on rows and bytes, and says what was cut.
public final class RowCollector {
  /// What a value counts at least. NULLs and empty values take room in an answer too, and a row may
  /// have 1,600 of them.
  private static final int LEAST_BYTES = 4;

  private final List<Column> columns;
  private final boolean aggregated;
  private final Limits limits;
  private final ByteBudget bytes;
  private final int rowCap;
  private final List<List<@Nullable Object>> kept = new ArrayList<>();
  private long size;
  private @Nullable Truncation truncation;

  /// @param aggregated which of the row caps counts
  public RowCollector(List<Column> columns, boolean aggregated, Limits limits, ByteBudget bytes) {
    this.columns = columns;
    this.aggregated = aggregated;
    this.limits = limits;
    this.bytes = bytes;
    this.rowCap = rowCap(aggregated, limits);
  }

  /// The row cap of a result.
  public static int rowCap(boolean aggregated, Limits limits) {
    return aggregated ? limits.aggregatedRows() : limits.rawRows();
  }

  /// What a value's text counts against the caps.
  public static long bytes(@Nullable String text) {
    return Math.max(LEAST_BYTES, text == null ? 0 : utf8Length(text));
  }

  /// Whether the row cap is reached; a row that exists beyond it cuts the result.
  public boolean isFull() {
    return kept.size() == rowCap;
  }

  /// Keeps a row if it fits.
  ///
  /// @param rowBytes the sum of its values' [#bytes(String)]
  /// @return whether more may follow
  public boolean add(List<@Nullable Object> row, long rowBytes) {
    if (isFull()) {
      truncation = rowTruncation();
    } else if (size + rowBytes > limits.queryBytes()) {
      truncation = cut(Reason.QUERY_BYTES, limits.queryBytes(), "bytes per query");
    } else if (!bytes.tryTake(rowBytes)) {
      truncation = cut(Reason.BATCH_BYTES, bytes.total(), "bytes per batch");
    } else {
      size += rowBytes;
      kept.add(row);
      return true;
    }
    return false;
  }

  /// The rows kept.
  public Result result() {
    return new Result(columns, kept, aggregated, truncation, size);
  }

  private Truncation rowTruncation() {
    return aggregated
        ? new Truncation(
            Reason.AGGREGATED_ROWS,
            rowCap,
            "Only the first %d rows are shown. Group more coarsely, filter with WHERE or HAVING, or take the top rows"
                    .formatted(rowCap)
                + " with ORDER BY ... LIMIT.")
        : new Truncation(
            Reason.RAW_ROWS,
            rowCap,
            "Only the first %d rows are shown: raw rows are limited. Aggregate with GROUP BY, or filter with WHERE."
                .formatted(rowCap));
  }

  private Truncation cut(Reason reason, long limit, String what) {
    return new Truncation(
        reason,
        limit,
        "Only the first %d rows are shown: the limit is %d %s. Select fewer columns or rows, or shorten long values."
            .formatted(kept.size(), limit, what));
  }

  /// Bytes of a value's text in UTF-8; exact for ASCII without encoding it.
  private static long utf8Length(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }
}
