package dev.braid.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole statement, of the kinds that Braid knows; the parser refuses others by name.
public sealed interface Statement extends SyntaxNode {

  record QueryStatement(int position, Query query) implements Statement {}

  /// @param options of either syntax: `EXPLAIN ANALYZE VERBOSE` has two without values
  record Explain(int position, List<Option> options, Statement statement) implements Statement {
    public Explain {
      options = List.copyOf(options);
    }
  }

  record CreateTableAs(
      int position,
      List<String> name,
      boolean ifNotExists,
      List<String> columns,
      List<Option> options,
      Query query,
      boolean withData)
      implements Statement {
    public CreateTableAs {
      name = List.copyOf(name);
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }
  }

  record CreateTable(
      int position,
      List<String> name,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<Constraint> constraints,
      List<Option> options)
      implements Statement {
    public CreateTable {
      name = List.copyOf(name);
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
      options = List.copyOf(options);
    }
  }

  record ColumnDefinition(
      int position,
      String name,
      TypeName type,
      List<String> collation,
      List<Constraint> constraints)
      implements SyntaxNode {
    public ColumnDefinition {
      collation = List.copyOf(collation);
      constraints = List.copyOf(constraints);
    }
  }

  /// @param name of `CONSTRAINT name`
  /// @param columns of a table's PRIMARY KEY or UNIQUE; empty for a column's own
  /// @param expression of DEFAULT and CHECK
  record Constraint(
      int position,
      @Nullable String name,
      Kind kind,
      List<String> columns,
      @Nullable Expression expression)
      implements SyntaxNode {
    public Constraint {
      columns = List.copyOf(columns);
    }

    public enum Kind {
      NOT_NULL,
      NULL,
      PRIMARY_KEY,
      UNIQUE,
      DEFAULT,
      CHECK
    }
  }

  record DropTable(int position, boolean ifExists, List<List<String>> names, boolean cascade)
      implements Statement {
    public DropTable {
      names = names.stream().map(List::copyOf).toList();
    }
  }

  /// @param name null when PostgreSQL would choose one
  /// @param method of USING, null for the default
  record CreateIndex(
      int position,
      boolean unique,
      boolean ifNotExists,
      @Nullable String name,
      List<String> table,
      @Nullable String method,
      List<IndexKey> keys,
      List<String> include,
      boolean nullsNotDistinct,
      List<Option> options,
      @Nullable Expression where)
      implements Statement {
    public CreateIndex {
      table = List.copyOf(table);
      keys = List.copyOf(keys);
      include = List.copyOf(include);
      options = List.copyOf(options);
    }
  }

  /// @param operatorClass empty for the default one
  record IndexKey(
      int position,
      Expression expression,
      List<String> collation,
      List<String> operatorClass,
      SortBy.Direction direction,
      SortBy.Nulls nulls)
      implements SyntaxNode {
    public IndexKey {
      collation = List.copyOf(collation);
      operatorClass = List.copyOf(operatorClass);
    }
  }

  record DropIndex(int position, boolean ifExists, List<List<String>> names, boolean cascade)
      implements Statement {
    public DropIndex {
      names = names.stream().map(List::copyOf).toList();
    }
  }

  /// @param table null when a query is copied
  /// @param file null for STDIN and STDOUT
  /// @param where of COPY FROM
  record Copy(
      int position,
      @Nullable List<String> table,
      List<String> columns,
      @Nullable Query query,
      boolean from,
      @Nullable String file,
      List<Option> options,
      @Nullable Expression where)
      implements Statement {
    public Copy {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }
  }

  /// ANALYZE; of every table when there are none.
  record Analyze(int position, List<Option> options, List<TableColumns> tables)
      implements Statement {
    public Analyze {
      options = List.copyOf(options);
      tables = List.copyOf(tables);
    }
  }

  record Vacuum(int position, List<Option> options, List<TableColumns> tables)
      implements Statement {
    public Vacuum {
      options = List.copyOf(options);
      tables = List.copyOf(tables);
    }
  }

  record TableColumns(int position, List<String> table, List<String> columns)
      implements SyntaxNode {
    public TableColumns {
      table = List.copyOf(table);
      columns = List.copyOf(columns);
    }
  }

  /// @param name `timezone` for SET TIME ZONE
  /// @param values literals and words as text; empty for DEFAULT
  record SetVariable(int position, boolean local, String name, List<String> values)
      implements Statement {
    public SetVariable {
      values = List.copyOf(values);
    }
  }

  /// @param name null for ALL
  record Show(int position, @Nullable String name) implements Statement {}

  /// @param name null for ALL
  record Reset(int position, @Nullable String name) implements Statement {}

  /// `ALTER TABLE t SET (options)`, or RESET when `reset`.
  record AlterTableOptions(
      int position, List<String> table, boolean ifExists, boolean reset, List<Option> options)
      implements Statement {
    public AlterTableOptions {
      table = List.copyOf(table);
      options = List.copyOf(options);
    }
  }
}
