package dev.braid.server.mcp.tool;

import static dev.braid.server.report.MarkdownText.inline;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `list_available_datasets`: what may be asked. Answered from the configuration alone, so that a
/// dead server hides no other.
final class ListDatasets implements Tool {
  static final String HEADER =
      """
      | ID | Name | Description | Period | Raw rows | Aggregated rows |
      |---:|---|---|---|---:|---:|
      """;

  private final Braid braid;

  ListDatasets(Braid braid) {
    this.braid = braid;
  }

  @Override
  public String name() {
    return "list_available_datasets";
  }

  @Override
  public String description() {
    return "Lists the datasets that can be queried: id, name, description, period, row limits.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{},"additionalProperties":false}\
        """);
  }

  @Override
  public Map<String, Object> outputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"datasets":{"type":"array","items":{"type":"object",
        "properties":{"id":{"type":"integer"},"name":{"type":"string"}},
        "required":["id","name"]}}},"required":["datasets"]}\
        """);
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    List<Map<String, Object>> datasets = new ArrayList<>();
    for (Dataset dataset : braid.config().datasets()) {
      datasets.add(describe(dataset));
    }
    String text = "# Available Datasets\n\n" + table(braid.config().datasets());
    return Answer.of(Untrusted.block(text), Map.of("datasets", datasets));
  }

  private static String table(List<Dataset> datasets) {
    if (datasets.isEmpty()) {
      return "_No datasets are configured._\n";
    }
    StringBuilder text = new StringBuilder(HEADER);
    datasets.forEach(dataset -> text.append(row(dataset)));
    return text.append("\n_Raw and aggregated rows: the most one query returns._\n").toString();
  }

  /// One dataset as a line of a Markdown table.
  static String row(Dataset dataset) {
    return "| "
        + String.join(
            " | ",
            Integer.toString(dataset.id()),
            inline(dataset.name()),
            inline(dataset.description()),
            inline(period(dataset)),
            Integer.toString(dataset.limits().rawRows()),
            Integer.toString(dataset.limits().aggregatedRows()))
        + " |\n";
  }

  private static String period(Dataset dataset) {
    String range = dataset.content().dateRange();
    String column = dataset.content().dateColumn();
    if (range == null) {
      return column == null ? "" : "by " + column;
    }
    return column == null ? range : range + " (" + column + ")";
  }

  private static Map<String, Object> describe(Dataset dataset) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", dataset.id());
    map.put("name", dataset.name());
    map.put("description", dataset.description());
    if (dataset.content().dateRange() != null) {
      map.put("date_range", dataset.content().dateRange());
    }
    if (dataset.content().dateColumn() != null) {
      map.put("date_column", dataset.content().dateColumn());
    }
    map.put("raw_row_limit", dataset.limits().rawRows());
    map.put("aggregated_row_limit", dataset.limits().aggregatedRows());
    return map;
  }
}
