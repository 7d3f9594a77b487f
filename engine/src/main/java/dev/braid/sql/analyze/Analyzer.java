package dev.braid.sql.analyze;

import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.TypeName;
import dev.braid.type.Type;

/// From a query's tree to its logical plan.
public final class Analyzer {
  private Analyzer() {}

  /// @throws dev.braid.error.BraidException where PostgreSQL refuses the query, with its SQLSTATE
  ///   and at its character; 0A000 for what Braid does not know
  public static AnalyzedQuery analyze(Query query, AnalysisContext context) {
    Analysis analysis = new Analysis(context);
    QueryResult result = new QueryAnalysis(analysis, null, null).analyze(query, true);
    analysis.parameters.check();
    return new AnalyzedQuery(
        analysis.collations.finished(result.plan()),
        result.names(),
        result.columns().stream().map(column -> column.type()).toList());
  }

  /// The type that a name stands for, with its modifier.
  ///
  /// @throws dev.braid.error.BraidException 42704 where there is none, 0A000 where Braid has none
  public static Type type(TypeName name) {
    return new TypeNames(null).resolve(name);
  }
}
