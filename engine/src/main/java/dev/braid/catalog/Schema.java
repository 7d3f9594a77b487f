package dev.braid.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of a dataset as its server tells them, with the operator's descriptions where the
/// server has no comment.
public record Schema(List<Table> tables) {
  public Schema {
    tables = List.copyOf(tables);
  }

  /// The table of this name (`table` or `schema.table`, each also quoted as in SQL), or null. A
  /// bare name means the first schema that has it.
  public @Nullable Table find(String name) {
    for (Table table : tables) {
      if (table.isCalled(name)) {
        return table;
      }
    }
    return null;
  }

  /// The tables' names, separated by commas.
  public String names() {
    return tables.isEmpty()
        ? "none"
        : String.join(", ", tables.stream().map(Table::name).distinct().toList());
  }

  /// One table, view or foreign table.
  ///
  /// @param kind `table`, `partitioned table`, `view`, `materialized view` or `foreign table`; or
  ///   [#UNREADABLE] for files that cannot be opened, which then have no columns and the reason as
  ///   their description
  /// @param estimatedRows the planner's estimate, or -1 where there is none
  /// @param bytes size on disk with indexes, 0 for views
  public record Table(
      String schema,
      String name,
      String kind,
      long estimatedRows,
      long bytes,
      @Nullable String description,
      List<TableColumn> columns) {
    public static final String UNREADABLE = "unreadable";

    public Table {
      columns = List.copyOf(columns);
    }

    public boolean unreadable() {
      return kind.equals(UNREADABLE);
    }

    public String qualifiedName() {
      return schema + "." + name;
    }

    /// The name as it may stand in SQL, whatever characters it has.
    public String quotedName() {
      return quote(schema) + "." + quote(name);
    }

    private boolean isCalled(String written) {
      String quoted = quote(name);
      return written.equals(name)
          || written.equals(quoted)
          || written.equals(schema + "." + name)
          || written.equals(schema + "." + quoted)
          || written.equals(quote(schema) + "." + name)
          || written.equals(quote(schema) + "." + quoted);
    }

    private static String quote(String identifier) {
      return '"' + identifier.replace("\"", "\"\"") + '"';
    }
  }

  /// @param type with modifier, as PostgreSQL prints it (`numeric(12,2)`)
  /// @param primaryKey whether the column is a part of the table's primary key
  public record TableColumn(
      String name,
      String type,
      boolean nullable,
      boolean primaryKey,
      @Nullable String description) {}
}
