package dev.braid.server.mcp.tool;

import dev.braid.Braid;
import dev.braid.batch.Outcome;
import dev.braid.catalog.Dataset;
import dev.braid.error.BraidException;
import dev.braid.result.Failure;
import dev.braid.result.Result;
import dev.braid.server.report.JsonReport;
import dev.braid.server.report.MarkdownReport;
import java.util.Map;

/// `get_dataset_sample`: some rows of a table. Its limit is its own, up to 100: the cap on raw rows
/// is about answers, not about a look.
final class DatasetSample implements Tool {
  static final int DEFAULT_ROWS = 10;
  static final int MAX_ROWS = 100;

  private final Braid braid;

  DatasetSample(Braid braid) {
    this.braid = braid;
  }

  @Override
  public String name() {
    return "get_dataset_sample";
  }

  @Override
  public String description() {
    return "Some rows of one table, in no particular order.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"dataset_id":{"type":["integer","string"]},
        "table_name":{"type":"string","description":"table or schema.table"},
        "limit":{"type":"integer","minimum":1,"maximum":100,"default":10}},
        "required":["dataset_id","table_name"],"additionalProperties":false}\
        """);
  }

  @Override
  public Map<String, Object> outputSchema() {
    return QueryDataset.outcomeSchema();
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    String dataset = arguments.dataset("dataset_id");
    String name = arguments.text("table_name");
    int limit = (int) arguments.number("limit", DEFAULT_ROWS, 1, MAX_ROWS);
    Outcome outcome = sample(braid, dataset, name, limit, call);
    return new Answer(
        Untrusted.block(MarkdownReport.single(outcome)),
        JsonReport.outcome(outcome),
        !outcome.success());
  }

  /// The façade looks the table up in the catalog and quotes what it finds there; what the caller
  /// wrote never becomes SQL.
  static Outcome sample(Braid braid, String idOrName, String table, int rows, Call call) {
    Dataset dataset = braid.config().dataset(idOrName);
    call.cancellation().check();
    long start = System.nanoTime();
    Result result = null;
    Failure failure = null;
    try {
      result = braid.sample(idOrName, table, rows, call.cancellation());
    } catch (BraidException e) {
      failure = Failure.of(e);
    }
    Outcome outcome =
        new Outcome(
            1,
            "Sample of " + table,
            "TABLE " + table,
            dataset.id(),
            dataset.name(),
            result,
            failure,
            (System.nanoTime() - start) / 1e6,
            0,
            false);
    call.audit().record(call, outcome);
    return outcome;
  }
}
