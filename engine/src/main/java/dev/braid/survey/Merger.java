package dev.braid.survey;

import dev.braid.catalog.MergeScheme;
import dev.braid.catalog.Schema;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.ColumnReference;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SqlText;
import dev.braid.sql.ast.SyntaxNode;
import dev.braid.sql.ast.With;
import dev.braid.sql.parse.SqlParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts classes in the place of their members, where a table is read: `users` becomes `(SELECT ...,
/// CASE WHEN nccs IN (...) THEN ... ELSE nccs END AS nccs, ... FROM users) AS users`.
///
/// So a merged column is merged everywhere: selected, grouped, compared, ordered, partitioned,
/// through `*` and through subqueries; and a class in a condition means its members. A statement
/// that names a member itself (`nccs = 'A1'`) would find none, so it gets that column unmerged, and
/// is told.
final class Merger {
  private final List<MergeScheme> schemes;
  private final Schema schema;

  /// Names of columns that the statement reads; null when it may read any (`*`, NATURAL, whole
  /// rows).
  private @Nullable Set<String> read = new HashSet<>();

  /// Names that stand alone, which may mean whole rows.
  private final Set<String> bare = new HashSet<>();

  /// Constants of the statement, and values of its parameters.
  private final Set<String> constants = new HashSet<>();

  /// `users.nccs by nccs`.
  final Set<String> merged = new LinkedHashSet<>();

  final Set<String> warnings = new LinkedHashSet<>();

  private Merger(List<MergeScheme> schemes, Schema schema) {
    this.schemes = schemes;
    this.schema = schema;
  }

  /// @param written the statement before anything was done to it, whose constants count
  /// @param statement the one to be merged, whose columns are read
  static Merger of(
      List<MergeScheme> schemes,
      Schema schema,
      Query written,
      Query statement,
      List<@Nullable Object> values) {
    Merger merger = new Merger(schemes, schema);
    merger.lookAtColumns(statement);
    merger.lookAtConstants(written);
    for (Object value : values) {
      merger.constants.add(String.valueOf(value));
    }
    return merger;
  }

  private void lookAtConstants(Query statement) {
    Tree.walk(
        statement,
        node -> {
          switch (node) {
            case Expression.StringLiteral it -> constants.add(it.value());
            case Expression.IntegerLiteral it -> constants.add(Integer.toString(it.value()));
            case Expression.NumericLiteral it -> constants.add(it.text());
            default -> {}
          }
          return true;
        });
  }

  private void lookAtColumns(Query statement) {
    Set<String> names = new HashSet<>();
    boolean[] any = {false};
    Tree.walk(
        statement,
        node -> {
          switch (node) {
            case ColumnReference it -> {
              names.add(it.names().getLast());
              if (it.names().size() == 1) {
                bare.add(it.names().getFirst());
              }
            }
            case Expression.Star _, Expression.Indirection.AllFields _ -> any[0] = true;
            case Expression.Indirection.Field it -> names.add(it.name());
            case FromItem.Join it -> {
              any[0] |= it.natural();
              names.addAll(it.using());
            }
            default -> {}
          }
          return true;
        });
    read = any[0] ? null : names;
  }

  /// The statement over merged columns; the same where it reads none.
  Query merge(Query statement) {
    return query(statement, Scope.EMPTY);
  }

  private Query query(Query query, Scope outer) {
    Scope scope = outer.with(query.with());
    return Tree.children(
        query, child -> child instanceof With with ? with(with, scope) : map(child, scope));
  }

  private With with(With with, Scope scope) {
    List<With.CommonTable> tables = new ArrayList<>();
    boolean changed = false;
    Scope at = scope;
    for (int i = with.tables().size(); i > 0 && at != null && at.entry() != null; i--) {
      With.CommonTable it = at.entry().table;
      Scope inner = at.entry().recursive ? at : at.entry().scope;
      Query query = query(it.query(), inner);
      changed |= query != it.query();
      tables.addFirst(
          new With.CommonTable(
              it.position(),
              it.name(),
              it.columns(),
              it.materialization(),
              query,
              it.search(),
              it.cycle()));
      at = at.outer();
    }
    return changed ? new With(with.position(), with.recursive(), tables) : with;
  }

  private SyntaxNode map(SyntaxNode node, Scope scope) {
    return switch (node) {
      case Query inner -> query(inner, scope);
      case FromItem.Table table -> scope.find(table) == null ? table(table) : table;
      default -> Tree.children(node, child -> map(child, scope));
    };
  }

  private FromItem table(FromItem.Table table) {
    Schema.Table known = schema.find(String.join(".", table.names()));
    if (known == null) {
      return table;
    }
    Map<String, MergeScheme> byColumn = new HashMap<>();
    for (MergeScheme scheme : schemes) {
      boolean here = scheme.table() == null || known.equals(schema.find(scheme.table()));
      if (here
          && has(known, scheme.column())
          && isRead(scheme.column(), table)
          && namesNoMember(scheme, known)) {
        byColumn.putIfAbsent(scheme.column(), scheme);
      }
    }
    if (byColumn.isEmpty()) {
      return table;
    }
    List<Query.Target> targets = new ArrayList<>();
    for (Schema.TableColumn column : known.columns()) {
      MergeScheme scheme = byColumn.get(column.name());
      if (scheme != null) {
        merged.add("%s.%s by %s".formatted(known.name(), column.name(), scheme.name()));
        targets.add(new Query.Target(1, merged(column, scheme), column.name()));
      } else if (isRead(column.name(), table)) {
        targets.add(new Query.Target(1, new ColumnReference(1, List.of(column.name())), null));
      }
    }
    FromItem inner =
        new FromItem.Table(table.position(), table.names(), table.only(), null, table.sample());
    Query.Select select =
        new Query.Select(1, null, targets, List.of(inner), null, null, null, List.of());
    return new FromItem.Subquery(
        table.position(),
        false,
        new Query(1, null, select, List.of(), null, false, null),
        table.alias() != null
            ? table.alias()
            : new FromItem.Alias(table.position(), FromItems.alias(table), List.of()));
  }

  private boolean isRead(String column, FromItem.Table table) {
    return read == null
        || !FromItems.columns(table).isEmpty()
        || read.contains(column)
        || bare.contains(FromItems.alias(table));
  }

  private static boolean has(Schema.Table table, String column) {
    return table.columns().stream().anyMatch(known -> known.name().equals(column));
  }

  private boolean namesNoMember(MergeScheme scheme, Schema.Table table) {
    for (String member : scheme.hidden()) {
      if (constants.contains(member)) {
        warnings.add(
            "%s.%s is not merged: the statement names %s, which is a member of a class"
                .formatted(table.name(), scheme.column(), SqlText.literal(member)));
        return false;
      }
    }
    return true;
  }

  private static Expression merged(Schema.TableColumn column, MergeScheme scheme) {
    String name = SqlText.identifier(column.name());
    String value =
        switch (column.type().replaceFirst("\\(.*", "")) {
          case "text", "character varying", "varchar" -> name;
          default -> "CAST(" + name + " AS text)";
        };
    StringBuilder sql = new StringBuilder("CASE");
    scheme
        .classes()
        .forEach(
            (label, members) ->
                sql.append(" WHEN ")
                    .append(value)
                    .append(" IN (")
                    .append(String.join(", ", members.stream().map(SqlText::literal).toList()))
                    .append(") THEN ")
                    .append(SqlText.literal(label)));
    return SqlParser.expression(sql + " ELSE " + value + " END");
  }
}
