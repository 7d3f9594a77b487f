package dev.braid.server.mcp.tool;

import dev.braid.Braid;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Query;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.report.JsonReport;
import dev.braid.server.report.MarkdownReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `execute_multi_query`: many questions in one call, answered side by side.
final class MultiQuery implements Tool {
  private static final long MAX_DEADLINE_MS = Duration.ofHours(1).toMillis();

  private final Braid braid;

  MultiQuery(Braid braid) {
    this.braid = braid;
  }

  @Override
  public String name() {
    return "execute_multi_query";
  }

  @Override
  public String description() {
    return "Runs 1 to "
        + braid.config().batch().maxQueries()
        + " read-only SQL queries in parallel, over any datasets, with one approval. Results come"
        + " in input order; one failing query does not stop the others.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"queries":{"type":"array","minItems":1,"maxItems":%d,
        "items":{"type":"object","properties":{"dataset_id":{"type":["integer","string"]},
        "query":{"type":"string"},"label":{"type":"string"},"parameters":{"type":"array"}},
        "required":["dataset_id","query"],"additionalProperties":false}},
        "consistent":{"type":"boolean",
        "description":"all queries of a dataset see one snapshot"},
        "deadline_ms":{"type":"integer","minimum":1,
        "description":"what is not finished by then is cancelled"},
        %s},
        "required":["queries"],"additionalProperties":false}\
        """
            .formatted(braid.config().batch().maxQueries(), SurveyArguments.SCHEMA));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"success":{"type":"boolean"},
        "total_queries":{"type":"integer"},"successful":{"type":"integer"},
        "failed":{"type":"integer"},"total_execution_time_ms":{"type":"number"},
        "results":{"type":"array","items":{"type":"object",
        "description":"as query_dataset, with index and label"}}},
        "required":["success","results"]}\
        """);
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    List<Query> queries = queries(arguments);
    boolean consistent = arguments.flag("consistent");
    long deadline = arguments.number("deadline_ms", 0, 1, MAX_DEADLINE_MS);
    BatchResult result =
        Execution.run(
            braid
                .batch()
                .addAll(queries)
                .consistent(consistent)
                .survey(SurveyArguments.of(arguments))
                .deadline(deadline == 0 ? null : Duration.ofMillis(deadline)),
            call);
    return new Answer(
        Untrusted.block(MarkdownReport.batch(result, braid.config())),
        JsonReport.batch(result),
        result.successful() == 0);
  }

  private List<Query> queries(Arguments arguments) {
    List<?> members = arguments.list("queries");
    int most = braid.config().batch().maxQueries();
    if (members.isEmpty()) {
      throw invalid("At least 1 query required");
    }
    if (members.size() > most) {
      throw invalid("Maximum " + most + " queries allowed per request");
    }
    List<Query> queries = new ArrayList<>();
    for (Object member : members) {
      queries.add(query("Query " + (queries.size() + 1) + ": ", member));
    }
    return queries;
  }

  private Query query(String prefix, Object member) {
    Arguments fields =
        Arguments.member(prefix, member, "dataset_id", "query", "label", "parameters");
    if (!fields.has("dataset_id") || !fields.has("query")) {
      throw invalid(prefix + "must have 'dataset_id' and 'query' fields");
    }
    Query query =
        Query.of(fields.dataset("dataset_id"), fields.text("query"))
            .with(fields.parameters("parameters"));
    String label = fields.optionalText("label");
    return label == null ? query : query.labelled(label);
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message)
        .withHint(
            "queries is a list of {dataset_id, query, label, parameters}; the last two are"
                + " optional");
  }

  @Override
  public String context(Map<String, ?> arguments) {
    int count = arguments.get("queries") instanceof List<?> list ? list.size() : 0;
    return "Multi-query execution with " + count + (count == 1 ? " query" : " queries");
  }
}
