package dev.braid.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A WITH clause.
public record With(int position, boolean recursive, List<CommonTable> tables)
    implements SyntaxNode {
  public With {
    tables = List.copyOf(tables);
  }

  public record CommonTable(
      int position,
      String name,
      List<String> columns,
      Materialization materialization,
      Query query,
      @Nullable Search search,
      @Nullable Cycle cycle)
      implements SyntaxNode {
    public CommonTable {
      columns = List.copyOf(columns);
    }
  }

  public enum Materialization {
    DEFAULT,
    MATERIALIZED,
    NOT_MATERIALIZED
  }

  /// `SEARCH DEPTH FIRST BY columns SET sequence`.
  public record Search(int position, boolean breadthFirst, List<String> columns, String sequence)
      implements SyntaxNode {
    public Search {
      columns = List.copyOf(columns);
    }
  }

  /// `CYCLE columns SET mark TO value DEFAULT otherwise USING path`; value and otherwise are true
  /// and false when not written.
  public record Cycle(
      int position,
      List<String> columns,
      String mark,
      @Nullable Expression value,
      @Nullable Expression otherwise,
      String path)
      implements SyntaxNode {
    public Cycle {
      columns = List.copyOf(columns);
    }
  }
}
