package dev.braid.server.mcp.tool;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Nearest;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Schema.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.report.MarkdownText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `get_context`: what an assistant should know, by level, each holding the levels below it, within
/// a budget of tokens.
final class GetContext implements Tool {
  /// By level.
  private static final int[] TOKENS = {500, 2_000, 5_000, 10_000};

  /// What level 3 keeps for its table, so that a large schema does not crowd it out.
  private static final int TOKENS_FOR_TABLE = 5_000;

  private final Braid braid;

  GetContext(Braid braid) {
    this.braid = braid;
  }

  @Override
  public String name() {
    return "get_context";
  }

  @Override
  public String description() {
    return "Background by level, cumulative: 0 rules, 1 + datasets, 2 + schema of dataset_id,"
        + " 3 + one table with statistics and sample values.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{
        "level":{"type":"integer","minimum":0,"maximum":3,"default":0},
        "dataset_id":{"type":["integer","string"],"description":"from level 2"},
        "table_name":{"type":"string","description":"at level 3"}},
        "additionalProperties":false}\
        """);
  }

  @Override
  public Map<String, Object> outputSchema() {
    return JsonSchema.parse(
        """
        {"type":"object","properties":{"level":{"type":"integer"},"context":{"type":"string"},
        "estimated_tokens":{"type":"integer"},"cut":{"type":"array"}},
        "required":["level","context"]}\
        """);
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    int level = (int) arguments.number("level", 0, 0, 3);
    String dataset = level >= 2 ? required(arguments, "dataset_id", 2) : null;
    String table = level >= 3 ? required(arguments, "table_name", 3) : null;
    Budget budget = new Budget(TOKENS[level]);
    budget.add(Rules.global(braid));
    if (level >= 1) {
      datasets(budget);
    }
    if (dataset != null) {
      Dataset known = braid.config().dataset(dataset);
      try {
        dataset(budget, known, table, call);
      } catch (BraidException e) {
        return Answer.refusalOfServer(e, name());
      }
    }
    return answer(level, budget);
  }

  private void datasets(Budget budget) {
    List<Dataset> datasets = braid.config().datasets();
    budget.add("## Datasets\n\n" + ListDatasets.HEADER);
    int shown = 0;
    while (shown < datasets.size() && budget.add(ListDatasets.row(datasets.get(shown)))) {
      shown++;
    }
    if (shown < datasets.size()) {
      budget.leftOut((datasets.size() - shown) + " datasets");
    }
    budget.add("\n");
    for (Dataset dataset : datasets) {
      String survey = SurveyContext.of(dataset);
      if (!survey.isEmpty() && !budget.add(survey)) {
        budget.leftOut("weights and classes of " + dataset.name());
      }
    }
  }

  private void dataset(Budget budget, Dataset dataset, @Nullable String tableName, Call call) {
    Schema schema = braid.schema(dataset.name(), call.cancellation());
    Table table = tableName == null ? null : table(schema, tableName);
    budget.add("# Schema of " + MarkdownText.inline(dataset.name()) + "\n\n");
    DatasetSchema.tables(schema.tables(), budget, table == null ? 0 : TOKENS_FOR_TABLE);
    if (table != null) {
      TableDetail.of(braid, dataset.name(), table, call).addTo(budget);
    }
  }

  private static Table table(Schema schema, String name) {
    Table table = schema.find(name);
    if (table == null) {
      throw new BraidException("42P01", "Table not found in dataset: " + name)
          .withHint(Nearest.hint(name, schema.tables().stream().map(Table::name).toList()));
    }
    return table;
  }

  private static Answer answer(int level, Budget budget) {
    String text = budget.text();
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("level", level);
    structured.put("context", text);
    structured.put("estimated_tokens", text.length() / Budget.CHARACTERS_PER_TOKEN);
    structured.put("budget_tokens", TOKENS[level]);
    structured.put("cut", budget.cut());
    return Answer.of(level == 0 ? text : Untrusted.block(text), structured);
  }

  private static String required(Arguments arguments, String name, int level) {
    if (!arguments.has(name)) {
      throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE, "'" + name + "' is required from level " + level)
          .withHint("list_available_datasets names datasets, level 2 names tables");
    }
    return name.equals("dataset_id") ? arguments.dataset(name) : arguments.text(name);
  }
}
