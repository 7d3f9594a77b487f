package dev.braid.sql.analyze;

import dev.braid.sql.ast.Query;
import org.jspecify.annotations.Nullable;

/// A whole query: WITH, then its body.
final class QueryAnalysis {
  private final Analysis analysis;
  private final @Nullable QueryLevel parent;
  private final @Nullable CommonTables commonTables;

  QueryAnalysis(
      Analysis analysis, @Nullable QueryLevel parent, @Nullable CommonTables commonTables) {
    this.analysis = analysis;
    this.parent = parent;
    this.commonTables = commonTables;
  }

  /// @param resolveUnknowns whether columns of literals become text; a set operation decides later
  QueryResult analyze(Query query, boolean resolveUnknowns) {
    if (query.with() != null) {
      return new WithAnalysis(analysis, parent, commonTables).analyze(query, resolveUnknowns);
    }
    return body(query, commonTables, resolveUnknowns);
  }

  QueryResult body(Query query, @Nullable CommonTables tables, boolean resolveUnknowns) {
    QueryLevel level = new QueryLevel(analysis, parent, tables);
    QueryResult result = body(query, level, resolveUnknowns);
    return new QueryResult(
        analysis.collations.derive(result.plan()), result.names(), result.positions());
  }

  private static QueryResult body(Query query, QueryLevel level, boolean resolveUnknowns) {
    return switch (query.body()) {
      case Query.Select it -> new SelectAnalysis(level).analyze(it, query, resolveUnknowns);
      case Query.Values it -> new ValuesAnalysis(level).analyze(it, query);
      case Query.SetOperation it -> new SetOperationAnalysis(level).analyze(it, query);
    };
  }
}
