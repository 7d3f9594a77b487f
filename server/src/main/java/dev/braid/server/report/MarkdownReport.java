package dev.braid.server.report;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.catalog.Config;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import org.jspecify.annotations.Nullable;

/// Answers as Markdown, for an assistant or a person to read. Everything that came from a caller or
/// a database is escaped ([MarkdownText]).
public final class MarkdownReport {
  private static final int QUERY_LIMIT = 500;

  private MarkdownReport() {}

  /// The combined answer of a batch. The tips name the limits that cut something.
  public static String batch(BatchResult batch) {
    return batch(batch, null);
  }

  /// The combined answer of a batch. The tips name the limits of the datasets that were asked.
  public static String batch(BatchResult batch, @Nullable Config config) {
    StringBuilder text = new StringBuilder("# Multi-Query Results\n\n");
    headline(text, batch);
    for (Outcome outcome : batch.outcomes()) {
      text.append("\n---\n\n## ").append(outcome.index()).append(". ");
      text.append(MarkdownText.inline(outcome.label())).append("\n\n");
      section(text, outcome);
    }
    return text.append("\n---\n\n").append(MarkdownTips.of(batch, config)).toString();
  }

  /// The answer to one query asked alone.
  public static String single(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    Result result = outcome.result();
    if (result == null) {
      text.append("# Error\n\n");
      failure(text, outcome);
      return text.toString();
    }
    if (result.command() != null) {
      text.append("# Command Completed\n\n**Command**: ").append(result.command().text());
      return facts(text, outcome)
          .append("\n\n**Query**: ")
          .append(query(outcome))
          .append("\n")
          .toString();
    }
    text.append("# Query Results\n\n**Rows Returned**: ").append(result.rowCount());
    facts(text, outcome).append("\n\n**Query**: ").append(query(outcome)).append("\n\n");
    return text.append(table(result)).toString();
  }

  /// Columns and rows, what was cut, and what was changed for reading.
  public static String table(Result result) {
    return MarkdownTable.of(result);
  }

  private static void headline(StringBuilder text, BatchResult batch) {
    field(text, "Total Queries", Integer.toString(batch.total()));
    field(text, "Successful", batch.successful() + (batch.successful() > 0 ? " ✅" : ""));
    field(text, "Failed", batch.failed() + (batch.failed() > 0 ? " ❌" : ""));
    field(text, "Total Execution Time", Elapsed.of(batch.totalExecutionTimeMs()));
    if (batch.total() > 1) {
      text.append("\n_⚡ Executed in parallel - ").append(batch.total()).append(" queries in ");
      text.append(Elapsed.of(batch.totalExecutionTimeMs())).append("!_\n");
      // Not "one after another": side by side they may have competed for the server's cores.
      text.append("_Sum of the queries' own times: ");
      text.append(Elapsed.of(batch.sequentialTimeMs()));
      if (batch.speedup() >= 1.05) {
        text.append(" - ").append(Elapsed.times(batch.speedup())).append(" the batch's");
      }
      text.append("_\n");
    }
  }

  private static void field(StringBuilder text, String name, String value) {
    text.append("**").append(name).append("**: ").append(value).append('\n');
  }

  private static void section(StringBuilder text, Outcome outcome) {
    Result result = outcome.result();
    if (result == null) {
      failure(text, outcome);
      return;
    }
    if (result.command() != null) {
      text.append("**Command**: ").append(result.command().text());
      facts(text, outcome).append("\n");
      return;
    }
    text.append("**Rows**: ").append(result.rowCount());
    facts(text, outcome).append("\n\n").append(table(result));
  }

  private static StringBuilder facts(StringBuilder text, Outcome outcome) {
    text.append(" | **Time**: ").append(Elapsed.of(outcome.executionTimeMs()));
    return text.append(" | **Dataset**: ").append(MarkdownText.inline(outcome.datasetName()));
  }

  private static void failure(StringBuilder text, Outcome outcome) {
    Failure error = outcome.error();
    if (error == null) {
      throw new IllegalArgumentException("neither result nor error: query " + outcome.index());
    }
    text.append("**Error**: ").append(MarkdownText.inline(error.message())).append("\n\n");
    text.append("**SQLSTATE**: ").append(error.sqlState());
    if (error.position() > 0) {
      text.append(" | **Position**: ").append(error.position());
    }
    facts(text, outcome).append("\n\n");
    paragraph(text, "Detail", error.detail());
    paragraph(text, "Hint", error.hint());
    text.append("**Query**: ").append(query(outcome)).append('\n');
  }

  private static void paragraph(StringBuilder text, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      field(text, name, MarkdownText.inline(value));
      text.append('\n');
    }
  }

  private static String query(Outcome outcome) {
    return MarkdownText.code(MarkdownText.cut(outcome.query(), QUERY_LIMIT));
  }
}
