package dev.braid.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands in FROM.
public sealed interface FromItem extends SyntaxNode {

  /// @param names the table with its schema when one was written
  /// @param only without the tables that inherit from it
  record Table(
      int position,
      List<String> names,
      boolean only,
      @Nullable Alias alias,
      @Nullable Sample sample)
      implements FromItem {
    public Table {
      names = List.copyOf(names);
    }
  }

  record Subquery(int position, boolean lateral, Query query, @Nullable Alias alias)
      implements FromItem {}

  /// One function, or several in `ROWS FROM (...)`.
  record Functions(
      int position,
      boolean lateral,
      boolean rowsFrom,
      List<Function> functions,
      boolean withOrdinality,
      @Nullable Alias alias)
      implements FromItem {
    public Functions {
      functions = List.copyOf(functions);
    }
  }

  /// @param condition of ON
  /// @param using the columns of USING, empty for none
  /// @param usingAlias of `USING (...) AS alias`
  /// @param alias of a join in parentheses
  record Join(
      int position,
      Kind kind,
      boolean natural,
      FromItem left,
      FromItem right,
      @Nullable Expression condition,
      List<String> using,
      @Nullable Alias usingAlias,
      @Nullable Alias alias)
      implements FromItem {
    public Join {
      using = List.copyOf(using);
    }

    public enum Kind {
      CROSS,
      INNER,
      LEFT,
      RIGHT,
      FULL
    }
  }

  /// @param columns names for the columns, as many as were given
  record Alias(int position, String name, List<String> columns) implements SyntaxNode {
    public Alias {
      columns = List.copyOf(columns);
    }
  }

  /// `TABLESAMPLE method (arguments) REPEATABLE (seed)`.
  record Sample(
      int position, List<String> method, List<Expression> arguments, @Nullable Expression seed)
      implements SyntaxNode {
    public Sample {
      method = List.copyOf(method);
      arguments = List.copyOf(arguments);
    }
  }

  /// @param call a [Expression.FunctionCall], or one of the expressions that look like one:
  ///   COALESCE, CAST, CURRENT_DATE
  /// @param columns the column definition list, empty for none
  record Function(int position, Expression call, List<ColumnType> columns) implements SyntaxNode {
    public Function {
      columns = List.copyOf(columns);
    }
  }

  record ColumnType(int position, String name, TypeName type, List<String> collation)
      implements SyntaxNode {
    public ColumnType {
      collation = List.copyOf(collation);
    }
  }
}
