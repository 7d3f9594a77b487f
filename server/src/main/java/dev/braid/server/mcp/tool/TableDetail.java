package dev.braid.server.mcp.tool;

import static dev.braid.server.report.MarkdownText.inline;

import dev.braid.Braid;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Schema.Table;
import dev.braid.catalog.Schema.TableColumn;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import dev.braid.survey.SurveyOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything there is to say about one table: its columns with the planner's statistics and values
/// from a few rows.
final class TableDetail {
  private static final int SAMPLE_ROWS = 5;
  private static final int VALUE_LIMIT = 40;
  private static final int VALUES = 5;

  /// `pg_stats` shows only columns that the asking role may read. Its arrays are of any type, so
  /// they are read by way of their text. A partitioned table's row with `inherited` covers its
  /// partitions.
  ///
  /// Grouped, so that the cap for aggregated rows holds and not the one for raw rows.
  private static final String STATISTICS =
      """
      SELECT attname, max(null_frac), max(n_distinct), max(common), max(least), max(most)
        FROM (SELECT DISTINCT ON (attname) attname, null_frac, n_distinct,
                     array_to_string((most_common_vals::text::text[])[1:5], ', ') AS common,
                     bounds[1] AS least, bounds[cardinality(bounds)] AS most
                FROM pg_catalog.pg_stats, CAST(histogram_bounds::text AS text[]) AS bounds
               WHERE schemaname = $1 AND tablename = $2
               ORDER BY attname, inherited DESC) AS known
       GROUP BY attname\
      """;

  /// What the planner knows of a column.
  private record Statistics(
      double nulls,
      double distinct,
      @Nullable String common,
      @Nullable String least,
      @Nullable String most) {}

  private final Table table;
  private final Map<String, Statistics> statistics = new HashMap<>();
  private final Map<String, Set<String>> values = new HashMap<>();
  private final List<String> notes = new ArrayList<>();

  private TableDetail(Table table) {
    this.table = table;
  }

  static TableDetail of(Braid braid, String dataset, Table table, Call call) {
    TableDetail detail = new TableDetail(table);
    if (braid.config().dataset(dataset).source() instanceof FolderSource) {
      detail.notes.add("No statistics: the table is files in a folder.");
    } else {
      detail.askStatistics(braid, dataset, call);
    }
    detail.readSample(
        DatasetSample.sample(braid, dataset, table.qualifiedName(), SAMPLE_ROWS, call));
    return detail;
  }

  private void askStatistics(Braid braid, String dataset, Call call) {
    Query statistics =
        Query.of(dataset, STATISTICS)
            .labelled("Statistics of " + table.qualifiedName())
            .with(table.schema(), table.name());
    readStatistics(
        Execution.run(braid.batch().add(statistics).survey(SurveyOptions.NONE), call)
            .outcomes()
            .getFirst());
  }

  private void readStatistics(Outcome outcome) {
    Result result = outcome.result();
    if (result == null) {
      notes.add("No statistics: " + reason(outcome.error()));
      return;
    }
    for (List<@Nullable Object> row : result.rows()) {
      statistics.put(
          String.valueOf(row.get(0)),
          new Statistics(
              number(row.get(1)), number(row.get(2)), text(row, 3), text(row, 4), text(row, 5)));
    }
    if (result.rows().isEmpty()) {
      notes.add("No statistics: the table was never analysed, or it is a view.");
    }
  }

  private void readSample(Outcome outcome) {
    Result result = outcome.result();
    if (result == null) {
      notes.add("No sample: " + reason(outcome.error()));
      return;
    }
    for (int i = 0; i < result.columns().size(); i++) {
      Set<String> seen = new LinkedHashSet<>();
      for (Object value : result.column(i)) {
        seen.add(value == null ? "null" : value.toString());
      }
      values.put(result.columns().get(i).name(), seen);
    }
  }

  /// Adds the table to the text, column by column while there is room.
  void addTo(Budget budget) {
    budget.add("## Table " + inline(table.qualifiedName()) + " in detail\n\n" + facts());
    budget.add(
        "| Column | Type | Nulls | Distinct | Most common | Range | Sample | Description |\n");
    budget.add("|---|---|---:|---:|---|---|---|---|\n");
    int shown = 0;
    for (TableColumn column : table.columns()) {
      if (!budget.add(row(column))) {
        break;
      }
      shown++;
    }
    if (shown < table.columns().size()) {
      budget.leftOut((table.columns().size() - shown) + " columns of the table");
    }
    for (String note : notes) {
      budget.add("\n_" + note + "_\n");
    }
  }

  private String facts() {
    StringBuilder text = new StringBuilder(table.kind());
    if (table.estimatedRows() >= 0) {
      text.append(String.format(Locale.ROOT, ", about %,d rows", table.estimatedRows()));
    }
    if (table.bytes() > 0) {
      text.append(String.format(Locale.ROOT, ", %,d kB", (table.bytes() + 1023) / 1024));
    }
    if (table.description() != null) {
      text.append(". ").append(SchemaText.description(table.description()));
    }
    return text.append("\n\n").toString();
  }

  private String row(TableColumn column) {
    Statistics known = statistics.get(column.name());
    String type = inline(column.type()) + (column.primaryKey() ? ", key" : "");
    String nulls = column.nullable() ? known == null ? "?" : percent(known.nulls()) : "never";
    return "| "
        + String.join(
            " | ",
            inline(column.name()),
            type,
            nulls,
            known == null ? "?" : distinct(known.distinct()),
            known == null ? "" : shortened(known.common(), VALUES * VALUE_LIMIT),
            known == null ? "" : range(known),
            sample(column.name()),
            SchemaText.description(column.description()))
        + " |\n";
  }

  /// Negative is a share of the rows, as `pg_stats` has it.
  private String distinct(double distinct) {
    if (distinct >= 0) {
      return String.format(Locale.ROOT, "%,.0f", distinct);
    }
    return table.estimatedRows() < 0
        ? percent(-distinct) + " of rows"
        : String.format(Locale.ROOT, "%,.0f", -distinct * table.estimatedRows());
  }

  private static String range(Statistics known) {
    return known.least() == null || known.most() == null
        ? ""
        : shortened(known.least(), VALUE_LIMIT) + " to " + shortened(known.most(), VALUE_LIMIT);
  }

  private String sample(String column) {
    List<String> shown = new ArrayList<>();
    for (String value : values.getOrDefault(column, Set.of())) {
      shown.add(shortened(value, VALUE_LIMIT));
    }
    return String.join(", ", shown);
  }

  private static String shortened(@Nullable String text, int limit) {
    if (text == null) {
      return "";
    }
    return inline(text.length() <= limit ? text : text.substring(0, limit - 3) + "...");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  private static @Nullable String text(List<@Nullable Object> row, int index) {
    Object value = row.get(index);
    return value == null ? null : value.toString();
  }

  private static String reason(@Nullable Failure error) {
    return error == null ? "unknown" : inline(error.message()) + " (" + error.sqlState() + ")";
  }
}
