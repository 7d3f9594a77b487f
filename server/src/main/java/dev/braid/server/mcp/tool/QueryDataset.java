package dev.braid.server.mcp.tool;

import dev.braid.Braid;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.server.report.JsonReport;
import dev.braid.server.report.MarkdownReport;
import java.util.Map;

/// `query_dataset`: one question of one dataset. A batch of one, so that it can be cancelled and is
/// recorded like every other.
final class QueryDataset implements Tool {
  private final Braid braid;

  QueryDataset(Braid braid) {
    this.braid = braid;
  }

  @Override
  public String name() {
    return "query_dataset";
  }

  @Override
  public String description() {
    return "Runs one read-only SQL query (PostgreSQL). For several, use execute_multi_query.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"dataset_id":{"type":["integer","string"]},
        "query":{"type":"string"},
        "parameters":{"type":"array","description":"values of $1, $2, ..."},
        %s},
        "required":["dataset_id","query"],"additionalProperties":false}\
        """
            .formatted(SurveyArguments.SCHEMA));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return outcomeSchema();
  }

  /// What [JsonReport#outcome] writes.
  static Map<String, Object> outcomeSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"success":{"type":"boolean"},
        "columns":{"type":"array","items":{"type":"object"}},
        "rows":{"type":"array","items":{"type":"array"}},"row_count":{"type":"integer"},
        "truncated":{"type":"boolean"},"truncation":{"type":"object"},"partial":{"type":"object"},
        "survey":{"type":"object"},
        "execution_time_ms":{"type":"number"},"error":{"type":"object"}},
        "required":["success"]}\
        """);
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    Query query =
        Query.of(arguments.dataset("dataset_id"), arguments.text("query"))
            .with(arguments.parameters("parameters"));
    braid.config().dataset(query.dataset());
    Outcome outcome =
        Execution.run(braid.batch().add(query).survey(SurveyArguments.of(arguments)), call)
            .outcomes()
            .getFirst();
    return new Answer(
        Untrusted.block(MarkdownReport.single(outcome)),
        JsonReport.outcome(outcome),
        !outcome.success());
  }
}
