package dev.braid.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A window: of a WINDOW clause, or behind OVER.
///
/// @param name what a WINDOW clause calls it; behind OVER, the window that `OVER name` means
/// @param base the window that `(base ORDER BY ...)` extends
public record Window(
    int position,
    @Nullable String name,
    @Nullable String base,
    List<Expression> partitionBy,
    List<SortBy> orderBy,
    @Nullable Frame frame)
    implements SyntaxNode {
  public Window {
    partitionBy = List.copyOf(partitionBy);
    orderBy = List.copyOf(orderBy);
  }

  /// @param end CURRENT ROW when only a start was written
  public record Frame(int position, Mode mode, Bound start, Bound end, Exclusion exclusion)
      implements SyntaxNode {
    public enum Mode {
      RANGE,
      ROWS,
      GROUPS
    }

    public enum Exclusion {
      NO_OTHERS,
      CURRENT_ROW,
      GROUP,
      TIES
    }
  }

  /// @param offset of `offset PRECEDING` and `offset FOLLOWING`
  public record Bound(int position, Kind kind, @Nullable Expression offset) implements SyntaxNode {
    public enum Kind {
      UNBOUNDED_PRECEDING,
      PRECEDING,
      CURRENT_ROW,
      FOLLOWING,
      UNBOUNDED_FOLLOWING
    }
  }
}
