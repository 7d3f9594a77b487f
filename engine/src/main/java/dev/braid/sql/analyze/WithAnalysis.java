package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Logical;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.With;
import dev.braid.sql.ast.With.CommonTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// WITH: each query becomes a definition, or is put where it is referred to when that is once.
final class WithAnalysis {
  private final Analysis analysis;
  private final @Nullable QueryLevel parent;
  private @Nullable CommonTables tables;

  WithAnalysis(Analysis analysis, @Nullable QueryLevel parent, @Nullable CommonTables tables) {
    this.analysis = analysis;
    this.parent = parent;
    this.tables = tables;
  }

  QueryResult analyze(Query query, boolean resolveUnknowns) {
    With with = java.util.Objects.requireNonNull(query.with());
    Set<String> seen = new HashSet<>();
    for (CommonTable table : with.tables()) {
      if (!seen.add(table.name())) {
        throw Errors.error(
            SqlState.DUPLICATE_ALIAS,
            table.position(),
            "WITH query name \"" + table.name() + "\" specified more than once");
      }
    }
    if (with.recursive()) {
      for (CommonTable table : with.tables().reversed()) {
        add(CommonTables.Entry.forward(table.name()));
      }
    }
    List<CommonTables.Entry> entries = new ArrayList<>();
    List<CommonTable> written = with.tables();
    for (CommonTable table : written) {
      CommonTables.Entry entry = entry(table, with.recursive());
      entries.add(entry);
      add(entry);
    }
    QueryResult body =
        new QueryAnalysis(analysis, parent, tables).body(query, tables, resolveUnknowns);
    Logical plan = new CommonTableInlining(analysis).apply(written, entries, body.plan());
    analysis.collations.finish(plan);
    return new QueryResult(plan, body.names(), body.positions());
  }

  private void add(CommonTables.Entry entry) {
    tables = new CommonTables(entry.name, entry, tables);
  }

  private CommonTables.Entry entry(CommonTable table, boolean recursive) {
    if (table.search() != null) {
      throw Errors.unsupported(table.search().position(), "SEARCH");
    }
    if (table.cycle() != null) {
      throw Errors.unsupported(table.cycle().position(), "CYCLE");
    }
    if (recursive) {
      CommonTables.Entry entry = new RecursionAnalysis(analysis, parent, tables).analyze(table);
      if (entry != null) {
        return entry;
      }
    }
    QueryResult result = new QueryAnalysis(analysis, parent, tables).analyze(table.query(), true);
    return entry(analysis.queryId(), table, result);
  }

  static CommonTables.Entry entry(int id, CommonTable table, QueryResult result) {
    return new CommonTables.Entry(
        id, table.name(), names(table, result.names()), result.plan(), false);
  }

  static List<String> names(CommonTable table, List<String> known) {
    if (table.columns().size() > known.size()) {
      throw Errors.columnReference(
          table.position(),
          "WITH query \"%s\" has %d columns available but %d columns specified"
              .formatted(table.name(), known.size(), table.columns().size()));
    }
    List<String> names = new ArrayList<>(table.columns());
    names.addAll(known.subList(names.size(), known.size()));
    return names;
  }

  /// The columns of a plan under names.
  static List<ColumnRef> columns(Analysis analysis, List<String> names, Logical plan) {
    List<ColumnRef> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(analysis.column(names.get(i), plan.output().get(i).type()));
    }
    return columns;
  }
}
