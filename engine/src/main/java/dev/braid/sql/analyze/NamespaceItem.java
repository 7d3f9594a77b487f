package dev.braid.sql.analyze;

import dev.braid.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing in FROM that names can refer to: a table, a subquery, a function, or a join.
///
/// @param name null for a join without alias
/// @param schema of a table without alias, null for others
/// @param table whether it is a table with system columns
/// @param relationVisible whether `name.column` finds it
/// @param columnsVisible whether its columns are found without the name
/// @param lateralOnly whether only LATERAL items see it, because it stands in the same FROM
/// @param lateralAllowed whether the join's kind lets them
record NamespaceItem(
    @Nullable String name,
    @Nullable String schema,
    boolean table,
    List<Field> fields,
    boolean relationVisible,
    boolean columnsVisible,
    boolean lateralOnly,
    boolean lateralAllowed) {
  NamespaceItem {
    fields = List.copyOf(fields);
  }

  /// @param expr a column; of USING in a join what is made of the two
  record Field(String name, Expr expr) {}

  static NamespaceItem of(
      @Nullable String name, @Nullable String schema, boolean table, List<Field> fields) {
    return new NamespaceItem(name, schema, table, fields, name != null, true, false, true);
  }

  NamespaceItem lateral(boolean only, boolean allowed) {
    return new NamespaceItem(
        name, schema, table, fields, relationVisible, columnsVisible, only, allowed);
  }

  NamespaceItem withoutColumns() {
    return new NamespaceItem(
        name, schema, table, fields, relationVisible, false, lateralOnly, lateralAllowed);
  }

  List<Field> named(String column) {
    List<Field> found = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equals(column)) {
        found.add(field);
      }
    }
    return found;
  }
}
