package dev.braid.sql.analyze;

import dev.braid.catalog.Nearest;
import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.Query;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// FROM: what rows there are, and the names for them.
///
/// While an item is analyzed, those to its left are visible to LATERAL only.
final class FromAnalysis {
  final QueryLevel level;
  final Analysis analysis;
  private final JoinAnalysis joins;
  private final FunctionRowsAnalysis functions;

  FromAnalysis(QueryLevel level, ExpressionAnalyzer expressions) {
    this.level = level;
    this.analysis = level.analysis;
    joins = new JoinAnalysis(this, expressions);
    functions = new FunctionRowsAnalysis(this, expressions);
  }

  /// An item's rows, and the names that it brings.
  record Source(Logical plan, List<NamespaceItem> items) {
    Source {
      items = List.copyOf(items);
    }

    /// The item whose columns are the source's.
    NamespaceItem main() {
      return items.getLast();
    }
  }

  /// The rows of a SELECT without FROM.
  static Logical oneRow() {
    return new Logical.ValuesRows(List.of(List.of()), List.of());
  }

  Logical analyze(List<FromItem> list) {
    Logical plan = null;
    for (FromItem each : list) {
      Source source = item(each);
      checkConflicts(level.namespace, source.items());
      plan =
          plan == null ? source.plan() : join(JoinKind.INNER, plan, source.plan(), Constant.TRUE);
      source.items().forEach(item -> level.namespace.add(item.lateral(true, true)));
    }
    level.namespace.replaceAll(item -> item.lateral(false, true));
    return plan == null ? oneRow() : plan;
  }

  static Logical join(JoinKind kind, Logical left, Logical right, dev.braid.expr.Expr condition) {
    Set<Integer> columns = new HashSet<>();
    left.output().forEach(column -> columns.add(column.column()));
    boolean[] dependent = new boolean[1];
    LogicalRewrite.references(right, column -> dependent[0] |= columns.contains(column.column()));
    return new Logical.Join(kind, left, right, condition, dependent[0], null);
  }

  Source item(FromItem item) {
    return switch (item) {
      case FromItem.Table it -> table(it);
      case FromItem.Subquery it -> subquery(it);
      case FromItem.Functions it -> functions.analyze(it);
      case FromItem.Join it -> joins.analyze(it);
    };
  }

  /// Two items of one name; tables of different schemas without alias may have it.
  static void checkConflicts(List<NamespaceItem> left, List<NamespaceItem> right) {
    for (NamespaceItem a : left) {
      for (NamespaceItem b : right) {
        if (a.relationVisible()
            && b.relationVisible()
            && a.name() != null
            && a.name().equals(b.name())
            && (a.schema() == null || b.schema() == null || a.schema().equals(b.schema()))) {
          throw new BraidException(
              SqlState.DUPLICATE_ALIAS, "table name \"" + a.name() + "\" specified more than once");
        }
      }
    }
  }

  private Source table(FromItem.Table it) {
    if (it.sample() != null) {
      throw Errors.unsupported(it.sample().position(), "TABLESAMPLE");
    }
    List<String> names = it.names();
    if (names.size() > 2) {
      throw Errors.error(
          SqlState.FEATURE_NOT_SUPPORTED,
          it.position(),
          "cross-database references are not implemented: " + String.join(".", names));
    }
    String name = names.getLast();
    if (names.size() == 1) {
      CommonTables.Entry entry = CommonTables.find(level.commonTables, name);
      if (entry != null) {
        return commonTable(it, entry);
      }
    }
    String schema = names.size() == 2 ? names.getFirst() : null;
    Query view = analysis.context.tables().view(schema, name);
    if (view != null) {
      return view(it, view);
    }
    Table table = analysis.context.tables().find(schema, name);
    if (table == null) {
      throw new BraidException(
              SqlState.UNDEFINED_TABLE,
              "relation \"" + String.join(".", names) + "\" does not exist")
          .withHint(Nearest.hint(name, analysis.context.tables().names()))
          .at(it.position());
    }
    analysis.collated |= table instanceof RemoteTable;
    String alias = it.alias() == null ? name : it.alias().name();
    List<ColumnRef> columns = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    List<String> known = table.columns().stream().map(TableColumn::name).toList();
    List<String> visible = renamed(known, it.alias(), alias);
    for (int i = 0; i < visible.size(); i++) {
      Type type = table.columns().get(i).type();
      columns.add(analysis.column(visible.get(i), type));
      positions.add(i);
    }
    Logical scan = new Logical.Scan(table, alias, positions, columns);
    return source(scan, alias, it.alias() == null ? table.schema() : null, true, visible);
  }

