package dev.braid.server.mcp.tool;

import dev.braid.Braid;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.Query;
import dev.braid.catalog.Limits;
import dev.braid.catalog.Nearest;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Schema.Table;
import dev.braid.error.BraidException;
import java.util.Map;

/// `get_dataset_sample`: some rows of a table.
///
/// What the caller writes is only looked up in the schema; the SQL is made of the names found
/// there, quoted. Names in a catalog are data too and may hold quotes.
final class DatasetSample implements Tool {
  static final int DEFAULT_ROWS = 10;
  static final int MAX_ROWS = 100;

  private static final String UNDEFINED_TABLE = "42P01";

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
    Table table = table(braid.schema(dataset), name);
    return QueryDataset.answer(braid, query(dataset, table, limit), options(dataset), call);
  }

  static Query query(String dataset, Table table, int limit) {
    String sql = "SELECT * FROM " + quoted(table) + " LIMIT " + limit;
    return Query.of(dataset, sql).labelled("Sample of " + table.qualifiedName());
  }

  /// The limit of a sample is its own: the cap on raw rows is about answers, not about a look.
  BatchOptions options(String dataset) {
    Limits limits = braid.config().dataset(dataset).limits();
    return BatchOptions.DEFAULT.withLimits(
        new Limits(MAX_ROWS, limits.aggregatedRows(), limits.queryBytes()));
  }

  /// @throws BraidException 42P01, naming the nearest table
  static Table table(Schema schema, String name) {
    Table table = schema.find(name);
    if (table == null) {
      throw new BraidException(UNDEFINED_TABLE, "Table not found in dataset: " + name)
          .withHint(Nearest.hint(name, schema.tables().stream().map(Table::name).toList()));
    }
    return table;
  }

  private static String quoted(Table table) {
    return quoted(table.schema()) + "." + quoted(table.name());
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
