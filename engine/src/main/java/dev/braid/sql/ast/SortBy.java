package dev.braid.sql.ast;

import org.jspecify.annotations.Nullable;

/// One key of an ORDER BY.
///
/// @param using the operator of `USING <`, with [Direction#USING] only
public record SortBy(
    int position,
    Expression expression,
    Direction direction,
    @Nullable OperatorName using,
    Nulls nulls)
    implements SyntaxNode {
  public enum Direction {
    DEFAULT,
    ASC,
    DESC,
    USING
  }

  public enum Nulls {
    DEFAULT,
    FIRST,
    LAST
  }
}
