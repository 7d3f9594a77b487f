package dev.braid.server.report;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.result.Column;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Results as CSV (RFC 4180: a header record, CRLF, quotes doubled), with values in PostgreSQL's
/// own text. As in PostgreSQL's `COPY ... CSV`, NULL is an empty field and the empty string is
/// `""`.
///
/// One result is one plain CSV document. Several results have different columns, so they do not fit
/// one table: each is a block of its own, led by a record of the one field `# index. label`, and an
/// empty line stands between two blocks. A failed query is a block with the columns `sqlstate` and
/// `error`. Values are never changed, so a program that runs formulas found in CSV should be told
/// to import text.
public final class CsvReport {
  private static final String END = "\r\n";

  private CsvReport() {}

  public static String batch(BatchResult batch) {
    if (batch.total() == 1) {
      return outcome(batch.outcomes().getFirst());
    }
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : batch.outcomes()) {
      text.append(text.isEmpty() ? "" : END);
      text.append(field("# " + outcome.index() + ". " + outcome.label())).append(END);
      text.append(outcome(outcome));
    }
    return text.toString();
  }

  public static String outcome(Outcome outcome) {
    Failure error = outcome.error();
    if (outcome.result() != null) {
      return table(outcome.result());
    }
    return error == null
        ? ""
        : "sqlstate,error" + END + field(error.sqlState()) + "," + field(error.message()) + END;
  }

  public static String table(Result result) {
    if (result.command() != null) {
      return "command" + END + field(result.command().text()) + END;
    }
    StringBuilder text = new StringBuilder();
    String separator = "";
    for (Column column : result.columns()) {
      text.append(separator).append(field(column.name()));
      separator = ",";
    }
    text.append(END);
    for (List<@Nullable Object> row : result.rows()) {
      separator = "";
      for (Object value : row) {
        text.append(separator).append(value == null ? "" : field(PostgresText.of(value)));
        separator = ",";
      }
      text.append(END);
    }
    return text.toString();
  }

  private static String field(String text) {
    return needsQuotes(text) ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /// Besides what RFC 4180 asks for: outer spaces, which some readers strip, and `\.` alone, which
  /// COPY takes for the end of the data.
  private static boolean needsQuotes(String text) {
    if (text.isEmpty() || text.equals("\\.") || !text.equals(text.strip())) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"', ',', '\r', '\n' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }
}
