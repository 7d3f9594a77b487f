package dev.braid.sql.ast;

import java.util.List;

/// @param distinct `GROUP BY DISTINCT`: grouping sets that come twice count once
public record GroupBy(int position, boolean distinct, List<Element> elements)
    implements SyntaxNode {
  public GroupBy {
    elements = List.copyOf(elements);
  }

  public sealed interface Element extends SyntaxNode {}

  /// A key; inside ROLLUP, CUBE and GROUPING SETS a [Expression.Row] without ROW is several keys
  /// taken together.
  public record Key(int position, Expression expression) implements Element {}

  /// `()`.
  public record Empty(int position) implements Element {}

  public record Rollup(int position, List<Expression> expressions) implements Element {
    public Rollup {
      expressions = List.copyOf(expressions);
    }
  }

  public record Cube(int position, List<Expression> expressions) implements Element {
    public Cube {
      expressions = List.copyOf(expressions);
    }
  }

  public record Sets(int position, List<Element> elements) implements Element {
    public Sets {
      elements = List.copyOf(elements);
    }
  }
}
