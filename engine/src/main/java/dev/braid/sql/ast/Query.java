package dev.braid.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query with all that may surround its body. Parentheses around a whole query leave no node.
///
/// @param limit null for none, and for `LIMIT ALL`; a [Expression.NullLiteral] is kept
public record Query(
    int position,
    @Nullable With with,
    Body body,
    List<SortBy> orderBy,
    @Nullable Expression limit,
    boolean withTies,
    @Nullable Expression offset)
    implements SyntaxNode {
  public Query {
    orderBy = List.copyOf(orderBy);
  }

  public sealed interface Body extends SyntaxNode {}

  /// `TABLE t` is `SELECT * FROM t`.
  public record Select(
      int position,
      @Nullable Distinct distinct,
      List<Target> targets,
      List<FromItem> from,
      @Nullable Expression where,
      @Nullable GroupBy groupBy,
      @Nullable Expression having,
      List<Window> windows)
      implements Body {
    public Select {
      targets = List.copyOf(targets);
      from = List.copyOf(from);
      windows = List.copyOf(windows);
    }
  }

  /// @param position of the keyword
  public record SetOperation(
      int position, SetOperator operator, boolean all, Query left, Query right) implements Body {}

  public enum SetOperator {
    UNION,
    INTERSECT,
    EXCEPT
  }

  public record Values(int position, List<List<Expression>> rows) implements Body {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /// @param on of DISTINCT ON; empty for a plain DISTINCT
  public record Distinct(int position, List<Expression> on) implements SyntaxNode {
    public Distinct {
      on = List.copyOf(on);
    }
  }

  /// @param label behind AS, or bare
  public record Target(int position, Expression expression, @Nullable String label)
      implements SyntaxNode {}
}
