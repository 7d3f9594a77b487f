package dev.braid.survey;

import dev.braid.catalog.MergeScheme;
import dev.braid.catalog.Nearest;
import dev.braid.catalog.Schema;
import dev.braid.catalog.SurveyRules;
import dev.braid.catalog.WeightRule;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Guard;
import dev.braid.guard.Statement;
import dev.braid.result.SurveyNote;
import dev.braid.sql.ast.Expression.ColumnReference;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SqlText;
import dev.braid.sql.parse.SqlParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes of a statement the one whose answer is weighted and shows classes.
///
/// What is weighted rightly is weighted whole; everything else runs as it was written, with the
/// reason in the answer's [SurveyNote].
public final class SurveyRewriter {
  private final SurveyRules rules;
  private final SurveyOptions options;
  private final Schema schema;
  private final Statement statement;
  private final List<@Nullable Object> values;

  private final List<String> warnings = new ArrayList<>();
  private List<String> merged = List.of();
  private @Nullable String weights;
  private @Nullable String reason;
  private @Nullable String repeated;

  private SurveyRewriter(
      SurveyRules rules,
      SurveyOptions options,
      Schema schema,
      Statement statement,
      List<@Nullable Object> values) {
    this.rules = rules;
    this.options = options;
    this.schema = schema;
    this.statement = statement;
    this.values = values;
  }

  /// @param values of the statement's parameters
  /// @param schema the dataset's tables, asked for only when they are needed
  /// @throws BraidException 22023 for a scheme that the dataset has not
  public static Rewritten rewrite(
      Statement statement,
      List<@Nullable Object> values,
      SurveyRules rules,
      SurveyOptions options,
      Supplier<Schema> schema) {
    List<MergeScheme> schemes = schemes(rules, options);
    boolean weighs = options.weights() && !rules.weights().isEmpty();
    if (statement.kind() != Statement.Kind.QUERY || (!weighs && schemes.isEmpty())) {
      return Rewritten.asWritten(statement, null);
    }
    Query query;
    try {
      if (!(SqlParser.statement(statement.text())
          instanceof dev.braid.sql.ast.Statement.QueryStatement parsed)) {
        return Rewritten.asWritten(statement, null);
      }
      query = parsed.query();
    } catch (BraidException e) {
      String unread = "the statement cannot be read here: " + e.message();
      return Rewritten.asWritten(
          statement,
          new SurveyNote(null, unread, List.of(), List.of(), List.of(), rules.smallBase(), null));
    }
    Schema tables = schema.get();
    try {
      return new SurveyRewriter(rules, options, tables, statement, values)
          .rewritten(query, schemes);
    } catch (BraidException e) {
      String unwritten = "the statement cannot be rewritten here: " + e.message();
      return Rewritten.asWritten(
          statement,
          new SurveyNote(
              null, unwritten, List.of(), List.of(), List.of(), rules.smallBase(), null));
    }
  }

  private static List<MergeScheme> schemes(SurveyRules rules, SurveyOptions options) {
    if (!options.merging()) {
      return List.of();
    }
    if (options.schemes().isEmpty()) {
      return rules.schemes().stream().filter(MergeScheme::standard).toList();
    }
    List<MergeScheme> asked = new ArrayList<>();
    for (String name : options.schemes()) {
      asked.add(
          rules.schemes().stream()
              .filter(scheme -> scheme.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name, rules)));
    }
    return asked;
  }

  private static BraidException unknown(String name, SurveyRules rules) {
    return new BraidException(
            SqlState.INVALID_PARAMETER_VALUE, "the dataset has no merging scheme \"" + name + "\"")
        .withHint(Nearest.hint(name, rules.schemes().stream().map(MergeScheme::name).toList()));
  }

  private Rewritten rewritten(Query query, List<MergeScheme> schemes) {
    Query weighed = options.weights() ? weighed(query) : query;
    Merger merger = Merger.of(schemes, schema, query, weighed, values);
    Query whole = merger.merge(weighed);
    merged = List.copyOf(merger.merged);
    warnings.addAll(merger.warnings);
    if (whole == query || (weights == null && merged.isEmpty())) {
      boolean silent = reason == null && warnings.isEmpty();
      return Rewritten.asWritten(statement, silent ? null : note(null, List.of()));
    }
    Rewritten unmerged = weights == null || merged.isEmpty() ? null : run(weighed, List.of(), null);
    return run(whole, merged, unmerged);
  }

  private Rewritten run(Query query, List<String> classes, @Nullable Rewritten unmerged) {
    String text = SqlText.of(query);
    Statement checked = Guard.check(text);
    Statement run =
        new Statement(
            checked.text(), checked.kind(), statement.aggregated(), statement.parameters());
    return new Rewritten(
        statement, run, note(options.sql() ? text : null, classes), repeated, unmerged);
  }

  private SurveyNote note(@Nullable String sql, List<String> classes) {
    return new SurveyNote(weights, reason, classes, warnings, List.of(), rules.smallBase(), sql);
  }

  private Query weighed(Query query) {
    Weigher weigher = Weigher.of(rules, schema, query);
    try {
      Query weighed = weigher.weigh();
      if (!weigher.used.isEmpty()) {
        checkUnused(query);
        weights = String.join(", ", weigher.used);
        warnings.addAll(weigher.warnings);
        repeated = weigher.repeated;
        return weighed;
      }
      if (weigher.aggregates) {
        reason = nothing(weigher);
        checkUnused(query);
      }
    } catch (NotWeighed e) {
      reason = e.reason();
    }
    return query;
  }

  private String nothing(Weigher weigher) {
    if (weigher.indifferent) {
      return "nothing in it depends on weights";
    }
    if (weigher.singleRespondents) {
      return "its groups are single respondents";
    }
    return "it aggregates no rows of a table with weights ("
        + rules.weights().stream().map(WeightRule::table).collect(Collectors.joining(", "))
        + ")";
  }

  /// @throws NotWeighed where the statement names the weights itself
  private void checkUnused(Query query) {
    Map<String, FromItem.Table> tables = new HashMap<>();
    List<ColumnReference> columns = new ArrayList<>();
    Tree.walk(
        query,
        node -> {
          if (node instanceof FromItem.Table table) {
            tables.put(FromItems.alias(table), table);
          } else if (node instanceof ColumnReference column) {
            columns.add(column);
          }
          return true;
        });
    for (WeightRule rule : rules.weights()) {
      Schema.Table weighted = schema.find(rule.table());
      boolean read = false;
      for (FromItem.Table table : tables.values()) {
        read |= weighted != null && weighted.equals(table(table));
      }
      for (ColumnReference column : columns) {
        if (read && column.names().getLast().equals(rule.column())) {
          FromItem.Table of =
              column.names().size() == 1
                  ? null
                  : tables.get(column.names().get(column.names().size() - 2));
          Schema.Table known = of == null ? null : table(of);
          if (known == null || known.equals(weighted)) {
            throw new NotWeighed(
                "the statement uses " + rule.table() + "." + rule.column() + " itself");
          }
        }
      }
    }
  }

  private Schema.@Nullable Table table(FromItem.Table table) {
    return schema.find(String.join(".", table.names()));
  }
}
