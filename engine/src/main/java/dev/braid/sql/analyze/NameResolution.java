package dev.braid.sql.analyze;

import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Expr;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a name of a column refers to: in this query first, then in those around it.
final class NameResolution {
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private final Analysis analysis;
  private final QueryLevel start;

  NameResolution(QueryLevel level) {
    this.analysis = level.analysis;
    this.start = level;
  }

  Expr resolve(List<String> names, int position) {
    return switch (names.size()) {
      case 1 -> unqualified(names.getFirst(), position);
      case 2 -> qualified(null, names.get(0), names.get(1), position);
      case 3 -> qualified(names.get(0), names.get(1), names.get(2), position);
      case 4 -> qualified(names.get(1), names.get(2), names.get(3), position);
      default ->
          throw Errors.syntax(
              position,
              "improper qualified name (too many dotted names): " + String.join(".", names));
    };
  }

  private Expr unqualified(String column, int position) {
    for (QueryLevel level = start; level != null; level = level.parent) {
      Expr found = find(level, column, position);
      if (found != null) {
        return analysis.copyAt(found, position);
      }
    }
    if (findItem(null, column, position) != null) {
      throw Errors.unsupported(position, "a whole row as a value (\"" + column + "\")");
    }
    throw Errors.error(
        SqlState.UNDEFINED_COLUMN, position, "column \"" + column + "\" does not exist");
  }

  /// A column of one query by its own name, or null.
  static @Nullable Expr find(QueryLevel level, String column, int position) {
    Expr found = null;
    for (NamespaceItem item : level.namespace) {
      if (!item.columnsVisible() || (item.lateralOnly() && !level.lateral)) {
        continue;
      }
      Expr here = find(item, column, position);
      if (here == null) {
        continue;
      }
      if (found != null) {
        throw ambiguous(column, position);
      }
      checkLateral(item, position);
      found = here;
    }
    return found;
  }

  private static @Nullable Expr find(NamespaceItem item, String column, int position) {
    List<NamespaceItem.Field> fields = item.named(column);
    if (fields.size() > 1) {
      throw ambiguous(column, position);
    }
    if (fields.isEmpty()) {
      if (item.table() && SYSTEM_COLUMNS.contains(column)) {
        throw Errors.unsupported(position, "system column \"" + column + "\"");
      }
      return null;
    }
    return fields.getFirst().expr();
  }

  private static BraidException ambiguous(String column, int position) {
    return Errors.error(
        SqlState.AMBIGUOUS_COLUMN, position, "column reference \"" + column + "\" is ambiguous");
  }

  private static void checkLateral(NamespaceItem item, int position) {
    if (item.lateralOnly() && !item.lateralAllowed()) {
      throw invalidReference(
          item.name() == null ? "unnamed_join" : item.name(),
          position,
          SqlState.INVALID_COLUMN_REFERENCE);
    }
  }

  private static BraidException invalidReference(String table, int position, String sqlState) {
    return Errors.error(
        sqlState, position, "invalid reference to FROM-clause entry for table \"" + table + "\"");
  }

  private Expr qualified(@Nullable String schema, String table, String column, int position) {
    NamespaceItem item = findItem(schema, table, position);
    if (item == null) {
      throw missing(table, position);
    }
    Expr found = find(item, column, position);
    if (found == null) {
      throw Errors.error(
          SqlState.UNDEFINED_COLUMN,
          position,
          "column %s.%s does not exist".formatted(table, column));
    }
    return analysis.copyAt(found, position);
  }

  /// The item for `table.*`.
  ///
  /// @throws BraidException 42P01 where there is none
  NamespaceItem item(List<String> qualifier, int position) {
    String table = qualifier.getLast();
    String schema = qualifier.size() > 1 ? qualifier.get(qualifier.size() - 2) : null;
    NamespaceItem item = findItem(schema, table, position);
    if (item == null) {
      throw missing(table, position);
    }
    return item;
  }

  private @Nullable NamespaceItem findItem(@Nullable String schema, String table, int position) {
    for (QueryLevel level = start; level != null; level = level.parent) {
      NamespaceItem found = null;
      for (NamespaceItem item : level.namespace) {
        if (!item.relationVisible()
            || (item.lateralOnly() && !level.lateral)
            || !table.equals(item.name())
            || (schema != null && !isOf(item, schema, table))) {
          continue;
        }
        if (found != null) {
          throw Errors.error(
              SqlState.AMBIGUOUS_ALIAS, position, "table reference \"" + table + "\" is ambiguous");
        }
        checkLateral(item, position);
        found = item;
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// Whether a table in FROM is the one that the schema's name, which may be another name of the
  /// same schema, leads to.
  private boolean isOf(NamespaceItem item, String schema, String table) {
    if (schema.equals(item.schema())) {
      return true;
    }
    Table named = analysis.context.tables().find(schema, table);
    return named != null && named.schema().equals(item.schema());
  }

  private BraidException missing(String table, int position) {
    for (QueryLevel level = start; level != null; level = level.parent) {
      for (NamespaceItem item : level.items) {
        if (table.equals(item.name())) {
          return invalidReference(table, position, SqlState.UNDEFINED_TABLE);
        }
      }
    }
    return Errors.error(
        SqlState.UNDEFINED_TABLE,
        position,
        "missing FROM-clause entry for table \"" + table + "\"");
  }
}
