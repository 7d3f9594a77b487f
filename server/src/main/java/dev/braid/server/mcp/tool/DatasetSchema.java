package dev.braid.server.mcp.tool;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Schema.Table;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.server.report.MarkdownText;
import java.util.List;
import java.util.Map;

/// `get_dataset_schema`: the tables and columns of a dataset, as the server tells them.
public final class DatasetSchema implements Tool {
  /// A large schema must not fill an assistant's whole memory.
  private static final int TOKENS = 10_000;

  private final Braid braid;

  public DatasetSchema(Braid braid) {
    this.braid = braid;
  }

  @Override
  public String name() {
    return "get_dataset_schema";
  }

  @Override
  public String description() {
    return "Tables and columns of one dataset, with types and descriptions.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"dataset_id":{"type":["integer","string"],
        "description":"id or name"}},"required":["dataset_id"],"additionalProperties":false}\
        """);
  }

  @Override
  public Map<String, Object> outputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"dataset_id":{"type":"integer"},
        "dataset_name":{"type":"string"},"tables":{"type":"array","items":{"type":"object",
        "properties":{"schema":{"type":"string"},"name":{"type":"string"},
        "columns":{"type":"array"}}}},"truncated":{"type":"boolean"}},
        "required":["dataset_id","tables"]}\
        """);
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    Dataset dataset = braid.config().dataset(arguments.dataset("dataset_id"));
    try {
      return describe(dataset.name(), call.cancellation());
    } catch (BraidException e) {
      return Answer.refusalOfServer(e, name());
    }
  }

  /// The schema of a dataset, also as a resource of its own.
  public Answer describe(String idOrName, Cancellation cancellation) {
    Dataset dataset = braid.config().dataset(idOrName);
    Schema schema = braid.schema(idOrName, cancellation);
    Budget budget = new Budget(TOKENS);
    budget.add("# Schema of " + MarkdownText.inline(dataset.name()) + "\n\n");
    int detailed = tables(schema.tables(), budget, 0);
    return Answer.of(
        Untrusted.block(budget.text()), SchemaText.structured(dataset, schema, detailed));
  }

  /// As many tables in full as there is room for, then names, then only their number.
  ///
  /// @return how many are there in full
  static int tables(List<Table> tables, Budget budget, int tokensLeft) {
    if (tables.isEmpty()) {
      budget.add("_No tables that this dataset's role may read._\n");
      return 0;
    }
    // A quarter of the last places is for names: a name can be asked for, a lost table cannot.
    int names = tables.stream().mapToInt(table -> SchemaText.brief(table).length()).sum();
    int forNames = Math.min(names / Budget.CHARACTERS_PER_TOKEN, 1_000);
    int detailed = 0;
    while (detailed < tables.size()
        && budget.addLeaving(SchemaText.table(tables.get(detailed)), tokensLeft + forNames)) {
      detailed++;
    }
    int named = detailed;
    while (named < tables.size()
        && budget.addLeaving(SchemaText.brief(tables.get(named)), tokensLeft)) {
      named++;
    }
    if (named > detailed) {
      budget.leftOut("the columns of " + (named - detailed) + " tables");
    }
    if (tables.size() > named) {
      budget.leftOut((tables.size() - named) + " tables");
    }
    return detailed;
  }
}
