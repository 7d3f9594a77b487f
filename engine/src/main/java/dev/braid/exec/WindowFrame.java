package dev.braid.exec;

import dev.braid.expr.Expr;
import org.jspecify.annotations.Nullable;

/// Which rows around the current one a window function looks at.
///
/// @param startOffset of PRECEDING and FOLLOWING bounds: an expression without columns, else null
public record WindowFrame(
    Mode mode,
    Bound start,
    @Nullable Expr startOffset,
    Bound end,
    @Nullable Expr endOffset,
    Exclusion exclusion) {
  /// What a window function has where no frame is written.
  public static final WindowFrame DEFAULT =
      new WindowFrame(
          Mode.RANGE,
          Bound.UNBOUNDED_PRECEDING,
          null,
          Bound.CURRENT_ROW,
          null,
          Exclusion.NO_OTHERS);

  /// As it is written in SQL.
  String text() {
    String bounds =
        end == Bound.CURRENT_ROW
            ? bound(start, startOffset)
            : "BETWEEN " + bound(start, startOffset) + " AND " + bound(end, endOffset);
    return switch (exclusion) {
      case NO_OTHERS -> mode + " " + bounds;
      case CURRENT_ROW, GROUP, TIES ->
          mode + " " + bounds + " EXCLUDE " + exclusion.name().replace('_', ' ');
    };
  }

  private static String bound(Bound bound, @Nullable Expr offset) {
    String words = bound.name().replace('_', ' ');
    return offset == null ? words : ExprText.of(offset) + " " + words;
  }

  /// What offsets count.
  public enum Mode {
    ROWS,
    RANGE,
    GROUPS
  }

  /// Where a frame starts or ends.
  public enum Bound {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  /// Rows near the current one that are left out.
  public enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    GROUP,
    TIES
  }
}