  /// A view's rows: its query sees nothing of the statement around.
  private Source view(FromItem.Table it, Query view) {
    QueryResult result = new QueryAnalysis(analysis, null, null).analyze(view, true);
    FromItem.Alias alias = it.alias();
    String name = alias == null ? it.names().getLast() : alias.name();
    String schema = alias == null && it.names().size() == 2 ? it.names().getFirst() : null;
    return source(result.plan(), name, schema, false, renamed(result.names(), alias, name));
  }

  private Source commonTable(FromItem.Table it, CommonTables.Entry entry) {
    if (entry.refusal != null) {
      int place = entry.refusal.position() == 0 ? it.position() : entry.refusal.position();
      throw Errors.error(entry.refusal.sqlState(), place, entry.refusal.message());
    }
    entry.references.add(it.position());
    List<ColumnRef> columns = new ArrayList<>();
    for (int i = 0; i < entry.names.size(); i++) {
      columns.add(analysis.column(entry.names.get(i), entry.columns().get(i).type()));
    }
    analysis.collations.pass(entry.columns(), columns);
    Logical rows = new Logical.CteRef(entry.id, entry.name, columns);
    String alias = it.alias() == null ? entry.name : it.alias().name();
    return source(rows, alias, null, false, renamed(entry.names, it.alias(), alias));
  }

  private Source subquery(FromItem.Subquery it) {
    Clause clause = level.clause;
    boolean lateral = level.lateral;
    level.clause = Clause.FROM_SUBQUERY;
    level.lateral = it.lateral();
    QueryResult result =
        new QueryAnalysis(analysis, level, level.commonTables).analyze(it.query(), true);
    level.clause = clause;
    level.lateral = lateral;
    FromItem.Alias alias = it.alias();
    String name = alias == null ? null : alias.name();
    String shown = name == null ? "unnamed_subquery" : name;
    return source(result.plan(), name, null, false, renamed(result.names(), alias, shown));
  }

  /// A source of columns with names.
  Source source(
      Logical rows,
      @Nullable String name,
      @Nullable String schema,
      boolean table,
      List<String> names) {
    Logical plan = analysis.collations.source(rows);
    List<NamespaceItem.Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ColumnRef column = plan.output().get(i);
      level.own(column, name == null ? "unnamed_subquery" : name, names.get(i));
      fields.add(new NamespaceItem.Field(names.get(i), column));
    }
    NamespaceItem item = NamespaceItem.of(name, schema, table, fields);
    level.items.add(item);
    return new Source(plan, List.of(item));
  }

  /// The names that an alias gives to the first columns, and those that stay.
  static List<String> renamed(List<String> names, FromItem.@Nullable Alias alias, String table) {
    if (alias == null || alias.columns().isEmpty()) {
      return names;
    }
    if (alias.columns().size() > names.size()) {
      throw new BraidException(
          SqlState.INVALID_COLUMN_REFERENCE,
          "table \"%s\" has %d columns available but %d columns specified"
              .formatted(table, names.size(), alias.columns().size()));
    }
    List<String> renamed = new ArrayList<>(alias.columns());
    renamed.addAll(names.subList(renamed.size(), names.size()));
    return renamed;
  }
}
